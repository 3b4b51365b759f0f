"""What is known of each language version of a page or record, beside its content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.translation.vocabulary import STATES


class LanguageVersion(models.Model):
    """One language version of a page or record that is translated: what it shows, and how far its texts are.

    `released` is what makes it possible to renew the facts of a published version without publishing what its
    translator is still working on: path → the pieces of text there, in order, each as
    `[key of the source text, translation or null, key of the source text it was made for]`.
    """

    translation_key = models.UUIDField(_("identity"))
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        on_delete=models.CASCADE,
        related_name="language_version",
    )
    source_locale = models.ForeignKey(
        "wagtailcore.Locale",
        verbose_name=_("translated from"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released = models.JSONField(default=dict)
    #: path → {key: translation} of texts that the source has no more: an undo brings them back
    kept = models.JSONField(default=dict)
    #: path → value, for facts that are different in this language
    overrides = models.JSONField(default=dict)
    #: keys of blocks that this language does not show
    hidden = models.JSONField(default=list)

    #: How far the texts are, the work that is not published yet included
    state = models.CharField(_("state"), max_length=12, choices=STATES, default="missing", db_index=True)
    total = models.PositiveIntegerField(_("texts"), default=0)
    complete = models.PositiveIntegerField(_("complete"), default=0)
    machine = models.PositiveIntegerField(_("by machine"), default=0)
    outdated = models.PositiveIntegerField(_("outdated"), default=0)
    missing = models.PositiveIntegerField(_("missing"), default=0)

    #: How much of what is published is translated, and what is not: [text, language] of each
    shown_translated = models.PositiveIntegerField(default=0)
    shown_outdated = models.PositiveIntegerField(default=0)
    foreign = models.JSONField(default=list)
    outdated_since = models.DateTimeField(_("original newer since"), null=True)
    #: What went wrong when facts were brought in last, in words for editors; empty when all went well
    problem = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="one_version_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}"


class LocalBlock(models.Model):
    """A block that only one language version has, and where it stands: after which block of the source."""

    translation_key = models.UUIDField(_("identity"), db_index=True)
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(_("field"), max_length=100)
    after = models.CharField(_("after"), max_length=36, blank=True)  # empty: before all others
    #: As in a stream: {"type": …, "id": …, "value": …}
    block = models.JSONField()

    class Meta:
        verbose_name = _("block of one language")
        verbose_name_plural = _("blocks of one language")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id} {self.field}"


class RetiredSegment(models.Model):
    """A text that a source has no more: whoever was translating it meanwhile loses nothing."""

    #: The number that its segment had: screens that are still open send it
    segment_id = models.PositiveIntegerField(_("segment"))
    source = models.ForeignKey(
        "wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="retired_segments"
    )
    string = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    retired_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("text of an earlier version")
        verbose_name_plural = _("texts of earlier versions")
        indexes = [models.Index(fields=["source", "segment_id"], name="retired_segment_of_source")]

    def __str__(self) -> str:
        return f"{self.context_id} {self.string_id}"
