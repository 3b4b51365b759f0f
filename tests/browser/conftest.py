"""A browser on the demo site."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.keyboard import walk_by_keyboard
from tests.fixtures.browser import Watch


@pytest.fixture
def visit(browser, demo_site, request) -> Iterator[Callable]:
    """A function that opens a page of the demo site as a visitor: `visit("/en/", width=390)`.

    What a visitor's page must not do (console errors, third parties, cookies, storage) fails the test.
    """
    marker = request.node.get_closest_marker("browser")
    allows = frozenset(marker.kwargs.get("allow", ()) if marker else ())
    opened = []

    def visit(path: str, *, width: int = 1280, site=demo_site, **options):
        context = browser.new_context(
            **{
                "base_url": site.url,
                "viewport": {"width": width, "height": 900},
                "locale": "en",
                "timezone_id": "Europe/Vilnius",  # as the events: else each page says what time that is here
                **options,
            }
        )
        context.set_default_timeout(15_000)
        watch = Watch(site.url, allows)
        watch.attach(context)
        opened.append((context, watch))
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context, watch in opened:
        state = context.storage_state()
        watch.cookies += [cookie["name"] for cookie in state["cookies"]]
        watch.cookies += [item["name"] for origin in state["origins"] for item in origin["localStorage"]]
        context.close()
        assert watch.found() == {}


@pytest.fixture
def look(axe):
    """A function that looks at a page for what keeps somebody out: wide and light, narrow and dark, with Tab alone."""

    def look(page) -> None:
        for width, scheme in ((1280, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert axe(page, options={"resultTypes": ["violations", "incomplete"]}, with_doubts=True) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert walk_by_keyboard(page) == []

    return look


@pytest.fixture
def log_in(visit, demo_site) -> Callable:
    """A function that logs a demo account in through the form and returns the page."""

    def log_in(name: str):
        page = visit("/admin/login/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(demo_site.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        return page

    return log_in


@pytest.fixture(scope="session")
def sessions(demo_site) -> dict[str, dict]:
    """The cookies of the accounts that have logged in, by name: each logs in once a worker."""
    return {}


@pytest.fixture
def enter(visit, log_in, sessions) -> Callable:
    """A function that returns a page of the admin for a demo account, in a language: `enter("editor", "lt")`."""

    def enter(name: str, language: str = "en"):
        if name not in sessions:
            sessions[name] = log_in(name).context.storage_state()
        return visit("/admin/", locale=language, storage_state=sessions[name])

    return enter
