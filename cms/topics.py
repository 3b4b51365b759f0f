"""Topics of applications and members: stored by translation key, named in the reader's language."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language

from cms.collation import in_order
from cms.models import Topic
from cms.sitestate import site_state


def topics_by_key(language: str | None = None) -> dict[UUID, Topic]:
    """Return every topic by its translation key: in a language (the active one by default), else as it is there.

    One query while nothing changes; none after that.
    """
    kept = site_state().kept
    if Topic not in kept:
        kept[Topic] = Topic.objects.in_bulk()
    codes = {locale.pk: locale.language_code for locale in site_state().locales}
    wanted = language or get_language()
    found: dict[UUID, Topic] = {}
    for topic in sorted(kept[Topic].values(), key=lambda topic: topic.pk):
        if topic.translation_key not in found or codes.get(topic.locale_id) == wanted:
            found[topic.translation_key] = topic
    return found


def topic_codes() -> list[tuple[str, str]]:
    """Return topics as (translation key, name), sorted by their name in the active language: choices of a form."""
    pairs = ((str(key), topic.name) for key, topic in topics_by_key().items())
    return list(in_order(pairs, get_language() or "en", lambda pair: pair[1]))


def names_of(keys: Iterable[UUID | str], language: str | None = None) -> list[str]:
    """Return the names of topics in a language; those that are gone are left out."""
    known = topics_by_key(language)
    found = (known.get(UUID(str(key))) for key in keys)
    return [topic.name for topic in found if topic is not None]


def key_of_slug(slug: str) -> UUID | None:
    """Return the translation key of the topic with a slug, which stands in addresses."""
    return next((key for key, topic in topics_by_key().items() if topic.slug == slug), None)
