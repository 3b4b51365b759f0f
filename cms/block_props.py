"""Props of the components that blocks are shown with: from a block's value to what its template hands on."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms import formats
from cms.pictures import picture, ready
from cms.props import person_props, point_anchor, point_html, precise_iso, rich

#: Icons of cards without a picture of their own, in turn; decoration only.
CARD_ICONS = ("handshake", "network", "chart-column", "graduation-cap", "lightbulb", "map", "users", "sprout")


def points_html(points: Iterable[Any]) -> list[SafeString]:
    """Return points as HTML, each with its anchor."""
    return [point_html(point) for point in points]


def goals(points: Iterable[Any]) -> list[dict[str, Any]]:
    """Return points as cards, each with its anchor."""
    return [
        {"icon": CARD_ICONS[index % len(CARD_ICONS)], "text": point_html(point)}
        for index, point in enumerate(points)
    ]


def steps(points: Iterable[Any]) -> list[dict[str, Any]]:
    """Return points as steps of a line, each with its anchor."""
    return [{"text": point_html(point)} for point in points]


def people(persons: Iterable[Any]) -> list[dict[str, Any]]:
    """Return persons as cards."""
    return [person_props(person) for person in persons if person]


def timeline_items(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the steps of a `TimelineBlock`; words for the period win over its date."""
    found = []
    for item in items:
        day, precision = as_day(item["date"]), item["precision"] or "day"
        exact = day if not item["period"] else None
        found.append(
            {
                "date_iso": precise_iso(exact, precision) if exact else "",
                "date_label": formats.format_date(exact, precision) if exact else item["period"],
                "title": item["title"],
                "text": rich(item["text"]),
            }
        )
    return found


def as_day(value: dt.date | str | None) -> dt.date | None:
    """Return a block's date; an editor's preview holds it as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None


def faq_items(items: Any) -> list[dict[str, Any]]:
    """Return questions with their answers; each can be linked to."""
    return [
        {
            "question": item.value["question"],
            "answer": rich(item.value["answer"]),
            "id": point_anchor(item.id),
        }
        for item in items.bound_blocks
    ]


def table_rows(value: Any) -> list[list[str]]:
    """Return a `TableBlock`'s rows as lists of cells, the heading first where a row has one."""
    return [[*([row["heading"]] if row.get("heading") else []), *row["cells"]] for row in value["rows"]]


def has_row_headings(value: Any) -> bool:
    """Tell whether the first column is made of headings."""
    return all(row.get("heading") for row in value["rows"])


def block_picture(value: Any, preset: str = "lead") -> dict[str, Any] | None:
    """Return the picture of a `PictureBlock` value; None where it is gone or not ready."""
    image = value["image"]
    found = picture(image, "" if value.get("decorative") else value.get("alt_text") or "", preset)
    if found is None:
        return None
    licence = image.get_licence_display() if image.licence else ""
    # the figure says “Picture:” itself
    credit = ", ".join(part for part in (image.credit, licence) if part)
    return found | {"caption": value.get("caption"), "credit": credit}


def gallery_images(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the pictures of a gallery that can be shown, each with what it is enlarged to."""
    return [
        found | {"large": picture(value["image"], preset=ready(value["image"], "large", "lead"))}
        for value in values
        if (found := block_picture(value, "card"))
    ]


def avatar(person: Any) -> dict[str, Any] | None:
    """Return a person's picture, small and square."""
    return picture(person.photo, preset="avatar") if person else None


def titled_text(title: str, text: Any) -> SafeString:
    """Return rich text under a title in bold."""
    return format_html("<p><strong>{}</strong></p>{}", title, rich(text)) if title else rich(text)
