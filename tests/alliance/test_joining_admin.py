"""What staff write for those who join: rules and consents like other records, the terms in the settings."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Site

from alliance.models import ConsentText, JoiningSettings, MembershipRule
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def sign_in(client, join_page):
    """A function that signs a member of a group in."""
    ensure_roles()

    def sign_in(group: str):
        user = get_user_model().objects.create_user(group)
        user.groups.set(Group.objects.filter(name=group))
        client.force_login(user)
        return client

    return sign_in


def screens() -> list[str]:
    """Return the addresses of what is written for those who join."""
    return [
        reverse("wagtailsettings:edit", args=["alliance", "joiningsettings", Site.objects.get().pk]),
        *(reverse(f"wagtailsnippets_alliance_{name}:list") for name in ("consenttext", "membershiprule")),
        *(reverse(f"wagtailsnippets_alliance_{name}:add") for name in ("consenttext", "membershiprule")),
    ]


def test_editors_write_rules_and_consents_and_reviewers_do_not(sign_in):
    client = sign_in(EDITORS)
    assert [client.get(url).status_code for url in screens()] == [200] * 5
    client = sign_in(REVIEWERS)
    assert {client.get(url).status_code for url in screens()} == {302}


def test_reviewers_handle_applications_and_editors_do_not(sign_in):
    rights = ["view_application", "decide_application", "export_application", "erase_person", "change_member"]
    found = {}
    for group in (EDITORS, REVIEWERS):
        sign_in(group)
        user = get_user_model().objects.get(username=group)
        found[group] = [user.has_perm(f"alliance.{right}") for right in rights]
    assert found == {EDITORS: [False] * 5, REVIEWERS: [True] * 5}


def test_rule_is_written_in_the_admin(sign_in):
    fields = {
        "name": "Towns",
        "place": 10,
        "countries": ["LV", "UA"],
        "organisation_types": ["municipality"],
        "population_from": 400,
        "population_to": "",
        "outcome": "full",
        "reason": "",
    }
    response = sign_in(EDITORS).post(reverse("wagtailsnippets_alliance_membershiprule:add"), fields)
    assert response.status_code == 302
    rule = MembershipRule.objects.get()
    assert (sorted(rule.countries), rule.population_from) == (["LV", "UA"], 400)


def test_text_that_is_asked_for_cannot_be_deleted(sign_in):
    text = ConsentText.objects.get(purpose="application")
    url = reverse("wagtailsnippets_alliance_consenttext:delete", args=[text.pk])
    response = sign_in(EDITORS).post(url, follow=True)
    assert "Nothing was deleted, for it is needed" in response.content.decode()
    assert ConsentText.objects.filter(pk=text.pk).exists()
    assert JoiningSettings.objects.get().consent_text == text
