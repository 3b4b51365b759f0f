"""Forms that one app shows on the pages of another: neither knows the other."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

#: What makes the form of a page, by the form's name: the context of its template, or None for no form.
_MAKERS: dict[str, Callable[[Any, HttpRequest], dict[str, Any] | None]] = {}


def offer(name: str, make: Callable[[Any, HttpRequest], dict[str, Any] | None]) -> None:
    """Let pages of any app show a form; `make` returns its `template` and what that needs."""
    _MAKERS[name] = make


def form_of(name: str, page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return what shows a form on a page; None where nobody offers it, or not on this page."""
    make = _MAKERS.get(name)
    return make(page, request) if make else None
