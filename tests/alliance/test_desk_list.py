"""The list of applications: filters, search, order, columns of one's own, many at once, and what leaves the house."""

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from alliance.models import Application, ApplicationEvent, ApplicationTopic
from cms.exporting import as_text
from cms.users.roles import EDITORS
from tests.alliance.desk import index, shown
from tests.factories import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.once]

#: What a list asks for, whatever stands in it: who asks and what she may, her columns, what filters offer, how many
#: there are, the rows, their topics.
QUERIES = 18


def make(number: int, **fields) -> Application:
    """Make an application as if it had come by the form."""
    email = f"desk@town{number}.example"
    values = {
        "organisation_name": f"Town {number}",
        "organisation_type": "municipality",
        "country": "LV",
        "language": "lv",
        "state": "received",
        "category": "full",
        "contact_name": f"Person {number}",
        "email": email,
        "email_normalised": email,
        "confirmed_at": timezone.now() - dt.timedelta(days=number),
    }
    return Application.objects.create(**values | fields)


def listed(response) -> list[str]:
    """Return the organisations of a list, from top to bottom."""
    return [row.organisation_name for row in response.context["object_list"]]


@pytest.fixture
def some(db) -> list[Application]:
    """Three applications that differ in everything one can look for."""
    topic = make_topic(name="Energy")
    first = make(1, country="UA", language="uk")
    second = make(20, state="screening", due_on=timezone.localdate() - dt.timedelta(days=1))
    third = make(100, state="declined", decided_at=timezone.now())
    make(5, state="unconfirmed", organisation_name="Nobody sees it")
    ApplicationTopic.objects.create(application=second, topic=topic.translation_key, role="need")
    return [first, second, third]


def test_list_shows_the_youngest_first_and_nothing_unconfirmed(enter, some):
    assert listed(enter().get(index())) == ["Town 1", "Town 20", "Town 100"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=screening&state=declined", [20, 100]),
        ("?country=UA", [1]),
        ("?language=uk", [1]),
        ("?topic={topic}", [20]),
        ("?assignee=me", [1]),
        ("?assignee=nobody", [20, 100]),
        ("?assignee={user}", [1]),
        ("?age=14", [20]),
        ("?call=join", [1, 20, 100]),
        ("?overdue=yes", [20]),
        ("?q=town20", [20]),
        ("?q=Person+100", [100]),
        ("?ordering=organisation_name", [1, 100, 20]),
        ("?ordering=confirmed_at", [100, 20, 1]),
    ],
)
def test_one_finds_what_one_looks_for(enter, some, query, found):
    client = enter()
    Application.objects.filter(pk=some[0].pk).update(assignee=client.user)
    topic = ApplicationTopic.objects.get().topic
    response = client.get(index(query.format(topic=topic, user=client.user.pk)))
    assert listed(response) == [f"Town {number}" for number in found]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries_whatever_stands_in_it(enter, count, django_assert_num_queries):
    client, topic = enter(), make_topic(name="Energy")
    for number in range(count):
        row = make(number, assignee=client.user)
        ApplicationTopic.objects.create(application=row, topic=topic.translation_key, role="need")
    client.get(index())
    with django_assert_num_queries(QUERIES):
        assert len(listed(client.get(index()))) == count


def test_columns_are_chosen_and_kept(enter, some):
    client = enter()
    url = reverse("applications_modeladmin_columns")
    client.post(url, {"columns": ["contact", "reference"], "next": index()})
    names = list(client.get(index()).context["table"].columns)
    assert names == ["bulk_actions", "organisation_name", "reference", "contact"]
    client.post(url, {"reset": "1"})
    assert "state" in client.get(index()).context["table"].columns


def test_many_are_assigned_at_once_and_decided_ones_stay(enter, some):
    client = enter()
    url = reverse("wagtail_bulk_action", args=["alliance", "application", "assign"])
    ids = "&".join(f"id={each.pk}" for each in some)
    page = client.get(f"{url}?{ids}&next={index()}")
    assert "These are decided and stay as they are: Town 100 (Declined)" in shown(page)
    response = client.post(f"{url}?{ids}&next={index()}", {"assignee": client.user.pk}, follow=True)
    assert list(Application.objects.filter(assignee=client.user).order_by("pk")) == some[:2]
    assert "2 applications were assigned." in shown(response)
    assert client.get(f"{url}?id=all&childOf=1").context["items"] == []


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "|calc"]


def test_csv_has_what_the_filter_shows_and_no_formula(enter, some):
    row = some[0]
    Application.objects.filter(pk=row.pk).update(
        organisation_name="=HYPERLINK(1)", region="+1", contact_name="@x", contact_role="-x", phone="+371 2000",
        text="=1\nline", earlier_partners="\t=1", website="=x", decision_text="|x",
    )  # fmt: skip
    client = enter()
    response = client.get(index("?country=UA&export=csv"))
    text = b"".join(response).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["Organisation"] for line in lines] == ["'=HYPERLINK(1)"]
    wrong = {name: cell for name, cell in lines[0].items() if cell.lstrip()[:1] in set("=+-@\t\r|")}
    assert wrong == {}
    assert lines[0]["Phone"] == "'+371 2000"
    assert lines[0]["Consent to publication"] in ("yes", "no")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", lines[0]["Received"])
    exported = ApplicationEvent.objects.filter(verb="export", user=client.user)
    assert list(exported.values_list("application", flat=True)) == [row.pk]
    assert response["Content-Disposition"] == 'attachment; filename="applications.csv"'


@pytest.mark.parametrize("formula", FORMULAS)
def test_everything_that_begins_a_formula_is_made_text(formula):
    assert as_text(formula) == f"'{formula}"
    assert as_text("Town") == "Town"


def test_xlsx_holds_formulas_as_text(enter, some):
    Application.objects.filter(pk=some[0].pk).update(organisation_name="=1+1", text="bell \x07 and =2")
    body = b"".join(enter().get(index("?country=UA&export=xlsx")))
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    heads, cells = list(sheet.iter_rows())
    found = {head.value: cell for head, cell in zip(heads, cells, strict=True)}
    assert (found["Organisation"].value, found["Organisation"].data_type) == ("=1+1", "s")
    assert found["In their own words"].value == "bell  and =2"
    assert "f" not in {cell.data_type for cell in cells}


def test_editors_get_neither_list_nor_export(enter, some):
    client = enter(EDITORS)
    for query in ("", "?export=csv", "?export=xlsx"):
        assert client.get(index(query)).status_code == 302
    assert not ApplicationEvent.objects.filter(verb="export").exists()
