"""What a recording's card says and holds: what happens when it is pressed, and nothing loaded before."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Locale

from cms.models import MediaItem
from cms.pictures import make_renditions
from cms.recordings import recording_links, recordings_props
from home.models import StandardPage
from tests.factories import make_file_of, make_image, make_page, make_site

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site("en", "lt")


def recording(**fields) -> MediaItem:
    values = {"title": "A greeting", "locale": Locale.objects.get(language_code="en"), **fields}
    return MediaItem.objects.create(**values)


def subtitled(*codes: str) -> list[dict]:
    return [
        {
            "type": "version",
            "value": {"language": code, "url": "", "file": make_file_of(f"{code}.vtt", b"WEBVTT").pk},
        }
        for code in codes
    ]


def card(item: MediaItem, language: str = "en"):
    with translation.override(language):
        html = render_to_string("parts/recordings.html", {"recordings": recordings_props([item])})
    return BeautifulSoup(html, "html.parser").select_one(".media-card")


def test_recording_that_plays_elsewhere_says_where_it_leads():
    html = card(recording(url="https://www.example.org/talk"))
    assert html.select_one(".media-card__note").text == "Leads to example.org"
    assert (html.a["href"], "data-player" in html.attrs) == ("https://www.example.org/talk", False)


def test_recording_with_a_known_player_is_a_link_until_a_script_runs():
    html = card(recording(url=VIDEO))
    assert (html.a["href"], html.select_one(".media-card__note").text) == (VIDEO, "Leads to youtube.com")
    assert html["data-note"] == "Plays here, from youtube.com, which may set cookies"
    assert html["data-player"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&hl=en"
    assert html.select("iframe, video, audio, [src*=youtube]") == []


def test_without_hosts_every_recording_is_a_link(settings):
    settings.FRAMED_HOSTS = []
    assert "data-player" not in card(recording(url=VIDEO)).attrs


def test_file_plays_in_the_browsers_own_player_with_its_subtitles():
    poster = make_image()
    make_renditions(poster, "card", "poster")
    file = make_file_of("talk.webm", bytes(2048))
    html = card(
        recording(file=file, url=VIDEO, language="lt", poster=poster, subtitles=subtitled("en", "lt", "uk"))
    )
    player = html.video
    assert html.select("a[href]:not(video a), button, [data-player]") == []
    assert {name: player.get(name) for name in ("controls", "preload", "aria-label")} == {
        "controls": "",
        "preload": "none",
        "aria-label": "A greeting",
    }
    assert player["poster"] == poster.renditions.get(filter_spec__startswith="fill-832x468").url
    assert (player.source["src"], player.source["type"]) == (file.url, "video/webm")
    assert [(track["kind"], track["srclang"], track["label"]) for track in html.select("track")] == [
        ("subtitles", "en", "English"),
        ("captions", "lt", "Lithuanian"),
        ("subtitles", "uk", "Ukrainian"),
    ]
    assert html.select_one(".media-card__note").text == "Plays here, from this site (2\xa0kB)"


def test_sound_is_shown_as_video_only_where_there_is_something_to_see():
    sound = {"kind": "audio", "file": make_file_of("talk.ogg", b"OggS")}
    assert [tag.name for tag in card(recording(**sound)).select("audio, video")] == ["audio"]
    assert [
        tag.name for tag in card(recording(**sound, subtitles=subtitled("en"))).select("audio, video")
    ] == ["video"]


def test_transcript_is_shown_in_its_language():
    html = card(recording(transcript="Hello.\n\nGood bye."), "lt")
    transcript = html.select_one("details > div")
    assert (transcript["lang"], [p.text for p in transcript.select("p")]) == ("en", ["Hello.", "Good bye."])
    assert "lang" not in card(recording(transcript="Hello.")).select_one("details > div").attrs


def test_recording_with_a_file_is_listed_by_its_file():
    file = make_file_of("talk.webm", b"")
    (link,) = recording_links([recording(file=file, url=VIDEO)])
    assert (link["url"], link["is_external"]) == (file.url, False)


def test_page_loads_the_files_of_all_its_recordings_at_once(client, django_assert_num_queries):
    def page_of(count: int) -> StandardPage:
        items = [
            recording(file=make_file_of("a.webm", b""), subtitles=subtitled("en", "lt")) for _ in range(count)
        ]
        return make_page(
            StandardPage, body=[{"type": "media", "value": {"items": [item.pk for item in items]}}]
        )

    pages = [page_of(1), page_of(3)]
    for page in pages:
        client.get(page.url)
    for page, count in zip(pages, (1, 3), strict=True):
        with django_assert_num_queries(7):
            html = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert len(html.select("video track")) == 2 * count


@pytest.mark.parametrize("hosts", [["video.example.org", "player.vimeo.com"], []])
def test_policy_of_pages_names_the_hosts_that_may_be_framed(client, settings, hosts):
    from cms.players import frame_sources

    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["frame-src"] == frame_sources(settings.FRAMED_HOSTS)
    sources = frame_sources(hosts) or ["'none'"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"frame-src": sources}}
    header = client.get(make_page(StandardPage).url)["Content-Security-Policy"]
    assert f"frame-src {' '.join(sources)}" in header.split("; ")
