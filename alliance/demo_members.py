"""The members of the demo site: made up, and put beside the organisations of the demo content."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml
from django.db import transaction
from django.utils import timezone

from alliance.models import Member, MemberTopic, Partnership
from alliance.vocabulary import ABOUT, MEMBER, NEED, OFFER
from cms.content.references import key_for, kind_of
from cms.models import Organisation, Topic

MEMBERS: Final = Path(__file__).parent / "demo" / "members.yaml"
#: Role → its key in the file.
ROLES: Final = {OFFER: "offers", NEED: "needs", ABOUT: "works_on"}


@transaction.atomic
def load_demo_members() -> int:
    """Add the members of the demo site that are missing and whose organisation is there; return how many."""
    data = yaml.safe_load(MEMBERS.read_text(encoding="utf-8"))
    made = sum(_add(entry) for entry in data["members"])
    for entry in data["partnerships"]:
        first, second = (Member.objects.filter(slug=slug).first() for slug in entry["between"])
        if first and second and not Partnership.objects.of(first).of(second).exists():
            topics = [str(_topic(name)) for name in entry["topics"]]
            texts = {name: entry.get(name, "").strip() for name in ("text", "text_language")}
            Partnership.objects.create(
                first=first, second=second, since=entry["since"], topics=topics, **texts
            )
    return made


def _add(entry: dict[str, Any]) -> bool:
    name = entry["organisation"]
    owners = Organisation.objects.filter(translation_key=key_for(kind_of(Organisation), name))
    owner = owners.order_by("pk").first()
    if owner is None or Member.objects.filter(slug=name).exists():
        return False
    member = Member.objects.create(
        slug=name,
        organisation=owner,
        state=MEMBER,
        category=entry.get("category", "full"),
        since=entry["since"],
        region=entry["region"],
        population=entry.get("population"),
        languages=entry["languages"],
        text=entry.get("text", "").strip(),
        text_language=entry.get("text_language", ""),
        is_public=True,
        published_at=timezone.now(),
    )
    MemberTopic.objects.bulk_create(
        MemberTopic(member=member, topic=_topic(topic), role=role)
        for role, key in ROLES.items()
        for topic in entry.get(key, ())
    )
    return True


def _topic(name: str) -> UUID:
    return key_for(kind_of(Topic), name)
