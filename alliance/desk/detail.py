"""All of an application on one screen, and its files. Who looks is noted."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from alliance.desk.acting import ApplicationView
from alliance.desk.answers import answers_of
from alliance.desk.forms import AssignForm, DueForm, NoteForm
from alliance.desk.verbs import BUTTONS, VERBS, is_legal
from alliance.desk.wording import TONES, age_of, moment, name_of
from alliance.duplicates import possible_duplicates
from alliance.membership import record_access
from alliance.membership.journal import DECIDE
from alliance.models import Application, ApplicationEvent, Member
from cms.choices import country_name, language_name
from cms.formats import format_date, format_size


class Detail(ApplicationView):
    """The screen of an application."""

    template_name = "alliance/admin/application.html"
    http_method_names = ["get", "head", "options"]

    def get_page_title(self) -> str:
        return str(self.application)

    def get_page_subtitle(self) -> str:
        title, reference = str(self.application), self.application.reference
        return reference if reference != title else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, user = self.application, self.request.user
        record_access(found, user)
        may_decide = user.has_perm(DECIDE)
        events = list(found.events.select_related("user").order_by("-at", "-pk"))
        return {
            **super().get_context_data(**kwargs),
            "application": found,
            "tone": TONES[found.state],
            "facts": self._facts(),
            "buttons": self._buttons() if may_decide else [],
            "forms": self._forms() if may_decide else [],
            "duplicates": self._duplicates() if found.is_open else [],
            "parts": answers_of(found),
            "files": self._files(),
            "notes": [line_of(event) for event in events if event.verb == "note"],
            "note_form": NoteForm(auto_id="note_%s") if may_decide and is_legal(found, "note") else None,
            "note_url": self._url("note"),
            "history": [line_of(event) for event in events if _is_told(event)],
            "looks": [line_of(event) for event in events if event.verb in _LOOKS][:_MOST_LOOKS],
            "member_url": self._member_url(),
        }

    def _url(self, verb: str) -> str:
        return reverse("applications_modeladmin_act", args=[self.application.pk, verb])

    def _facts(self) -> list[tuple[str, str]]:
        found = self.application
        category = found.get_category_display()
        if found.is_category_overridden:
            category = _("%(category)s, set by staff") % {"category": category}
        facts = [
            (pgettext_lazy("application", "Reference"), found.reference),
            (_("Category"), category or _("none: the rules refuse")),
            (_("Language"), language_name(found.language)),
            (_("Received"), moment(found.confirmed_at)),
            (_("For"), age_of(found)),
            (_("Assigned to"), name_of(found.assignee) or _("Nobody")),
            (_("Due"), format_date(found.due_on) if found.due_on else "–"),
        ]
        if found.decided_at:
            facts.append((_("Decided"), moment(found.decided_at)))
        return facts

    def _buttons(self) -> list[dict[str, Any]]:
        found = self.application
        names = [name for name in BUTTONS if is_legal(found, name)]
        return [
            {
                "label": VERBS[name].label,
                "url": self._url(name),
                "is_first": place == 0 and name != "rotate_link",
                "is_grave": VERBS[name].is_grave,
                "is_post": name == "take_up",
            }
            for place, name in enumerate(names)
        ]

    def _forms(self) -> list[dict[str, Any]]:
        """Return the small forms that stand beside the facts."""
        small = {"assign": AssignForm, "set_due": DueForm}
        return [
            {
                "form": form(application=self.application, auto_id=f"{name}_%s"),
                "label": VERBS[name].label,
                "url": self._url(name),
            }
            for name, form in small.items()
            if is_legal(self.application, name)
        ]

    def _duplicates(self) -> list[dict[str, Any]]:
        return [
            {
                "name": str(each.thing),
                "what": each.thing.get_state_display(),
                "country": _country(each.thing),
                "reason": each.reason,
                "url": _address(each.thing),
            }
            for each in possible_duplicates(self.application)
        ]

    def _files(self) -> list[dict[str, Any]]:
        args = self.application.pk
        return [
            {
                "name": file.name,
                "size": format_size(file.size),
                "sent": moment(file.sent_at),
                "url": reverse("applications_modeladmin_file", args=[args, file.pk]),
            }
            for file in self.application.files.all()
        ]

    def _member_url(self) -> str:
        member = Member.objects.filter(application=self.application).first()
        may_see = self.request.user.has_perm("alliance.view_member")
        return reverse("members:detail", args=[member.pk]) if member and may_see else ""


#: What tells who looked, in a list of its own.
_LOOKS = ("view", "download", "export")
_MOST_LOOKS = 50


class Download(ApplicationView):
    """Hand out a file of an application, to be kept and not to be shown; who took it is noted."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = get_object_or_404(self.application.files, pk=self.kwargs["file_pk"])
        try:
            opened = file.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        record_access(self.application, request.user, "download")
        response = FileResponse(
            opened, as_attachment=True, filename=file.name, content_type="application/pdf"
        )
        response["Content-Security-Policy"] = "default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


def _is_told(event: ApplicationEvent) -> bool:
    """Tell whether an event is a line of the history: an approval is one, though it also begins a membership."""
    begins_membership = event.verb == "approve" and event.member_id is not None
    return event.verb not in ("note", *_LOOKS) and not begins_membership


def line_of(event: ApplicationEvent) -> dict[str, Any]:
    who = _("The applicant") if event.is_by_applicant else name_of(event.user)
    return {
        "at": moment(event.at),
        "who": who or "–",
        "what": event.get_verb_display(),
        "text": event.text,
        "is_visible": event.is_visible,
    }


def _country(thing: Any) -> str:
    return country_name(thing.country if isinstance(thing, Application) else thing.organisation.country)


def _address(thing: Any) -> str:
    if isinstance(thing, Application):
        return reverse("applications_modeladmin_edit", args=[thing.pk])
    return reverse("members:detail", args=[thing.pk])
