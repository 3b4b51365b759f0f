"""Writes translations, each language apart: what goes wrong in one is reported and does not stop the others."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.translation.places import mark_too_long, note_at_texts
from cms.translation.releasing import release

logger = logging.getLogger(__name__)

#: What went wrong, by language.
Errors = dict[Locale, list[str]]


@contextmanager
def language_apart(errors: Errors, locale: Locale) -> Iterator[None]:
    """Do what concerns one language in a savepoint of its own, and note in `errors` what goes wrong."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        errors.setdefault(locale, []).extend(_told(error))
    except (DatabaseError, ObjectDoesNotExist):
        logger.exception("A translation into %s could not be written", locale.language_code)
        errors.setdefault(locale, []).append(_("It could not be written; the log of the server says why."))


def save_translation(translation: Translation, user: Any, errors: Errors, *, publish: bool) -> bool:
    """Write the texts of a translation into its target, published where wanted; return whether that went well.

    What is wrong with a field is noted at its text as well, where the translator sees it.
    """
    locale = translation.target_locale
    before = len(errors.get(locale, []))
    mark_too_long(translation.source, locale.pk)
    problem: ValidationError | None = None
    with language_apart(errors, locale):
        try:
            with transaction.atomic():
                release(translation, user, publish=publish)
        except ValidationError as error:
            problem = error
    if problem is not None:
        note_at_texts(translation, problem)
        errors.setdefault(locale, []).extend(_told(problem))
    return len(errors.get(locale, [])) == before


def _told(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]


def tell(errors: Errors) -> list[str]:
    """Return a line for each language something went wrong in."""
    return [f"{locale.get_display_name()}: {' '.join(told)}" for locale, told in errors.items()]
