"""The search reads of each page of the demo site what visitors see in its main part, and nothing else."""

import contextlib
import sqlite3
import urllib.request
from collections import defaultdict
from collections.abc import Iterable

import pytest
from babel import Locale as Names
from bs4 import BeautifulSoup
from django.utils.translation import trans_real

from search.analysis import tokens

pytestmark = [pytest.mark.once]

#: What visitors see and nobody is found by: ways to go on, forms, code to copy.
LEFT_OUT = "script, style, svg, nav, form, textarea, .breadcrumb, .share, .translation-notice"
#: Read, though the page shows less of it: organisations are found by their names and their abbreviations, whichever is
#: shown; a home page by its title, in whose place its heading stands; the sentence before a contact that is missing.
MAY_BE_READ = {
    "en": {
        "bank",
        "cemr",
        "clrae",
        "co",
        "corleap",
        "economic",
        "europe",
        "event",
        "live",
        "operation",
        "read",
    },
    "lt": {
        "aljansas",
        "atstato",
        "bankas",
        "bendradarbiavimo",
        "cemr",
        "corleap",
        "dalyvaukite",
        "ekonominio",
    }
    | {"gyvena", "naujienas", "rekonstrukcijos", "renginiuose", "rk", "skaitykite", "vystymo"}
    | {"daugiausia", "ismano", "klausimas", "kuris", "nariui", "perduodamas", "tam"},
}
#: Shown, and not read: kinds of files, licences, units of time, the cities that time zones are called by, and where
#: events take place that other pages tell of.
FACTS = {"atom", "cc", "feed", "hr", "hrs", "ics", "json", "mins", "rss"}
MAY_BE_SHOWN = {
    "en": FACTS
    | {"brussels", "kyiv", "riga", "vilnius", "warsaw"}
    | {"bigbluebutton", "canal", "exhibition", "gargzdai", "harbour"},
    "lt": FACTS
    | {"briuselis", "kijevas", "komitetas", "ryga", "varsuva", "vilnius"}
    | {"bigbluebutton", "gargzduose", "kanalo", "parodu", "uosto", "viesoji"},
}


def words(texts: Iterable[str], language: str) -> set[str]:
    """Return the words of texts, numbers left out."""
    return {
        token.form
        for text in texts
        for token in tokens(text, language)
        if not any(map(str.isdigit, token.form))
    }


def interface(language: str) -> set[str]:
    """Return the words that Tiltas itself says in a language, and names of countries, languages and months."""
    english = trans_real.translation("lt")._catalog
    said = trans_real.translation(language)._catalog
    keys = list(english.keys())
    messages = [key[0] if isinstance(key, tuple) else key for key in keys]
    if language != "en":
        messages = [said[key] for key in keys if key in said and isinstance(said[key], str)]
    names = Names(language)
    months = [name for kind in names.months.values() for each in kind.values() for name in each.values()]
    return words([*messages, *names.territories.values(), *names.languages.values(), *months], language)


@pytest.mark.parametrize("language", ["en", "lt"])
def test_all_that_a_page_shows_is_read_and_nothing_else(language, demo_site):
    pages, entries = stored(demo_site, language)
    titles = words((f"{row[1]} {row[2]}" for rows in entries.values() for row in rows), language)
    everything = words((text for rows in entries.values() for row in rows for text in row[1:]), language)
    interface_words = interface(language) | MAY_BE_SHOWN[language]
    missing, extra = {}, {}
    for key, path in pages.items():
        known = interface_words | (
            everything if path.count("/") < 4 else titles
        )  # lists show places and topics
        shown, seen = shown_at(f"{demo_site.url}{path}", language)
        read = words((text for _kind, *texts in entries[key] for text in texts), language)
        own = words((text for kind, *texts in entries[key] for text in texts if kind == "page"), language)
        missing |= {path: sorted(seen - read - known)} if seen - read - known else {}
        more = own - shown - MAY_BE_READ[language]
        extra |= {path: sorted(more)} if more else {}
    assert len(pages) > 30
    assert (missing, extra) == ({}, {})


def stored(site, language: str) -> tuple[dict[int, str], dict[int, list[tuple[str, ...]]]]:
    """Return the addresses of the pages that are found in a language, and what was written down of each."""
    entries = defaultdict(list)
    with contextlib.closing(sqlite3.connect(site.data_dir / "db.sqlite3")) as database:
        rows = database.execute(
            "SELECT page_id, kind, entry.title, summary, text, page.url_path, home.url_path"
            " FROM search_entry entry JOIN wagtailcore_page page ON page.id = page_id"
            " JOIN wagtailcore_page home ON home.depth = 2 AND home.path = substr(page.path, 1, 8)"
            " JOIN wagtailcore_locale locale ON locale.id = page.locale_id WHERE language_code = ?",
            [language],
        )
        pages = {}
        for key, kind, title, summary, text, path, home in rows:
            pages[key] = f"/{language}/{path[len(home) :]}"
            entries[key].append((kind, title, summary, text))
    return pages, entries


def shown_at(url: str, language: str) -> tuple[set[str], set[str]]:
    """Return the words of a page's main part: with all that stands in it, and those that visitors read."""
    with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310 - our own server
        main = BeautifulSoup(response.read(), "html.parser").main
    told = [each[name] for name in ("alt", "title", "aria-label") for each in main.find_all(**{name: True})]
    whole = words([main.get_text(" "), main.get_text(), *told], language)
    for each in main.select(LEFT_OUT):
        each.decompose()
    return whole, words(main.stripped_strings, language)
