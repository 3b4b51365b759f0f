"""The gallery's pages: who may look, and what they are made of."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from cms.styleguide.samples import GROUPS
from cms.styleguide.words import GALLERY_LANGUAGES, words_of
from cms.users.roles import EDITORS, ensure_roles
from tests.factories import make_site

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESSES = ["/styleguide/", "/styleguide/groups/cards/", "/styleguide/card/"]


def shown(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def developer(client, settings):
    settings.DEBUG = True
    return client


@pytest.fixture
def editor(django_user_model):
    ensure_roles()
    user = django_user_model.objects.create_user("editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_visitors_learn_nothing_of_the_gallery(client, address, method):
    make_site("en")
    other = address.replace("styleguide", "nothing-here")
    found, missing = (getattr(client, method)(path) for path in (address, other))
    assert (found.status_code, missing.status_code) == (404, 404)
    heads = [dict(response.headers) | {"Content-Length": ""} for response in (found, missing)]
    assert heads[0] == heads[1]
    assert found.content.replace(b"styleguide", b"nothing-here") == missing.content


def test_somebody_without_the_admin_is_a_visitor(client, django_user_model):
    make_site("en")
    client.force_login(django_user_model.objects.create_user("guest"))
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_staff_may_look_and_search_engines_may_not(client, editor, address, django_assert_num_queries):
    client.force_login(editor)
    with django_assert_num_queries(4):  # session, user, and what she may do
        response = client.get(address)
    page = shown(response)
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert response["X-Robots-Tag"] == "noindex"
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_the_overview_leads_to_every_component(developer, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = shown(developer.get("/styleguide/?language=lt"))
    links = {link["href"] for link in page.select("main li a")}
    names = [each.name for group in GROUPS for each in group.components]
    assert links == {f"/styleguide/{name}/?language=lt" for name in names}
    assert developer.get(f"/styleguide/{names[0]}/?language=lt").status_code == 200


@pytest.mark.parametrize(
    "address", ["/styleguide/nothing/", "/styleguide/groups/nothing/", "/styleguide/?language=xx"]
)
def test_what_the_gallery_does_not_have_is_not_found(developer, address):
    make_site("en")
    assert developer.get(address).status_code == 404


@pytest.mark.parametrize("language", GALLERY_LANGUAGES)
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.slug)
def test_a_group_is_shown_in_every_language(developer, group, language, django_assert_num_queries):
    address = reverse("styleguide_group", args=[group.slug])
    with django_assert_num_queries(0):
        response = developer.get(address, {"language": language})
    assert (response.status_code, response["Content-Language"]) == (200, language)
    html = response.content.decode()
    direction = "rtl" if language in ("ar", "he") else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    words = words_of(language)
    said = [text for value in vars(words).values() for text in ([value] if isinstance(value, str) else value)]
    assert sum(escape(text) in html for text in said) >= 5


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.slug)
def test_states_of_a_group_stand_side_by_side(developer, group):
    page = shown(developer.get(reverse("styleguide_group", args=[group.slug]), {"language": "lt"}))
    with translation.override("lt"):
        anchors = [
            component.anchor(each)
            for component in group.components
            for each in component.states(words_of("lt"))
        ]
    assert [section["id"] for section in page.select(".styleguide__state")] == anchors
    assert [link["lang"] for link in page.select("header a[lang][aria-current]")][:1] == ["lt"]
    check_structure(page)


def check_structure(page: BeautifulSoup) -> None:
    """No id twice, every reference has its target, no level of headings skipped."""
    ids = [element["id"] for element in page.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)
    wanted = {
        name
        for element in page.select("[aria-labelledby], [aria-describedby], label[for]")
        for attribute in ("aria-labelledby", "aria-describedby", "for")
        for name in element.get(attribute, "").split()
    }
    assert wanted - set(ids) == set()
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_two_visits_see_the_same(developer):
    first, second = (developer.get("/styleguide/groups/agenda/?language=lv").content for _visit in range(2))
    assert first == second
