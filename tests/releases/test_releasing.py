"""A set goes live whole or not at all."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation

from cms.releases import planning
from cms.releases.models import ReleaseSet
from cms.releases.problems import in_words
from cms.releases.releasing import due_sets, release_due, release_now
from cms.releases.telling import log_in_words
from home.models import StandardPage
from tests.factories import make_page
from tests.releases.conftest import CODES, live_pages, log_of, make_due
from tests.translation.languages import locale, translate_texts, version

pytestmark = pytest.mark.django_db


def forget_title(page, code: str) -> None:
    """Let a language lack the title of a page."""
    rows = StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="title", locale=locale(code)
    )
    for row in rows:
        row.delete()


def test_three_pages_in_four_languages_go_live_at_one_moment(release_set, editor):
    assert live_pages(release_set) == [False] * 12
    done = release_now(release_set, editor)
    assert (done.state, done.problems) == ("released", [])
    assert live_pages(done) == [True] * 12
    pages = Page.objects.filter(pk__in=done.members.values("page"))
    assert set(pages.values_list("last_published_at", "first_published_at")) == {
        (done.released_at, done.released_at)
    }
    assert set(done.members.values_list("outcome", flat=True)) == {"published"}
    assert log_of(done) == ["create", "add", "release"]
    assert sorted(pages.values_list("title", flat=True))[:3] == ["Questions", "Signatures", "Statement"]
    assert {page.title for page in pages.filter(locale__language_code="uk")} == {
        "uk: Statement",
        "uk: Signatures",
        "uk: Questions",
    }


@pytest.mark.parametrize("number", [1, 7, 12])
def test_failure_in_any_page_leaves_nothing(release_set, editor, number):
    """Nothing is published, no revision is made and nothing is logged, whichever page fails."""
    seen = []

    def fail(sender, instance, **kwargs):
        seen.append(instance.pk)
        if len(seen) == number:
            raise RuntimeError("The disk is full.")

    before = Revision.objects.count(), PageLogEntry.objects.count(), release_set.entries.count()
    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            release_now(release_set, editor)
    finally:
        page_published.disconnect(fail)
    assert len(seen) == number
    assert live_pages(release_set) == [False] * 12
    assert (Revision.objects.count(), PageLogEntry.objects.count(), release_set.entries.count()) == before
    release_set.refresh_from_db()
    assert (release_set.state, release_set.released_at) == ("draft", None)


def test_incomplete_page_holds_everything_back_until_it_is_mended(release_set, statement, editor):
    forget_title(statement[1], "lv")
    held = release_now(release_set, editor)
    assert (held.state, live_pages(held)) == ("blocked", [False] * 12)
    latvian = version(statement[1], "lv")
    assert held.problems == [
        {
            "page": latvian.pk,
            "title": latvian.draft_title,
            "language": "lv",
            "kind": "incomplete",
            "count": 1,
            "texts": ["Signatures"],
        }
    ]
    assert in_words(held.problems[0]) == "1 text is not translated or is outdated: “Signatures”"
    assert log_of(held) == ["create", "add", "block"]
    translate_texts(statement[1], "lv", only="title")
    assert planning.plan(held, editor).problems == []
    assert release_now(held, editor).state == "released"
    assert live_pages(held) == [True] * 12


def test_incomplete_page_stays_out_with_what_hangs_on_it(release_set, statement, editor):
    planning.change(release_set, editor, title="Statement", moment=None, when_incomplete="leave_out")
    forget_title(statement[0], "lv")
    done = release_now(release_set, editor)
    out = {problem["page"]: problem["kind"] for problem in done.problems}
    assert out == {
        version(statement[0], "lv").pk: "incomplete",
        version(statement[1], "lv").pk: "parent_out",
    }
    members = done.members.values_list("page", "outcome", "page__live")
    assert done.state == "released"
    assert {page: (outcome, live) for page, outcome, live in members} == {
        page: ("left_out", False) if page in out else ("published", True)
        for page in done.members.values_list("page", flat=True)
    }
    assert done.entries.first().details["published"] == 10
    assert [problem["language"] for problem in done.entries.first().details["left_out"]] == ["lv", "lv"]


def test_translations_of_a_page_that_stays_out_stay_out(release_set, statement, editor):
    planning.change(release_set, editor, title="Statement", moment=None, when_incomplete="leave_out")
    third = statement[2]
    third.slug = "search"  # which the site itself uses
    third.save_revision(clean=False)
    done = release_now(release_set, editor)
    assert {problem["kind"] for problem in done.problems if problem["page"] != third.pk} == {"source_out"}
    assert sorted(problem["language"] for problem in done.problems) == ["en", "lt", "lv", "uk"]


def test_nothing_left_to_release_is_no_release(statement, editor):
    alone = planning.create(editor, "Alone", when_incomplete="leave_out")
    planning.add_pages(alone, [statement[1]], editor)  # below a page that is not published
    done = release_now(alone, editor)
    assert (done.state, [problem["kind"] for problem in done.problems]) == ("blocked", ["no_parent"])


def test_page_with_a_schedule_of_its_own_holds_back(release_set, statement, editor):
    third = statement[2]
    third.go_live_at = timezone.now() + dt.timedelta(days=1)
    third.save_revision()
    done = release_now(release_set, editor)
    assert (done.state, [problem["kind"] for problem in done.problems]) == ("blocked", ["scheduled"])
    assert in_words(done.problems[0]).startswith("It has a schedule of its own")


def test_what_is_public_already_is_left_as_it_is(home, editor):
    page = make_page(StandardPage, home, title="Old")
    mixed = planning.create(editor, "Mixed")
    new = make_page(StandardPage, home, title="New", live=False)
    planning.add_pages(mixed, [page, new], editor)
    done = release_now(mixed, editor)
    assert list(done.members.values_list("page", "outcome")) == [
        (page.pk, "unchanged"),
        (new.pk, "published"),
    ]
    assert StandardPage.objects.get(pk=page.pk).last_published_at == page.last_published_at


def test_changed_facts_and_texts_go_live_together(release_set, statement, editor):
    """A source that was changed after it was translated takes its translations with it as outdated ones."""
    release_now(release_set, editor)
    page = StandardPage.objects.get(pk=statement[0].pk)
    page.title = "Statement, corrected"
    page.save_revision()
    again = planning.create(editor, "Correction")
    planning.add_pages(again, [page], editor, with_versions=True)
    assert len(release_now(again, editor).problems) == len(CODES)
    assert StandardPage.objects.get(pk=page.pk).title == "Statement"


def test_release_is_refused_to_who_may_not_publish_all(release_set, django_user_model):
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(PermissionDenied):
        release_now(release_set, stranger)
    with pytest.raises(PermissionDenied):
        planning.plan(release_set, stranger)
    with pytest.raises(PermissionDenied):
        planning.add_pages(release_set, [], stranger) or planning.add_pages(
            release_set, planning.pages_of(release_set), stranger
        )


def test_empty_set_cannot_be_planned_or_released(home, editor):
    empty = planning.create(editor, "Nothing")
    for move in (planning.plan, release_now):
        with pytest.raises(ValidationError):
            move(empty, editor)


def test_command_releases_what_is_due_once(release_set, editor):
    planning.plan(release_set, editor)
    call_command("release_due")  # it waits for the button
    assert live_pages(release_set) == [False] * 12
    make_due(release_set)
    assert list(due_sets()) == [release_set]
    call_command("release_due")
    assert live_pages(release_set) == [True] * 12
    entry = release_set.entries.first()
    assert (entry.what, entry.user, entry.details["planned_by"]) == ("release", None, "editor")
    assert log_in_words(release_set)[0]["who"] == "automatically, planned by editor"
    assert "late_seconds" not in entry.details
    before = Revision.objects.count()
    call_command("release_due")
    assert release_due(release_set) is None
    assert (Revision.objects.count(), log_of(release_set)) == (before, ["create", "add", "plan", "release"])


def test_lateness_is_logged(release_set, editor):
    planning.plan(release_set, editor)
    make_due(release_set, minutes=30)
    call_command("release_due")
    assert 1800 <= release_set.entries.first().details["late_seconds"] < 1830


def test_set_that_fails_does_not_keep_others_waiting(release_set, home, editor, caplog):
    caplog.set_level("CRITICAL")
    other = planning.create(editor, "Other")
    page = make_page(StandardPage, home, live=False)
    planning.add_pages(other, [page], editor)
    for each in (release_set, other):
        planning.plan(each, editor)
    make_due(release_set, minutes=2)
    make_due(other)

    def fail(sender, instance, **kwargs):
        if instance.pk != page.pk:
            raise RuntimeError("The disk is full.")

    page_published.connect(fail)
    try:
        with pytest.raises(CommandError, match=f"again: {release_set.pk}$"):
            call_command("release_due")
    finally:
        page_published.disconnect(fail)
    assert (live_pages(release_set), live_pages(other)) == ([False] * 12, [True])
    assert ReleaseSet.objects.get(pk=release_set.pk).state == "planned"
    call_command("release_due")
    assert live_pages(release_set) == [True] * 12
