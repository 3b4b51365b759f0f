"""Finds English in what a screen says in another language.

A text is English if it is a message of a catalogue (ours, Wagtail's, wagtail-localize's or Django's) that this
language says otherwise, or if it reads like an English sentence. What the site itself contains is left out.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import django
import polib

from cms.languages import LANGUAGES
from tests.harness.tree import ROOT
from tests.harness.upstream import DOMAINS, PACKAGES

_DJANGO = Path(django.__file__).parent
_CATALOGUES = [
    ROOT / "cms" / "locale",
    ROOT / "cms" / "upstream_locale",
    *(package / "locale" for package in PACKAGES),
    _DJANGO / "conf" / "locale",
    *(_DJANGO / "contrib" / app / "locale" for app in ("auth", "contenttypes", "sessions", "postgres")),
]
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z](?![a-z])|\{[\w.]*\}")
_TAG = re.compile(r"<[^<>]+>")
_WORD = re.compile(r"[A-Za-z]{3,}")
#: Words of English sentences that are no words of Lithuanian, Latvian or Ukrainian.
_ENGLISH = re.compile(
    r"\b(the|of|and|this|is|are|with|you|your|page|pages|for|from|not|has|have|by|in|or|an|all|was|will)\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"[^\W\d_]{3,}")
_CYRILLIC = re.compile(r"[А-Яа-яЄІЇҐєіїґ]")
#: Where the database keeps what the software writes of itself, or again what is elsewhere.
_NOT_CONTENT = re.compile(r"django_|sqlite_|auth_permission|wagtailsearch_|\w+_rendition")

#: All that a reader or a screen reader gets of the page, or of the source of one: texts, of what is folded away as
#: well, and attributes that are read.
COLLECT = """html => {
    // The last two are never shown: a counter without a number, a button of the calendar.
    const left_out = "script, style, noscript, svg, iframe, " +
        "[data-side-panel-toggle-counter][hidden], .xdsoft_save_selected";
    const found = new Set();
    const note = text => text && text.trim() && found.add(text.replace(/\\s+/g, " ").trim());
    const read = parent => {
        for (const node of parent.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) note(node.data);
            if (node.nodeType !== Node.ELEMENT_NODE || node.matches(left_out)) continue;
            for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt", "data-label",
                                "data-w-tooltip-content-value", "data-w-progress-active-value", "label"])
                note(node.getAttribute(name));
            if (node.matches("input[type=submit], input[type=button]")) note(node.value);
            read(node.matches("template") ? node.content : node);
        }
    };
    read((html ? new DOMParser().parseFromString(html, "text/html") : document).documentElement);
    return [...found];
}"""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:'\w+)*", text)


def fold(text: str) -> str:
    """Return a text with its white space folded and its typographic apostrophes plain."""
    return " ".join(unescape(text).replace("’", "'").split())


@dataclass
class Content:
    """What the site contains, as its database tells it."""

    database: Path

    @cached_property
    def texts(self) -> set[str]:
        return {fold(text) for text in self._read()}

    @cached_property
    def everything(self) -> str:
        return "\n".join(self.texts)

    def holds(self, text: str) -> bool:
        """Tell whether a text, or the part before an ellipsis, is of the site."""
        text = text.rstrip("… ")
        return text in self.texts or (len(text) > 12 and text in self.everything)

    @cached_property
    def words(self) -> str:
        """All texts as words with single spaces between them; a line each."""
        return "\n".join(" ".join(_words(text)) for text in self.texts)

    def holds_words(self, words: list[str], at: int, size: int = 3) -> bool:
        """Tell whether the word at a place, with those beside it, is of a text of the site."""
        starts = {max(0, min(start, len(words) - size)) for start in range(at - size + 1, at + 1)}
        return any(" ".join(words[start : start + size]) in self.words for start in starts)

    def _read(self) -> Iterator[str]:
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if not _NOT_CONTENT.match(name):
                for row in connection.execute(f"SELECT * FROM {name}"):  # noqa: S608 - a table's own name
                    for value in row:
                        if isinstance(value, str):
                            yield from _texts_of(value)
        for first, last in connection.execute("SELECT first_name, last_name FROM users_user"):
            yield f"{first} {last}"
        connection.close()


def _texts_of(value: str) -> Iterator[str]:
    if value[:2] in ("[{", '["', "[]", '{"', "{}"):
        yield from (text for leaf in _leaves(json.loads(value)) for text in _texts_of(leaf))
        return
    yield value
    if "<" in value:
        yield from _TAG.split(value)
        yield _TAG.sub("", value)


def _leaves(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)


class English:
    """The English that a language has other words for."""

    def __init__(self, language: str):
        self.is_cyrillic = language in ("bg", "uk")
        said: dict[str, set[str]] = {}
        for message, words in _messages(language):
            said.setdefault(message, set()).add(words)
        translations = {word for message, words in said.items() for word in words if word != message}
        same = {message for message, words in said.items() if message in words}
        self.known = translations | same | {name for _code, name in LANGUAGES}
        self.whole = {message for message in said if _WORD.search(message)} - self.known
        self.patterns = [pattern for message in self.whole if (pattern := _pattern(message))]
        #: what was asked before: most texts of a screen are on every other one too
        self.answers: dict[str, bool] = {}

    def among(self, texts: Iterable[str], content: Content) -> list[str]:
        """Return the texts that are English and not of the site."""
        return [text for text in texts if self._ask(text, content)]

    def _ask(self, text: str, content: Content) -> bool:
        if text not in self.answers:
            self.answers[text] = self._is_english(fold(text).strip("“”„‘'\"«»"), content)
        return self.answers[text]

    def _is_english(self, text: str, content: Content) -> bool:
        if not _WORD.search(text) or text in self.known or content.holds(text):
            return False
        if text in self.whole or text.rstrip(":.… ") in self.whole:
            return True
        if any(word in text and pattern.fullmatch(text) for word, pattern in self.patterns):
            return True
        if " " not in text or "/" in text or " + " in text:  # a time zone, keys to press
            return False
        words = _words(text)
        alone = self.is_cyrillic and not _CYRILLIC.search(text) and len(_LONG.findall(text)) > 1
        if alone or text.endswith("…"):  # a summary in a form is put together of pieces, and cut
            pairs = any(content.holds_words(words, at, 2) for at in range(len(words)))
            return not pairs and not content.texts.issuperset(words) and bool(alone or _ENGLISH.search(text))
        return any(
            _ENGLISH.search(word) and not content.holds_words(words, at) for at, word in enumerate(words)
        )


def _messages(language: str) -> Iterator[tuple[str, str]]:
    """Yield each message of a catalogue with what the language says for it, in parts where it holds markup."""
    for folder in _CATALOGUES:
        for domain in DOMAINS:
            for code in (language, "en"):
                path = folder / code / "LC_MESSAGES" / f"{domain}.po"
                if path.exists():
                    for entry in polib.pofile(str(path)):
                        if code == language and entry.translated():
                            yield from _pairs(entry)
                        elif code == "en":
                            yield from ((part, "") for part in _parts(entry.msgid))


def _pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
    for message in filter(None, (entry.msgid, entry.msgid_plural)):
        for form in forms:
            parts, words = _parts(message), _parts(form)
            if len(parts) == len(words):
                yield from zip(parts, words, strict=True)
            else:
                yield from ((part, "") for part in parts)


def _parts(message: str) -> list[str]:
    return [folded for part in _TAG.split(message.replace("%%", "%")) if (folded := fold(part))]


def _pattern(message: str) -> tuple[str, re.Pattern] | None:
    """Return what recognises a message whatever stands in its places, after a part of it that is quickly looked for.

    None if it has no places or says too little.
    """
    literals = _PLACEHOLDER.split(message)
    count = len(_WORD.findall(" ".join(literals)))
    if len(literals) == 1 or not count:
        return None
    anything = ".*?" if count > 1 else r"[\d\s.,]+"  # beside one word, figures
    return max(literals, key=len), re.compile(anything.join(map(re.escape, literals)))
