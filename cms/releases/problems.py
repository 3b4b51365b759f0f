"""What keeps a page from going live, kept as facts and told in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.formats import format_list
from cms.releases.moments import in_words as moment_in_words
from cms.translation.composing import plain
from cms.translation.releasing import IncompleteError

INCOMPLETE: Final = "incomplete"
LACKS: Final = "lacks"
INVALID: Final = "invalid"
NO_PARENT: Final = "no_parent"
SCHEDULED: Final = "scheduled"
EXPIRED: Final = "expired"
PARENT_OUT: Final = "parent_out"
SOURCE_OUT: Final = "source_out"
GONE: Final = "gone"

#: What is wrong with the contents of a page itself.
UNREADY: Final = frozenset({INCOMPLETE, LACKS, INVALID})

#: How many texts that are not translated are named.
MOST_TEXTS = 10


class HeldBackError(Exception):
    """A page may not go live; `problem` says why, as facts that JSON can hold."""

    def __init__(self, kind: str, **facts: Any):
        super().__init__(kind)
        self.problem: dict[str, Any] = {"kind": kind, **facts}


def incomplete(error: IncompleteError) -> HeldBackError:
    """Return what keeps a translation back that lacks texts."""
    texts = [plain(text)[:80] for _path, text in error.missing[:MOST_TEXTS]]
    return HeldBackError(INCOMPLETE, count=len(error.missing), texts=texts)


def lacking(page: Page, fields: Iterable[str]) -> HeldBackError:
    """Return what keeps a page back that has empty fields which must not be empty."""
    return HeldBackError(LACKS, model=page._meta.label_lower, fields=list(fields))


def about(page: Page, problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem with the page it is one of, as a set keeps it."""
    code = page.locale.language_code
    return {"page": page.pk, "title": page.draft_title or page.title, "language": code, **problem}


def gone(title: str, language: str) -> dict[str, Any]:
    """Return the problem of a page that was deleted while it was in a set."""
    return {"page": None, "title": title, "language": language, "kind": GONE}


def in_words(problem: dict[str, Any]) -> str:
    """Return a problem in the active language."""
    kind = problem["kind"]
    if kind == INCOMPLETE:
        words = ngettext(
            "%(count)s text is not translated or is outdated: %(texts)s",
            "%(count)s texts are not translated or are outdated: %(texts)s",
            problem["count"],
        )
        texts = "; ".join(f"“{text}”" for text in problem["texts"])
        return words % {"count": problem["count"], "texts": texts}
    if kind == LACKS:
        labels = format_list(_label(problem["model"], name) for name in problem["fields"])
        return _("These fields are empty: %(fields)s") % {"fields": labels}
    if kind == NO_PARENT:
        words = _("The page above it, “%(title)s”, is not published and not in this release.")
        return words % {"title": problem["title_above"]}
    if kind == SCHEDULED:
        at = moment_in_words(dt.datetime.fromisoformat(problem["at"]))
        return _("It has a schedule of its own and goes live on %(moment)s.") % {"moment": at}
    return {
        EXPIRED: _("Its schedule says that its time is over."),
        PARENT_OUT: _("The page above it stays out."),
        GONE: _("It was deleted."),
        SOURCE_OUT: _("The version it is translated from stays out."),
        INVALID: " ".join(problem.get("messages", [])),
    }[kind]


def _label(model: str, name: str) -> str:
    from django.apps import apps

    try:
        field: models.Field = apps.get_model(model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return name
    return capfirst(str(field.verbose_name))
