"""What holds for every page type. A new type is covered by being there."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, get_page_models
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms.content.indexing import indexed_once
from cms.models import BasePage, Contact, Organisation, Person, PoliticalGroup, Project, Topic
from cms.models.site import ContentVersion
from cms.translation.quiet import quietly
from tests.factories import PARENTS, make_site
from tests.filling import full_page

PAGE_MODELS = [model for model in get_page_models() if issubclass(model, BasePage)]

#: Queries of a page with everything in it, from the second request on: the same with one item and with three.
QUERIES = {
    "AccessibilityStatementPage": 7,
    "AlliancePage": 16,
    "ArticleIndexPage": 14,
    "ArticlePage": 12,
    "CallIndexPage": 11,
    "CallPage": 14,
    "EventIndexPage": 11,
    "EventPage": 13,
    "HomePage": 14,
    "JoinPage": 13,
    "StandardPage": 12,
    "WorkingGroupIndexPage": 11,
    "WorkingGroupPage": 15,
}

pytestmark = pytest.mark.django_db


#: Some say the same on every database as the others do.
RICH = ("EventPage", "WorkingGroupPage", "HomePage")
PARAMS = [
    pytest.param(model, marks=[] if model.__name__ in RICH else [pytest.mark.once], id=model.__name__)
    for model in PAGE_MODELS
]


@pytest.fixture(params=PARAMS)
def model(request):
    """Every page type in turn."""
    return request.param


@pytest.fixture
def every_page(model):
    """A page of every type, with everything in it twice."""
    make_site("en", "lt")
    return full_page(model, 2)


#: Scripts that are no data, and have their text in the page.
RUN_SCRIPTS = 'script:not([src]):not([type="application/ld+json"])'


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_every_type_has_its_number_of_queries():
    assert {model.__name__ for model in PAGE_MODELS} == QUERIES.keys()


def faults(page: BeautifulSoup) -> dict[str, list]:
    """Return what is wrong with a page's markup, by rule."""
    levels = [int(tag.name[1]) for tag in page.select_one("main").select("h1, h2, h3, h4, h5, h6")]
    ids = [tag["id"] for tag in page.select("[id]")]
    targets = {link["href"][1:] for link in page.select('a[href^="#"]')}
    lead = page.select('img[fetchpriority="high"]')
    found = {
        "not one h1": [] if levels.count(1) == 1 else levels,
        "skipped levels": [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1],
        "ids twice": sorted(name for name in set(ids) if ids.count(name) > 1),
        "links to nothing": sorted(targets - set(ids)),
        "inline": [str(tag)[:80] for tag in page.select(f"{RUN_SCRIPTS}, style, [style]")],
        "handlers": [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")],
        "pictures without size or alt": [
            str(tag)[:80] for tag in page.select("img") if not {"alt", "width", "height"} <= tag.attrs.keys()
        ],
        "not one lead picture": [str(tag)[:80] for tag in lead if len(lead) > 1],
        "pictures that do not wait": [
            str(tag)[:80]
            for tag in page.select(
                'main img:not([fetchpriority="high"]):not([loading="lazy"]):not([src$=".svg"])'
            )
        ],
        "lead pictures that wait": [str(tag)[:80] for tag in lead if tag.has_attr("loading")],
        "empty links": [
            str(link)[:80]
            for link in page.select("a[href]")
            if not link.get_text(strip=True) or not link["href"]
        ],
    }
    return {rule: things for rule, things in found.items() if things}


def test_page_is_well_made(client, every_page):
    response = client.get(every_page.url)
    page = soup(response)
    assert faults(page) == {}
    assert len(page.select('main img[fetchpriority="high"]')) == int(bool(every_page.image_id))
    assert (page.html["lang"], page.html["dir"], bool(page.title.text.strip())) == ("en", "ltr", True)
    assert page.select_one('meta[name="description"]')["content"] == "What it is about."
    assert not response.cookies
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert [policy[name] for name in ("default-src", "script-src", "style-src")] == [
        "'none'",
        "'self'",
        "'self'",
    ]
    assert response["Content-Language"] == "en"


@pytest.mark.once
@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_is_what_it_was(client, model, count, django_assert_num_queries):
    make_site("en", "lt")
    page = full_page(model, count)
    if model in PARENTS.values():
        for child_model, parent_model in PARENTS.items():
            if parent_model is model:
                for _index in range(count):
                    full_page(child_model, 1, parent=page)
    client.get(page.url)
    with django_assert_num_queries(QUERIES[model.__name__]):
        client.get(page.url)


#: What `tests.filling` calls the records that pages name.
RECORD_NAMES = re.compile(r"\b(Topic|PoliticalGroup|Organisation|Person|Project|Contact) \d+")


@pytest.mark.once
def test_record_of_another_language_is_marked_as_such(client, model):
    make_site("en", "lt")
    page = full_page(model)
    for record in (Topic, PoliticalGroup, Organisation, Person, Project, Contact):
        record.objects.update(locale=Locale.objects.get(language_code="lt"))
    ContentVersion.bump()
    texts = soup(client.get(page.url)).find("main").find_all(string=RECORD_NAMES)
    assert [str(text) for text in texts if text.find_parent(lang=True)["lang"] != "lt"] == []


def translate(page, locale):
    """Submit a page and all above it for translation, give every text a translation and publish."""
    for ancestor in [*page.get_ancestors().filter(depth__gte=2), page]:
        ancestor = ancestor.specific
        if not ancestor.has_translation(locale):
            translate_object(ancestor, [locale])
    for entry in Translation.objects.filter(target_locale=locale).select_related("source").order_by("pk"):
        with quietly():
            for segment in entry.source.stringsegment_set.select_related("string", "context"):
                text = segment.string.data
                StringTranslation.objects.get_or_create(
                    translation_of=segment.string,
                    locale=locale,
                    context=segment.context,
                    defaults={"data": text if segment.context.path == "slug" else f"X {text}"},
                )
        entry.save_target(publish=True)
    return page.get_translation(locale).specific


@pytest.mark.once
def test_page_is_translated_whole_and_shown_right_to_left(
    client, model, settings, django_capture_on_commit_callbacks
):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    make_site("en")
    page = full_page(model, 1)
    locale = Locale.objects.create(language_code="ar")
    with indexed_once(), django_capture_on_commit_callbacks(execute=True):
        translated = translate(page, locale)
    translated.refresh_from_db()
    entry = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    total, done = entry.get_progress()
    assert (done, translated.live, translated.title) == (total, True, f"X {page.title}")
    response = client.get(translated.url)
    html = soup(response).html
    assert (html["lang"], html["dir"], faults(html)) == ("ar", "rtl", {})
