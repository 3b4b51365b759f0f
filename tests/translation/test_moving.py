"""Pages that move take their versions along, and every language keeps its old addresses."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.translation.models import LanguageVersion
from cms.users.roles import EDITORS
from home.models import StandardPage
from tests.factories import make_page
from tests.fixtures.database import again
from tests.translation.languages import translated, version

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows, made_home):
    """Two pages with one below the first, in English, Lithuanian, and from that in Latvian."""
    with shared_rows():
        home = again(made_home)
        first = make_page(StandardPage, home, title="First")
        second = make_page(StandardPage, home, title="Second")
        child = make_page(StandardPage, first, title="Child")
        for page in (first, second, child):
            (lithuanian,) = translated(page, "lt")
            translated(lithuanian, "lv")
    return first, second, child


@pytest.fixture
def places(made, db):
    return [again(page) for page in made]


def fresh(page) -> Page:
    return Page.objects.get(pk=page.pk)


def move(client, page, parent) -> None:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk])
    assert client.post(url).status_code == 302


def test_versions_follow_along_the_chain_and_old_addresses_lead_on(
    client, places, sign_in_as, django_capture_on_commit_callbacks
):
    _first, second, child = places
    before = {code: version(child, code).url for code in ("lt", "lv")}
    with django_capture_on_commit_callbacks(execute=True):
        move(sign_in_as(EDITORS), child, second)
    for code in ("lt", "lv"):
        found = version(child, code)
        assert found.get_parent() == fresh(version(second, code))
        assert found.url_path.startswith(version(second, code).url_path)
        response = client.get(before[code])
        assert (response.status_code, response["Location"]) == (301, found.url)
        assert client.get(found.url).status_code == 200


def test_version_whose_new_place_is_not_there_stays_and_says_so(home, places, sign_in_as):
    first, _second, child = places
    third = make_page(StandardPage, home, title="Third")
    move(sign_in_as(EDITORS), child, third)
    found = version(child, "lt")
    assert found.get_parent() == fresh(version(first, "lt"))
    assert "did not follow" in LanguageVersion.objects.get(page=found).problem


def test_version_that_stands_elsewhere_on_purpose_stays_there(home, places, sign_in_as):
    _first, second, child = places
    elsewhere = fresh(home.get_translation(version(child, "lt").locale))
    version(child, "lt").move(elsewhere, "last-child")
    move(sign_in_as(EDITORS), child, second)
    assert version(child, "lt").get_parent() == fresh(elsewhere)


def test_taken_slug_gets_a_number(places, sign_in_as):
    _first, second, child = places
    make_page(StandardPage, version(second, "lt"), title="Taken", slug=version(child, "lt").slug)
    slug = version(child, "lt").slug
    move(sign_in_as(EDITORS), child, second)
    assert version(child, "lt").slug == f"{slug}-1"
