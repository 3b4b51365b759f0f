"""What samples say, in each language that the gallery can be read in. All of it is made up."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

#: The four languages of the interface, and two that are written from right to left.
GALLERY_LANGUAGES: Final[tuple[str, ...]] = ("en", "lt", "lv", "uk", "ar", "he")


@dataclass(frozen=True)
class Words:
    """One language's words; every list has as many in each language."""

    brand: str
    brand_line: str
    note: str
    #: 6 titles of pages
    titles: tuple[str, ...]
    #: a title of three lines, with a word that is hard to break
    long_title: str
    long_word: str
    lead: str
    #: 5 sentences that stand alone
    sentences: tuple[str, ...]
    #: 2 paragraphs
    paragraphs: tuple[str, ...]
    #: 4 names, 3 roles, 3 organisations, 3 places
    people: tuple[str, ...]
    long_person: str
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    long_organisation: str
    places: tuple[str, ...]
    country: str
    address: str
    online: str
    #: 3 kinds of pages, 5 topics, 2 tracks, 5 entries of a menu, 3 calls to do something
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    tracks: tuple[str, ...]
    menu: tuple[str, ...]
    actions: tuple[str, ...]
    #: open, closing soon, closed, cancelled
    statuses: tuple[str, ...]
    #: 3 questions
    questions: tuple[str, ...]
    #: when, where, languages, budget
    labels: tuple[str, ...]
    #: 3 things that are counted
    counted: tuple[str, ...]
    #: heading of a table, its 3 columns
    table: tuple[str, ...]
    #: name, email, message, consent, how you heard of us, 3 ways of having heard
    form: tuple[str, ...]
    #: a hint, what is missing, what is no address, what is not chosen
    form_help: tuple[str, ...]
    #: “In German”, “German”, “video in German, captions here”
    foreign: tuple[str, ...]
    #: introduction of a talk, break, panel
    slots: tuple[str, ...]
    said: str
    photographer: str
    since: str
    search: str


def words_of(language: str) -> Words:
    """Return what samples say in a language of the gallery."""
    return import_module(f"{__name__}.{language}").WORDS
