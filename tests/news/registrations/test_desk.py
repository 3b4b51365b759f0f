"""Staff see who comes, take the list along, and cancel for somebody; each look is noted, and nobody else sees it."""

import csv
import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from cms.users.roles import EDITORS, REVIEWERS, ensure_roles
from news.models import Registration
from tests.news.registrations.conftest import guest, guests_of, mails, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_member_of(client):
    """A function that logs somebody of a group in."""

    def log_in(group: str):
        user = get_user_model().objects.create_user(f"somebody of {group}")
        user.groups.add(next(each for each in ensure_roles() if each.name == group))
        client.force_login(user)
        return user

    return log_in


@pytest.fixture
def address(event):
    guest(event, "ona", organisation="Town", question="Is there a lift?")
    guest(event, "jonas", name="=HYPERLINK(1)")
    guest(event, "rita")
    return f"/admin/registrations/{guests_of(event).pk}/"


def rows(response) -> list[list[str]]:
    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")][:3]
        for row in table.select("tbody tr")
    ]


def noted() -> list[str]:
    found = ModelLogEntry.objects.filter(action__startswith="news.registration").order_by("pk")
    return [entry.action.rpartition(".")[2] for entry in found]


def test_list_of_events_says_how_many_come(client, address, as_member_of):
    as_member_of(REVIEWERS)
    [row] = rows(client.get("/admin/registrations/"))
    assert row[0] == "Forum"
    assert row[2] == "2 / 2"


def test_guests_are_searched_and_filtered_and_each_look_is_noted_once_an_hour(client, address, as_member_of):
    as_member_of(REVIEWERS)
    assert [row[1] for row in rows(client.get(address))] == [
        "Has a place",
        "Has a place",
        "On the waiting list",
    ]
    assert [row[0] for row in rows(client.get(f"{address}?q=town"))] == ["ona"]
    assert [row[0] for row in rows(client.get(f"{address}results/?state=waiting"))] == ["rita"]
    assert noted() == ["view"]


def test_list_costs_the_same_with_many_guests(
    client, address, event, as_member_of, django_assert_num_queries
):
    as_member_of(REVIEWERS)
    client.get(address)
    with django_assert_num_queries(14):
        client.get(address)
    for name in "abcdef":
        guest(event, name)
    with django_assert_num_queries(14):
        client.get(address)


def test_export_holds_nothing_that_a_spreadsheet_runs(client, address, as_member_of):
    as_member_of(REVIEWERS)
    text = b"".join(client.get(f"{address}?export=csv").streaming_content).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in table] == ["Name", "ona", "'=HYPERLINK(1)", "rita"]
    assert table[1][:4] == ["Has a place", "ona", "Town", "ona@example.org"]
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content))
    )
    assert book.active["B3"].data_type == "s"
    assert noted() == ["view", "export", "export"]


def test_staff_cancel_for_somebody_who_is_told(client, address, as_member_of):
    as_member_of(REVIEWERS)
    ona = Registration.objects.get(name="ona")
    page = f"{address}guests/{ona.pk}/"
    assert "Is there a lift?" in client.get(page).content.decode()
    client.post(page)
    client.post(page)
    assert list(states().values()) == ["cancelled", "registered", "registered"]
    assert mails()[-2:] == [("cancelled_by_staff", "ona@example.org"), ("moved_up", "rita@example.org")]
    assert noted() == ["view", "cancel"]


def test_editors_see_nobody_unless_they_have_the_right(client, address, as_member_of):
    as_member_of(EDITORS)
    for path in ("/admin/registrations/", address, f"{address}?export=csv", f"{address}guests/1/"):
        assert client.get(path).status_code == 302
    assert "/admin/registrations/" not in client.get("/admin/").content.decode()
    assert noted() == []


def test_who_may_look_may_not_take_along_or_cancel(client, address):
    user = get_user_model().objects.create_user("looker")
    for codename in ("view_registration", "access_admin"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    ona = Registration.objects.get(name="ona")
    assert client.get(address).status_code == 200
    assert b"export=csv" not in client.get(address).content
    assert client.get(f"{address}?export=csv").status_code == 302
    assert client.post(f"{address}guests/{ona.pk}/").status_code == 302
    assert states()["ona"] == "registered"
