"""Pictures and documents: who made them, under which licence, in which language, and what they show."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.choices import LICENCES
from cms.file_checks import check_signature, check_size
from cms.models.fields import LanguageField

LICENCE_URLS = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc-by-nd": "https://creativecommons.org/licenses/by-nd/4.0/",
    "eupl": "https://eupl.eu/1.2/",
    "public-domain": "https://creativecommons.org/publicdomain/mark/1.0/",
}


class Attribution(models.Model):
    """Whose work a file is and in which language its words are."""

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Stays the same when a site moves."
    )

    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=20, blank=True, choices=LICENCES)
    language = LanguageField(
        _("language"), blank=True, help_text=_("The language of the words in it; empty when it has none.")
    )

    class Meta:
        abstract = True


class CustomImage(Attribution, AbstractImage):
    """A picture: either described, or marked as decoration that says nothing."""

    is_decorative = models.BooleanField(
        _("is decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say; screen readers skip it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
        "credit",
        "licence",
        "language",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_customimage", "Can choose picture")]

    def clean(self) -> None:
        super().clean()
        if self.is_decorative and self.description:
            raise ValidationError(
                {"is_decorative": _("A decorative picture has no description: choose one.")}
            )
        if not self.is_decorative and not self.description:
            raise ValidationError({"description": _("Describe the picture, or mark it as decorative.")})

    @property
    def default_alt_text(self) -> str:
        """The description; never the title, which is made from the file name."""
        return "" if self.is_decorative else self.description


class CustomRendition(AbstractRendition):
    """A picture cut and scaled for one use."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(Attribution, AbstractDocument):
    """A file for download, always with its language."""

    admin_form_fields = (*Document.admin_form_fields, "credit", "licence", "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_customdocument", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_size(self.file.name, self.file.size)
                check_signature(self.file.name, self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from None
