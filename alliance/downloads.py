"""The public part of all members as JSON and CSV, written while it is read."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

from django.http import StreamingHttpResponse

from alliance.models.members import Member, MemberTopic
from alliance.vocabulary import ABOUT, NEED, OFFER
from cms.choices import country_name
from cms.topics import topics_by_key

#: What a program that opens the file could take for a formula, at the start of a cell (OWASP, CSV Injection).
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
#: Columns of the table, which are the keys of the JSON too; they stay as they are.
COLUMNS: Final = (
    "name",
    "name_language",
    "type",
    "country",
    "country_name",
    "region",
    "inhabitants",
    "category",
    "member_since",
    "languages",
    "offers",
    "needs",
    "works_on",
    "website",
    "latitude",
    "longitude",
    "text",
    "text_language",
    "url",
)
#: Members read at a time.
CHUNK: Final = 200


def safe_cell(value: Any) -> str:
    """Return a cell that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    if isinstance(value, list):
        value = "; ".join(value)
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not is_number else text


def records(language: str, url_of: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Yield the public part of each member, topics and countries in a language; a query a chunk, and one for topics.

    `url_of` gives the absolute address of a profile by its slug.
    """
    shown = Member.objects.visible_to_public()
    topics: dict[int, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for key, topic, role in MemberTopic.objects.filter(member__in=shown.values("pk")).values_list(
        "member", "topic", "role"
    ):
        topics[key][role].append(topic)
    names = {key: topic.name for key, topic in topics_by_key(language).items()}

    def named(key: int, role: str) -> list[str]:
        return [names[topic] for topic in topics[key][role] if topic in names]

    for member in shown.with_names(language).iterator(CHUNK):
        organisation = member.organisation
        values = (
            member.name,
            member.name_language,
            organisation.type,
            organisation.country,
            country_name(organisation.country) if organisation.country else "",
            member.region,
            member.population,
            member.category,
            member.since.isoformat(),
            list(member.languages),
            named(member.pk, OFFER),
            named(member.pk, NEED),
            named(member.pk, ABOUT),
            organisation.website,
            member.latitude,
            member.longitude,
            member.text,
            member.text_language,
            url_of(member.slug),
        )
        yield dict(zip(COLUMNS, values, strict=True))


class _Echo:
    """What csv writes to: it hands each line on."""

    def write(self, value: str) -> str:
        return value


def csv_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield a table with a byte order mark, by which spreadsheets know that it is UTF-8 (RFC 4180)."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row.values()])


def json_parts(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield `{"members": […]}`."""
    yield '{"members": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


#: Word in the address → type, name of the file, and what writes it.
FORMATS: Final = {
    "_json": ("application/json", "members.json", json_parts),
    "_csv": ("text/csv; charset=utf-8", "members.csv", csv_lines),
}


def download(kind: str, rows: Iterator[dict[str, Any]]) -> StreamingHttpResponse:
    """Return the members as a file of a kind; no other site's script may read it (no CORS)."""
    content_type, name, write = FORMATS[kind]
    response = StreamingHttpResponse(write(rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
