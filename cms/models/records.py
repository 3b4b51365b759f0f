"""Records that many pages share. Each is one row a language, tied by its translation key."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.choices import ORGANISATION_TYPES
from cms.models.fields import CountryField


class Record(index.Indexed, TranslatableMixin, models.Model):
    """What all records have in common: a language, a search entry and a name to be found by."""

    #: Foreign keys that `cms.preloading` loads along with the record.
    preload_related: tuple[str, ...] = ()
    #: Pictures that it loads together with all others of the page.
    preload_images: tuple[str, ...] = ()
    #: Whether its StreamFields point at things that it loads too.
    preload_streams = False

    class Meta(TranslatableMixin.Meta):
        abstract = True


class Topic(Record):
    """What a page is about; visitors filter by it."""

    #: few enough to be read once and kept while nothing changes
    kept_in_memory = True

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("slug"), max_length=80, help_text=_("Stands in addresses, the same in every language.")
    )
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

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

    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Empty where only the abbreviation is known.")
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)

    panels = [FieldPanel("name"), FieldPanel("abbreviation")]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("abbreviation"),
        index.AutocompleteField("name"),
        index.AutocompleteField("abbreviation"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("political group")
        verbose_name_plural = _("political groups")
        ordering = ["name", "abbreviation"]

    def __str__(self) -> str:
        if self.name and self.abbreviation:
            return f"{self.name} ({self.abbreviation})"
        return self.name or self.abbreviation

    def clean(self) -> None:
        super().clean()
        if not (self.name or self.abbreviation):
            raise ValidationError({"name": _("Give a name or an abbreviation.")})


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
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

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
    position = models.CharField(
        _("position"), max_length=300, blank=True, help_text=_("Mayor, project coordinator …")
    )
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
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    preload_related = ("organisation", "political_group")
    preload_images = ("photo",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Contact(Record):
    """Whom to write to or call."""

    name = models.CharField(
        _("name"),
        max_length=300,
        blank=True,
        help_text=_("A person, a secretariat or a desk; empty where only an address is known."),
    )
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
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("With the country code: +370 …")
    )
    website = models.URLField(_("website"), blank=True)
    address = models.TextField(_("postal address"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("website")], _("How to reach them")
        ),
        FieldPanel("address"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("email"),
        index.AutocompleteField("name"),
        index.AutocompleteField("email"),
        index.FilterField("locale_id"),
    ]

    override_translatable_fields = [SynchronizedField("phone")]

    preload_related = ("organisation",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return next(filter(None, self._known()), "")

    def clean(self) -> None:
        super().clean()
        if not any(self._known()):
            raise ValidationError({"name": _("Give a name, or at least one way to reach them.")})

    def _known(self) -> list[str]:
        return [self.name, self.email, self.phone, self.website, " ".join(self.address.split())]
