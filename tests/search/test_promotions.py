"""What staff recommend: for the same words in any form, in the language of the question, and only what is public."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, PageViewRestriction

from cms import sitestate
from cms.users.roles import EDITORS, REVIEWERS, translators
from home.models import StandardPage
from search.models import LinkLanguage, Term
from search.promotions import Promotion, promoted
from search.questions import ask
from tests.factories import make_page
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def promote(words: str, page=None, language: str = "", **fields) -> SearchPromotion:
    promotion = SearchPromotion.objects.create(query=Query.get(words), page=page, **fields)
    if language:
        LinkLanguage.objects.create(promotion=promotion, language=language)
    return promotion


def titles(typed: str, language: str = "en", **asked) -> list[str]:
    return [each.title for each in promoted(ask(typed), language, **asked)]


@pytest.mark.parametrize(
    ("words", "typed", "is_shown"),
    [
        ("city council", "city councils", True),
        ("city council", '"Councils" CITY', True),
        ("city council", "council", False),
        ("council", "city council", False),
        ("city council", "city council -youth", True),
        ("city council", "-city -council", False),
        ("city council", "???", False),
        ("???", "!!!", False),
    ],
)
def test_a_recommendation_is_for_the_same_words_in_any_form_and_order(home, words, typed, is_shown):  # noqa: F811
    promote(words, make_page(StandardPage, home, title="How to write to us"))
    assert titles(typed) == ["How to write to us"] * is_shown


def test_small_words_that_stand_everywhere_are_passed_over(home):  # noqa: F811
    Term.objects.create(language="en", form="of", stem="of", backwards="fo", entries=1_000_000)
    promote("city council", make_page(StandardPage, home, title="How to write to us"))
    assert titles("the council of cities") == []
    assert titles("councils of cities") == ["How to write to us"]
    promote("of", make_page(StandardPage, home, title="A word"))
    assert titles("of") == ["A word"]


def test_words_are_compared_in_the_language_of_the_question_and_without_accents(home):  # noqa: F811
    lithuanian = home.get_translation(Locale.objects.get(language_code="lt"))
    promote("savivaldybė", lithuanian)
    assert titles("savivaldybes", "lt") == titles("savivaldybių", "lt") == [lithuanian.title]
    assert titles("savivaldybė", "en") == []


def test_pages_that_the_public_may_not_see_are_not_recommended(home):  # noqa: F811
    page = make_page(StandardPage, home, title="Seen", search_description="What it is about")
    draft = make_page(StandardPage, home, title="Draft", live=False)
    private = make_page(StandardPage, home, title="Private")
    for each in (page, draft, private):
        promote("fees", each)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    sitestate.forget()
    assert promoted(ask("fee"), "en") == [Promotion("Seen", "What it is about", page.url)]
    page.unpublish()
    assert titles("fee") == []


def test_a_link_is_shown_in_all_languages_or_in_its_own(home):  # noqa: F811
    url = "https://example.org/fees"
    promote("fees", external_link_url=url, external_link_text="Everywhere", description="Of others")
    promote("fees", language="lt", external_link_url=f"{url}/lt", external_link_text="Mokesčiai")
    assert promoted(ask("fees"), "en") == [Promotion("Everywhere", "Of others", url)]
    assert titles("fees", "lt") == ["Everywhere", "Mokesčiai"]


def test_pages_of_other_sites_are_left_out_and_each_is_shown_once(home):  # noqa: F811
    page = make_page(StandardPage, home, title="Fees")
    promote("fees", page)
    promote("fee", page)
    assert titles("fees", roots=[home.url_path]) == ["Fees"]
    assert titles("fees", roots=["/elsewhere/"]) == []


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_recommendations_takes_as_many_queries(home, number, asks):  # noqa: F811
    for each in range(number):
        promote("fees", make_page(StandardPage, home, title=f"Fees {each}"))
    titles("fees")
    with asks(4):
        assert len(titles("fees")) == number


def test_recommendations_stand_above_what_was_found(home, client):  # noqa: F811
    page = make_page(StandardPage, home, title="What it costs")
    promote("fees", page, description="Where to <pay>")
    shown = BeautifulSoup(client.get("/en/search/?q=fee").content, "html.parser")
    region = shown.select_one("section[aria-labelledby=recommended]")
    assert [(link.get_text(strip=True), link["href"]) for link in region.select("a")] == [
        (page.title, page.url)
    ]
    assert "Where to <pay>" in region.get_text()
    other = BeautifulSoup(client.get("/en/search/?q=feeding").content, "html.parser")
    assert other.select("section[aria-labelledby=recommended]") == []


def sent(**fields) -> dict[str, str]:
    empty = {"page": "", "external_link_url": "", "external_link_text": "", "language": "", "description": ""}
    pick = {f"editors_picks-0-{name}": value for name, value in (empty | fields).items()}
    forms = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {
        "query_string": "City council",
        **{f"editors_picks-{name}": value for name, value in forms.items()},
        **pick,
        "editors_picks-0-ORDER": "1",
    }


@pytest.mark.once
def test_editors_recommend_a_link_in_one_language_and_change_it_to_all(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    link = {"external_link_url": "https://example.org/", "external_link_text": "There"}
    client.post(reverse("wagtailsearchpromotions:add"), sent(**link, language="lt"))
    [promotion] = SearchPromotion.objects.all()
    assert promotion.in_language.language == "lt"
    address = reverse("wagtailsearchpromotions:edit", args=[promotion.query_id])
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    assert shown.select_one("#id_editors_picks-0-language option[selected]")["value"] == "lt"
    data = sent(**link) | {"editors_picks-INITIAL_FORMS": "1", "editors_picks-0-id": promotion.pk}
    client.post(address, data)
    assert list(SearchPromotion.objects.values_list("external_link_text", flat=True)) == ["There"]
    assert LinkLanguage.objects.count() == 0


@pytest.mark.once
def test_a_page_is_recommended_in_its_own_language_whatever_was_chosen(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    client.post(reverse("wagtailsearchpromotions:add"), sent(page=home.pk, language="lt"))
    assert (titles("city council"), titles("city council", "lt")) == ([home.title], [])
    assert LinkLanguage.objects.count() == 0
    nothing = client.post(reverse("wagtailsearchpromotions:add"), sent())
    assert nothing.status_code == 200
    assert SearchPromotion.objects.count() == 1


@pytest.mark.once
@pytest.mark.parametrize("words", ["!!!", "“ – ”", "́"])
def test_words_in_which_there_is_nothing_to_look_for_are_refused(home, sign_in_as, words):  # noqa: F811
    client = sign_in_as(EDITORS)
    data = sent(page=home.pk) | {"query_string": words}
    refused = client.post(reverse("wagtailsearchpromotions:add"), data)
    assert "Write at least one word" in refused.content.decode()
    assert SearchPromotion.objects.count() == 0


@pytest.mark.once
def test_words_of_a_report_stand_in_the_form(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    shown = BeautifulSoup(
        client.get(reverse("wagtailsearchpromotions:add") + "?words=fees").content, "html.parser"
    )
    assert shown.select_one("[name=query_string]")["value"] == "fees"


@pytest.mark.once
def test_only_who_publishes_in_all_languages_recommends(home, sign_in_as):  # noqa: F811
    for name in ("index", "add"):
        address = reverse(f"wagtailsearchpromotions:{name}")
        assert sign_in_as(EDITORS).get(address).status_code == 200
        for group in (REVIEWERS, translators("lt")):
            assert sign_in_as(group).get(address).status_code == 302
