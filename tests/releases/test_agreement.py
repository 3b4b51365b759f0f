"""The screen of a set, what is said of a plan and what is asked before a release tell the same, and the truth."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.signals import page_published

from cms.models import SiteSettings
from cms.releases import planning
from cms.releases.forecast import forecast_of
from cms.releases.models import ReleaseSet
from cms.releases.releasing import release_now
from cms.releases.telling import log_in_words
from home.models import StandardPage
from news.models import CallIndexPage, CallPage
from tests.factories import make_page
from tests.fixtures.database import again
from tests.releases.test_screens import detail, press, soup
from tests.translation.conftest import messages_of
from tests.translation.languages import translated, version

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_page(shared_rows, made_home) -> StandardPage:
    with shared_rows():
        SiteSettings.objects.update(incomplete_types=["home.standardpage"])
        page = make_page(StandardPage, made_home, title="Bridge", summary="What we say.")
        page.save_revision().publish()
        translated(page, "lt")
        page = again(page)
        page.summary = "What we say now."
        page.save_revision()
        return page


@pytest.fixture(scope="module")
def made_changed(shared_rows, made_page, made_editor) -> ReleaseSet:
    with shared_rows():
        editor = again(made_editor)
        made = planning.create(editor, "Changed")
        planning.add_pages(made, [made_page], editor, with_versions=True)
        return made


@pytest.fixture
def page(made_page, db):
    """A page that is public in English and Lithuanian, and whose English draft says something else."""
    page = again(made_page)
    page.summary = "What we say now."
    return page


@pytest.fixture
def changed(made_changed, db) -> ReleaseSet:
    """A set with both."""
    return again(made_changed)


def table_of(response):
    """Return the table of a set."""
    return soup(response).find(id="release-pages").find_next("table")


def states(response) -> list[str]:
    """Return what the table of a set says of each page."""
    return [cell.a.contents[0] for cell in table_of(response).tbody.find_all("td")]


def test_translations_that_a_released_draft_makes_outdated_are_told_everywhere(changed, page, as_editor):
    words = "“lt: Bridge” (lt): 1 outdated"
    answer = as_editor.get(detail(changed))
    assert states(answer) == ["Original, changed", "Outdated · 1 outdated"]
    assert words in soup(answer).main.get_text()
    asked = soup(as_editor.get(reverse("releases:release", args=[changed.pk]))).main
    assert words in asked.get_text()
    assert "1 page can go live as it is.“Bridge”: English" in "".join(asked.stripped_strings)
    assert any(words in text for _level, text in messages_of(press(as_editor, changed, "plan")))


def test_log_counts_what_changed_and_the_table_tells_the_truth_afterwards(changed, as_editor, editor):
    done = release_now(changed, editor)
    assert sorted(done.members.values_list("page__locale__language_code", "outcome")) == [
        ("en", "published"),
        ("lt", "unchanged"),
    ]
    assert log_in_words(done)[0]["lines"] == ["1 page published"]
    assert states(as_editor.get(detail(done))) == ["Published", "Outdated · 1 outdated"]


def test_forecast_follows_every_change(changed, page, editor):
    before = forecast_of(changed).fingerprint(changed)
    assert forecast_of(changed).fingerprint(changed) == before
    page.summary = "What we say."
    page.save_revision()
    after = forecast_of(changed)
    assert (after.wanting, after.fingerprint(changed) == before) == ([], False)


def test_release_that_is_not_what_was_shown_is_asked_again(changed, page, home, as_editor, editor):
    url = reverse("releases:release", args=[changed.pk])
    shown = soup(as_editor.get(url)).find("input", attrs={"name": "shown"})["value"]
    other = make_page(StandardPage, home, title="Other", live=False)
    planning.add_pages(changed, [other], editor)
    answer = as_editor.post(url, {"shown": shown})
    assert "Please look again" in soup(answer).get_text()
    assert not Page.objects.get(pk=other.pk).live
    again = soup(answer).find("input", attrs={"name": "shown"})["value"]
    as_editor.post(url, {"shown": again})
    assert Page.objects.get(pk=other.pk).live


def test_empty_set_offers_no_button(home, editor, as_editor):
    made = planning.create(editor, "Empty", when_incomplete="leave_out")
    asked = soup(as_editor.get(reverse("releases:release", args=[made.pk]))).main
    assert (asked.find("button", string="Release now"), "or none" in asked.get_text()) == (None, False)
    assert soup(as_editor.get(detail(made))).main.find("a", string="Release now") is None


def test_page_in_two_sets_is_said_to_be(changed, page, editor, as_editor):
    second = planning.create(editor, "Second")
    answer = press(as_editor, second, "add", page=page.pk)
    assert "in another release as well: “Changed”" in messages_of(answer)[1][1]
    assert "also in “Changed”" in table_of(answer).get_text()
    form = soup(as_editor.get(reverse("releases:add_page", args=[page.pk])))
    assert {option.get_text() for option in form.find(id="id_release_set").find_all("option")} == {
        "A new release",
        "Changed (this page is in it already)",
        "Second (this page is in it already)",
    }


def test_who_works_on_a_page_learns_of_its_release(changed, page, editor, as_editor):
    words = "Goes live with the release “Changed”: 11 March 2030, 10:00, Vilnius (UTC+2)."
    lithuanian = version(page, "lt")
    edit = reverse("wagtailadmin_pages:edit", args=[lithuanian.pk])
    assert "In the release “Changed”, which is not planned yet." in soup(as_editor.get(edit)).get_text()
    form = {"title": "Changed", "moment": "2030-03-11 10:00", "when_incomplete": "block"}
    as_editor.post(reverse("releases:edit", args=[changed.pk]), form)
    planning.plan(changed, editor)
    for url in (
        edit,
        reverse("translation_versions", args=[lithuanian.pk]),
        f"{reverse('translation_desk')}?language=lt",
    ):
        assert words in " ".join(soup(as_editor.get(url)).get_text().split())


def test_deletion_of_a_page_in_a_set_is_warned_of_and_noted(changed, page, editor, as_editor):
    lithuanian = version(page, "lt")
    url = reverse("wagtailadmin_pages:delete", args=[lithuanian.pk])
    assert "is in a release that is not public yet: “Changed”." in soup(as_editor.get(url)).get_text()
    as_editor.post(url)
    told = soup(as_editor.get(detail(changed)))
    assert "(lt): It was deleted." in told.main.get_text()
    assert log_in_words(changed)[0] | {"at": ""} == {
        "at": "",
        "who": "editor",
        "what": "Page deleted",
        "lines": ["“lt: Bridge” (lt)"],
    }
    press(as_editor, changed, "forget", key=changed.members.get(page=None).pk)
    assert changed.members.count() == 1


def test_page_that_was_taken_off_the_site_is_shown_to_be(changed, page, editor, as_editor):
    release_now(changed, editor)
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert "no longer public" in table_of(as_editor.get(detail(changed))).get_text()


def test_call_that_must_be_whole_in_every_language_is_said_to_be_left_out(home, editor, as_editor):
    call = make_page(CallPage, make_page(CallIndexPage, home), title="Call")
    call.save_revision().publish()
    translated(call, "lt")
    call = CallPage.objects.get(pk=call.pk)
    call.title = "Call of today"
    call.save_revision()
    made = planning.create(editor, "Calls", when_incomplete="leave_out")
    planning.add_pages(made, [call], editor, with_versions=True)
    answer = as_editor.get(detail(made))
    assert states(answer) == ["Original, changed", "Outdated · 1 outdated"]
    assert "stays out" in table_of(answer).get_text()
    assert list(release_now(made, editor).members.values_list("outcome", flat=True)) == [
        "published",
        "left_out",
    ]


def test_page_that_fails_when_it_is_published_leaves_the_screen_standing(changed, as_editor):
    def fail(sender, instance, **kwargs):
        raise RuntimeError("The disk is full.")

    page_published.connect(fail)
    try:
        answer = as_editor.get(detail(changed))
    finally:
        page_published.disconnect(fail)
    assert answer.status_code == 200
    assert "The disk is full." in soup(answer).main.get_text()
