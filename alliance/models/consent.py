"""What people agree to. The text is a record, edited and translated; what was agreed to is kept as it read."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from alliance.vocabulary import CONSENT_PURPOSES
from cms.blocks import PROSE_FEATURES
from cms.models.fields import LanguageField
from cms.models.records import Record


class ConsentText(Record):
    """A text that applicants agree to. Changing it leaves what others agreed to as it was."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=CONSENT_PURPOSES)
    heading = models.CharField(_("words beside the box"), max_length=300)
    text = RichTextField(_("text"), features=PROSE_FEATURES)

    panels = [FieldPanel("purpose"), FieldPanel("heading"), FieldPanel("text")]
    search_fields = [index.AutocompleteField("heading"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "heading"]

    def __str__(self) -> str:
        return self.heading

    @property
    def digest(self) -> str:
        """What tells these words from all others."""
        return hashlib.sha256(f"{self.heading}\0{self.text}".encode()).hexdigest()


class FrozenError(TypeError):
    """What was agreed to cannot be changed."""


class ConsentVersion(models.Model):
    """The words somebody agreed to, in one language; never changed."""

    #: the translation key of the record
    text_key = models.UUIDField()
    purpose = models.CharField(_("purpose"), max_length=20, choices=CONSENT_PURPOSES)
    language = LanguageField(_("language"))
    number = models.PositiveIntegerField(_("version"))
    heading = models.CharField(_("words beside the box"), max_length=300)
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("first agreed to"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a consent text")
        verbose_name_plural = _("versions of consent texts")
        ordering = ["text_key", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["text_key", "language", "digest"], name="consent_words_once"),
            models.UniqueConstraint(fields=["text_key", "language", "number"], name="consent_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language}, {self.number})"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise FrozenError("A version that was agreed to is never changed.")
        super().save(*args, **kwargs)
