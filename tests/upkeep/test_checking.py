"""Links to other sites are collected, looked at in turn, called broken late, and forgotten with their last page."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.upkeep.asking import Finding
from cms.upkeep.checking import BACK_OFF, Checker, claim_host, record, release_host
from cms.upkeep.collecting import collect, collect_all
from cms.upkeep.models import LinkHost, LinkPlace, OutsideLink, PicturePlace
from home.models import StandardPage
from tests.factories import make_page
from tests.translation.conftest import home, made_home  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2030, 5, 1, 12, tzinfo=dt.UTC)
NO_PAUSE = dt.timedelta()


def page_with(home, *urls: str, **fields) -> StandardPage:  # noqa: F811
    """Make a published page that links to addresses, and collect what it holds."""
    text = "".join(f'<p><a href="{url}">Site {number}</a></p>' for number, url in enumerate(urls))
    page = make_page(StandardPage, home, body=[{"type": "prose", "value": text}], **fields)
    collect(page.pk)
    return page


def look(**kwargs) -> list[str]:
    """Look at what is due and return the problems in order."""
    found = []
    checker = Checker(pause=NO_PAUSE, **kwargs)
    checker.run(lambda link, finding: found.append(finding.problem))
    return found


def test_links_are_collected_once_and_forgotten_with_their_last_page(home):  # noqa: F811
    first = page_with(home, "https://a.example/", "https://b.example/x#there", "https://b.example/x")
    second = page_with(home, "https://a.example/")
    page_with(home, "https://c.example/", live=False)
    assert sorted(OutsideLink.objects.values_list("url", flat=True)) == [
        "https://a.example/",
        "https://b.example/x",
    ]
    assert LinkPlace.objects.count() == 4
    assert set(LinkHost.objects.values_list("name", flat=True)) == {"a.example", "b.example"}
    first.unpublish()
    collect_all()
    assert list(LinkPlace.objects.values_list("page", "link__url")) == [(second.pk, "https://a.example/")]
    assert OutsideLink.objects.get().url == "https://a.example/"
    assert LinkHost.objects.get().name == "a.example"
    second.delete()
    collect_all()
    assert (OutsideLink.objects.count(), LinkHost.objects.count()) == (0, 0)


def test_a_published_page_is_looked_through_at_once(home, django_capture_on_commit_callbacks):  # noqa: F811
    page = page_with(home, "https://a.example/")
    key = OutsideLink.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        page.body = [{"type": "picture", "value": {"image": None, "alt_text": ""}}]
        page.save_revision().publish()
    assert LinkPlace.objects.count() == 0
    assert OutsideLink.objects.filter(pk=key).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_page_that_has_not_changed_writes_nothing(home, count, django_assert_num_queries):  # noqa: F811
    page = page_with(home, *(f"https://a.example/{number}" for number in range(count)))
    # a savepoint and its end, the page twice, its organisations and projects, links, both ways, pictures
    with django_assert_num_queries(9):
        collect(page.pk)


def test_pictures_are_collected_also_those_that_are_gone(home):  # noqa: F811
    page = make_page(StandardPage, home)
    raw = [{"type": "picture", "value": {"image": 999_999, "alt_text": "", "decorative": False}}]
    page.body = StandardPage.body.field.to_python(raw)
    Page.save(page, clean=False)
    collect(page.pk)
    place = PicturePlace.objects.get()
    assert (place.page_id, place.model_path, place.image) == (page.pk, "body.picture.image", None)


def test_a_link_is_broken_after_several_failures_over_a_time(home, odd, own_network, time_machine):  # noqa: F811
    time_machine.move_to(NOW, tick=False)
    page_with(home, odd.url("/gone"), odd.url("/ok"), odd.url("/closed"))
    waits = []
    for failures in range(1, 9):
        assert "gone" in look()
        link = OutsideLink.objects.get(failures__gt=0)
        assert (link.failures, link.failing_since, link.problem, link.detail) == (
            failures,
            NOW,
            "gone",
            "404",
        )
        waits.append(link.next_check - timezone.now())
        is_late = timezone.now() - NOW >= dt.timedelta(days=2)
        assert OutsideLink.objects.broken().exists() == (failures >= 3 and is_late)
        assert look() == []
        time_machine.move_to(link.next_check, tick=False)
    assert waits == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
    odd.answers["/gone"] = odd.answers["/ok"]
    assert "gone" not in look()
    assert not OutsideLink.objects.filter(failures__gt=0).exists()
    assert not OutsideLink.objects.broken().exists()


def test_link_that_works_is_looked_at_again_after_a_week(home, odd, own_network, time_machine, settings):  # noqa: F811
    settings.LINK_CHECK_DAYS = 5
    time_machine.move_to(NOW, tick=False)
    page_with(home, odd.url("/ok"))
    assert look() == [""]
    assert OutsideLink.objects.get().next_check == NOW + dt.timedelta(days=5)


def test_site_is_left_in_peace_between_two_questions_and_while_it_asks(home, odd, own_network, time_machine):  # noqa: F811
    time_machine.move_to(NOW, tick=False)
    page_with(home, odd.url("/busy"), odd.url("/ok"))
    assert look() == ["closed"]
    host = LinkHost.objects.get()
    assert (host.next_ask, host.claimed_until) == (NOW + dt.timedelta(seconds=120), None)
    time_machine.move_to(host.next_ask, tick=False)
    assert look() == ["", "closed"]


def test_host_belongs_to_one_worker_until_its_claim_lapses(home, time_machine):  # noqa: F811
    time_machine.move_to(NOW, tick=False)
    page_with(home, "https://a.example/", "https://a.example/2")
    host = claim_host()
    assert host.name == "a.example"
    assert claim_host() is None
    time_machine.move_to(NOW + dt.timedelta(minutes=4), tick=False)
    assert claim_host() is None
    time_machine.move_to(NOW + dt.timedelta(minutes=5), tick=False)
    assert claim_host() == host
    release_host(host, dt.timedelta(seconds=2))
    assert claim_host() is None
    time_machine.move_to(NOW + dt.timedelta(minutes=5, seconds=2), tick=False)
    assert claim_host() == host


def test_what_was_forgotten_meanwhile_is_not_written_down(home):  # noqa: F811
    record(999_999, Finding("gone", "404"))
    assert OutsideLink.objects.count() == 0


def test_own_network_is_refused_and_told(home, odd):  # noqa: F811
    page_with(home, odd.url("/ok"), "http://127.0.0.1/")
    assert sorted(look()) == ["closed", "private"]
    assert odd.asked == []


def test_command_tells_how_far_it_is_and_ends_in_time(home, odd, own_network):  # noqa: F811
    page_with(home, odd.url("/gone"))
    output = io.StringIO()
    call_command("check_links", stdout=output)
    lines = output.getvalue().splitlines()
    assert lines == [
        "4 pages looked through",
        f"1 of 1  {odd.url('/gone')}  gone 404",
        "1 links looked at, 1 failed",
    ]
    OutsideLink.objects.update(next_check=timezone.now())
    call_command("check_links", minutes=0, verbosity=0, stdout=output)
    assert OutsideLink.objects.get().failures == 1
    call_command("check_links", collect_only=True, verbosity=0, stdout=output)
    assert output.getvalue().splitlines() == lines


def test_worker_ends_after_the_link_in_hand(home, odd, own_network):  # noqa: F811
    page_with(home, *(odd.url(f"/{number}") for number in range(3)))
    checker = Checker(pause=NO_PAUSE)

    def stop(link, finding) -> None:
        checker.is_stopping = True

    checker.run(stop)
    assert (checker.checked, len(odd.asked)) == (1, 2)
    assert LinkHost.objects.get().claimed_until is None


def test_same_link_in_two_pages_is_one_row(home):  # noqa: F811
    page_with(home, "https://a.example/")
    link = OutsideLink.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideLink.objects.create(digest=link.digest, url=link.url, host=link.host)
