"""Writes translations, each language apart: what goes wrong in one is reported and does not stop the others."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.translation.places import mark_too_long

logger = logging.getLogger(__name__)

#: What went wrong, by language.
Errors = dict[Locale, list[str]]


@contextmanager
def language_apart(errors: Errors, locale: Locale, *, keep_notes: bool = False) -> Iterator[None]:
    """Do what concerns one language in a savepoint of its own, and note in `errors` what goes wrong.

    `keep_notes`: on a validation error nothing is rolled back, because wagtail-localize has undone the page itself
    and noted at each text what is wrong with it.
    """
    try:
        with transaction.atomic():
            try:
                yield
            except ValidationError as error:
                if not keep_notes:
                    raise
                errors.setdefault(locale, []).extend(_told(error))
    except ValidationError as error:
        errors.setdefault(locale, []).extend(_told(error))
    except (DatabaseError, ObjectDoesNotExist):
        logger.exception("A translation into %s could not be written", locale.language_code)
        errors.setdefault(locale, []).append(_("It could not be written; the log of the server says why."))


def save_translation(translation: Translation, user: Any, errors: Errors, *, publish: bool) -> bool:
    """Write the target of a translation, published where wanted; return whether that went well."""
    locale = translation.target_locale
    before = len(errors.get(locale, []))
    with language_apart(errors, locale, keep_notes=True):
        mark_too_long(translation.source, translation.target_locale_id)
        is_page = issubclass(translation.source.specific_content_type.model_class(), Page)
        translation.save_target(user=user, publish=publish and not is_page)
        if publish and is_page:
            # Here and not on commit, as wagtail-localize does it: an error then belongs to its language.
            translation.get_target_instance().get_latest_revision().publish(user=user)
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
