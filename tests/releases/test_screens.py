"""The screens of sets in the admin: what they show, what their buttons do, and for whom they are."""

import datetime as dt
import zoneinfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import SiteSettings
from cms.releases import links, planning
from cms.releases.models import ReleaseComment, ReleaseSet
from cms.users.roles import translators
from home.models import StandardPage
from tests.factories import make_page
from tests.releases.conftest import live_pages, log_of
from tests.releases.test_releasing import forget_title
from tests.translation.conftest import messages_of
from tests.translation.languages import version

pytestmark = pytest.mark.django_db

FORM = {"title": "Statement", "moment": "2030-03-11 10:00", "when_incomplete": "leave_out"}


def detail(release_set) -> str:
    return reverse("releases:detail", args=[release_set.pk])


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def cells(table) -> list[list[str]]:
    """Return the words in a table's body."""
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.select("tbody tr")
    ]


def errors_at(page: BeautifulSoup, name: str) -> str:
    """Return what is said to be wrong at a field."""
    return page.select_one(f"[data-contentpath={name}] [data-field-errors]").get_text(" ", strip=True)


def press(client, release_set, action: str, **sent):
    return client.post(detail(release_set), {"action": action, **sent}, follow=True)


def release_by_hand(client, release_set):
    """Press the button of the question whether to release a set now."""
    url = reverse("releases:release", args=[release_set.pk])
    shown = soup(client.get(url)).find("input", attrs={"name": "shown"})["value"]
    return client.post(url, {"shown": shown}, follow=True)


def test_moment_is_typed_and_shown_in_the_zone_of_the_site(home, as_editor):
    SiteSettings.objects.update(time_zone="Europe/Kyiv")
    form = soup(as_editor.get(reverse("releases:add")))
    assert "Time zone: Kyiv" in form.get_text()
    response = as_editor.post(reverse("releases:add"), FORM)
    made = ReleaseSet.objects.get()
    assert response["Location"] == detail(made)
    assert made.moment == dt.datetime(2030, 3, 11, 8, tzinfo=dt.UTC)
    assert "11 March 2030, 10:00, Kyiv (UTC+2)" in soup(as_editor.get(detail(made))).get_text()
    edit = soup(as_editor.get(reverse("releases:edit", args=[made.pk])))
    assert edit.find(id="id_moment")["value"].startswith("2030-03-11 10:00")


def test_wrong_moment_is_told_at_its_field(release_set, editor, as_editor):
    planning.change(release_set, editor, **(FORM | {"moment": timezone.now() + dt.timedelta(days=1)}))
    planning.plan(release_set, editor)
    url = reverse("releases:edit", args=[release_set.pk])
    for moment, words in (
        ("2020-01-01 10:00", "This moment is over"),
        ("2030-03-31 03:30", "does not exist"),
    ):
        page = soup(as_editor.post(url, FORM | {"moment": moment}))
        assert words in errors_at(page, "moment")


def test_list_tells_state_moment_pages_and_problems(release_set, statement, editor, as_editor):
    forget_title(statement[0], "uk")
    planning.create(editor, "Empty", dt.datetime(2030, 3, 11, 8, tzinfo=dt.UTC))
    release_by_hand(as_editor, release_set)
    table = soup(as_editor.get(reverse("releases:index"))).main.table
    assert cells(table) == [
        ["Empty", "In preparation", "11 March 2030, 10:00, Vilnius (UTC+2)", "0", ""],
        ["Statement of March", "Held back", "by hand", "12", "1 held back"],
    ]
    assert table.tbody.a["href"] == detail(ReleaseSet.objects.get(title="Empty"))


def test_pages_are_shown_by_language_with_their_state(release_set, statement, editor, as_editor):
    forget_title(statement[0], "uk")
    planning.remove_page(release_set, Page.objects.get(pk=version(statement[2], "lv").pk), editor)
    table = soup(as_editor.get(detail(release_set))).find(id="release-pages").find_next("table")
    assert [heading.get_text() for heading in table.thead.find_all("th")] == [
        "Page",
        "English",
        "lietuvių",
        "latviešu",
        "українська",
    ]
    states = [
        [cell.a.contents[0] if cell.a else "–" for cell in row.find_all("td")]
        for row in table.tbody.find_all("tr")
    ]
    original = "Original, not published"
    assert states == [
        [original, "Complete", "Complete", "In progress · 1 missing"],
        [original, "Complete", "–", "Complete"],
        [original, "Complete", "Complete", "Complete"],
    ]


def test_pages_are_added_and_taken_out(home, editor, as_editor):
    made = planning.create(editor, "Made")
    page = make_page(StandardPage, home, live=False)
    press(as_editor, made, "add", page=page.pk)
    assert list(made.members.values_list("page", flat=True)) == [page.pk]
    press(as_editor, made, "remove", key=page.pk)
    assert made.members.count() == 0
    answer = press(as_editor, made, "add", page="")
    assert ("error", "Nothing was changed: look at the marked fields.") in messages_of(answer)


def test_set_is_planned_with_a_warning_of_what_would_hold_it_back(release_set, statement, editor, as_editor):
    planning.change(release_set, editor, **(FORM | {"moment": timezone.now() + dt.timedelta(days=1)}))
    forget_title(statement[0], "uk")
    answer = press(as_editor, release_set, "plan")
    told = messages_of(answer)
    assert told[0] == ("success", "The release is planned.")
    assert [level for level, _text in told[1:]] == ["warning", "warning"]
    assert "(uk): 1 text is not translated or is outdated: “Statement”" in told[1][1]
    assert ReleaseSet.objects.get().state == "planned"
    assert live_pages(release_set) == [False] * 12


def test_release_by_hand_asks_first_and_says_what_holds_it_back(release_set, statement, as_editor):
    url = reverse("releases:release", args=[release_set.pk])
    page = soup(as_editor.get(url))
    assert "12 pages can go live as they are." in page.get_text()
    assert page.main.find("button", string="Release now") is not None
    forget_title(statement[2], "lt")
    page = soup(as_editor.get(url))
    assert "(lt): 1 text is not translated or is outdated: “Questions”" in page.get_text()
    assert page.main.find("button", string="Release now") is None
    answer = release_by_hand(as_editor, release_set)
    assert messages_of(answer) == [("error", "Nothing was published: pages hold the release back.")]
    assert "Nothing was published." in soup(answer).main.get_text()


def test_release_and_cancellation_by_hand(release_set, home, editor, as_editor):
    other = planning.create(editor, "Other")
    answer = as_editor.post(reverse("releases:cancel", args=[other.pk]), follow=True)
    assert messages_of(answer) == [("success", "The release is cancelled.")]
    answer = release_by_hand(as_editor, release_set)
    assert messages_of(answer) == [("success", "The release is public.")]
    assert live_pages(release_set) == [True] * 12
    assert "12 pages published" in soup(answer).find(id="release-log").find_next("table").get_text()
    for name in ("edit", "release", "cancel"):  # there is nothing to do any more
        response = as_editor.get(reverse(f"releases:{name}", args=[release_set.pk]))
        assert response["Location"] == detail(release_set)
    answer = as_editor.post(reverse("releases:cancel", args=[release_set.pk]), follow=True)
    assert messages_of(answer)[0][0] == "error"


def test_links_are_made_shown_and_revoked(release_set, as_editor, client):
    until = (timezone.now() + dt.timedelta(days=30)).date()
    press(as_editor, release_set, "link", label="Press", expires_at=f"{until} 10:00")
    link = release_set.links.get()
    ten = dt.datetime.combine(until, dt.time(10), zoneinfo.ZoneInfo("Europe/Vilnius"))
    assert link.expires_at == ten
    page = soup(as_editor.get(detail(release_set)))
    address = page.find(id=f"preview-link-{link.pk}")["value"]
    assert client.get(address.removeprefix("http://testserver")).status_code == 200
    press(as_editor, release_set, "revoke", key=link.pk)
    assert client.get(address.removeprefix("http://testserver")).status_code == 410
    assert soup(as_editor.get(detail(release_set))).find(id=f"preview-link-{link.pk}") is None


@pytest.mark.parametrize("until", ["2020-01-01 10:00", "", "soon"])
def test_link_without_a_time_to_come_is_refused_and_nothing_typed_is_lost(release_set, as_editor, until):
    page = soup(press(as_editor, release_set, "link", label="Press", expires_at=until))
    assert page.find(id="id_label")["value"] == "Press"
    assert page.find(id="id_expires_at").get("value", "") == until
    assert errors_at(page, "expires_at") != ""
    assert release_set.links.count() == 0


def test_comments_are_read_and_done(release_set, statement, editor, as_editor):
    link = links.make_link(release_set, editor, "Press", timezone.now() + dt.timedelta(days=1))
    comment = links.add_comment(link, statement[0], "Ona", "<b>Wrong</b> city.")
    part = soup(as_editor.get(detail(release_set))).find(
        "section", attrs={"aria-labelledby": "release-comments"}
    )
    assert "<b>Wrong</b> city." in part.get_text()
    assert "Statement" in part.a.get_text()
    press(as_editor, release_set, "resolve", key=comment.pk)
    comment.refresh_from_db()
    assert (comment.resolved_by, log_of(release_set)[-1]) == (editor, "resolve")


def test_things_of_another_set_are_not_touched(release_set, statement, home, editor, as_editor):
    other = planning.create(editor, "Other")
    link = links.make_link(release_set, editor, "Press", timezone.now() + dt.timedelta(days=1))
    comment = links.add_comment(link, statement[0], "Ona", "Wrong.")
    for action, key in (("revoke", link.pk), ("resolve", comment.pk), ("remove", "9" * 30), ("fly", 1)):
        assert press(as_editor, other, action, key=key).status_code == 404
    link.refresh_from_db()
    assert (link.revoked_at, ReleaseComment.objects.get().resolved_at) == (None, None)


def test_page_is_put_into_a_release_from_its_editor(statement, editor, as_editor):
    page = statement[0]
    url = reverse("releases:add_page", args=[page.pk])
    assert url in as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    as_editor.post(url, {"title": "From the page", "with_versions": "on"})
    made = ReleaseSet.objects.get()
    assert (made.title, made.members.count()) == ("From the page", 4)
    as_editor.post(reverse("releases:add_page", args=[statement[1].pk]), {"release_set": made.pk})
    assert made.members.count() == 5
    refused = soup(as_editor.post(url, {}))
    assert "Choose a release, or give the new one a title." in refused.get_text()
    assert ReleaseSet.objects.count() == 1


def test_translators_find_no_releases(release_set, statement, client):
    user = get_user_model().objects.create_user("translator")
    user.groups.set(Group.objects.filter(name=translators("lt")))
    client.force_login(user)
    lithuanian = version(statement[0], "lt")
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[lithuanian.pk])).content.decode()
    assert reverse("releases:add_page", args=[lithuanian.pk]) not in editor
    assert reverse("releases:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
    for url in (
        reverse("releases:index"),
        detail(release_set),
        reverse("releases:add_page", args=[lithuanian.pk]),
    ):
        assert client.post(url, {"action": "plan"})["Location"] == reverse("wagtailadmin_home")
    assert log_of(release_set) == ["create", "add"]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(statement, editor, as_editor, django_assert_num_queries, count):
    pages = [Page.objects.get(pk=page.pk) for page in statement[:count]]
    for _number in range(count):
        made = planning.create(editor, "Made")
        planning.add_pages(made, pages, editor, with_versions=True)
        link = links.make_link(made, editor, "Press", timezone.now() + dt.timedelta(days=1))
        for page in pages:
            links.add_comment(link, page, "Ona", "Wrong.")
    for url, queries in ((reverse("releases:index"), 12), (detail(made), 26)):
        as_editor.get(url)
        with django_assert_num_queries(queries):
            as_editor.get(url)
