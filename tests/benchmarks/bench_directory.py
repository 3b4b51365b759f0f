"""What the directory of 1,000 members costs: queries and time of each of its views.

    python -m pytest tests/benchmarks/bench_directory.py -s -p no:xdist

Prints queries and milliseconds, the median of five requests; asserts nothing about time.
"""

import itertools
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.models import Member, MemberTopic
from alliance.vocabulary import NEED, OFFER
from cms.models import Organisation
from tests.alliance.members import make_alliance, topic

pytestmark = pytest.mark.django_db

MEMBERS = 1_000
COUNTRIES = ("LT", "LV", "EE", "PL", "UA", "DE", "FR", "SE", "FI", "RO", "CZ", "IT")
TOPICS = ("energy", "youth", "culture", "digital", "transport", "tourism", "social", "education")
VIEWS = {
    "directory": "/en/alliance/members/",
    "last page": "/en/alliance/members/?page=56",
    "filtered": "/en/alliance/members/?country=UA&offer=energy",
    "searched": "/en/alliance/members/?q=town+77",
    "profile": "/en/alliance/members/town-500/",
    "partners of a member": "/en/alliance/find-a-partner/?member=town-500",
    "search for a partner": "/en/alliance/find-a-partner/?need=energy&offer=youth&language=en",
    "JSON": "/en/alliance/members/_json/",
    "CSV": "/en/alliance/members/_csv/",
    "page of the alliance": "/en/alliance/",
    "search of the site": "/en/search/?q=town",
}


@pytest.fixture
def thousand():
    """A thousand members in twelve countries, each with two offers and two needs."""
    alliance = make_alliance("en")
    owners = Organisation.objects.bulk_create(
        Organisation(
            name=f"Town {number}",
            type="municipality",
            country=COUNTRIES[number % len(COUNTRIES)],
            locale=alliance.locale,
        )
        for number in range(MEMBERS)
    )
    members = Member.objects.bulk_create(
        Member(
            slug=f"town-{number}",
            organisation=owner,
            category="full",
            since=f"20{10 + number % 16}-03-01",
            languages=["en"],
            population=1000 + number * 100,
            is_public=True,
        )
        for number, owner in enumerate(owners)
    )
    keys = [topic(slug).translation_key for slug in TOPICS]
    MemberTopic.objects.bulk_create(
        MemberTopic(member=member, topic=keys[(number * step + role_step) % len(keys)], role=role)
        for number, member in enumerate(members)
        for (role, step), role_step in itertools.product(((OFFER, 1), (NEED, 3)), (0, 1))
    )


def test_views_of_a_thousand_members(client, thousand):
    for name, url in VIEWS.items():
        times = []
        for _turn in range(6):
            with CaptureQueriesContext(connection) as queries:
                start = time.perf_counter()
                response = client.get(url)
                size = len(b"".join(response) if response.streaming else response.content)
                times.append(1000 * (time.perf_counter() - start))
        assert response.status_code == 200
        print(
            f"{name:<24} {len(queries):>4} queries  {statistics.median(times[1:]):>7.1f} ms  {size:>8} bytes"
        )
