"""From the editor of a page to its review date: plan it, or say that the page was looked at."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.formats import format_date
from cms.translation.guards.checks import require
from cms.translation.rights import may_publish
from cms.upkeep.models import Review
from cms.upkeep.reviewing import MONTHS, drop, looked_at, may_own, plan, review_of, users_named


class OwnerField(forms.ModelChoiceField):
    """A choice of people by their names."""

    def label_from_instance(self, user: Any) -> str:
        return user.get_full_name() or user.get_username()


class ReviewForm(WagtailAdminModelForm):
    """The day, and who looks."""

    owner = OwnerField(
        queryset=None,
        required=False,
        label=gettext_lazy("Who looks"),
        help_text=Review._meta.get_field("owner").help_text,
        empty_label=gettext_lazy("Whoever may publish the page"),
    )

    class Meta:
        model = Review
        fields = ["due_on", "owner"]
        widgets = {"due_on": AdminDateInput}

    def __init__(self, *args: Any, page: Page, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = may_own(page).order_by("first_name", "last_name", "username")


class ReviewDate(WagtailAdminTemplateMixin, TemplateView):
    """When a page is looked at again: one date for all its language versions."""

    template_name = "upkeep/admin/review.html"
    page_title = gettext_lazy("Review date")
    header_icon = "calendar-check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_publish(request.user, self.page))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"]).specific

    @cached_property
    def review(self) -> Review | None:
        return review_of(self.page)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        months = request.POST.get("months", "")
        if months in map(str, MONTHS):
            review = looked_at(self.page, int(months), request.user)
            return self.done(_("Thank you. The page is to be looked at again on %s.") % _day(review))
        if "drop" in request.POST:
            drop(self.page, request.user)
            return self.done(_("The page has no review date any more."))
        form = ReviewForm(request.POST, instance=self.review, page=self.page)
        if form.is_valid():
            try:
                review = plan(
                    self.page, form.cleaned_data["due_on"], form.cleaned_data["owner"], request.user
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self.done(_("The page is to be looked at on %s.") % _day(review))
        return self.render_to_response(self.get_context_data(form=form))

    def done(self, words: str) -> HttpResponse:
        """Say what was done, and go back to the page."""
        messages.success(self.request, words)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner = self.page.owner if self.page.owner and self.page.owner.is_active else None
        form = kwargs.pop("form", None) or ReviewForm(
            instance=self.review, page=self.page, initial={} if self.review else {"owner": owner}
        )
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "review": self.review,
            "page_id": self.page.pk,
            "last": self.last(),
            "buttons": [(number, _months(number)) for number in MONTHS],
        }

    def last(self) -> str:
        """Return when the page was looked at last, and by whom; empty where nobody has said so."""
        if not (self.review and self.review.looked_at):
            return ""
        name = users_named({self.review.looked_by_id}).get(self.review.looked_by_id, "")
        return ", ".join(filter(None, (format_date(self.review.looked_at.date()), name)))


def _day(review: Review) -> str:
    return format_date(review.due_on)


def _months(number: int) -> str:
    words = ngettext("Fine for %(count)s month", "Fine for %(count)s months", number)
    return words % {"count": number}
