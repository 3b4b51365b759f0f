"""The agenda of an event as a tagged PDF, for the table in the meeting room (`agenda.pdf` below its page)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import Truncator

from cms import formats
from cms.conditional import expired, state_tag, unchanged
from cms.filters import Filters
from cms.kept_files import BusyError
from cms.paper import paper_tag, printed
from cms.sitestate import request_state
from cms.translation.language_marks import mark_languages
from news.agenda_paper_bounds import LONGEST_TITLE, MOST_LETTERS, MOST_SPEAKERS, has_paper
from news.agenda_props import agenda_context

#: How many agendas a worker remembers the tag of.
MOST_TAGS = 2_000


def agenda_pdf(event: Any, request: HttpRequest) -> HttpResponse:
    """Return the agenda as a PDF; 503 where too many are being made. Raises Http404 where there is none."""
    if not has_paper(event):
        raise Http404("There is no agenda for printing.")
    known = request_state(request).kept.setdefault("agenda.pdf", {})
    html, key = "", (event.pk, expired())
    if key not in known:
        html = agenda_html(event, request)
        if len(known) >= MOST_TAGS:
            known.clear()
        known[key] = paper_tag(html)
    tag = state_tag(request, known[key])
    if told := unchanged(request, tag):
        return told
    try:
        content = printed(html or agenda_html(event, request), request.build_absolute_uri(event.url))
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": "30"}, content_type="text/plain")
    response = HttpResponse(content, content_type="application/pdf")
    name = event.slug.encode("ascii", "ignore").decode() or "agenda"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Content-Language"] = event.locale.language_code
    response.headers["ETag"] = tag
    return response


def agenda_html(event: Any, request: HttpRequest) -> str:
    """Return the agenda as a page of its own, with its facts, in the language of the event's page."""
    from news.event_props import paper_facts, status_words

    surroundings = event.load_surroundings(request, [])
    event.translation_notice(request, surroundings)  # signs texts that are not translated
    days = agenda_context(event, Filters(request, ()))["days"]
    context = {
        "page": event,
        "days": _bounded(days),
        "facts": paper_facts(event),
        "status": "" if event.status == "confirmed" else status_words(event),
        "zone_label": formats.zone_label(event.time_zone, event.start_at) if event.start_at else "",
        "address": request.build_absolute_uri(event.url),
    }
    html = render_to_string("news/agenda_paper.html", context, request)
    return mark_languages(html, event.foreign_codes) if event.foreign_codes else html


def _bounded(days: list[dict]) -> list[dict]:
    """Return days without what would take minutes to print: endless titles, and descriptions if there are many."""
    slots = [slot for day in days for slot in day["slots"]]
    is_long = sum(len(str(slot["text"])) + len(str(slot["questions"])) for slot in slots) > MOST_LETTERS
    for slot in slots:
        slot["title"] = Truncator(slot["title"]).chars(LONGEST_TITLE)
        slot["speakers"] = slot["speakers"][:MOST_SPEAKERS]
        if is_long:
            slot |= {"text": "", "questions": []}
    return days
