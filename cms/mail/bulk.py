"""Many mails of one kind, written in a number of queries that does not grow with each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from cms.mail.kinds import Kind
from cms.mail.models import MAX_KEY, MAX_SUBJECT, Message
from cms.mail.outbox import known_language, message_id_of
from cms.mail.texts import text_of
from cms.mail.wording import cleaned_value, fill_body, fill_subject


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One of many mails: as `cms.mail.outbox.queue` takes it. The address was checked when it was stored."""

    to: str
    language: str
    key: str
    values: Mapping[str, Any]
    about: models.Model
    unsubscribe_url: str = ""


class Writer:
    """Writes mails of a kind, and reads the text of each language once."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._texts: dict[str, tuple[str, str]] = {}

    def write(self, letters: Iterable[Letter]) -> None:
        """Write mails in the present transaction; those whose key is there already stay as they are."""
        Message.objects.bulk_create(map(self._message, letters), ignore_conflicts=True)

    def _message(self, letter: Letter) -> Message:
        if len(letter.key) > MAX_KEY or letter.values.keys() != self.kind.placeholders.keys():
            raise ValueError(f"Key or values do not fit mail “{self.kind.name}”: {letter.key[:MAX_KEY]}.")
        language = known_language(letter.language)
        if language not in self._texts:
            self._texts[language] = text_of(self.kind, language)
        subject, body = self._texts[language]
        words = {name: cleaned_value(value) for name, value in letter.values.items()}
        return Message(
            key=letter.key,
            kind=self.kind.name,
            is_secret=self.kind.is_secret,
            message_id=message_id_of(letter.key),
            recipient=letter.to,
            language=language,
            subject=fill_subject(subject, words, MAX_SUBJECT),
            text=fill_body(body, words),
            values={} if self.kind.is_secret else words,
            unsubscribe_url=letter.unsubscribe_url,
            about_type=ContentType.objects.get_for_model(letter.about),
            about_id=letter.about.pk,
        )
