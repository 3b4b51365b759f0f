"""What staff can do with an application: each verb with its form, its words, and the mail it writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliance import membership
from alliance.desk import forms
from alliance.mail_kinds import APPLICATION_APPROVED, APPLICATION_DECLINED, INTEREST_ACCEPTED, QUESTION
from alliance.mail_texts import WELCOME
from alliance.membership.telling import values_of, words_in
from alliance.models import Application
from alliance.vocabulary import MOVES
from cms.mail import editing
from cms.mail.composing import as_html
from cms.mail.kinds import Kind
from cms.mail.texts import text_of


@dataclass(frozen=True)
class Letter:
    """A mail as it would be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Verb:
    """A verb on the screen: the words of its button, its form, what it does and what is said then."""

    label: Any
    act: Callable[[Application, Any, Mapping[str, Any]], Any]
    done: Any
    form: type[forms.VerbForm] = forms.VerbForm
    intro: Any = ""
    #: What the applicant gets, and the field that is its placeholder of the same name
    kind: Kind | None = None
    field: str = ""
    is_grave: bool = False


VERBS: Final[dict[str, Verb]] = {
    "take_up": Verb(
        pgettext_lazy("application", "Take up"),
        lambda row, user, data: membership.take_up(row, user),
        _("You review this application now."),
        intro=_("You begin the review. The application is assigned to you, unless it is somebody's already."),
    ),
    "ask": Verb(
        _("Ask a question"),
        lambda row, user, data: membership.ask(row, user, data["question"]),
        _("The question is on its way."),
        forms.AskForm,
        _("The applicant gets a mail with your question and answers on its own page."),
        QUESTION,
        "question",
    ),
    "approve": Verb(
        pgettext_lazy("verb", "Approve"),
        lambda row, user, data: membership.approve(
            row, user, data["message"], organisation=data.get("organisation"), since=data.get("since")
        ),
        _("The application is approved, the mail is on its way."),
        forms.ApproveForm,
        _("The applicant is told at once. This cannot be undone."),
        APPLICATION_APPROVED,
        "message",
    ),
    "decline": Verb(
        pgettext_lazy("verb", "Decline"),
        lambda row, user, data: membership.decline(row, user, data["reason"]),
        _("The application is declined, the mail is on its way."),
        forms.DeclineForm,
        _("The applicant is told at once. This cannot be undone."),
        APPLICATION_DECLINED,
        "reason",
        is_grave=True,
    ),
    "override_category": Verb(
        _("Change the category"),
        lambda row, user, data: membership.override_category(row, user, data["category"], data["reason"]),
        _("The category is changed."),
        forms.CategoryForm,
        _("The rules gave the category. Choose another where you know better."),
    ),
    "note": Verb(
        _("Write a note"),
        lambda row, user, data: membership.note(row, user, data["text"]),
        _("The note is kept."),
        forms.NoteForm,
    ),
    "assign": Verb(
        _("Assign"),
        lambda row, user, data: membership.assign(row, user, data["assignee"]),
        _("The application is assigned."),
        forms.AssignForm,
    ),
    "set_due": Verb(
        _("Set the due date"),
        lambda row, user, data: membership.set_due(row, user, data["due_on"]),
        _("The due date is set."),
        forms.DueForm,
    ),
    "rotate_link": Verb(
        _("Send a new link"),
        lambda row, user, data: membership.rotate_link(row, user),
        _("The new link is on its way."),
        intro=_("The applicant gets a new link to its page by mail; all earlier links work no more."),
    ),
}
#: Those with a screen of their own, in the order of the buttons; the others stand on the application's screen.
BUTTONS: Final = ("take_up", "approve", "ask", "decline", "override_category", "rotate_link")


def is_legal(application: Application, verb: str) -> bool:
    """Tell whether the state of an application allows a verb, as it was read."""
    needs_address = verb == "rotate_link" and not application.email
    return application.state in MOVES[verb] and not application.is_anonymised and not needs_address


def kind_of(verb: str, application: Application) -> Kind | None:
    """Return the kind of mail a verb writes to an applicant; None where it writes none."""
    kind = VERBS[verb].kind
    return INTEREST_ACCEPTED if kind is APPLICATION_APPROVED and application.call_key else kind


def letter_of(verb: str, application: Application, words: str) -> Letter | None:
    """Return the mail a verb would write, with the data of the application; its link is only an example."""
    kind = kind_of(verb, application)
    if kind is None:
        return None
    language, field = application.language, VERBS[verb].field
    if not words:
        words = words_in(WELCOME, language) if verb == "approve" else "…"
    values = editing.examples_of(kind, language) | values_of(application) | {field: words}
    subject, body = text_of(kind, language)
    with translation.override(language):
        subject, text = editing.preview(subject, body, values)
    return Letter(subject, text, as_html(subject, text, language))
