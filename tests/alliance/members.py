"""Members for tests: an organisation each, topics by slug, partnerships."""

import datetime as dt
import itertools

from wagtail.models import Locale

from alliance.models import AlliancePage, Member, MemberTopic, Partnership
from alliance.vocabulary import NEED, OFFER
from cms.models import Organisation, Topic
from tests.factories import make_page, make_site, make_topic

_numbers = itertools.count(1)


def make_alliance(*languages: str) -> AlliancePage:
    """Make a site with the page of an alliance in its first language."""
    home = make_site(*languages)
    return make_page(AlliancePage, home, title="Alliance", slug="alliance")


def topic(slug: str) -> Topic:
    """Return the topic of a slug, made where it is missing."""
    return Topic.objects.filter(slug=slug).first() or make_topic(slug=slug, name=slug.title())


def make_member(
    name: str, country: str = "LT", *, offers: tuple = (), needs: tuple = (), type="municipality", **fields
) -> Member:
    """Make a public member; topics are named by their slugs."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    owner = Organisation.objects.create(name=name, type=type, country=country, locale=locale)
    values = {
        "slug": f"member-{next(_numbers)}",
        "category": "full",
        "since": dt.date(2024, 3, 1),
        "languages": ["en"],
        "is_public": True,
        **fields,
    }
    member = Member.objects.create(organisation=owner, **values)
    for role, slugs in ((OFFER, offers), (NEED, needs)):
        for slug in slugs:
            MemberTopic.objects.create(member=member, topic=topic(slug).translation_key, role=role)
    return member


def make_partnership(first: Member, second: Member, **fields) -> Partnership:
    """Make two members partners."""
    return Partnership.objects.create(first=first, second=second, **fields)
