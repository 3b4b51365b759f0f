"""Which words people agree to now, and the version that is kept with what they sent."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from alliance.models import ConsentText, ConsentVersion, JoiningSettings

APPLICATION, PUBLICATION = "application", "publication"


@dataclass(frozen=True)
class Wording:
    """The words of a consent as a form shows them. The form sends `digest` back."""

    text_key: UUID
    purpose: str
    language: str
    heading: str
    #: rich text as it is stored: `|richtext` makes HTML of it
    text: str
    digest: str


class ConsentChangedError(ValidationError):
    """The words are not those any more that the form showed."""

    def __init__(self) -> None:
        super().__init__(
            _("The text you are to agree to has changed meanwhile. Please read it again."),
            code="consent_changed",
        )


def wording_now(purpose: str, language: str) -> Wording | None:
    """Return the words to agree to, in a language or else as they were written; None where staff have set none."""
    return wordings_now(language)[purpose]


def wordings_now(language: str, settings: JoiningSettings | None = None) -> dict[str, Wording | None]:
    """Return the words of each purpose, likewise; one query besides that of the settings."""
    settings = settings or JoiningSettings.load()
    chosen = {APPLICATION: settings.consent_text_id, PUBLICATION: settings.publication_text_id}
    keys = ConsentText.objects.filter(pk__in=set(chosen.values()) - {None}).values("translation_key")
    rows = list(ConsentText.objects.filter(translation_key__in=keys).select_related("locale").order_by("pk"))
    by_pk = {row.pk: row for row in rows}
    found: dict[str, Wording | None] = {}
    for purpose, pk in chosen.items():
        row = by_pk.get(pk)
        if row is not None:
            same = (other for other in rows if other.translation_key == row.translation_key)
            row = next((other for other in same if other.locale.language_code == language), row)
        found[purpose] = row and Wording(
            row.translation_key, purpose, row.locale.language_code, row.heading, row.text, row.digest
        )
    return found


def agree(purpose: str, language: str, digest: str) -> ConsentVersion:
    """Return the version of the words that somebody agrees to, kept from now on if it was not yet.

    Raises `ConsentChangedError` where the form showed others than those that hold now.
    """
    wording = wording_now(purpose, language)
    if wording is None or wording.digest != digest:
        raise ConsentChangedError
    same = {"text_key": wording.text_key, "language": wording.language}
    for _attempt in range(3):
        known = ConsentVersion.objects.filter(digest=digest, **same).first()
        if known is not None:
            return known
        last = ConsentVersion.objects.filter(**same).aggregate(number=models.Max("number"))["number"] or 0
        try:
            with transaction.atomic():
                return ConsentVersion.objects.create(
                    purpose=purpose,
                    number=last + 1,
                    heading=wording.heading,
                    text=wording.text,
                    digest=digest,
                    **same,
                )
        except IntegrityError:  # somebody agreed to the same words in the same moment
            continue
    raise ConsentChangedError
