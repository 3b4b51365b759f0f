"""What is asked before a set is released by hand, or called off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.releases import planning
from cms.releases.rehearsing import look_ahead
from cms.releases.releasing import release_now
from cms.releases.set_views import SetView
from cms.releases.telling import named
from cms.releases.vocabulary import BLOCK, RELEASED


class Confirm(SetView):
    """Asks before something that cannot be undone, and tells what will happen."""

    template_name = "releases/admin/confirm.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return self.back()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.release_set.is_open else self.back()

    def act(self) -> None:
        """Do it, and say so."""
        raise NotImplementedError


class ReleaseNow(Confirm):
    """Publish the pages of a set at once."""

    page_title = gettext_lazy("Release now")

    def act(self) -> None:
        done = release_now(self.release_set, self.request.user)
        if done.state == RELEASED:
            messages.success(self.request, _("The release is public."))
        else:
            messages.error(self.request, _("Nothing was published: pages hold the release back."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.release_set
        problems = look_ahead(found)
        return {
            **super().get_context_data(**kwargs),
            "release_set": found,
            "count": found.members.count() - len(problems),
            "problems": [named(problem) for problem in problems],
            "is_stopped": bool(problems) and found.when_incomplete == BLOCK,
            "question": _("All pages go live in this moment, or none."),
            "button": _("Release now"),
        }


class Cancel(Confirm):
    """Call a release off."""

    page_title = gettext_lazy("Cancel the release")

    def act(self) -> None:
        planning.cancel(self.release_set, self.request.user)
        messages.success(self.request, _("The release is cancelled."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "release_set": self.release_set,
            "question": _(
                "The pages stay as they are and the preview links stop working. This cannot be undone."
            ),
            "button": _("Cancel the release"),
        }
