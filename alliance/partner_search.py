"""Find a partner, for a member or for anybody: what is sought, and who fits it best."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alliance.matching import Profile, profiles, rank
from alliance.member_props import Addresses, match_rows, matches_of, public_member
from alliance.models.members import Member
from alliance.vocabulary import NEED, OFFER
from cms.choices import country_name, language_name
from cms.collation import in_order
from cms.foreign import foreign
from cms.paging import address, paginate, view_title
from cms.topics import topics_by_key

#: Partners on a page.
PER_PAGE = 12
#: The parameters of the form; `member` stands for all others.
PARAMETERS = ("member", OFFER, NEED, "language", "country", "population")


class PartnerForm(forms.Form):
    """What somebody offers and seeks, and how she is; all of it stands in the address."""

    required_css_class = "required"

    need = forms.MultipleChoiceField(
        label=gettext_lazy("What do you seek?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    offer = forms.MultipleChoiceField(
        label=gettext_lazy("What do you offer?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Which languages do you speak?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    country = forms.MultipleChoiceField(
        label=gettext_lazy("From which countries would you like a partner?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    population = forms.IntegerField(
        label=gettext_lazy("How many inhabitants do you have?"),
        required=False,
        min_value=0,
        validators=[MaxValueValidator(100_000_000)],
        error_messages={"invalid": gettext_lazy("Write a whole number, as 25000.")},
    )

    def __init__(self, data: QueryDict | None, everybody: list[Profile]):
        super().__init__(data, label_suffix="")
        self.topics = {topic.slug: key for key, topic in topics_by_key().items()}
        names = [(topic.slug, topic.name) for topic in topics_by_key().values()]
        self.fields["need"].choices = self.fields["offer"].choices = _sorted(names)
        spoken = {code for profile in everybody for code in profile.languages}
        self.fields["language"].choices = _sorted((code, language_name(code)) for code in spoken)
        countries = {profile.country for profile in everybody if profile.country}
        self.fields["country"].choices = _sorted((code, country_name(code)) for code in countries)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("need") or cleaned.get("offer")):
            raise ValidationError(_("Choose at least one topic that you seek or offer."))
        return cleaned

    def seeker(self) -> Profile:
        """Return what was filled in as the profile of somebody who is no member."""
        said = self.cleaned_data
        return Profile(
            key=0,
            population=said["population"],
            languages=frozenset(said["language"]),
            offers=frozenset(self.topics[slug] for slug in said["offer"]),
            needs=frozenset(self.topics[slug] for slug in said["need"]),
        )


def _sorted(pairs: Any) -> list[tuple[str, str]]:
    return in_order(pairs, get_language() or "en", lambda pair: pair[1])


def clean_redirect(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return a redirect to the address without what was left empty, which is the one to share; None where it is so."""
    if all(value for name in PARAMETERS for value in request.GET.getlist(name)):
        return None
    kept = {name: [value for value in request.GET.getlist(name) if value] for name in PARAMETERS}
    return HttpResponseRedirect(address(request.path, kept))


def partner_context(request: HttpRequest, url: Addresses) -> dict[str, Any]:
    """Return what the search for a partner shows. Raises Http404 for a member that is not public."""
    if slug := request.GET.get("member", "")[:200]:
        member = public_member(slug)
        matches, form, kept = matches_of(member), None, {"member": member.slug}
        lead = _("Members that fit %(name)s best, and why. “You” is %(name)s.") % {"name": member.name}
        view = member.name
    else:
        member, view = None, ""
        everybody = profiles(Member.objects.visible_to_public().with_names())
        given = any(request.GET.get(name) for name in PARAMETERS)
        form = PartnerForm(request.GET if given else None, everybody)
        matches = (
            rank(form.seeker(), everybody, form.cleaned_data["country"])
            if given and form.is_valid()
            else None
        )
        lead = _(
            "Say what you offer and seek: members that fit best are named, with the reasons. Nothing is stored."
        )
        kept = {name: request.GET.getlist(name) for name in PARAMETERS if request.GET.get(name)}
    paging = paginate(request, matches or [], PER_PAGE, keep=kept)
    return {
        "member": member,
        "member_url": url("members", member.slug) if member else "",
        "form": form,
        "has_searched": matches is not None,
        "number": len(matches or []),
        "name_lang": foreign(member.name_language) if member else "",
        "all_members": {"label": _("All members"), "url": url("members")},
        "rows": match_rows(list(paging["page_obj"]), url),
        "paging": paging,
        "lead": lead,
        "view_title": view_title([view], paging),
    }
