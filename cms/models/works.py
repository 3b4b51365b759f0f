"""Records of works: the projects pages belong to, the recordings they show."""

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks.choosers import DocumentChooserBlock
from cms.blocks.repeats import repeats, same_language
from cms.choices import MEDIA_KINDS, language_choices
from cms.file_checks import ending
from cms.file_kinds import ENDINGS, SUBTITLE_TYPES
from cms.models.fields import LanguageField
from cms.models.records import Organisation, Record

#: How long a recording can be, in whole seconds.
SHORTEST: Final = dt.timedelta(seconds=1)
LONGEST: Final = dt.timedelta(hours=100)


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
    url = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("Empty when it is chosen in the player.")
    )
    file = DocumentChooserBlock(
        label=_("Subtitle file"),
        required=False,
        help_text=_("WebVTT (.vtt), for a recording with a file of its own."),
    )

    class Meta:
        icon = "media"
        label = _("Subtitles")

    def clean(self, value):
        value = super().clean(value)
        file = value.get("file")
        if file and ending(file.filename) not in SUBTITLE_TYPES:
            message = _("Subtitles are WebVTT files: .vtt.")
            raise StructBlockValidationError(block_errors={"file": ValidationError(message)})
        return value


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
    reference = models.CharField(
        _("reference"), max_length=100, blank=True, help_text=_("Grant or contract number.")
    )
    website = models.URLField(_("website"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("official_name")], _("Name")),
        FieldPanel("other_names"),
        MultiFieldPanel(
            [FieldPanel("funder"), FieldPanel("programme"), FieldPanel("reference")], _("Funding")
        ),
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
        errors: dict = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("The end is before the start.")
        twice = repeats(self.other_names, same_language, "language", _("This language stands twice."))
        if twice:
            errors["other_names"] = twice
        if errors:
            raise ValidationError(errors)


class MediaItem(Record):
    """A video or a sound recording, by link or by file, played only after a click; without either, by its title."""

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=MEDIA_KINDS, default="video")
    url = models.URLField(
        _("address"),
        blank=True,
        help_text=_("The page or the file where it plays; empty where it is only known by its title."),
    )
    file = models.ForeignKey(
        "cms.CustomDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Plays on this site, in place of the address."),
    )
    duration = models.DurationField(
        _("duration"), null=True, blank=True, help_text=_("Hours:minutes:seconds.")
    )
    language = LanguageField(_("spoken language"), blank=True)
    title_language = LanguageField(
        _("language of the title"),
        blank=True,
        help_text=_("Only where the title stays in a foreign language."),
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
    subtitles = StreamField([("version", SubtitlesBlock())], verbose_name=_("subtitled versions"), blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("duration")]),
        FieldPanel("url"),
        FieldPanel("file"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("title_language"), FieldPanel("recorded_on")]),
        FieldPanel("poster"),
        FieldPanel("subtitles"),
        FieldPanel("transcript"),
        FieldPanel("credit"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
    ]

    preload_related = ("file",)
    preload_streams = True
    preload_images = ("poster",)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("video or recording")
        verbose_name_plural = _("videos and recordings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        errors: dict = {}
        if self.duration is not None:
            self.duration = dt.timedelta(seconds=self.duration // dt.timedelta(seconds=1))
            if not SHORTEST <= self.duration <= LONGEST:
                errors["duration"] = _("Give a length between a second and 100 hours.")
        endings = ENDINGS.get(self.kind, ())
        if self.file and ending(self.file.filename) not in endings:
            message = _("This kind of recording comes as: %(endings)s.")
            errors["file"] = ValidationError(message, params={"endings": ", ".join(endings)})
        twice = repeats(self.subtitles, same_language, "language", _("This language stands twice."))
        if twice:
            errors["subtitles"] = twice
        if errors:
            raise ValidationError(errors)
