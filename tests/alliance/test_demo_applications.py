"""The applications of the demo site, with what they need of it."""

from collections import Counter

import pytest
import yaml
from wagtail.models import Locale

from alliance.demo_applications import APPLICATIONS, load_demo_applications
from alliance.duplicates import possible_duplicates
from alliance.models import Application, JoinPage, Member
from cms.content.references import key_for, kind_of
from cms.mail.models import Message
from cms.models import Topic
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(join_page, reviewer) -> int:
    entries = yaml.safe_load(APPLICATIONS.read_text("utf-8"))["applications"]
    for code in {entry["language"] for entry in entries} - {"en"}:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        join_page.get_parent().add_child(instance=JoinPage(title=code, slug=f"join-{code}", locale=locale))
    for name in {name for entry in entries for name in entry.get("offers", []) + entry.get("needs", [])}:
        make_topic(translation_key=key_for(kind_of(Topic), name), name=name)
    return load_demo_applications(reviewer)


def test_reviewers_of_the_demo_find_something_to_do_and_nobody_is_mailed(loaded, reviewer):
    assert loaded == 10  # the eleventh is for a call
    assert Counter(Application.objects.values_list("state", flat=True)) == {
        "received": 3, "screening": 3, "information": 1, "approved": 1, "declined": 1, "withdrawn": 1,
    }  # fmt: skip
    overdue = Application.objects.overdue().order_by("pk").values_list("contact_name", flat=True)
    assert list(overdue) == ["Тарас Гнатюк", "Олена Верховинська"]
    twin = Application.objects.get(contact_name="Jonas Upelis")
    assert [str(found.thing) for found in possible_duplicates(twin)] == ["Girupio rajono savivaldybė"]
    asked = Application.objects.get(state="information")
    assert asked.confirmed_at < asked.taken_up_at < asked.asked_at
    assert [(member.organisation.name, member.is_public) for member in Member.objects.all()] == [
        ("Norrviks kommun", False)
    ]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    recipients = Message.objects.values_list("recipient", flat=True)
    assert [address for address in recipients if not address.endswith(".example.org")] == []
    assert load_demo_applications(reviewer) == 0
    assert Application.objects.count() == 10
