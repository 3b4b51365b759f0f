"""Personal data goes: after its time, or when somebody asks; nothing of the person is left in any table or file."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from alliance import membership, statistics
from alliance.membership.forgetting import band_of, due_for_anonymising, months_before
from alliance.models import Application, Draft, ErasedAddress, Member
from cms.mail.models import Message
from cms.mail.outbox import try_now
from home.models import BarrierReport
from tests.alliance.conftest import another, history, hold_file, last_token

pytestmark = pytest.mark.django_db

#: Words of the person in the fixture `data`, wherever they stand.
OF_THE_PERSON = ("ilze", "kalni", "vadītāja", "20000000", "secret word", "would like to join", "lēmums")


def traces(*words: str) -> list[str]:
    """Return where one of the words stands, in any row of any table, and the stored files of applications."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            text = json.dumps(row, default=str, ensure_ascii=False).casefold()
            found += [f"{model._meta.label}: {word}" for word in words if word in text]
    folder = Path(settings.PRIVATE_ROOT) / "applications"
    return found + [path.name for path in folder.rglob("*.pdf")]


@pytest.fixture
def talked(screening, reviewer):
    """An application with something of the person in every place there is."""
    membership.ask(screening, reviewer, "Is a secret word needed, Ilze?")
    membership.answer(screening, "The secret word is …", [hold_file("Lēmums.pdf")])
    membership.note(screening, reviewer, "Ilze Kalniņa called.")
    membership.change_contact(
        screening, name="Ilze Kalniņa", role="vadītāja", phone="20000000", email="ilze@other.example"
    )
    try_now(Message.objects.filter(recipient="Ilze@Adazi.lv").first(), reviewer)
    BarrierReport.objects.create(message="Too small.", email="ilze@adazi.lv", language="lv")
    membership.save_draft("ilze+1@adazi.lv", {"name": "Ilze"}, page=screening.page, language="lt")
    screening.refresh_from_db()
    return screening


def test_nothing_of_an_erased_person_is_left(
    talked, reviewer, data, consent, django_capture_on_commit_callbacks
):
    membership.submit(another(data, 1, contact_name="Other", text="", phone="", contact_role=""), consent)
    assert len({trace.partition(":")[0] for trace in traces(*OF_THE_PERSON)}) >= 6
    with django_capture_on_commit_callbacks(execute=True):
        done = membership.erase_person("ILZE@adazi.lv", reviewer)
    assert (done["applications"], done["drafts"], done["barrier_reports"]) == (1, 1, 1)
    assert traces(*OF_THE_PERSON) == []
    talked.refresh_from_db()
    assert (talked.state, talked.is_anonymised, str(talked)) == ("withdrawn", True, talked.reference)
    assert history(talked)[-1] == "erase"
    assert Application.objects.named().count() == 1
    entry = ModelLogEntry.objects.get(action="alliance.application.erase")
    assert (entry.user, entry.label) == (reviewer, talked.reference)
    assert not membership.find_person("ilze@adazi.lv", reviewer)


def test_what_nobody_confirmed_is_deleted_when_its_owner_asks(submitted, reviewer):
    membership.erase_person("ilze@adazi.lv", reviewer)
    assert (Application.objects.count(), Message.objects.count()) == (0, 0)


def test_member_stays_without_its_contact(member, reviewer):
    membership.erase_person("ilze@adazi.lv", reviewer)
    kept = Member.objects.visible_to_public().get()
    assert (kept.organisation.name, kept.application.email) == ("Ādažu novada pašvaldība", "")
    membership.hold(kept, reviewer)
    assert not Message.objects.exists()


def test_restored_backup_is_cleaned_again_and_who_comes_back_is_not(
    screening, reviewer, data, consent, django_capture_on_commit_callbacks
):
    backup = Application.objects.filter(pk=screening.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        membership.erase_person(screening.email, reviewer)
    assert "adazi" not in str(ErasedAddress.objects.values().get())
    ErasedAddress.objects.all().delete()
    Application.objects.filter(pk=screening.pk).update(**backup)
    assert membership.tidy()["erased again"] == 1
    assert Application.objects.named().count() == 0
    membership.submit(data, consent)
    assert membership.tidy()["erased again"] == 0
    assert Application.objects.named().count() == 1


def test_copy_of_a_person_has_everything_and_is_noted(talked, reviewer):
    copy = membership.export_person("ilze@adazi.lv", reviewer)
    json.dumps(copy)
    (application,) = copy["applications"]
    assert (application["contact_name"], application["offers"], application["needs"]) == (
        "Ilze Kalniņa",
        ["Energy"],
        ["Youth"],
    )
    assert application["consent"]["heading"] == "I agree: application"
    assert [file["name"] for file in application["files"]] == ["Lēmums.pdf"]
    assert "secret word" in str(application["history"])
    assert "called" not in str(application["history"])
    assert [draft["data"] for draft in copy["drafts"]] == [{"name": "Ilze"}]
    assert len(copy["mails"]) >= 4
    assert [report["message"] for report in copy["barrier_reports"]] == ["Too small."]
    assert history(talked)[-1] == "export"


# --- Retention ---


@pytest.mark.parametrize(
    ("state", "moment", "months"),
    [
        ("received", "moved_at", 24),
        ("screening", "moved_at", 24),
        ("information", "moved_at", 24),
        ("declined", "decided_at", 12),
        ("withdrawn", "withdrawn_at", 6),
        ("approved", "decided_at", 24),
    ],
)
def test_data_is_kept_as_long_as_the_settings_say_and_no_longer(received, state, moment, months):
    now = timezone.now()
    step = months_before(now, months)
    Application.objects.update(state=state, **{moment: step + dt.timedelta(minutes=1)})
    assert membership.anonymise_due(now) == 0
    Application.objects.update(**{moment: step - dt.timedelta(minutes=1)})
    assert membership.anonymise_due(now) == 1
    assert membership.anonymise_due(now) == 0
    received.refresh_from_db()
    assert (received.state, received.email, received.population) == (state, "", 20_000)


def test_data_of_a_member_is_kept_until_long_after_it_left(member, reviewer):
    later = timezone.now() + dt.timedelta(days=10 * 365)
    assert not due_for_anonymising(later).exists()
    membership.leave(member, reviewer)
    assert not due_for_anonymising(timezone.now() + dt.timedelta(days=700)).exists()
    assert due_for_anonymising(timezone.now() + dt.timedelta(days=735)).exists()


def test_numbers_are_the_same_after_anonymising(member, data, consent, reviewer):
    for number in range(3):
        membership.submit(another(data, number, population=(None, 4_999, 60_000)[number]), consent)
        application = membership.take_up(membership.confirm(last_token("confirm")), reviewer)
        if number:
            membership.decline(application, reviewer, "No.")

    def numbers() -> list:
        today = timezone.localdate()
        return [
            *(statistics.numbers_by(what) for what in statistics.FIELDS),
            statistics.numbers_by_size(),
            statistics.numbers_by_topic("offer"),
            statistics.numbers_by_month(3, today),
            statistics.time_to_decide(),
            statistics.number_of_members(),
        ]

    before = numbers()
    assert before[0] == {"declined": 2, "approved": 1, "screening": 1}
    assert {band: count for band, count in before[6].items() if count} == {
        None: 1,
        0: 1,
        20_000: 1,
        50_000: 1,
    }
    assert (before[8][-1].received, before[8][-1].declined, before[8][0].received) == (4, 2, 0)
    membership.leave(member, reviewer)
    before[-1] = statistics.number_of_members()
    assert membership.anonymise_due(timezone.now() + dt.timedelta(days=5 * 365)) == 4
    assert numbers() == before


def test_command_tidies_up_what_is_due(submitted, data, consent, join_page, capsys):
    membership.save_draft("a@example.org", {"a": 1}, page=join_page, language="lt")
    call_command("tidy_applications")
    assert capsys.readouterr().out == "nothing was due\n"
    old = timezone.now() - dt.timedelta(days=31)
    Application.objects.update(created_at=old)
    Draft.objects.update(saved_at=old)
    call_command("tidy_applications")
    assert capsys.readouterr().out == "unconfirmed: 1, drafts: 1\n"
    assert (Application.objects.count(), Draft.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("population", "band"), [(None, None), (0, 0), (4_999, 0), (5_000, 5_000), (3_000_000, 1_000_000)]
)
def test_number_of_inhabitants_becomes_a_band(population, band):
    assert band_of(population) == band


@pytest.mark.parametrize(
    ("months", "expected"), [(1, "2024-02-29"), (13, "2023-02-28"), (3, "2023-12-31"), (0, "2024-03-31")]
)
def test_months_are_counted_by_the_calendar(months, expected):
    moment = dt.datetime(2024, 3, 31, 12, tzinfo=dt.UTC)
    assert months_before(moment, months).date().isoformat() == expected
