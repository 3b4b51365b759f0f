"""Rich text: from a package's few tags to what Wagtail stores, and back.

A package names pages and documents by id, `<a page="alliance">`; Wagtail stores `<a id="7" linktype="page">`.
"""

import re
from collections.abc import Callable
from typing import Final

import nh3
from bs4 import BeautifulSoup

from cms.content.package import Place
from cms.content.references import Reference, References
from cms.languages import PHRASE_LANGUAGES

BLOCK_TAGS: Final = {"p", "ul", "ol", "li"}
_ATTRIBUTES: Final = {"a": {"href", "page", "document"}, "span": {"lang"}}
#: feature of the editor → tags that need it
_TAGS_OF_FEATURES: Final = {"bold": {"b"}, "ul": {"ul", "li"}, "ol": {"ol", "li"}}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
#: White space of the file; no-break spaces are typography and stay.
_SPACES: Final = " \t\r\n"
_SPACE = re.compile(f"[{_SPACES}]+")
_REFERENCE = re.compile(r'<a href="ref:(page|document):([a-z0-9-]+)"')


class Markup(str):
    """Rich text whose links to pages and documents still are references."""

    def with_rows(self, row: Callable[[Reference], int | None]) -> str:
        """Return the text as Wagtail stores it; `row` gives the key of what a link leads to."""
        return _REFERENCE.sub(
            lambda match: f'<a id="{row(Reference(match[1], match[2]))}" linktype="{match[1]}"', self
        )


def read_markup(text: str, place: Place, references: References, features: list[str] | None) -> Markup:
    """Return a package's rich text, ready to be stored once its references are resolved.

    `features` are those of the editor at this place; None takes them all. Whatever the editor could not have
    written is a problem. Text without a paragraph around it becomes one.
    """
    text = text.strip(_SPACES)
    if not text:
        return Markup("")
    soup = BeautifulSoup(text, "html.parser")
    if not any(child.name in BLOCK_TAGS for child in soup.children):
        soup = BeautifulSoup(f"<p>{text}</p>", "html.parser")
    elif stray := next((child for child in soup.children if child.name is None and child.strip()), None):
        references.problems.add(place, f"“{stray.strip()[:40]}” stands outside any paragraph.")
    allowed = _allowed_tags(features)
    good = [_check_tag(tag, allowed, place, references) for tag in soup.find_all(True)]
    if not all(good):
        return Markup("")
    cleaned = nh3.clean(
        str(soup),
        tags=allowed,
        attributes={"a": {"href"}, "span": {"lang"}},
        url_schemes=_SCHEMES | {"ref"},
        link_rel=None,
    )
    return Markup(tidy(cleaned))


def tidy(html: str) -> str:
    """Return markup in the one way it is compared and stored: no editor's keys, attributes in order."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("data-block-key", None)
        if tag.name == "a" and "linktype" in tag.attrs:
            tag.attrs = {"id": str(tag.attrs.get("id", "")), "linktype": tag.attrs["linktype"]}
    for text in soup.find_all(string=True):
        between = text.parent.name in ("[document]", "ul", "ol")
        words = "" if between and not text.strip(_SPACES) else _SPACE.sub(" ", text)
        if words != text:
            text.replace_with(words)
    return str(soup)


def write_markup(html: str, name_of: Callable[[str, int], str | None]) -> str:
    """Return stored rich text as a package has it; `name_of` gives the id of a page or document.

    A link whose target is gone is left out, its words stay.
    """
    soup = BeautifulSoup(tidy(html), "html.parser")
    for tag in soup.find_all("a"):
        kind = tag.attrs.get("linktype")
        if kind is None:
            continue
        name = name_of(kind, int(tag.attrs["id"])) if tag.attrs["id"].isdigit() else None
        if name is None:
            tag.unwrap()
        else:
            tag.attrs = {kind: name}
    return str(soup)


def _allowed_tags(features: list[str] | None) -> set[str]:
    tags = {"p", "br"}
    for feature, needed in _TAGS_OF_FEATURES.items():
        if features is None or feature in features:
            tags |= needed
    if features is None or {"link", "document-link"} & set(features):
        tags.add("a")
    if features is None or any(feature.startswith("phrase-") for feature in features):
        tags.add("span")
    return tags


def _check_tag(tag, allowed: set[str], place: Place, references: References) -> bool:
    """Tell whether a tag may stand there, and turn its references into addresses to be replaced later."""
    problems = references.problems
    if tag.name not in allowed:
        problems.add(place, f"<{tag.name}> is not allowed here; allowed are: {', '.join(sorted(allowed))}.")
        return False
    unknown = set(tag.attrs) - _ATTRIBUTES.get(tag.name, set())
    if unknown:
        problems.add(place, f"<{tag.name}> has no attribute “{sorted(unknown)[0]}” here.")
        return False
    if tag.name == "span" and tag.attrs.get("lang") not in PHRASE_LANGUAGES:
        problems.add(place, f"<span> needs a lang, one of {', '.join(PHRASE_LANGUAGES)}.")
        return False
    return _check_link(tag, place, references) if tag.name == "a" else True


def _check_link(tag, place: Place, references: References) -> bool:
    if len(tag.attrs) != 1:
        references.problems.add(place, "<a> needs one of page, document and href.")
        return False
    kind, target = next(iter(tag.attrs.items()))
    if kind == "href":
        scheme = target.split(":", 1)[0].lower() if ":" in target else ""
        if scheme in _SCHEMES or (target.startswith(("/", "#")) and not target.startswith("//")):
            return True
        references.problems.add(place, f"“{target[:60]}” is no address (https, http, mailto, tel).")
        return False
    if not re.fullmatch(r"[a-z0-9-]+", target) or not references.check(Reference(kind, target), place):
        return False
    tag.attrs = {"href": f"ref:{kind}:{target}"}
    return True
