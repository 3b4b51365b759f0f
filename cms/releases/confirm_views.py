"""What is asked before a set is released by hand, or called off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.formats import format_list
from cms.quotes import quoted
from cms.releases import planning
from cms.releases.forecast import Forecast, forecast_of
from cms.releases.journal import locked_open
from cms.releases.models import ReleaseSet
from cms.releases.overview import entries_of, matrix_of
from cms.releases.releasing import release_now
from cms.releases.set_views import SetView
from cms.releases.telling import named, wanting_in_words
from cms.releases.vocabulary import BLOCK, RELEASED


class Confirm(SetView):
    """Asks before something that cannot be undone, and tells what will happen."""

    template_name = "releases/admin/confirm.html"
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if not self.is_as_shown():
                return super().get(request, *args, **kwargs)
            self.act()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return self.back()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.release_set.is_open else self.back()

    def is_as_shown(self) -> bool:
        """Tell whether what was asked is still what would be done; say so where it is not."""
        return True

    def act(self) -> None:
        """Do it, and say so."""
        raise NotImplementedError


class ReleaseNow(Confirm):
    """Publish the pages of a set at once."""

    page_title = gettext_lazy("Release now")

    def is_as_shown(self) -> bool:
        found = locked_open(self.release_set)
        planning.require_all_publishing(found, self.request.user)
        if self.request.POST.get("shown", "") == forecast_of(found).fingerprint(found):
            return True
        messages.warning(
            self.request, _("Nothing is done yet: the release is not what it was. Please look again.")
        )
        return False

    def act(self) -> None:
        done = release_now(self.release_set, self.request.user)
        if done.state == RELEASED:
            messages.success(self.request, _("The release is public."))
        else:
            messages.error(self.request, _("Nothing was published: pages hold the release back."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.release_set
        forecast = forecast_of(found)
        is_empty = not (forecast.published or forecast.unchanged or forecast.problems)
        return {
            **super().get_context_data(**kwargs),
            "release_set": found,
            "is_empty": is_empty,
            "count": len(forecast.published) if forecast.published or forecast.problems else None,
            "published": _by_page(found, forecast, forecast.published),
            "unchanged": _by_page(found, forecast, forecast.unchanged),
            "problems": [named(problem) for problem in forecast.problems],
            "wanting": [wanting_in_words(each) for each in forecast.wanting],
            "is_stopped": not forecast.happens,
            "shown": forecast.fingerprint(found),
            "question": _question(found, is_empty=is_empty),
            "button": _("Release now"),
        }


def _question(release_set: ReleaseSet, *, is_empty: bool) -> str:
    if is_empty:
        return _("There is no page in this release yet.")
    if release_set.when_incomplete == BLOCK:
        return _("All pages go live in this moment, or none.")
    return _("What can go live does so now, in one moment. What cannot is left out and stays as it is.")


def _by_page(release_set: ReleaseSet, forecast: Forecast, keys: list[int]) -> list[str]:
    """Return a line for each page among these: its title and its languages."""
    wanted = set(keys)
    _languages, rows = matrix_of(entries_of(release_set, forecast))
    lines = []
    for row in rows:
        languages = [entry.language for entry in row.entries if entry and entry.page.pk in wanted]
        if languages:
            lines.append(f"{quoted(row.title)}: {format_list(languages)}")
    return lines


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
