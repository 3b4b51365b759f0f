"""Members that the search of the site finds, below the page of the alliance in each of its languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alliance.alliance_serving import MEMBERS
from alliance.models import AlliancePage, Member, MemberTopic
from cms import findable
from cms.below import url_below
from cms.choices import country_name
from cms.models import Organisation, Topic
from cms.serving import attach_locale
from cms.topics import topics_by_key

KIND: Final = "member"


def offer() -> findable.Offer:
    """Return what the search is told of members."""
    return findable.Offer(
        kind=KIND,
        label=_("Member of the alliance"),
        model=AlliancePage,
        find=members_below,
        url=lambda address, slug: url_below(address, AlliancePage, MEMBERS, slug),
        visible=visible_slugs,
    )


def members_below(page: AlliancePage, slugs: Iterable[str] | None = None) -> Iterator[findable.Findable]:
    """Yield the members that everybody may see, in the language of a page; three queries, however many there are."""
    attach_locale(page)
    language = page.locale.language_code
    shown = Member.objects.visible_to_public()
    if slugs is not None:
        shown = shown.filter(slug__in=list(slugs))
    topics: defaultdict[int, list[UUID]] = defaultdict(list)
    rows = MemberTopic.objects.filter(member__in=shown.order_by().values("pk"))
    for member, topic in rows.values_list("member", "topic"):
        topics[member].append(topic)
    known = topics_by_key(language)
    for member in shown.with_names(language):
        own = [known[key] for key in dict.fromkeys(topics[member.pk]) if key in known]
        yield _findable(member, own, language)


def visible_slugs(slugs: Iterable[str]) -> set[str]:
    """Return those of members that everybody may see at this moment; one query."""
    return set(Member.objects.visible_to_public().filter(slug__in=list(slugs)).values_list("slug", flat=True))


def connect() -> None:
    """Tell the search of whatever changes what it finds of members."""
    for model in (Member, MemberTopic, Organisation, Topic):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"alliance.findable.{model.__name__}")


def _findable(member: Member, topics: list[Topic], language: str) -> findable.Findable:
    country = member.organisation.country
    with translation.override(language):
        place = ", ".join(part for part in (member.region, country and country_name(country)) if part)
    return findable.Findable(
        kind=KIND,
        key=member.slug,
        title=member.name,
        summary=place,
        texts=(*(topic.name for topic in topics), *member.text.splitlines()),
        day=member.since,
        topics=tuple(topic.slug for topic in topics),
        countries=(country,) if country else (),
    )


def _changed(sender: type, instance: Member | MemberTopic | Organisation | Topic, **kwargs) -> None:
    slugs = _slugs_with(instance)
    if slugs:
        findable.changed.send(sender, kind=KIND, keys=slugs)


def _slugs_with(instance: Member | MemberTopic | Organisation | Topic) -> list[str]:
    """Return the members that something belongs to: the names of organisations and topics are in each language."""
    if isinstance(instance, Member):
        return [instance.slug]
    if isinstance(instance, MemberTopic):
        members = Member.objects.filter(pk=instance.member_id)
    elif isinstance(instance, Organisation):
        members = Member.objects.filter(organisation__translation_key=instance.translation_key)
    else:
        members = Member.objects.filter(topics__topic=instance.translation_key).distinct()
    return list(members.order_by().values_list("slug", flat=True))
