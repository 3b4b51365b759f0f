"""Filters of a list: each combination has one clean address."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect

from cms.paging import address


@dataclass
class Choice:
    """One thing to filter by: its parameter, its label and its options (value, label, count)."""

    name: str
    label: Any
    options: list[tuple[str, Any, int | None]] = field(default_factory=list)


class Filters:
    """The filters of one request. Unknown values are a BadRequest, empty ones are dropped.

    `anchor` is the part of the page that the filtered list is in.
    """

    def __init__(self, request: HttpRequest, names: Iterable[str], anchor: str = ""):
        self.request = request
        self.names = list(names)
        self.anchor = f"#{anchor}" if anchor else ""
        self.values = {name: request.GET[name][:100] for name in self.names if request.GET.get(name)}

    def get(self, name: str) -> str:
        """Return the chosen value, empty for none."""
        return self.values.get(name, "")

    def number(self, name: str, low: int, high: int) -> int | None:
        """Return the chosen value as a number. Raises BadRequest for one out of bounds."""
        raw = self.get(name)
        if not raw:
            return None
        if not (raw.isascii() and raw.isdecimal() and len(raw) <= 6 and low <= int(raw) <= high):
            raise BadRequest(f"{name} is out of bounds")
        return int(raw)

    def one_of(self, name: str, known: Iterable[str]) -> str:
        """Return the chosen value. Raises BadRequest for one that is not known."""
        value = self.get(name)
        if value and value not in set(known):
            raise BadRequest(f"{name} is not known")
        return value

    def redirect(self) -> HttpResponseRedirect | None:
        """Return a redirect to the clean address, None where the request has it already."""
        raw = self.request.META.get("QUERY_STRING", "")
        parameters = {name: self.values[name] for name in self.names if name in self.values}
        if self.request.GET.get("page"):
            parameters["page"] = self.request.GET["page"]
        wanted = address(self.request.path, parameters)
        has_empty = any(self.request.GET.get(name) == "" for name in [*self.names, "page"])
        return HttpResponseRedirect(wanted) if raw and has_empty else None

    def groups(self, choices: Iterable[Choice]) -> list[dict]:
        """Return what `components/filters.html` shows: each option with the address that chooses it."""
        groups = []
        for choice in choices:
            options = [(value, label, count) for value, label, count in choice.options]
            if len(options) < 2 and not self.get(choice.name):
                continue
            groups.append(
                {
                    "name": choice.name,
                    "label": choice.label,
                    "options": [
                        {
                            "value": value,
                            "label": label,
                            "count": count,
                            "url": self.url(choice.name, "" if self.get(choice.name) == value else value),
                            "current": self.get(choice.name) == value,
                        }
                        for value, label, count in options
                    ],
                    "all_url": self.url(choice.name, ""),
                    "any_chosen": bool(self.get(choice.name)),
                }
            )
        return groups

    def clear_url(self) -> str:
        """Return the address without any filter; empty where none is chosen."""
        return f"{self.request.path}{self.anchor}" if self.values else ""

    def url(self, name: str, value: str) -> str:
        """Return the address with another value of one filter, the others as they are."""
        chosen = self.values | {name: value}
        wanted = address(self.request.path, {key: chosen.get(key, "") for key in self.names})
        return f"{wanted}{self.anchor}"
