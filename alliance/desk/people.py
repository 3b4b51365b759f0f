"""One person by e-mail: what there is of her, a copy of it, and nothing of it. The address never stands in a URL."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from alliance.desk.wording import moment
from alliance.membership import erase_person, export_person, find_person
from alliance.membership.journal import ERASE
from cms.persons import copies
from cms.translation.guards.checks import require


class EmailForm(forms.Form):
    """Whom to look for."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy(
            "However it is written: capitals and additions after a plus make no difference."
        ),
    )


class People(WagtailAdminTemplateMixin, TemplateView):
    """Finds a person. The buttons send `action`: find, a copy, ask, erase."""

    template_name = "alliance/admin/people.html"
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(ERASE))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Data of a person")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EmailForm(request.POST)
        action = request.POST.get("action", "find")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        email = form.cleaned_data["email"]
        if action == "copy":
            return _download(export_person(email, request.user))
        if action == "erase":
            gone = sum(erase_person(email, request.user).values())
            messages.success(
                request, _("Erased. Entries that were changed or deleted: %(count)s.") % {"count": gone}
            )
            return redirect("applications_modeladmin_people")
        context = self.get_context_data(form=form, is_asking=action == "ask", **self._found(email))
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or EmailForm()
        return {**super().get_context_data(**kwargs), "form": form, "media": form.media}

    def _found(self, email: str) -> dict[str, Any]:
        found = find_person(email, self.request.user)
        others = {name: rows for name, rows in copies(email).items() if rows}
        return {
            "email": email,
            "has_searched": True,
            "is_found": bool(found) or bool(others),
            "applications": [
                {
                    "name": str(row) if row.confirmed_at else _("An application that is not confirmed"),
                    "reference": row.reference,
                    "state": row.get_state_display(),
                    "sent": moment(row.created_at),
                    "url": reverse("applications_modeladmin_edit", args=[row.pk]) if row.confirmed_at else "",
                }
                for row in found.applications
            ],
            "drafts": len(found.drafts),
            "mails": len(found.mails),
            "others": sum(map(len, others.values())),
        }


def _download(copy: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="person.json"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
