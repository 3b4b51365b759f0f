"""The screen of a member, and what can be done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from alliance import consents, membership
from alliance.desk.detail import line_of
from alliance.desk.forms import VerbForm
from alliance.desk.member_forms import HoldForm, LeaveForm, PublishForm, RemarkForm
from alliance.desk.wording import TONES, moment
from alliance.membership.journal import DECIDE, VIEW
from alliance.models import Member, Partnership
from alliance.vocabulary import ABOUT, MEMBER, MEMBER_MOVES, NEED, OFFER
from cms.choices import country_name, language_name
from cms.formats import format_date, format_list, format_number
from cms.topics import names_of
from cms.translation.guards.checks import require


@dataclass(frozen=True)
class MemberVerb:
    """A verb on the screen: its words, its form and what it does."""

    label: Any
    intro: Any
    done: Any
    form: type[VerbForm]
    act: Callable[[Member, Any, Mapping[str, Any]], Any]
    is_grave: bool = False


def _publish(member: Member, user: Any, data: Mapping[str, Any]) -> Member:
    wording = wording_for(member)
    if member.publication_consent_id or wording is None:
        return membership.publish(member, user)
    consent = consents.agree(consents.PUBLICATION, wording.language, wording.digest)
    return membership.publish(member, user, consent)


VERBS: Final[dict[str, MemberVerb]] = {
    "publish": MemberVerb(
        gettext_lazy("Show in the directory"),
        gettext_lazy("The member stands in the public directory from now on."),
        gettext_lazy("The member is shown in the directory."),
        VerbForm,
        _publish,
    ),
    "unpublish": MemberVerb(
        gettext_lazy("Take out of the directory"),
        gettext_lazy("It stays a member, but nobody sees it. Its consent to be shown is given up."),
        gettext_lazy("The member is not shown any more."),
        RemarkForm,
        lambda member, user, data: membership.unpublish(member, user, data["note"]),
    ),
    "hold": MemberVerb(
        pgettext_lazy("membership", "Put on hold"),
        gettext_lazy("The member goes out of view at once, and its contact is told by mail."),
        gettext_lazy("The member is on hold."),
        HoldForm,
        lambda member, user, data: membership.hold(member, user, data["message"]),
    ),
    "resume": MemberVerb(
        pgettext_lazy("membership", "Resume"),
        gettext_lazy("It is a member again and shown as before."),
        gettext_lazy("It is a member again."),
        RemarkForm,
        lambda member, user, data: membership.resume(member, user, data["note"]),
    ),
    "leave": MemberVerb(
        gettext_lazy("Let it leave"),
        gettext_lazy(
            "It is no member any more and goes out of view. It can join again with a new application."
        ),
        gettext_lazy("It has left."),
        LeaveForm,
        lambda member, user, data: membership.leave(member, user, data["note"], data["left_on"]),
        is_grave=True,
    ),
}


def wording_for(member: Member) -> consents.Wording | None:
    """Return the words a member is to agree to before it is shown, in the language it wrote in."""
    language = member.application.language if member.application else "en"
    return consents.wording_now(consents.PUBLICATION, language)


def is_legal(member: Member, verb: str) -> bool:
    """Tell whether the state of a member allows a verb, as it was read."""
    if verb in MEMBER_MOVES:
        return member.state in MEMBER_MOVES[verb]
    return member.is_public if verb == "unpublish" else not member.is_public and member.state == MEMBER


class MemberView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one member."""

    header_icon = "group"
    right = "alliance.view_member"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(self.right))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def member(self) -> Member:
        rows = Member.objects.with_names().select_related("application", "publication_consent")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        return reverse("members:detail", args=[self.member.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("members:index"), "label": _("Members")}
        here = {"url": self.address, "label": self.member.name}
        return [*super().get_breadcrumbs_items(), index, here]


class Detail(MemberView):
    """All of a member."""

    template_name = "alliance/admin/member.html"
    http_method_names = ["get", "head", "options"]

    def get_page_title(self) -> str:
        return self.member.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, user = self.member, self.request.user
        names = [name for name in VERBS if user.has_perm(DECIDE) and is_legal(found, name)]
        partners = Partnership.objects.of(found).select_related("first__organisation", "second__organisation")
        application = found.application if user.has_perm(VIEW) else None
        organisation = found.organisation
        return {
            **super().get_context_data(**kwargs),
            "member": found,
            "tone": TONES[found.state],
            "facts": [fact for fact in self._facts() if fact[1]],
            "buttons": [
                {
                    "label": VERBS[name].label,
                    "url": reverse("members:act", args=[found.pk, name]),
                    "is_grave": VERBS[name].is_grave,
                }
                for name in names
            ],
            "edit_url": reverse("members:edit", args=[found.pk])
            if user.has_perm("alliance.change_member")
            else "",
            "application_url": reverse("applications_modeladmin_edit", args=[application.pk])
            if application
            else "",
            "record_url": reverse("wagtailsnippets_cms_organisation:edit", args=[organisation.pk])
            if user.has_perm("cms.change_organisation")
            else "",
            "partnerships": [
                {
                    "name": str(each.other(found)),
                    "url": reverse("partnerships:edit", args=[each.pk]),
                    "topics": format_list(names_of(each.topics)),
                }
                for each in partners
            ],
            "history": [
                line_of(event) for event in found.events.select_related("user").order_by("-at", "-pk")
            ],
        }

    def _facts(self) -> list[tuple[str, str]]:
        found, organisation = self.member, self.member.organisation
        topics = list(found.topics.values_list("topic", "role"))

        def named(wanted: str) -> str:
            return format_list(names_of(key for key, role in topics if role == wanted))

        return [
            (_("Category"), found.get_category_display()),
            (_("Type"), organisation.get_type_display()),
            (_("Country"), country_name(organisation.country)),
            (_("Region"), found.region),
            (_("Inhabitants"), "" if found.population is None else format_number(found.population)),
            (_("Member since"), format_date(found.since)),
            (_("Left on"), format_date(found.left_on) if found.left_on else ""),
            (_("In the directory"), _("yes") if found.is_shown else _("no")),
            (_("Shown since"), moment(found.published_at)),
            (_("Consent to publication"), str(found.publication_consent or "")),
            (_("Languages"), format_list(map(language_name, found.languages or []))),
            (_("Works on"), named(ABOUT)),
            (_("Offers"), named(OFFER)),
            (pgettext_lazy("topic", "Needs"), named(NEED)),
            (_("In its own words"), found.text),
        ]


class MemberAct(MemberView):
    """A verb of a member: asks first, then does it; what is refused keeps what was typed."""

    template_name = "alliance/admin/act.html"
    right = DECIDE

    @cached_property
    def verb(self) -> MemberVerb:
        if self.kwargs["verb"] not in VERBS:
            raise Http404
        return VERBS[self.kwargs["verb"]]

    @property
    def _form_class(self) -> type[VerbForm]:
        needs_consent = self.kwargs["verb"] == "publish" and not self.member.publication_consent_id
        return PublishForm if needs_consent and wording_for(self.member) else self.verb.form

    def get_page_title(self) -> str:
        return str(self.verb.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb, form = self.verb, self._form_class(request.POST)
        if form.is_valid():
            try:
                verb.act(self.member, request.user, form.cleaned_data)
            except ValidationError as error:
                self.member.refresh_from_db(fields=["state", "is_public", "publication_consent"])
                form.add_error(None, error)
            else:
                messages.success(request, str(verb.done))
                return redirect(self.address)
        words = form.non_field_errors() or [_("Nothing was changed: look at the marked fields.")]
        messages.error(request, " ".join(words))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self._form_class()
        wording = wording_for(self.member) if isinstance(form, PublishForm) else None
        return {
            **super().get_context_data(**kwargs),
            "verb": self.verb,
            "form": form,
            "media": form.media,
            "tone": TONES[self.member.state],
            "application": self.member,
            "is_legal": is_legal(self.member, self.kwargs["verb"]),
            "wording": wording,
            "back_url": self.address,
        }
