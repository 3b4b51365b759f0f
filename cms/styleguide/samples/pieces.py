"""Props that many samples share: pictures, dates, links. Dates are fixed: the gallery looks the same every day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms import formats
from cms.styleguide.words import Words

#: Where links of samples lead: nowhere else.
HERE: Final = "#main"
ELSEWHERE: Final = "https://example.org/"
EMAIL: Final = "office@example.org"
LONG_EMAIL: Final = (
    "office-for-cross-border-cooperation-and-rebuilding@municipality-of-the-upper-basin.example.org"
)
PHONE: Final = "+370 340 60 302"
FIRST_DAY: Final = dt.date(2026, 9, 17)
#: What is not in the page's language, whatever that is.
FOREIGN_LANGUAGE: Final = "de"
FOREIGN_TITLE: Final = "Städtepartnerschaften nach dem Wiederaufbau: was bleibt, was kommt"
FOREIGN_SENTENCE: Final = "Vierzig Städte berichten, woran sie gemeinsam bauen."


def picture(alt: str = "", **more: Any) -> dict[str, Any]:
    """Return the props of a picture in two sizes."""
    small, large = static("img/styleguide/river-small.webp"), static("img/styleguide/river.webp")
    return {
        "src": small,
        "srcset": f"{small} 480w, {large} 960w",
        "largest": large,
        "width": 960,
        "height": 600,
        "alt": alt,
    } | more


def portrait() -> dict[str, Any]:
    """Return the props of a square picture of a person."""
    return {"src": static("img/styleguide/portrait.webp"), "width": 320, "height": 320, "alt": ""}


def logo() -> dict[str, Any]:
    """Return the props of a logo, three times as wide as it is high."""
    return {"src": static("img/styleguide/logo.svg"), "width": 360, "height": 120, "alt": ""}


def day(after: int = 0) -> dict[str, str]:
    """Return a day as components take it, so many days after the first."""
    value = FIRST_DAY + dt.timedelta(days=after)
    return {"iso": value.isoformat(), "label": formats.format_date(value)}


def date_block(until: int = 0, after: int = 0) -> dict[str, str]:
    """Return the props of a date block that ends `until` days later."""
    start = FIRST_DAY + dt.timedelta(days=after)
    end = start + dt.timedelta(days=until)
    parts = formats.day_parts(start)
    return {
        "iso": start.isoformat(),
        "day": parts["day"],
        "month": parts["month"],
        "year": parts["year"],
        "until_day": formats.day_parts(end)["day"] if until else "",
        "label": formats.format_days(start, end),
    }


def links(titles: Iterable[str], **more: Any) -> list[dict[str, Any]]:
    """Return entries of a list of links."""
    return [{"title": title, "url": HERE} | more for title in titles]


def breadcrumb(words: Words) -> list[dict[str, str]]:
    """Return three levels, the last of them the page."""
    return links([words.brand, words.menu[1], words.titles[0]])


def actions(words: Words) -> list[dict[str, Any]]:
    """Return two buttons, the first with its arrow, the second with its icon and what it gives."""
    return [
        {"label": words.actions[0], "url": HERE, "icon_after": "arrow-right"},
        {
            "label": words.actions[2],
            "url": HERE,
            "style": "secondary",
            "icon": "calendar-plus",
            "meta": "ICS",
        },
    ]


def facts(words: Words) -> list[dict[str, Any]]:
    """Return four facts, with icons."""
    when, where, languages, budget = words.labels
    return [
        {"label": when, "value": f"{day()['label']}, 13:00–14:30", "icon": "clock"},
        {"label": where, "value": words.places[0], "icon": "map-pin", "url": HERE},
        {"label": languages, "value": words.foreign[1], "icon": "languages"},
        {"label": budget, "value": f"{formats.format_number(48000)} €", "icon": "euro"},
    ]


def tags(words: Words) -> list[dict[str, str]]:
    """Return two tags, the second with a tone."""
    return [{"label": words.kinds[2], "url": HERE}, {"label": words.statuses[0], "tone": "success"}]


def rich(*paragraphs: str) -> SafeString:
    """Return paragraphs as rich text."""
    return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs))


def linked(text: str, label: str) -> SafeString:
    """Return a text that ends with a link."""
    return format_html('{} <a href="{}">{}</a>', text, HERE, label)
