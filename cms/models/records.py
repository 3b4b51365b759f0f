"""Records that many pages share. Each is one row a language, tied by its translation key."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.choices import ORGANISATION_TYPES, language_choices
from cms.models.fields import CountryField, LanguageField


class ProjectNameBlock(blocks.StructBlock):
    """A project's name as one more language has it."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=language_choices)
    name = blocks.CharBlock(label=_("Name"))

    class Meta:
        icon = "globe"
        label = _("Name")

    def get_translatable_segments(self, value):
        """A name in a named language is a fact: it is not translated."""
        return []

    def restore_translated_segments(self, value, segments):
        return value


class SubtitlesBlock(blocks.StructBlock):
    """A recording with subtitles in one language."""

    language = blocks.ChoiceBlock(label=_("Subtitle language"), choices=language_choices)
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Empty when it is chosen in the player."))

    class Meta:
        icon = "media"
        label = _("Subtitles")


class Record(index.Indexed, TranslatableMixin, models.Model):
    """What all records have in common: a language, a search entry and a name to be found by."""

    #: Foreign keys that `cms.preloading` loads along with the record.
    preload_related: tuple[str, ...] = ()
    #: Pictures that it loads together with all others of the page.
    preload_images: tuple[str, ...] = ()

    class Meta(TranslatableMixin.Meta):
        abstract = True


class Topic(Record):
    """What a page is about; visitors filter by it."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=80, help_text=_("Stands in addresses, the same in every language."))
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="topic_slug_once_a_language")]

    def __str__(self) -> str:
        return self.name


class PoliticalGroup(Record):
    """A political group, with the abbreviation each language uses (EPP, PPE, ELP …)."""

    name = models.CharField(_("name"), max_length=200)
    abbreviation = models.CharField(_("abbreviation"), max_length=30)

    panels = [FieldPanel("name"), FieldPanel("abbreviation")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("political group")
        verbose_name_plural = _("political groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})"


class Organisation(Record):
    """An authority, association, funder or publisher."""

    name = models.CharField(_("name"), max_length=300)
    abbreviation = models.CharField(_("abbreviation"), max_length=60, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=ORGANISATION_TYPES)
    country = CountryField(_("country"), blank=True, help_text=_("Empty for one that belongs to no country."))
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("abbreviation")], _("Name")),
        FieldRowPanel([FieldPanel("type"), FieldPanel("country")]),
        FieldPanel("website"),
        FieldPanel("logo"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    preload_images = ("logo",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(Record):
    """Somebody named on pages, as each language writes the name."""

    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=300, blank=True, help_text=_("Mayor, project coordinator …"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    country = CountryField(_("country"), blank=True)
    political_group = models.ForeignKey(
        PoliticalGroup,
        verbose_name=_("political group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    photo = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("position"),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("country")]),
        FieldPanel("political_group"),
        FieldPanel("photo"),
        FieldPanel("website"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    preload_related = ("organisation", "political_group")
    preload_images = ("photo",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Project(Record):
    """A funded project, by its long official name and the names other languages give it."""

    name = models.CharField(_("name"), max_length=300, help_text=_("The short name, as people say it."))
    official_name = models.TextField(_("official name"), blank=True)
    other_names = StreamField(
        [("name", ProjectNameBlock())], verbose_name=_("names in other languages"), blank=True
    )
    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="funded_projects",
    )
    programme = models.CharField(_("programme"), max_length=300, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True, help_text=_("Grant or contract number."))
    website = models.URLField(_("website"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("official_name")], _("Name")),
        FieldPanel("other_names"),
        MultiFieldPanel([FieldPanel("funder"), FieldPanel("programme"), FieldPanel("reference")], _("Funding")),
        FieldPanel("website"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("official_name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    override_translatable_fields = [SynchronizedField("reference")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end is before the start.")})


class Contact(Record):
    """Whom to write to or call."""

    name = models.CharField(_("name"), max_length=300, help_text=_("A person, a secretariat or a desk."))
    role = models.CharField(_("role"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, help_text=_("With the country code: +370 …"))
    website = models.URLField(_("website"), blank=True)
    address = models.TextField(_("postal address"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("website")], _("How to reach them")),
        FieldPanel("address"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    override_translatable_fields = [SynchronizedField("phone")]

    preload_related = ("organisation",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not (self.email or self.phone or self.website or self.address):
            raise ValidationError({"email": _("Give at least one way to reach them.")})


class MediaItem(Record):
    """A video or a sound recording, by link, that is played only after a click."""

    KINDS = [("video", _("Video")), ("audio", _("Audio"))]

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default="video")
    url = models.URLField(_("address"), help_text=_("The page or the file where it plays."))
    duration = models.DurationField(_("duration"), null=True, blank=True, help_text=_("Hours:minutes:seconds."))
    language = LanguageField(_("spoken language"), blank=True)
    title_language = LanguageField(
        _("language of the title"), blank=True, help_text=_("Only where the title stays in a foreign language.")
    )
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)
    poster = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subtitles = StreamField(
        [("version", SubtitlesBlock())], verbose_name=_("subtitled versions"), blank=True
    )
    transcript = models.TextField(_("transcript"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("duration")]),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("title_language"), FieldPanel("recorded_on")]),
        FieldPanel("poster"),
        FieldPanel("subtitles"),
        FieldPanel("transcript"),
        FieldPanel("credit"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("locale_id")]

    preload_images = ("poster",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("video or recording")
        verbose_name_plural = _("videos and recordings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
