"""Whoever is about to delete a page reads which language versions there are, and what becomes of them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.translation.lineage import link_into
from cms.users.roles import EDITORS
from home.models import StandardPage
from tests.factories import make_page
from tests.translation.conftest import messages_of
from tests.translation.languages import translated, version

pytestmark = pytest.mark.django_db

STAY = (
    "Those translated from it stay as they are: they get no more facts from it, and their texts are edited like "
    "those of any page."
)


def test_the_question_names_the_versions_that_stay(page, sign_in_as):
    (lithuanian,) = translated(page, "lt")
    client, address = sign_in_as(EDITORS), reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert messages_of(client.get(address)) == [
        ("warning", f"Its language versions are not deleted: lietuvių (published). {STAY}")
    ]
    client.post(address)
    stayed = StandardPage.objects.get(translation_key=page.translation_key)
    assert (stayed, stayed.live, stayed.title) == (lithuanian, True, "lt: Bridges")
    assert link_into(page.translation_key, lithuanian.locale_id) is None


def test_nothing_is_said_of_what_has_no_versions(page, sign_in_as):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert messages_of(sign_in_as(EDITORS).get(address)) == []


def test_a_translation_leaves_its_original_as_it_is(page, sign_in_as):
    translated(page, "lt")
    address = reverse("wagtailadmin_pages:delete", args=[version(page, "lt").pk])
    assert messages_of(sign_in_as(EDITORS).get(address)) == [
        ("warning", "Its language versions are not deleted: English (published).")
    ]


def test_versions_of_pages_below_stay_too_and_many_pages_are_told_each(page, sign_in_as):
    translated(make_page(StandardPage, page, title="Arches"), "lt")
    below = "1 language version of the pages below is not deleted either."
    told = f"Its language versions are not deleted: lietuvių (published). {STAY} {below}"
    client = sign_in_as(EDITORS)
    assert messages_of(client.get(reverse("wagtailadmin_pages:delete", args=[page.pk]))) == [
        ("warning", told)
    ]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = BeautifulSoup(client.get(f"{address}?id={page.pk}").content, "html.parser")
    assert f"Bridges: {told}" in [each.get_text(" ", strip=True) for each in answer.select("main p")]
