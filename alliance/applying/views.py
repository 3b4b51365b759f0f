"""Applying: the form comes in, a draft is kept, an address is proved, a lost link is sent again."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from alliance.applying.answering import private, show
from alliance.applying.application_form import ApplicationForm
from alliance.applying.drafts import DraftForm, drafted, initial_of
from alliance.applying.showing import make_form, shown
from alliance.applying.status_forms import LinkForm
from alliance.membership import (
    ask_for_link,
    change_draft,
    confirm,
    confirm_address,
    look_at_address,
    look_at_confirmation,
    open_draft,
    save_draft,
)
from alliance.vocabulary import UNCONFIRMED
from cms.answering import tell, versions_of
from cms.mail.limits import network_of
from cms.pagelinks import is_readable
from cms.tokens import ExpiredLinkError, LinkError, UnknownLinkError

READING = ["GET", "HEAD"]
BOTH = [*READING, "POST"]


@private
@require_http_methods(BOTH)
def apply(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take an application, or keep a draft of it; with errors, show the page and what was typed."""
    page = _page(page_id)
    if request.method != "POST":
        return HttpResponseRedirect(page.get_url(request) + "#application")
    if not page.takes_applications:
        text = _("The time to apply is over, or the form was taken down. Nothing was sent.")
        return tell(request, _("It is not possible to apply here any more"), text, 410, page_url=page.url)
    try:
        form = make_form(page, request.POST, request.FILES)
    except RequestDataTooBig:
        text = _(
            "What was sent is too long to be read: a text has 5,000 characters at most. "
            "Go back, shorten it and send again."
        )
        return tell(request, _("This is too long"), text, 413, page_url=page.url)
    if not form.is_open:
        return HttpResponseRedirect(page.get_url(request))
    if request.POST.get("action") == "draft":
        return _keep(request, page, form)
    receipt = form.send(network_of(request))
    if receipt is None:
        return _again(request, page, form)
    return show(
        request,
        "receipt",
        _("One step is left: look into your mailbox"),
        receipt=receipt,
        lost_url=reverse("ask_for_link"),
    )


def _keep(request: HttpRequest, page: Page, form: ApplicationForm) -> HttpResponse:
    """Keep a draft: a new one, whose link is mailed, or the one that somebody goes on with."""
    asked = DraftForm(request.POST)
    try:
        if not asked.is_valid():
            form.data = asked.data
            raise ValidationError(asked.errors.as_data())
        token, data = str(request.POST.get("draft", "")), drafted(form)
        email = asked.cleaned_data["email"]
        if token and _is_there(token):
            change_draft(token, data)
            return show(request, "draft_kept", _("Your draft is saved"), is_same=True)
        language = get_language()
        receipt = save_draft(email, data, page=page, language=language, network=network_of(request))
    except ValidationError as wrong:
        errors = getattr(wrong, "error_dict", None) or {"email": wrong}
        form.show_only(
            {name: form.error_class(ValidationError(found).messages) for name, found in errors.items()}
        )
        return _again(request, page, form)
    return show(request, "draft_kept", _("Look into your mailbox to go on later"), receipt=receipt)


def _is_there(token: str) -> bool:
    try:
        open_draft(token)
    except LinkError:
        return False
    return True


def _again(request: HttpRequest, page: Page, form: ApplicationForm) -> HttpResponse:
    request.application_form = form
    return page.serve(request)


@private
@require_http_methods(READING)
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form as a draft has kept it."""
    draft = open_draft(token)
    try:
        page = _page(draft.page_id)
    except Http404:
        raise ExpiredLinkError from None
    form = make_form(page, initial=initial_of(draft.data) | {"email": draft.email, "draft": token})
    if not (page.takes_applications and form.is_open):
        raise ExpiredLinkError
    return show(request, "draft", page.title, application=shown(form, page))


@private
@require_http_methods(BOTH)
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link would confirm, and a button that does: link scanners open every link."""
    application = confirm(token) if request.method == "POST" else look_at_confirmation(token)
    if application is None or application.is_anonymised:
        raise UnknownLinkError
    is_done = application.state != UNCONFIRMED
    heading = _("Thank you: your application is with us") if is_done else _("Confirm your application")
    return _button(request, "confirm", heading, token, application=application, is_done=is_done)


@private
@require_http_methods(BOTH)
def prove_address(request: HttpRequest, token: str) -> HttpResponse:
    """Show the new address that a link would confirm, and a button that does."""
    link = look_at_address(token)
    if link.application is None or link.application.is_anonymised:
        raise UnknownLinkError
    fault = ""
    if request.method == "POST":
        try:
            confirm_address(token)
            link = look_at_address(token)
        except LinkError:
            raise
        except ValidationError as wrong:
            fault = wrong.messages[0]
    is_done = link.used_at is not None
    heading = _("Your new address is confirmed") if is_done else _("Confirm your new address")
    return _button(request, "address", heading, token, email=link.email, is_done=is_done, fault=fault)


def _button(request: HttpRequest, name: str, heading: str, token: str, **context: Any) -> HttpResponse:
    versions = versions_of(request, f"application_{name}", token=token)
    return show(request, name, heading, versions=versions, **context)


@private
@require_http_methods(BOTH)
def send_link(request: HttpRequest) -> HttpResponse:
    """Ask where to send a new link, and say the same whether or not there is an application."""
    versions = versions_of(request, "ask_for_link")
    form = LinkForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        receipt = ask_for_link(form.cleaned_data["email"], network=network_of(request))
        heading = _("Look into your mailbox")
        return show(request, "link_sent", heading, receipt=receipt, versions=versions)
    return show(request, "ask_for_link", _("I have lost my link"), form=form, versions=versions)


def _page(page_id: int | None) -> Page:
    """Return the page with a form that an address names, in its language; 404 where there is none."""
    page = Page.objects.live().filter(pk=page_id, locale__language_code=get_language()).first()
    page = page and page.specific
    if page is None or not hasattr(page, "takes_applications") or not is_readable(page):
        raise Http404
    return page
