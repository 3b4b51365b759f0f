"""The status page: where an application stands, and what its sender can do. The link is the right to it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from alliance.applying.answering import private, show
from alliance.applying.showing import decision_of, history_of, question_of, sent_by, steps_of
from alliance.applying.status_forms import AnswerForm, AttachForm, ContactForm, WithdrawForm
from alliance.applying.views import BOTH, READING
from alliance.membership import IllegalMoveError, copy_of, open_status, rotate_link
from alliance.models import Application
from alliance.vocabulary import INFORMATION, MOVES
from cms import formats
from cms.answering import see_other, tell, versions_of
from cms.mail.limits import network_of

#: What is told after something was done, by the name in the address.
DONE = ("answered", "attached", "withdrawn", "changed", "to_prove")


@private
@require_http_methods(READING)
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show where an application stands."""
    return _status(request, token, open_status(token))


@private
@require_http_methods(BOTH)
def give_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer what staff asked."""
    return _act(request, token, AnswerForm, "answer_form", "answered")


@private
@require_http_methods(BOTH)
def add_file(request: HttpRequest, token: str) -> HttpResponse:
    """Add a file."""
    return _act(request, token, AttachForm, "attach_form", "attached")


def _act(request: HttpRequest, token: str, form_class: type, name: str, done: str) -> HttpResponse:
    application = open_status(token)
    if request.method != "POST":
        return HttpResponseRedirect(_address("status", token))
    form = form_class(request.POST, request.FILES, application=application)
    if form.do(network_of(request)):
        return see_other(f"{_address('status', token)}?done={done}")
    application.refresh_from_db()
    return _status(request, token, application, **{name: form})


@private
@require_http_methods(BOTH)
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether an application is to be withdrawn, and do it."""
    application = open_status(token)
    form = WithdrawForm(request.POST if request.method == "POST" else None, application=application)
    if request.method == "POST" and form.do(network_of(request)):
        return see_other(f"{_address('status', token)}?done=withdrawn")
    if application.state not in MOVES["withdraw"]:
        return HttpResponseRedirect(_address("status", token))
    return _page(request, "withdraw", _("Withdraw the application?"), token, application, form)


@private
@require_http_methods(BOTH)
def new_contact(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom we write to, and change it."""
    application = open_status(token)
    form = ContactForm(request.POST if request.method == "POST" else None, application=application)
    if request.method == "POST" and form.do(network_of(request)):
        done = "to_prove" if form.is_to_be_proved else "changed"
        return see_other(f"{_address('status', token)}?done={done}")
    if application.state not in MOVES["change_contact"]:
        return HttpResponseRedirect(_address("status", token))
    return _page(request, "contact", _("Change the contact"), token, application, form)


@private
@require_http_methods(BOTH)
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the link work no more and mail a new one."""
    application = open_status(token)
    if request.method != "POST":
        return HttpResponseRedirect(_address("status", token))
    try:
        rotate_link(application)
    except IllegalMoveError:
        raise Http404 from None
    text = _("The link you came by works no more. The new one is on its way to your mailbox.")
    return tell(request, _("A new link is on its way"), text)


@private
@require_http_methods(READING)
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out what is kept of the applicant, as JSON."""
    application = open_status(token)
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(copy_of(application), json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{application.reference}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@private
@require_http_methods(READING)
def own_file(request: HttpRequest, token: str, file_id: int) -> HttpResponse:
    """Hand out a file of the applicant, to be saved and never to be shown in our name."""
    file = open_status(token).files.filter(pk=file_id).first()
    if file is None or not file.file.storage.exists(file.file.name):
        raise Http404
    response = FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="application/pdf"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _status(request: HttpRequest, token: str, application: Application, **forms: Any) -> HttpResponse:
    """Return the page; `forms` are those that came back with errors."""
    state = application.state
    context = {
        "steps": steps_of(application),
        "history": history_of(application),
        "facts": [
            {"label": pgettext("application", "Reference"), "value": application.reference},
            {"label": _("Status"), "value": application.get_state_display()},
        ],
        "sent": sent_by(application),
        "decision": decision_of(application),
        "question": question_of(application),
        "files": [
            {
                "url": _address("file", token, file_id=file.pk),
                "title": file.name,
                "format": "PDF",
                "size": formats.format_size(file.size),
            }
            for file in application.files.all()
        ],
        "links": {
            name: _address(name, token)
            for name in ("answer", "attach", "withdraw", "contact", "link", "data")
            if name not in ("answer", "attach", "withdraw", "contact") or state in MOVES[_VERBS[name]]
        },
        "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
        "versions": versions_of(request, "application_status", token=token),
    }
    if state in MOVES["attach"]:
        context["attach_form"] = AttachForm(application=application)
    if state == INFORMATION:
        context["answer_form"] = AnswerForm(application=application)
    context |= forms
    return show(request, "status", application.organisation_name, application=application, **context)


_VERBS = {"answer": "answer", "attach": "attach", "withdraw": "withdraw", "contact": "change_contact"}


def _page(
    request: HttpRequest, name: str, heading: str, token: str, application: Application, form: Any
) -> HttpResponse:
    back = _address("status", token)
    versions = versions_of(request, f"application_{name}", token=token)
    return show(request, name, heading, application=application, form=form, back_url=back, versions=versions)


def _address(name: str, token: str, **more: Any) -> str:
    return reverse(f"application_{name}", kwargs={"token": token, **more})
