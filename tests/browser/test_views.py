"""Every view of every page type, in languages of all scripts and both directions: for everybody, on every screen."""

from urllib.parse import quote

import pytest
from wagtail.models import get_page_models

from cms.models import BasePage
from tests.browser import views
from tests.browser.keyboard import walk_by_keyboard
from tests.browser.weight import Weight
from tests.harness.validator import find_validator, validate

pytestmark = [pytest.mark.browser(allow=["console"]), pytest.mark.once]

#: What axe checks besides what it does by itself.
STRICT = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations", "incomplete"]}
#: axe cannot tell what is behind letters in a drawing: those on the map have a rim in the colour of the page.
BUT_NUMBERS = {"exclude": [[".europe__country text"]]}

KILOBYTE = 1000


@pytest.fixture
def see(visit, demo_site, request):
    """A function that opens a view in a language: `see("EventPage", "el")`."""

    def see(view: str, language: str, **options):
        is_far = language in views.FAR_LANGUAGES
        site = request.getfixturevalue("far_site") if is_far else demo_site
        # Nothing glides: what is measured is there, in its last colours.
        path = views.address(site.url, views.ACTED.get(view, view), language)
        page = visit(path, site=site, reduced_motion="reduce", **options)
        views.arrive(page, view)
        return page

    return see


def test_every_page_type_is_seen():
    models = {model.__name__ for model in get_page_models() if issubclass(model, BasePage)}
    assert set(views.PAGES) == models


def faults_of(page, axe, language: str) -> str:
    """Return what is wrong with a view on a wide and a narrow screen, light and dark, small and spaced out."""
    assert page.locator("html").get_attribute("lang") == language
    found = views.outline(page)
    for width in (1280, 390):
        found += views.fits(page, width)
        page.emulate_media(color_scheme="light")
        found += axe(page, BUT_NUMBERS, options=STRICT, with_doubts=True)
        page.emulate_media(color_scheme="dark")
        found += axe(page, BUT_NUMBERS, options=COLOURS, with_doubts=True)
        found += views.low_targets(page)
        found += views.spaced_out(page, width)
    found += views.fits(page, 640, 450) + views.fits(page, 320, 225) + views.stays(page)
    return "\n".join(found)


@pytest.mark.parametrize(
    ("view", "language"),
    [(view, language) for view in [*views.VIEWS, *views.ACTED] for language in views.languages_of(view)],
)
def test_view_is_for_everybody(see, axe, view, language):
    assert faults_of(see(view, language), axe, language) == ""


@pytest.mark.browser(allow=["console", "cookies"])
@pytest.mark.parametrize("language", views.DEMO_LANGUAGES)
def test_log_in_is_for_everybody(visit, axe, language):
    page = visit(f"/{language}/{views.LOG_IN}", reduced_motion="reduce")
    assert faults_of(page, axe, language) == ""
    assert "\n".join(walk_by_keyboard(page)) == ""


@pytest.mark.parametrize("view", views.VIEWS)
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)])
def test_view_is_walked_by_keyboard(see, view, language, width):
    assert "\n".join(walk_by_keyboard(see(view, language, width=width))) == ""


@pytest.mark.parametrize("view", views.VIEWS)
def test_view_is_light_and_still(visit, demo_site, view):
    page = visit("about:blank", width=390)
    weight, held = Weight(page), []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(views.address(demo_site.url, view, "uk"), wait_until="domcontentloaded")
    views.wait_for_paint(page)
    for route in held:  # the fonts of a slow line: nothing moves when they come
        route.continue_()
    page.wait_for_load_state("networkidle")
    measured = {
        "page": weight.of("document", "stylesheet", "script"),
        "script": weight.of("script"),
        "fonts": weight.of("font"),
        "requests": weight.requests,
        "elements": page.evaluate("document.querySelectorAll('*').length"),
        "shift": views.shift(page),
    }
    limits = {
        "page": 40 * KILOBYTE,
        "script": 5 * KILOBYTE,
        "fonts": 60 * KILOBYTE,
        "requests": 15,
        "elements": 900,
        "shift": 0.01,
    }
    assert {name: value for name, value in measured.items() if value > limits[name]} == {}


def test_every_view_is_valid_html(demo_site, request, tmp_path):
    jar = find_validator()
    if jar is None:
        pytest.skip("no HTML validator: install Java and npm, and start the tests with `make test`")
    for language in ("en", "lt", "uk", "ar"):
        site = request.getfixturevalue("far_site") if language in views.FAR_LANGUAGES else demo_site
        for view in views.VIEWS:
            html = views.source(site.url + quote(views.address(site.url, view, language), safe="/?=&%"))
            (tmp_path / f"{language}-{view}.html").write_bytes(html)
    assert "\n".join(validate(jar, tmp_path)) == ""
