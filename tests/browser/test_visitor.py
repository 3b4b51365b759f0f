"""Visitors on the demo site, in a real browser."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.mark.browser(allow=["console"])  # Chromium reports the 404 itself
def test_page_not_found_helps(visit, axe):
    page = visit("/lt/nothing-here/")
    assert axe(page) == []
    assert page.locator("main").get_by_role("searchbox").is_visible()
    assert page.locator("main a").count() >= 3


def test_visitor_finds_the_agenda_of_the_real_meeting(visit):
    page = visit("/lt/")
    page.get_by_role("navigation").get_by_role("link", name="Renginiai", exact=True).first.click()
    page.goto("/lt/renginiai/?when=past")
    page.get_by_role("link", name="Ukmergė ir Korosten").first.click()
    rows = page.locator("table.agenda tbody tr")
    times = [row.locator("th time").all_inner_texts() for row in rows.all()]
    assert times == [
        ["13:00", "13:05"], ["13:05", "13:15"], ["13:15", "13:25"],
        ["13:25", "14:00"], ["14:00", "14:25"], ["14:25", "14:30"],
    ]  # fmt: skip


def test_language_switcher_leads_to_this_page_in_the_other_language(visit):
    page = visit("/en/alliance/")
    page.locator("header details summary").first.click()
    page.get_by_role("link", name="українська").click()
    page.wait_for_url("**/uk/alians/")
    assert page.locator("html").get_attribute("lang") == "uk"


def test_everything_works_without_script(visit):
    page = visit("/en/", java_script_enabled=False)
    page.locator("header details summary").first.click()
    page.get_by_role("link", name="lietuvių").click()
    assert page.url.endswith("/lt/")
    page.get_by_role("searchbox").fill("energija")
    page.get_by_role("searchbox").press("Enter")
    assert "/lt/paieska/" in page.url


def test_filters_make_clean_addresses(visit):
    page = visit("/en/news/")
    page.get_by_role("link", name="Story").click()
    page.wait_for_url("**/en/news/?kind=story")
    kinds = set(page.locator("main .card .badge").all_inner_texts())
    assert kinds == {"Story"}


def test_keyboard_reaches_the_content_first(visit):
    page = visit("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_printed_event_gives_its_title_the_width_of_the_sheet(visit):
    page = visit("/en/events/partnership-fair/", width=673)  # A4 without the margins of print.css
    page.emulate_media(media="print")
    title, date = (
        page.locator(f".page-header {part}").first.bounding_box() for part in ("h1", ".date-block")
    )
    assert title["y"] >= date["y"] + date["height"]
    assert date["height"] < 60
    assert page.get_by_text("The roof of the exhibition hall").first.is_visible()


def gap(page, above: str, below: str) -> float:
    """Return how many pixels lie between two elements."""
    first, second = (page.locator(selector).first.bounding_box() for selector in (above, below))
    return second["y"] - first["y"] - first["height"]


def test_facts_stand_under_their_labels_on_a_phone_with_space_around(visit):
    page = visit("/lv/uzsaukumi/uzticibas-tilti/", width=390)
    row = page.locator(".facts--list > div").first
    label, value = (row.locator(part).bounding_box() for part in ("dt", "dd"))
    assert value["y"] >= label["y"] + label["height"]
    assert gap(page, "h3:has(+ .facts--list)", "h3 + .facts--list") >= 12
    page = visit("/en/events/partnership-fair/", width=390)
    assert gap(page, ".notice--box", ".notice--box + *") >= 24


def test_part_with_a_heading_of_its_own_stands_apart_from_what_is_above_it(visit):
    assert gap(visit("/en/"), ".flow > .callout", ".flow > .callout + *") >= 40


def test_sessions_of_one_time_stand_side_by_side_where_there_is_room_and_under_each_other_where_not(visit):
    for width, is_beside in ((1280, True), (390, False)):
        page = visit("/en/events/recovery-conference/", width=width)
        first, second = (item.bounding_box() for item in page.locator(".agenda__parallel > li").all()[:2])
        assert (first["y"] == second["y"], first["x"] < second["x"]) == (is_beside, is_beside)


@pytest.mark.browser(allow=["third_party"])  # where she is sent
def test_visitor_shares_on_her_own_mastodon_server_without_script(visit):
    page = visit("/en/alliance/", java_script_enabled=False)
    page.locator(".share summary").click()
    page.get_by_label("Your Mastodon server").fill("no server")
    page.get_by_label("Your Mastodon server").press("Enter")
    page.wait_for_url("**/en/share/mastodon/**")
    assert page.get_by_label("Your Mastodon server").get_attribute("aria-invalid") == "true"
    page.get_by_label("Your Mastodon server").fill("mastodon.example")
    page.context.route("https://mastodon.example/**", lambda route: route.fulfill(body="here"))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("https://mastodon.example/share?text=**")
