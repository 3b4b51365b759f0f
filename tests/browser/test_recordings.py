"""Recordings of other sites load nothing before a click; those of our own play in the browser's player."""

import re

import pytest
from wagtail.models import Locale

from cms.models import MediaItem
from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = [pytest.mark.browser, pytest.mark.once]

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def recording_page(transactional_db) -> StandardPage:
    make_site()
    item = MediaItem.objects.create(
        title="A greeting", url=VIDEO, locale=Locale.objects.get(language_code="en")
    )
    return make_page(StandardPage, body=[{"type": "media", "value": {"items": [item.pk]}}])


@pytest.mark.browser(allow=["third_party"])
def test_player_of_another_site_is_loaded_by_a_click_and_not_before(recording_page, open_page, axe):
    page = open_page(viewport={"width": 1280, "height": 900})
    asked = []

    def answer(route) -> None:
        asked.append((route.request.url, route.request.headers.get("referer")))
        route.fulfill(
            content_type="text/html", body="<!doctype html><html lang=en><title>Player</title><p>Playing."
        )

    page.route(re.compile("^https:"), answer)
    page.goto(recording_page.url)
    button = page.get_by_role("button", name="A greeting")
    button.wait_for()
    card = page.locator(".media-card")
    assert "Plays here, from youtube.com, which may set cookies" in card.inner_text()
    assert axe(page) == []
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    page.frame_locator("iframe").get_by_text("Playing.").wait_for()
    origin = page.evaluate("location.origin") + "/"
    assert asked == [("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&hl=en", origin)]
    assert frame.get_attribute("title") == "A greeting"
    assert page.evaluate("document.activeElement.localName") == "iframe"
    assert page.get_by_role("link", name="A greeting").get_attribute("href") == VIDEO
    assert axe(page) == []


def test_without_script_it_is_a_link_and_says_so(recording_page, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(recording_page.url)
    assert page.get_by_role("link", name="A greeting").get_attribute("href") == VIDEO
    assert "Leads to youtube.com" in page.locator(".media-card").inner_text()


def test_recording_of_our_own_plays_with_its_subtitles_and_can_be_sought_in(visit, axe):
    page = visit("/en/about/")
    loaded = []
    page.on("response", lambda response: loaded.append((response.url.rpartition("/")[2], response.status)))
    page.reload()
    player = page.locator("video")
    player.scroll_into_view_if_needed()
    assert [name for name, _status in loaded if name.endswith((".webm", ".vtt"))] == []
    seen = player.evaluate(
        """async (video) => {
            video.muted = true;
            video.textTracks[1].mode = "showing";
            await video.play();
            video.pause();
            video.currentTime = 9;
            await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
            return [Math.round(video.duration), video.currentTime, [...video.textTracks[1].cues].length];
        }"""
    )
    assert seen == [12, 9, 3]
    assert ("three-bridges.webm", 206) in loaded
    page.get_by_text("Transcript").click()
    assert page.get_by_text("The last stone is about to close the arch.").is_visible()
    assert axe(page) == []
