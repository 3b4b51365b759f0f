"""The reports: what is overdue, which links are broken, which pictures nobody has described."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageViewRestriction

from cms import sitestate
from cms.upkeep.collecting import collect
from cms.upkeep.models import OutsideLink, PicturePlace, Review
from cms.users.roles import EDITORS, REVIEWERS, translators
from cms.waiting import waiting_for
from home.models import StandardPage
from tests.factories import make_image, make_page
from tests.translation.conftest import home, made_home, made_page, page, sign_in_as  # noqa: F401 - fixtures
from tests.translation.languages import publish, translated

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REPORTS = ("review_dates", "inside_links", "outside_links", "pictures_on_pages", "pictures_in_library")


def rows(client, name: str, **asked: str) -> list[list[str]]:
    """Return the cells of a report as they are read."""
    shown = BeautifulSoup(client.get(reverse(name), asked).content, "html.parser")
    cells = [row.find_all("td") for row in shown.select("table.listing tbody tr")]
    return [[" ".join(cell.get_text(" ").split()) for cell in row] for row in cells]


def exported(client, name: str, kind: str = "csv") -> list[list[str]]:
    response = client.get(reverse(name), {"export": kind})
    assert response.status_code == 200
    content = b"".join(response)
    return list(csv.reader(io.StringIO(content.decode()))) if kind == "csv" else [[content[:2].decode()]]


def linking_to(target: Page, home, **fields) -> StandardPage:  # noqa: F811
    text = f'<p><a linktype="page" id="{target.pk}">There</a></p>'
    page = make_page(StandardPage, home, body=[{"type": "prose", "value": text}], **fields)  # noqa: F811
    collect(page.pk)
    return page


def restrict(page: Page) -> None:  # noqa: F811
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    sitestate.forget()


def fail(page: Page, url: str = "https://gone.example/x") -> OutsideLink:  # noqa: F811
    """Let a page have a link to another site that has been broken for a week."""
    link = {"type": "item", "id": "l1", "value": {"text": "Their site", "url": url}}
    raw = [{"type": "links", "id": "b1", "value": {"title": "", "links": [link]}}]
    page.body = StandardPage.body.field.to_python(raw)
    publish(page)
    collect(page.pk)
    since = timezone.now() - dt.timedelta(days=7)
    OutsideLink.objects.filter(url=url).update(failures=5, failing_since=since, problem="gone", detail="404")
    return OutsideLink.objects.get(url=url)


def fill(home, count: int, user) -> None:  # noqa: F811
    """Let each report have a number of rows."""
    for number in range(count):
        page = make_page(StandardPage, home, title=f"Page {number}")  # noqa: F811
        Review.objects.create(translation_key=page.translation_key, due_on=dt.date(2020, 1, 1), owner=user)
        fail(page, f"https://gone.example/{number}")
        target = make_page(StandardPage, home, live=False)
        linking_to(target, home)
        PicturePlace.objects.create(page=page, model_path="image", content_path="image", image=make_image())
        make_image(description="")


@pytest.mark.parametrize("report", zip(REPORTS, (14, 16, 13, 13, 12), strict=True), ids=REPORTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_report_asks_as_often_for_any_number(home, sign_in_as, report, count, django_assert_num_queries):  # noqa: F811
    name, queries = report
    client = sign_in_as(EDITORS)
    fill(home, count, client.user)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        response = client.get(reverse(name))
    assert len(response.context["object_list"]) == count


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_for_those_who_work_on_pages(home, sign_in_as, name):  # noqa: F811
    client = sign_in_as(EDITORS)
    fill(home, 1, client.user)
    assert len(rows(client, name)) == 1
    assert len(exported(client, name)) == 2
    assert exported(client, name, "xlsx") == [["PK"]]
    assert sign_in_as(REVIEWERS).get(reverse(name)).status_code == 302
    translator = sign_in_as(translators("lt"))
    if name == "pictures_in_library":
        assert translator.get(reverse(name)).status_code == 302
    else:
        assert rows(translator, name) == []
        assert len(exported(translator, name)) == 1


def test_review_dates_are_filtered_by_date_owner_and_language(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    today = timezone.localdate()
    for title, days, owner in (("Late", -1, client.user), ("Soon", 7, None), ("Later", 90, None)):
        key = make_page(StandardPage, home, title=title).translation_key
        Review.objects.create(translation_key=key, due_on=today + dt.timedelta(days=days), owner=owner)
    make_page(StandardPage, home, title="Never")

    def titles(**asked: str) -> list[str]:
        return [row[0] for row in rows(client, "review_dates", **asked)]

    assert titles() == titles(whose="mine") == ["Late"]
    assert titles(when="soon") == ["Soon"]
    assert titles(when="all") == ["Late", "Soon", "Later"]
    assert titles(when="all", whose="nobody") == ["Soon", "Later"]
    assert titles(when="never") == ["Home en", "Home lt", "Home lv", "Never"]
    assert titles(when="never", locale="lt") == ["Home lt"]
    assert titles(when="all", q="oon") == ["Soon"]
    [row] = rows(client, "review_dates")
    assert row[1:4] == ["English", "standard page", EDITORS]


def test_links_within_the_site_are_told_at_once_with_what_is_wrong(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    well = make_page(StandardPage, home, title="Well")
    cases = {"Deleted": None, "Unpublished": None, "Expired": None, "Past": None, "Private": None}
    for title in cases:
        target = make_page(StandardPage, home, title=title)
        cases[title] = target, linking_to(target, home, title=f"To {title}")
    linking_to(well, home, title="To Well")
    assert rows(client, "inside_links") == []
    cases["Deleted"][0].specific.delete()
    cases["Unpublished"][0].unpublish(user=client.user)
    before = timezone.now() - dt.timedelta(days=2)
    Page.objects.filter(pk=cases["Expired"][0].pk).update(live=False, expired=True, expire_at=before)
    Page.objects.filter(pk=cases["Past"][0].pk).update(expire_at=before)
    restrict(cases["Private"][0])
    found = {row[0]: row[1:] for row in rows(client, "inside_links")}
    today = f"{timezone.localdate():%-d %B %Y}"
    ended = f"{timezone.localdate(before):%-d %B %Y}"
    assert {title: (cells[1], cells[2], cells[3]) for title, cells in found.items()} == {
        "To Deleted": ("Text", "Deleted", "The page was deleted."),
        "To Unpublished": ("Text", "Unpublished", "The page is not published."),
        "To Expired": ("Text", "Expired", "The time of the page is over."),
        "To Past": ("Text", "Past", "The time of the page is over."),
        "To Private": ("Text", "Private", "The page is private."),
    }
    assert [found[f"To {title}"][4] for title in cases] == [today, today, ended, ended, "–"]
    assert len(rows(client, "inside_links", locale="en")) == 5
    assert rows(client, "inside_links", locale="lt") == []


def test_link_that_its_readers_can_open_is_not_broken(home, page, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    area = make_page(StandardPage, home, title="Members only")
    restrict(area)
    inner = make_page(StandardPage, area)
    linking_to(inner, area)
    outer = linking_to(inner, home, title="From outside")
    [version] = translated(page, "lt")
    lithuanian = linking_to(page, home.get_translation_or_none(version.locale), title="Lietuviškai")
    Page.objects.filter(pk=page.pk).update(live=False)
    english = linking_to(page, home, title="In English")
    assert {row[0] for row in rows(client, "inside_links")} == {outer.title, english.title}
    Page.objects.filter(pk=version.pk).update(live=False)
    assert lithuanian.title in {row[0] for row in rows(client, "inside_links")}


def test_broken_links_are_told_with_page_place_address_and_buttons(home, page, sign_in_as):  # noqa: F811
    link = fail(page)
    client = sign_in_as(EDITORS)
    since = f"{timezone.localdate(link.failing_since):%-d %B %Y}"
    assert rows(client, "outside_links") == [
        [
            "Bridges",
            "English",
            "Text › Links › Address",
            "https://gone.example/x",
            "The page is not there any more. 404 Look again Ignore",
            since,
        ]
    ]
    shown = BeautifulSoup(client.get(reverse("outside_links")).content, "html.parser")
    editor = f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#content-path-body.b1.links.l1.url"
    assert shown.select_one("table.listing a")["href"] == editor
    [entry] = [each for each in waiting_for(client.user) if "link" in each.words]
    assert (entry.count, entry.words, entry.url) == (
        1,
        "broken link to another site",
        reverse("outside_links"),
    )
    page.unpublish()
    assert rows(client, "outside_links") == []


def test_link_is_ignored_and_looked_at_again(home, page, sign_in_as, odd, own_network):  # noqa: F811
    link = fail(page, odd.url("/ok"))
    client = sign_in_as(EDITORS)
    back = reverse("outside_links") + "?state=ignored"
    assert client.post(reverse("ignore_link", args=[link.pk]), {"next": back})["Location"] == back
    assert rows(client, "outside_links") == []
    assert len(rows(client, "outside_links", state="ignored")) == 1
    link.refresh_from_db()
    assert link.ignored_by == client.user
    OutsideLink.objects.update(next_check=timezone.now() - dt.timedelta(hours=1))
    call_command("check_links", verbosity=0)
    assert odd.asked == []
    elsewhere = {"next": "https://elsewhere.example/"}
    response = client.post(reverse("recheck_link", args=[link.pk]), elsewhere)
    assert response["Location"] == reverse("outside_links")
    call_command("check_links", verbosity=0)
    link.refresh_from_db()
    assert (odd.paths(), link.failures, link.ignored_at) == (["/ok"], 0, None)
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "upkeep.link.ignore",
        "upkeep.link.recheck",
    ]


def test_links_that_fail_or_cannot_be_seen_have_lists_of_their_own(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    for title, changes in {
        "Fails": {"failures": 2},
        "New": {"failing_since": timezone.now()},
        "Closed": {"failures": 0, "failing_since": None, "problem": "closed"},
    }.items():
        link = fail(make_page(StandardPage, home, title=title), f"https://{title}.example/")
        OutsideLink.objects.filter(pk=link.pk).update(**changes)
    found = {
        state: [row[0] for row in rows(client, "outside_links", state=state)]
        for state in ("", "failing", "unseen", "ignored", "every")
    }
    assert {state: sorted(titles) for state, titles in found.items()} == {
        "": [],
        "failing": ["Fails", "New"],
        "unseen": ["Closed"],
        "ignored": [],
        "every": ["Closed", "Fails", "New"],
    }


def test_only_editors_say_what_becomes_of_a_link(home, page, sign_in_as):  # noqa: F811
    [version] = translated(page, "lt")
    link = fail(make_page(StandardPage, version.get_parent()))
    client = sign_in_as(translators("lt"))
    [row] = rows(client, "outside_links")
    assert row[4] == "The page is not there any more. 404"
    for name in ("ignore_link", "recheck_link"):
        assert client.post(reverse(name, args=[link.pk])).status_code == 302
        assert client.get(reverse(name, args=[link.pk])).status_code == 405
        assert sign_in_as(EDITORS).post(reverse(name, args=[999_999])).status_code == 404
    link.refresh_from_db()
    assert link.ignored_at is None


def test_pictures_without_a_description_lead_to_where_they_stand(home, page, sign_in_as):  # noqa: F811
    image = make_image(title="A bridge")
    raw = [{"type": "picture", "id": "b", "value": {"image": image.pk, "alt_text": "", "decorative": False}}]
    page.body = StandardPage.body.field.to_python(raw)
    Page.save(page, clean=False)
    collect(page.pk)
    client = sign_in_as(EDITORS)
    assert rows(client, "pictures_on_pages") == [["Bridges", "English", "Text › Picture", "A bridge"]]
    shown = BeautifulSoup(client.get(reverse("pictures_on_pages")).content, "html.parser")
    assert shown.select_one("table.listing a")["href"].endswith("#content-path-body.b.image")


def test_library_tells_pictures_that_are_neither_described_nor_decorative(home, sign_in_as):  # noqa: F811
    make_image(title="Described")
    make_image(title="Decorative", description="", is_decorative=True)
    image = make_image(title="Bare", description="")
    client = sign_in_as(EDITORS)
    assert [row[0] for row in rows(client, "pictures_in_library")] == ["Bare"]
    shown = BeautifulSoup(client.get(reverse("pictures_in_library")).content, "html.parser")
    assert shown.select_one("table.listing a")["href"] == reverse("wagtailimages:edit", args=[image.pk])
