"""Props of recordings: the cards that play them or lead to them, and the links to them in lists.

Records come loaded (`cms.preloading`); nothing here asks the database.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cms import formats
from cms.choices import language_name
from cms.foreign import foreign, record_language
from cms.pictures import picture, ready
from cms.players import player_address
from cms.props import host


def media_props(item: Any) -> dict[str, Any]:
    """Return the props of `media_card` for a recording: one with a file plays here, others lead to where they do."""
    seconds = int(item.duration.total_seconds()) if item.duration else 0
    player = "" if item.file else player_address(item.url)
    return {
        "url": "" if item.file else item.url,
        "title": item.title,
        "lang": foreign(item.title_language),
        "language_line": language_line(item),
        "duration": clock(seconds) if seconds else "",
        "duration_iso": f"PT{seconds // 60}M{seconds % 60}S" if seconds else "",
        "image": picture(item.poster, preset=ready(item.poster, "poster", "card") if item.file else "card"),
        "file": file_props(item) if item.file else None,
        "note": note(item),
        "player": player,
        "player_note": _("Plays here, from %(site)s, which may set cookies") % {"site": host(item.url)}
        if player
        else "",
        "transcript": item.transcript,
        "transcript_lang": record_language(item) if item.transcript else "",
    }


def note(item: Any) -> str:
    """Return what happens when a recording's card is pressed and no script runs; empty where nothing can be."""
    if item.file:
        size = item.file.file_size
        if not size:
            return _("Plays here, from this site")
        return _("Plays here, from this site (%(size)s)") % {"size": formats.format_size(size)}
    return _("Leads to %(site)s") % {"site": host(item.url)} if item.url else ""


def file_props(item: Any) -> dict[str, Any]:
    """Return what the browser's own player needs of a recording's file; sound with a picture is shown as video."""
    subtitles = tracks(item)
    return {
        "url": item.file.url,
        "type": item.file.content_type,
        "is_audio": item.kind == "audio" and not item.poster and not subtitles,
        "tracks": subtitles,
    }


def tracks(item: Any) -> list[dict[str, Any]]:
    """Return the subtitle files of a recording; none is on from the start, for browsers load such a one at once."""
    return [
        {
            "url": version.value["file"].url,
            "kind": "captions" if item.language in ("", version.value["language"]) else "subtitles",
            "lang": version.value["language"],
            "label": language_name(version.value["language"]),
        }
        for version in item.subtitles
        if version.value.get("file")
    ]


def language_line(item: Any, *, with_subtitles: bool = True) -> str:
    """Return what a recording is and in which languages: “Video in English · Subtitles: Ukrainian”."""
    language = language_name(item.language) if item.language else ""
    if item.kind == "audio":
        # Translators: a language stands in the form that a list of languages has.
        line = _("Audio in %(language)s") % {"language": language} if language else _("Audio")
    else:
        line = _("Video in %(language)s") % {"language": language} if language else _("Video")
    codes = [version.value["language"] for version in item.subtitles]
    if codes and with_subtitles:
        names = formats.format_list(language_name(code) for code in codes)
        line = f"{line} · {_('Subtitles: %(languages)s') % {'languages': names}}"
    return line


def subtitle_links(item: Any) -> list[dict[str, Any]]:
    """Return a link for each subtitled version of a recording that has an address of its own."""
    return [
        {
            "title": _("With subtitles: %(language)s")
            % {"language": language_name(version.value["language"])},
            "url": version.value["url"],
            "is_external": True,
        }
        for version in item.subtitles
        if version.value.get("url")
    ]


def recordings_props(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Return recordings as cards, each with the links to its subtitled versions."""
    return [{"card": media_props(item), "links": subtitle_links(item)} for item in items if item]


def recording_links(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Return recordings as plain links, one for each subtitled version where they have addresses.

    What has neither address nor file is an entry without a link.
    """
    links = []
    for item in filter(None, items):
        address = item.file.url if item.file else item.url
        entry = {
            "title": item.title,
            "url": address,
            "lang": foreign(item.title_language),
            "is_external": bool(address) and not item.file,
        }
        versions = [version.value for version in item.subtitles if version.value.get("url")]
        if (address or not versions) and all(version["url"] != address for version in versions):
            links.append(entry | {"meta": language_line(item, with_subtitles=not versions)})
        for version in versions:
            note = _("Subtitles: %(languages)s") % {"languages": language_name(version["language"])}
            links.append(entry | {"url": version["url"], "meta": note, "is_external": True})
    return links


def clock(seconds: int) -> str:
    """Return a length as players show it: “3:20”, “1:02:05”."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
