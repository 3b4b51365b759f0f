"""Keeping which columns somebody wants to see, and assigning many applications at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action import BulkAction

from alliance.desk.columns import FIRST, ColumnsForm, choose
from alliance.desk.forms import AssignForm
from alliance.membership import assign
from alliance.membership.journal import DECIDE, VIEW
from alliance.models import Application
from cms.translation.guards.checks import require


class KeepColumns(View):
    """Keep the columns that are ticked; the other button goes back to those everybody begins with."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(VIEW))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ColumnsForm(request.POST)
        if "reset" in request.POST:
            choose(request.user, FIRST)
        elif form.is_valid():
            choose(request.user, form.cleaned_data["columns"])
        index = reverse("applications_modeladmin_index")
        return redirect(get_valid_next_url_from_request(request) or index)


class AssignMany(BulkAction):
    """Make somebody responsible for all that are ticked. What is decided meanwhile stays as it is."""

    display_name = gettext_lazy("Assign")
    action_type = "assign"
    aria_label = gettext_lazy("Assign the selected applications")
    template_name = "alliance/admin/assign_many.html"
    models = [Application]
    form_class = AssignForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(DECIDE))
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type, object_ids: list[str]) -> list[Application]:
        keys = [int(key) for key in object_ids if key.isdecimal() and len(key) < 19]
        return list(Application.objects.for_staff().filter(pk__in=keys).order_by("pk"))

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> list[str]:
        """Return nothing: a list with filters is more than what stands on the screen."""
        return []

    def check_perm(self, obj: Application) -> bool:
        return obj.is_open

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user, "assignee": self.cleaned_form.cleaned_data["assignee"]}

    @classmethod
    def execute_action(
        cls, objects: list[Application], user: Any = None, assignee: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        done = 0
        for application in objects:
            try:
                assign(application, user, assignee)
            except ValidationError:
                continue
            done += 1
        return done, len(objects) - done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        done, left = num_parent_objects, num_child_objects
        if left:
            words = ngettext(
                "%(count)s application stays as it is: it is decided.",
                "%(count)s applications stay as they are: they are decided.",
                left,
            )
            messages.warning(self.request, words % {"count": left})
        words = ngettext("%(count)s application was assigned.", "%(count)s applications were assigned.", done)
        return words % {"count": done}
