"""Which recordings play in place, and from where."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.players import frame_sources, player_address

pytestmark = pytest.mark.once

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&hl=en"
HOSTS = ["www.youtube-nocookie.com", "player.vimeo.com", "audiovisual.ec.europa.eu", "video.example.org"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=90s", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/@channel", ""),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ%22x", ""),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        (
            "https://vimeo.com/76979871/ab12",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=ab12",
        ),
        ("https://vimeo.com/channels/staff", ""),
        (
            "https://audiovisual.ec.europa.eu/en/video/I-223223",
            "https://audiovisual.ec.europa.eu/embed/index.html?ref=I-223223&lg=EN",
        ),
        ("https://audiovisual.ec.europa.eu/en/", ""),
        (
            "https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://video.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1",
        ),
        ("https://other.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv", ""),
        ("https://video.example.org/about", ""),
        ("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", ""),
        ("", ""),
    ],
)
def test_player_of_an_address(url, expected, settings):
    settings.FRAMED_HOSTS = HOSTS
    assert player_address(url) == expected


def test_no_host_no_player(settings):
    settings.FRAMED_HOSTS = []
    assert player_address("https://www.youtube.com/watch?v=dQw4w9WgXcQ") == ""


@pytest.mark.parametrize(
    "odd", ["https://x.example.org", "x.example.org/y", "*.example.org", "x.org; y", "X.org"]
)
def test_only_names_of_hosts_are_taken(odd):
    assert frame_sources(["a.example.org"]) == ["https://a.example.org"]
    with pytest.raises(ImproperlyConfigured):
        frame_sources(["a.example.org", odd])
