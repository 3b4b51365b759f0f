"""How the views of an application answer: as those of any mailed address, with a way to a new link."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms import answering
from cms.answering import View


def private(view: View) -> View:
    """Decorate a view for one reader (`cms.answering.private`)."""
    return answering.private(view, show_fault=_fault)


def show(
    request: HttpRequest, template: str, heading: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Return a page of an applicant, from a template of `alliance/applying`."""
    return answering.show(request, f"alliance/applying/{template}.html", heading, status, **context)


def _fault(request: HttpRequest, heading: str, text: str, status: int) -> HttpResponse:
    """Say what to do where a link does not work, and nothing of what it led to."""
    return show(request, "fault", heading, status, text=text)
