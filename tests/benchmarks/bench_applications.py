"""How long the list of applications takes with 10,000 of them.

    python -m pytest tests/benchmarks/bench_applications.py -s -p no:xdist

Prints queries and milliseconds for the list, filters, a search and the last page, wall and CPU: the latter tells more
on a busy machine. Asserts nothing about time; the aim is 300 ms.
"""

import datetime as dt
import statistics
import time
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.models import Application, ApplicationTopic
from tests.alliance.desk import index
from tests.factories import make_site, make_topic

COUNT, TIMES = 10_000, 5
QUERIES = (
    "",
    "?state=received&state=screening",
    "?country=UA&language=uk",
    "?topic={topic}",
    "?assignee=me",
    "?overdue=yes",
    "?q=town+77",
    "?ordering=organisation_name",
    "?p=200",
)
STATES = ("received", "screening", "information", "approved", "declined", "withdrawn")


@pytest.fixture
def many(db):
    """10,000 applications with two topics each, and somebody who decides."""
    make_site("en", "lt")
    user = get_user_model().objects.create_superuser("reviewer")
    topics = [make_topic(name=f"Topic {number}").translation_key for number in range(20)]
    now = timezone.now()
    rows = [
        Application(
            organisation_name=f"Town {number}",
            organisation_type="municipality",
            country=("LV", "LT", "UA", "PL", "DE")[number % 5],
            language=("lv", "lt", "uk", "pl", "de")[number % 5],
            state=STATES[number % 6],
            category="full",
            contact_name=f"Person {number}",
            email=f"desk@town{number}.example",
            email_normalised=f"desk@town{number}.example",
            name_key=f"{number} town",
            scope=str(uuid4()),
            text="We would like to join. " * 40,
            confirmed_at=now - dt.timedelta(hours=number),
            due_on=(now + dt.timedelta(days=14 - number // 24)).date(),
            assignee=user if number % 7 == 0 else None,
        )
        for number in range(COUNT)
    ]
    made = Application.objects.bulk_create(rows, batch_size=1000)
    ApplicationTopic.objects.bulk_create(
        (
            ApplicationTopic(application=row, topic=topics[(place + each) % 20], role=("offer", "need")[each])
            for place, row in enumerate(made)
            for each in range(2)
        ),
        batch_size=1000,
    )
    return user, topics[0]


def test_the_list_with_ten_thousand_applications(many, client):
    user, topic = many
    client.force_login(user)
    client.get(index())
    print(f"\n{connection.vendor}, {COUNT} applications")
    for query in QUERIES:
        took, worked = [], []
        for _time in range(TIMES):
            begun, cpu = time.perf_counter(), time.process_time()
            with CaptureQueriesContext(connection) as asked:
                response = client.get(index(query.format(topic=topic)))
            took.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - cpu) * 1000)
            assert response.status_code == 200
        in_database = sum(float(each["time"]) for each in asked) * 1000
        print(
            f"{query or 'all':<40} {len(asked):>3} queries  {statistics.median(took):>6.0f} ms,"
            f" {statistics.median(worked):.0f} ms of them CPU, {in_database:.0f} ms in the database"
        )
