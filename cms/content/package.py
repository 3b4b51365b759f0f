"""Reads a package's YAML files, and remembers the line of everything in them.

Only plain YAML is taken: no aliases (they can grow without bound), no tags, no second document in a file, no
key twice. Scalars are `null`, `true`, `false`, whole numbers, and text: dates, times and codes such as `NO`
stay as they are written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cms.content.report import Problems

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_FILES = 10_000
MAX_DEPTH = 30

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}

#: kind of file → where it stands
_SINGLE = {"package": "package.yaml", "images": "images.yaml", "documents": "documents.yaml"}
_MANY = {"records": ("records/*.yaml", "site-texts.yaml"), "page": ("pages/**/*.yaml",)}


@dataclass(frozen=True)
class Document:
    """One file: its name in the package, its content as plain values, and the line of every part."""

    name: str
    data: Any
    lines: dict[tuple, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Place:
    """A part of a document, as `fields.body[2].prose`."""

    document: Document
    path: tuple = ()

    def __truediv__(self, part: str | int) -> "Place":
        return Place(self.document, (*self.path, part))

    @property
    def file(self) -> str:
        """The name of the file in the package."""
        return self.document.name

    @property
    def line(self) -> int:
        """The line it starts on, or the line of the nearest part around it that is there."""
        path = self.path
        while path not in self.document.lines and path:
            path = path[:-1]
        return self.document.lines.get(path, 0)

    @property
    def field(self) -> str:
        """The path as people write it."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).lstrip(".")

    @property
    def value(self) -> Any:
        """What stands there; None where nothing does."""
        value = self.document.data
        for part in self.path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def read_package(root: Path, problems: Problems) -> dict[str, list[Document]]:
    """Return the documents of a package by kind: package, images, documents, records, page."""
    found: dict[str, list[Document]] = {}
    for kind, paths in _files(root).items():
        for path in paths:
            document = _read_file(root, path, problems)
            if document is not None:
                found.setdefault(kind, []).append(document)
    if "package" not in found and not problems.found:
        problems.add(Place(Document("package.yaml", None)), "This file is missing: is it a content package?")
    return found


def _files(root: Path) -> dict[str, list[Path]]:
    files = {kind: [path] for kind, name in _SINGLE.items() if (path := root / name).exists()}
    for kind, patterns in _MANY.items():
        files[kind] = [path for pattern in patterns for path in sorted(root.glob(pattern))]
    return files


def _read_file(root: Path, path: Path, problems: Problems) -> Document | None:
    """Return a file as a document, None (with a problem noted) where it cannot be read."""
    name = path.relative_to(root).as_posix()
    place = Place(Document(name, None))
    if not path.resolve().is_relative_to(root.resolve()):
        problems.add(place, "It leads out of the package.")
        return None
    if path.stat().st_size > MAX_FILE_BYTES:
        problems.add(place, f"It is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
        return None
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add(place, f"It is not UTF-8 (byte {error.start}).")
        return None
    return parse(text, name, problems)


class _RefusedError(Exception):
    """YAML that is not taken, with the line it stands on."""

    def __init__(self, line: int, reason: str):
        self.line, self.reason = line, reason
        super().__init__(reason)


def parse(text: str, name: str, problems: Problems) -> Document | None:
    """Return YAML text as a document, None (with a problem noted) where it is not taken."""
    lines: dict[tuple, int] = {}
    try:
        events = yaml.parse(text, Loader=_LOADER)
        data = _Builder(events, lines).document()
    except _RefusedError as refused:
        line, reason = refused.line, refused.reason
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        reason = f"It is not YAML: {getattr(error, 'problem', None) or error}"
    else:
        return Document(name, data, lines)
    problems.add(Place(Document(name, None, {(): line})), reason)
    return None


class _Builder:
    """Builds plain values from YAML events."""

    def __init__(self, events: Iterator, lines: dict[tuple, int]):
        self.events = events
        self.lines = lines

    def document(self) -> Any:
        """Return the value of the only document."""
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(event.start_mark.line + 1, "There is a second document in the file.")
                data = self._value(next(self.events), ())
        return data

    def _value(self, event, path: tuple) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(line, "Anchors and aliases (& and *) are not allowed: write the value out.")
        if getattr(event, "tag", None) and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            raise _RefusedError(line, f"Tags are not allowed: {event.tag}.")
        if len(path) > MAX_DEPTH:
            raise _RefusedError(line, f"It is nested more than {MAX_DEPTH} levels deep.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, line)

    def _mapping(self, path: tuple) -> dict:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(line, "A key must be a word.")
            key = self._scalar(event, line)
            key = event.value if not isinstance(key, str) else key
            if key in found:
                raise _RefusedError(line, f"“{key}” stands twice.")
            self.lines[*path, key] = line
            found[key] = self._value(next(self.events), (*path, key))
        return found

    def _sequence(self, path: tuple) -> list:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    @staticmethod
    def _scalar(event, line: int) -> Any:
        text = event.value
        if _CONTROL.search(text):
            raise _RefusedError(line, "It holds a control character.")
        if event.style is None or event.style == "":
            if text in _CONSTANTS:
                return _CONSTANTS[text]
            if _INTEGER.fullmatch(text):
                return int(text)
        return text
