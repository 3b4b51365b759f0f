"""Members of the alliance are found below its page in each language, as the directory shows them."""

import pytest
from django.db import connection
from django.utils import translation
from wagtail.models import Locale

from alliance.membership import hold, leave
from alliance.models import AlliancePage, MemberTopic
from alliance.vocabulary import NEED, OFFER
from cms.findable import offer
from search.indexing import write_waiting
from search.models import Entry, Waiting
from tests.alliance.members import make_alliance, make_member, topic
from tests.factories import make_page
from tests.search.following import counted, found, recounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliances(on_commit):
    """The page of an alliance in English and in Lithuanian."""
    with on_commit():
        page = make_alliance("en", "lt")
        home = page.get_parent().get_translation(Locale.objects.get(language_code="lt"))
        lithuanian = make_page(AlliancePage, home, title="Aljansas", translation_key=page.translation_key)
    return page, lithuanian


def test_a_member_is_found_below_each_page_of_the_alliance(alliances, on_commit):
    with on_commit():
        make_member(
            "Association of Kaunas", "LT", offers=("energy",), needs=("water",), region="Aukštaitija",
            text="Two rivers\nand a castle", slug="kaunas",
        )  # fmt: skip
    entries = {entry.language: entry for entry in Entry.objects.filter(kind="member")}
    assert {entry.page_id: language for language, entry in entries.items()} == {
        page.pk: language for page, language in zip(alliances, ("en", "lt"), strict=True)
    }
    assert (entries["en"].key, entries["en"].title) == ("kaunas", "Association of Kaunas")
    assert (entries["en"].summary, entries["lt"].summary) == (
        "Aukštaitija, Lithuania",
        "Aukštaitija, Lietuva",
    )
    assert entries["en"].text == "Energy\nWater\nTwo rivers\nand a castle"
    assert entries["en"].marks.split() == [
        "language:en", "type:member", "topic:energy", "topic:water", "country:LT", "year:2024"
    ]  # fmt: skip
    assert found("kaunas") == [("member", "kaunas")]
    assert found("upės Lietuva", "lt") == []
    assert found("Lietuvoje", "lt") == [("member", "kaunas")]


def test_its_address_is_that_of_its_profile(alliances):
    with translation.override("lt"):
        assert offer("member").url("/lt/aljansas/", "kaunas") == "/lt/aljansas/nariai/kaunas/"


def test_a_name_is_the_one_that_the_language_has(alliances, on_commit):
    member = make_member("Association of Kaunas", slug="kaunas")
    lithuanian = Locale.objects.get(language_code="lt")
    with on_commit():
        copy = member.organisation.copy_for_translation(lithuanian)
        copy.name = "Kauno asociacija"
        copy.save()
    assert found("asociacijos", "lt") == [("member", "kaunas")]
    with on_commit():
        copy.name = "Kauno susivienijimas"
        copy.save()
    assert (found("asociacija", "lt"), found("susivienijimo", "lt")) == ([], [("member", "kaunas")])
    with on_commit():
        copy.delete()
    assert found("association", "lt") == [("member", "kaunas")]
    assert counted() == recounted()


@pytest.mark.parametrize("verb", [hold, leave])
def test_who_is_no_member_any_more_is_gone_at_once_and_forgotten(verb, alliances, on_commit, reviewer):
    with on_commit():
        member = make_member("Kaunas", slug="kaunas")
    assert found("kaunas") == [("member", "kaunas")]
    verb(member, reviewer)  # nothing was committed: the words are still there
    assert found("Korosten") == []
    assert found("kaunas") == []
    with on_commit():
        member.refresh_from_db()
        member.save()
    assert not Entry.objects.filter(kind="member").exists()
    assert counted() == recounted()


def test_topics_and_their_names_are_followed(alliances, on_commit):
    with on_commit():
        member = make_member("Kaunas", slug="kaunas", offers=("energy",))
    energy = topic("energy")
    with on_commit():
        energy.name = "Power plants"
        energy.save()
    assert (found("energy"), found("power")) == ([], [("member", "kaunas")])
    with on_commit():
        MemberTopic.objects.create(member=member, topic=topic("water").translation_key, role=NEED)
        member.topics.get(role=OFFER).delete()
    assert (found("power"), found("water")) == ([], [("member", "kaunas")])


def test_a_member_among_many_is_written_alone(alliances, on_commit):
    members = [make_member(f"Town {number}") for number in range(5)]
    with on_commit():
        members[0].save()
    others = Entry.objects.filter(kind="member").exclude(key=members[0].slug)
    written = set(others.values_list("pk", "generation"))
    with on_commit(queries=20 if connection.vendor == "sqlite" else 19):
        members[0].region = "Further away"
        members[0].save()
    assert set(others.values_list("pk", "generation")) == written
    assert found("further") == [("member", members[0].slug)]


def test_many_members_wait_for_the_worker(alliances, on_commit):
    with on_commit():
        for number in range(21):
            make_member(f"Town {number}")
    assert not Entry.objects.filter(kind="member").exists()
    assert set(Waiting.objects.values_list("page_id", flat=True)) == {page.pk for page in alliances}
    assert write_waiting() == 0
    assert Entry.objects.filter(kind="member").count() == 42


def test_reading_a_page_asks_no_query_a_member(alliances, django_assert_num_queries):
    from cms.findable import offered

    make_member("One", offers=("energy",))
    page = alliances[0]
    list(offered(page))
    for number in range(3):
        make_member(f"Town {number}", offers=("energy",))
    with django_assert_num_queries(4):
        assert len(list(offered(page))) == 4
