"""What pages say of the records that they show."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from django.db.models import Model

from cms.choices import country_name
from cms.models import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic
from cms.plain_texts import plain


def words_of_record(record: Model | None, shown: Collection[str] = ()) -> Iterator[str]:
    """Yield what a page says of a record, a line each.

    `shown` of a person beside the name: `position`, `organisation`, `group`; everything of other records.
    """
    if isinstance(record, Person):
        lines = _person(record, shown)
    else:
        lines = _WORDS[type(record)](record) if type(record) in _WORDS else []
    yield from filter(None, map(plain, lines))


def _person(person: Person, shown: Collection[str]) -> list[str]:
    lines = [person.name]
    if "position" in shown:
        lines.append(person.position)
    if "organisation" in shown:
        lines.append(_name(person.organisation))
    if "group" in shown:
        lines += words_of_record(person.political_group)
        lines.append(country_name(person.country) if person.country else "")
    return lines


def _contact(contact: Contact) -> list[str]:
    name = _name(contact.organisation)
    lines = [contact.name, contact.role, "" if name == contact.name else name]
    return [*lines, contact.email, contact.phone, *contact.address.splitlines()]


def _recording(item: MediaItem) -> list[str]:
    return [item.title, *item.transcript.splitlines()]


def _project(project: Project) -> list[str]:
    names = [entry.value["name"] for entry in project.other_names]
    lines = [project.name, project.official_name, *names, _name(project.funder)]
    return [*lines, project.programme, project.reference]


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else ""


_WORDS: Final[dict[type[Model], Callable[[Any], list[str]]]] = {
    Contact: _contact,
    MediaItem: _recording,
    Organisation: lambda organisation: [organisation.name, organisation.abbreviation],
    PoliticalGroup: lambda group: [group.name, group.abbreviation],
    Project: _project,
    Topic: lambda topic: [topic.name],
}
