"""What may be done with a set in which state, and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from cms.releases import links, planning
from cms.releases.journal import IllegalMoveError
from cms.releases.models import ReleaseSet
from cms.releases.releasing import release_now
from home.models import StandardPage
from tests.factories import make_page
from tests.fixtures.database import again
from tests.releases.conftest import log_of

pytestmark = pytest.mark.django_db

STATES = ("draft", "planned", "blocked", "released", "cancelled")
OPEN = {"draft", "planned", "blocked"}


@pytest.fixture(scope="module")
def made_page(shared_rows, made_home) -> StandardPage:
    with shared_rows():
        return make_page(StandardPage, made_home, title="Bridge", live=False)


@pytest.fixture(scope="module")
def made_small(shared_rows, made_page, made_editor) -> ReleaseSet:
    with shared_rows():
        editor = again(made_editor)
        made = planning.create(editor, "Small", timezone.now() + dt.timedelta(days=1))
        planning.add_pages(made, [made_page], editor)
        return made


@pytest.fixture
def page(made_page, db) -> StandardPage:
    """A page that nobody has published."""
    return again(made_page)


@pytest.fixture
def small(made_small, db) -> ReleaseSet:
    """A set with one page, for a moment tomorrow."""
    return again(made_small)


def in_state(release_set: ReleaseSet, state: str) -> ReleaseSet:
    ReleaseSet.objects.filter(pk=release_set.pk).update(state=state)
    return ReleaseSet.objects.get(pk=release_set.pk)


MOVES = {
    "change": lambda found, page, user: planning.change(
        found, user, title="Other", moment=None, when_incomplete="block"
    ),
    "add": lambda found, page, user: planning.add_pages(found, [page.get_parent()], user),
    "remove": lambda found, page, user: planning.remove_page(found, page, user),
    "plan": lambda found, page, user: planning.plan(found, user),
    "cancel": lambda found, page, user: planning.cancel(found, user),
    "release": lambda found, page, user: release_now(found, user),
    "link": lambda found, page, user: links.make_link(
        found, user, "Press", timezone.now() + dt.timedelta(days=1)
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", MOVES)
def test_moves_are_allowed_in_open_states_only(small, page, editor, move, state):
    found = in_state(small, state)
    before = log_of(small)
    if state in OPEN:
        MOVES[move](found, page, editor)
        assert log_of(small) == [*before, move]
        return
    with pytest.raises(IllegalMoveError):
        MOVES[move](found, page, editor)
    small.refresh_from_db()
    assert (small.state, small.title, log_of(small)) == (state, "Small", before)
    assert (small.members.count(), small.links.count()) == (1, 0)


@pytest.mark.parametrize("state", STATES)
def test_links_are_revoked_and_comments_done_in_any_state(small, page, editor, state):
    link = links.make_link(small, editor, "Press", timezone.now() + dt.timedelta(days=1))
    comment = links.add_comment(link, page, "Ona", "Wrong.")
    in_state(small, state)
    for _round in range(2):  # again changes nothing
        links.resolve(comment, editor)
        links.revoke(link, editor)
    assert log_of(small)[-2:] == ["resolve", "revoke"]
    comment.refresh_from_db()
    assert (comment.resolved_by, small.links.get().works) == (editor, False)


def test_moment_that_is_over_is_refused(small, editor):
    over = timezone.now() - dt.timedelta(minutes=1)
    ReleaseSet.objects.filter(pk=small.pk).update(moment=over)
    with pytest.raises(ValidationError, match="This moment is over"):
        planning.plan(small, editor)
    in_state(small, "planned")
    with pytest.raises(ValidationError, match="This moment is over"):
        planning.change(
            small, editor, title="Small", moment=over - dt.timedelta(days=1), when_incomplete="block"
        )
    with pytest.raises(ValidationError, match="This moment is over"):
        planning.create(editor, "New", over)
    with pytest.raises(ValidationError, match="This moment is over"):
        links.make_link(small, editor, "Press", over)


def test_planned_set_stays_planned_for_another_moment(small, editor):
    planning.plan(small, editor)
    later = timezone.now() + dt.timedelta(days=3)
    changed = planning.change(small, editor, title="Later", moment=later, when_incomplete="leave_out")
    changed.refresh_from_db()
    assert (changed.state, changed.moment, changed.title) == ("planned", later, "Later")


def test_pages_are_added_once_and_aliases_are_refused(small, page, home, editor):
    assert planning.add_pages(small, [page], editor) == []
    alias = make_page(StandardPage, home).create_alias(update_slug="mirror")
    with pytest.raises(ValidationError, match="An alias goes live with the page it mirrors"):
        planning.add_pages(small, [alias], editor)
    assert (small.members.count(), log_of(small)) == (1, ["create", "add"])


def test_all_language_versions_are_added(release_set, statement):
    found = Page.objects.filter(pk__in=release_set.members.values("page"))
    assert found.count() == 12
    assert set(found.values_list("locale__language_code", flat=True)) == {"en", "lt", "lv", "uk"}
    assert release_set.entries.filter(what="add").get().details["pages"][0]["title"] == "Statement"


def test_deleted_page_is_named_by_the_set_and_its_comments_stay(small, page, editor):
    link = links.make_link(small, editor, "Press", timezone.now() + dt.timedelta(days=1))
    comment = links.add_comment(link, page, "Ona", "Wrong.")
    Page.objects.get(pk=page.pk).specific.delete()
    comment.refresh_from_db()
    assert list(small.members.values_list("page", "title", "language")) == [(None, "Bridge", "en")]
    assert (comment.page, log_of(small)[-1]) == (None, "gone")


@pytest.mark.parametrize(("rule", "state"), [("block", "blocked"), ("leave_out", "released")])
def test_deleted_page_holds_back_or_is_left_out(small, page, home, editor, rule, state):
    other = make_page(StandardPage, home, title="Other", live=False)
    planning.add_pages(small, [other], editor)
    ReleaseSet.objects.filter(pk=small.pk).update(when_incomplete=rule)
    page.get_parent().specific.get_children().get(pk=page.pk).delete()
    done = release_now(small, editor)
    assert (done.state, [(each["title"], each["kind"]) for each in done.problems]) == (
        state,
        [("Bridge", "gone")],
    )
    if rule == "block":  # somebody has looked at it
        planning.forget_gone(small, small.members.get(page=None).pk, editor)
        assert release_now(small, editor).state == "released"


def test_link_works_a_year_at_most(small, editor):
    with pytest.raises(ValidationError, match="a year at most"):
        links.make_link(small, editor, "Press", timezone.now() + dt.timedelta(days=400))
