"""Registering: the form, the link that proves an address, and one's own registration."""

import uuid
from functools import partial
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms import answering
from cms.foreign import foreign
from cms.mail.limits import network_of
from cms.pagelinks import is_readable
from news.event_props import status_words
from news.models import EventIndexPage, Registration
from news.registrations.refusals import RegistrationError
from news.registrations.registering import cancel, confirm, look_at_confirmation, open_own
from news.registrations.registration_form import RegistrationForm
from news.registrations.standing import standing_of
from news.registrations.versions import join_url_for, version_of, versions_in, when
from news.registrations.vocabulary import CALLED_OFF, CANCELLED, REGISTERED, UNCONFIRMED, WAITING

BOTH: Final = ["GET", "HEAD", "POST"]
_FOLDER: Final = "news/registrations"


@answering.private
@require_http_methods(BOTH)
def register(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show the form of an event, and take what was filled in."""
    versions = versions_in(key)
    event = versions.get(get_language())
    standing = event and standing_of(event, timezone.now())
    if standing is None:
        raise Http404
    if not standing.is_open and request.method != "POST":  # what was typed comes back with what is wrong
        text = standing.places_words() or standing.window_words()
        above = {"kicker": _("Registration"), "lead": when(event)}
        return answering.tell(request, event.title, text, 410, page_url=event.url, **above)
    try:
        form = RegistrationForm(request.POST if request.method == "POST" else None, event_key=key)
    except RequestDataTooBig:
        text = _("What was sent is too long to be read. Go back, shorten it and send again.")
        return answering.tell(request, _("This is too long"), text, 413, page_url=event.url)
    receipt = form.send(network_of(request)) if form.is_bound else None
    if receipt is not None:
        heading = _("One step is left: look into your mailbox")
        return answering.show(
            request, f"{_FOLDER}/receipt.html", heading, receipt=receipt, event=_event(event)
        )
    languages = [
        entry for entry in answering.versions_of(request, "register", key=key) if entry["code"] in versions
    ]
    return answering.show(
        request,
        f"{_FOLDER}/form.html",
        event.title,
        kicker=_("Registration"),
        lead=when(event),
        form=form,
        event=_event(event),
        standing=standing,
        versions=languages,
    )


def _fault(request: HttpRequest, heading: str, text: str, status: int) -> HttpResponse:
    """Say why a link does not work, and lead to the events: there one registers anew."""
    pages = EventIndexPage.objects.live().filter(locale__language_code=get_language(), alias_of=None)
    above = next((page for page in pages.order_by("path") if is_readable(page)), None)
    more = {"page_url": above.url, "page_label": above.title} if above else {}
    return answering.tell(request, heading, text, status, **more)


@partial(answering.private, show_fault=_fault)
@require_http_methods(BOTH)
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link would confirm, and a button that does: link scanners open every link."""
    registration, fault = look_at_confirmation(token), ""
    if request.method == "POST":
        try:
            registration = confirm(token)
        except RegistrationError as refusal:
            fault = refusal.messages[0]
    heading = _("Confirm your registration")
    if registration.state != UNCONFIRMED:
        heading = _HEADINGS[registration.state]()
    return _show(request, "confirm", "registration_confirm", heading, token, registration, fault=fault)


@partial(answering.private, show_fault=_fault)
@require_http_methods(BOTH)
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever registered where she stands, and take the registration back where she presses the button."""
    registration = open_own(token)
    if request.method == "POST":
        registration = cancel(registration)
    heading = _HEADINGS[registration.state]()
    return _show(request, "own", "registration_own", heading, token, registration)


_HEADINGS: Final = {
    REGISTERED: lambda: _("You have a place"),
    WAITING: lambda: _("You are on the waiting list"),
    CANCELLED: lambda: _("Your registration is cancelled"),
}


def _show(
    request: HttpRequest,
    template: str,
    name: str,
    heading: str,
    token: str,
    registration: Registration,
    **more: Any,
) -> HttpResponse:
    page = version_of(registration.guest_list.event_key)
    has_place = registration.state == REGISTERED
    return answering.show(
        request,
        f"{_FOLDER}/{template}.html",
        heading,
        registration=registration,
        event=_event(page) if page else {"title": registration.guest_list.title},
        join_url=join_url_for(page, has_place=has_place) if page else "",
        ahead=_ahead(registration),
        may_cancel=not registration.guest_list.is_over(timezone.now()),
        versions=answering.versions_of(request, name, token=token),
        **more,
    )


def _event(page: Any) -> dict[str, str]:
    return {
        "title": page.title,
        "url": page.url,
        "when": when(page),
        "status": status_words(page) if page.status in CALLED_OFF else "",
        "lang": foreign(page.locale.language_code),
    }


def _ahead(registration: Registration) -> int:
    """Return how many wait longer than somebody on the waiting list."""
    if registration.state != WAITING:
        return 0
    line = list(registration.guest_list.registrations.in_line().values_list("pk", flat=True))
    return line.index(registration.pk)
