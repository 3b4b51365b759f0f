"""Turns the signs around foreign texts (`cms.translation.foreign_texts`) into `lang` and `dir` in a page's HTML.

A text that is all there is in its element marks that element; one that is a part of it gets a `span`. Nothing
else in the markup changes: it is read tag by tag and never written anew. In attributes, titles and scripts,
where nothing can be marked, the signs just go.
"""

import re
from dataclasses import dataclass

from django.conf import settings

from cms.translation.foreign_texts import BEGINNINGS, END

_ANY = f"[{END}{BEGINNINGS[0]}-{BEGINNINGS[-1]}]"
#: A sign as it is, in an address, and in a script's text.
_SIGN = re.compile(_ANY + r"|%EF%B7%[9A][0-9A-F]|\\ufd[de][0-9a-f]", re.IGNORECASE)
_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|textarea)\b.*?</(?P=raw)\s*>"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    rf"|(?P<sign>{_ANY})",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FOREIGN_ALT = re.compile(rf"\salt=\"(?P<begin>[{BEGINNINGS[0]}-{BEGINNINGS[-1]}])[^\"{END}]*{END}\"")
#: HTML, 13.1.2: elements without content
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Token:
    """A tag, a text or a sign. `kind`: open, close, text, begin, end, other."""

    kind: str
    text: str
    name: str = ""


def mark_languages(html: str, codes: list[str]) -> str:
    """Return a page's HTML with the signed texts marked; `codes` are the languages as they were signed."""
    tokens = _tokens(html)
    shown = [_unsigned(token, codes) for token in tokens]
    for index, token in enumerate(tokens):
        if token.kind != "begin":
            continue
        attributes = attributes_of(_code(token.text, codes))
        for first, last in _runs(tokens, index + 1):
            _mark(tokens, shown, first, last, attributes)
    return "".join(shown)


def direction(code: str) -> str:
    """Return how a language is written: `ltr` or `rtl`."""
    return "rtl" if code.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def attributes_of(code: str) -> dict[str, str]:
    """Return what marks an element as being in a language."""
    return {"lang": code, "dir": direction(code)}


def _tokens(html: str) -> list[Token]:
    found, end = [], 0
    for match in _TOKEN.finditer(html):
        if match.start() > end:
            found.append(Token("text", html[end : match.start()]))
        end = match.end()
        text, name = match[0], (match["name"] or "").lower()
        if match["sign"]:
            kind = "end" if text == END else "begin"
        elif not name or name in _VOID or text.endswith("/>"):
            kind = "other"
        else:
            kind = "close" if match["close"] else "open"
        found.append(Token(kind, text, name))
    if end < len(html):
        found.append(Token("text", html[end:]))
    return found


def _unsigned(token: Token, codes: list[str]) -> str:
    """Return a token as it is shown: without signs. A picture described in another language is marked."""
    if token.kind == "text":
        return token.text
    text = _SIGN.sub("", token.text)
    if token.name == "img" and (alt := _FOREIGN_ALT.search(token.text)):
        return _with(text, attributes_of(_code(alt["begin"], codes)))
    return text


def _code(sign: str, codes: list[str]) -> str:
    return codes[BEGINNINGS.index(sign)]


def _runs(tokens: list[Token], start: int) -> list[tuple[int, int]]:
    """Return the stretches of a signed text that begins at `start`: one, or each piece of text that a template
    has put into an element of its own. What lost its end goes as far as the words do."""
    stop = start
    while stop < len(tokens) and tokens[stop].kind not in ("begin", "end"):
        stop += 1
    if stop == len(tokens) or tokens[stop].kind == "begin":
        stop = min(start + 1, stop)
    depth = lowest = 0
    for token in tokens[start:stop]:
        depth += (token.kind == "open") - (token.kind == "close")
        lowest = min(lowest, depth)
    if depth == lowest == 0:
        return [(start, stop)]
    return [(index, index + 1) for index in range(start, stop) if tokens[index].kind == "text"]


def _mark(tokens: list[Token], shown: list[str], first: int, last: int, attributes: dict[str, str]) -> None:
    """Mark the tokens from `first` up to `last`: on the element they fill, or with one around them."""
    if not any(token.kind == "text" and token.text.strip() for token in tokens[first:last]):
        return
    before, after = first - 1, last
    while before >= 0 and _is_nothing(tokens[before]):
        before -= 1
    while after < len(tokens) and _is_nothing(tokens[after]):
        after += 1
    if (
        before >= 0
        and after < len(tokens)
        and (tokens[before].kind, tokens[after].kind) == ("open", "close")
        and tokens[before].name == tokens[after].name
    ):
        shown[before] = _with(shown[before], attributes)
        return
    shown[first] = _with("<span>", attributes) + shown[first]
    shown[last - 1] += "</span>"


def _is_nothing(token: Token) -> bool:
    return token.kind in ("begin", "end") or (token.kind == "text" and not token.text.strip())


def _with(tag: str, attributes: dict[str, str]) -> str:
    """Return a tag with attributes; one whose language is given already stays as it is."""
    bare = _QUOTED.sub("", tag)
    if re.search(r"\slang\b", bare):
        return tag
    new = "".join(f' {name}="{value}"' for name, value in attributes.items() if f" {name}" not in bare)
    end = -2 if tag.endswith("/>") else -1
    return f"{tag[:end].rstrip()}{new}{tag[end:]}"
