"""Players of other sites: which recordings they can play in place, and from which address.

Nothing is asked of another site before a visitor's click. Which sites may be framed at all is the operator's
choice (`FRAMED_HOSTS`), which the content security policy repeats.
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

#: The hosts that the best-known sites play from when they are asked to set no cookies and to follow nobody.
YOUTUBE: Final = "www.youtube-nocookie.com"
VIMEO: Final = "player.vimeo.com"
#: The European Commission's Audiovisual Service.
EC_AUDIOVISUAL: Final = "audiovisual.ec.europa.eu"

_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_YOUTUBE_SITES: Final = {"youtube.com", "m.youtube.com", "youtube-nocookie.com"}
_YOUTUBE_PATH: Final = re.compile(r"/(?:embed|live|shorts)/([\w-]{11})/?")
_VIMEO_PATH: Final = re.compile(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?")
_EC_REFERENCE: Final = re.compile(r"I-?\d+")
_PEERTUBE_PATH: Final = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{10,40})/?")


def frame_sources(hosts: Sequence[str]) -> list[str]:
    """Return what a content security policy calls the hosts that may be framed; refuse what is no name of a host."""
    if odd := [host for host in hosts if not _HOST.fullmatch(host)]:
        raise ImproperlyConfigured(f"FRAMED_HOSTS takes names of hosts, without “https://”: {', '.join(odd)}")
    return [f"https://{host}" for host in hosts]


def player_address(url: str) -> str:
    """Return the address of the player for a recording's page, empty where it cannot be played in place.

    Hosts of `FRAMED_HOSTS` that are none of the known sites are taken for PeerTube's.
    """
    address = urlsplit(url)
    name = (address.hostname or "").removeprefix("www.")
    if name in _YOUTUBE_SITES or name == "youtu.be":
        host, found = YOUTUBE, _youtube(address, name)
    elif name in ("vimeo.com", VIMEO):
        host, found = VIMEO, _vimeo(address)
    elif name == EC_AUDIOVISUAL:
        host, found = EC_AUDIOVISUAL, _ec_audiovisual(address)
    else:
        host, found = address.hostname or "", _peertube(address)
    return f"https://{host}{found}" if found and host in settings.FRAMED_HOSTS else ""


def _youtube(address: SplitResult, name: str) -> str:
    query = _query(address)
    if name == "youtu.be":
        key = address.path.strip("/")
    elif match := _YOUTUBE_PATH.fullmatch(address.path):
        key = match[1]
    else:
        key = query.get("v", "") if address.path == "/watch" else ""
    if not re.fullmatch(r"[\w-]{11}", key):
        return ""
    start = re.fullmatch(r"(\d+)s?", query.get("t", ""))
    options = {"autoplay": 1, "hl": get_language()} | ({"start": start[1]} if start else {})
    return f"/embed/{key}?{urlencode(options)}"


def _vimeo(address: SplitResult) -> str:
    match = _VIMEO_PATH.fullmatch(address.path)
    if not match:
        return ""
    key = match[2] or _query(address).get("h", "")
    return f"/video/{match[1]}?{urlencode({'dnt': 1, 'autoplay': 1} | ({'h': key} if key else {}))}"


def _ec_audiovisual(address: SplitResult) -> str:
    reference = _query(address).get("ref") or address.path.rstrip("/").rpartition("/")[2]
    if not _EC_REFERENCE.fullmatch(reference):
        return ""
    return f"/embed/index.html?{urlencode({'ref': reference, 'lg': (get_language() or 'en').upper()})}"


def _peertube(address: SplitResult) -> str:
    match = _PEERTUBE_PATH.fullmatch(address.path)
    return f"/videos/embed/{match[1]}?autoplay=1" if match else ""


def _query(address: SplitResult) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(address.query).items()}
