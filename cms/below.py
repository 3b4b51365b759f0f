"""Addresses below a page that are no pages of the tree, as the list of an alliance's members and each profile in it.

A page type names them in `below`: their word in English → the word in the active language. What is answered there is
the page's own matter: `serve` and `get_context` are given `below`, the English word and what follows it.

Files are simpler: `files` of a page type, or of what it is made from, names them (`calendar.ics`), the same in every
language, and what answers.
"""

from functools import lru_cache
from typing import Any

from django.core.validators import slug_re
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, get_page_models

from cms.languages import LANGUAGES

#: How many parts of an address may follow the page's own: the word and a slug.
MOST_PARTS = 2


def words_of(model: type | None) -> dict[str, str]:
    """Return the English words of the addresses below a page type, by what they are in the active language."""
    return {_word(model, name): name for name in getattr(model, "below", {})}


@lru_cache(maxsize=1000)
def _word_in(model: type, name: str, language: str) -> str:
    with translation.override(language):
        return _word(model, name)


def _word(model: type, name: str) -> str:
    """Return the word of an address in the active language; the English one where that is no part of an address."""
    word = str(model.below[name]).strip("/")
    return word if slug_re.match(word) else name


def reserved_below(parent: Page) -> set[str]:
    """Return the words that no page right below `parent` may have as its slug, in any language."""
    model = parent.cached_content_type.model_class()
    if not getattr(model, "below", None):
        return set()
    found = set(model.below)
    for language, _name in LANGUAGES:
        with translation.override(language):
            found |= words_of(model).keys()
    return found


def find_below(request: HttpRequest, path: str) -> tuple[Page, list[str]] | None:
    """Return the page that answers at `path` though it stands above, and the parts below it; None for none.

    The English word is understood in every language. No query where the path holds no such word.
    """
    from cms.routing import find_page

    known: dict[str, str] = {}
    for model in get_page_models():
        known |= words_of(model) | {name: name for name in getattr(model, "below", {})}
    parts = path.strip("/").split("/")
    for place in range(len(parts) - 1, max(len(parts) - 1 - MOST_PARTS, 0), -1):
        name = known.get(parts[place])
        page = find_page(request, "/".join(parts[:place])) if name else None
        if page is not None and name in getattr(page, "below", {}):
            return page, [name, *parts[place + 1 :]]
    return None


@lru_cache(maxsize=1000)
def files_of(model: type) -> dict[str, Any]:
    """Return the files below a page type, with those of the classes it is made from."""
    return {
        name: answer
        for base in reversed(model.__mro__)
        for name, answer in vars(base).get("files", {}).items()
    }


def find_file(request: HttpRequest, path: str) -> tuple[Page, str] | None:
    """Return the page that has a file at `path` (`files` of a page type), and the file's name; None for none."""
    from cms.routing import find_page

    above, _slash, name = path.strip("/").rpartition("/")
    if not any(name in files_of(model) for model in get_page_models()):
        return None
    page = find_page(request, above)
    return (page, name) if page is not None and name in files_of(type(page)) else None


def url_of_file(url: str, name: str) -> str:
    """Return the address of a file below a page's `url`."""
    return f"{url.rstrip('/')}/{name}"


def url_below(url: str, model: type, name: str, *rest: str, language: str | None = None) -> str:
    """Return an address below a page's `url`, with the word that a language (the active one by default) has for it."""
    word = _word_in(model, name, language or translation.get_language())
    return url + "".join(f"{part}/" for part in (word, *rest))


def versions_below(versions: list[dict[str, Any]], model: type, below: list[str]) -> list[dict[str, Any]]:
    """Return the versions of a page for what stands below it in each language."""
    return [
        version | {"url": url_below(version["url"], model, *below, language=version["code"])}
        for version in versions
    ]
