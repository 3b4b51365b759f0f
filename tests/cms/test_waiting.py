"""The admin's home page says first what waits for the one who has logged in."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail import hooks
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cms.releases.models import ReleaseSet
from cms.users.roles import EDITORS, REVIEWERS, translators
from cms.waiting import WAITING, Entry, waiting_for
from home.models import BarrierReport, StandardPage
from tests.factories import make_page
from tests.translation.conftest import home, locales, made_home, made_page, page, sign_in_as  # noqa: F401 - fixtures
from tests.translation.languages import publish, translated

pytestmark = pytest.mark.django_db


def entries(client) -> list[tuple[str, str, str]]:
    """Return number, words and address of each thing that waits, as the home page shows them."""
    shown = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return [
        (
            link.select_one(".waiting__count").text,
            link.select_one(".waiting__words").text,
            link["href"],
        )
        for link in shown.select(".waiting__link")
    ]


def everything(home, page) -> None:  # noqa: F811
    """Let something of each kind wait for editors."""
    translated(page, "lt")
    page.refresh_from_db()
    page.title = "New bridges"
    publish(page)
    BarrierReport.objects.create(message="The map cannot be read.", language="en")
    BarrierReport.objects.create(message="Answered.", language="en", state="done")
    ReleaseSet.objects.create(title="Now", state="blocked")
    ReleaseSet.objects.create(
        title="Spring", state="planned", moment=dt.datetime(2030, 3, 1, 8, tzinfo=dt.UTC)
    )
    ReleaseSet.objects.create(title="Later", state="planned")
    workflow = Workflow.objects.create(name="Moderation")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.set(Group.objects.filter(name=EDITORS))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft = make_page(StandardPage, home, live=False)
    draft.save_revision()
    workflow.start(draft, None)


def test_editors_see_all_that_waits_and_each_entry_leads_to_its_list(home, page, sign_in_as):  # noqa: F811
    everything(home, page)
    desk = reverse("translation_desk")
    held = ReleaseSet.objects.get(state="blocked")
    client = sign_in_as(EDITORS)
    found = entries(client)
    assert found == [
        ("1", "page awaits your approval", reverse("wagtailadmin_reports:workflow") + "?reviewable=true"),
        ("1", "new report of a barrier", reverse("wagtailsnippets_home_barrierreport:list") + "?state=new"),
        ("1", "release is held back", reverse("releases:detail", args=[held.pk])),
        ("2", "releases are planned", reverse("releases:index") + "?state=planned"),
        ("1", "outdated translation", f"{desk}?language=lt&state=outdated"),
        ("1", "missing translation", f"{desk}?language=lv&state=missing"),
    ]
    assert [client.get(url).status_code for _count, _words, url in found] == 6 * [200]
    assert (
        "“Spring” goes live on 1 March 2030, 10:00"
        in client.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_translators_see_what_waits_in_their_language(home, page, sign_in_as):  # noqa: F811
    everything(home, page)
    desk = reverse("translation_desk")
    assert entries(sign_in_as(translators("lt"))) == [
        ("1", "outdated translation", f"{desk}?language=lt&state=outdated")
    ]
    assert entries(sign_in_as(translators("lv"))) == [
        ("1", "missing translation", f"{desk}?language=lv&state=missing")
    ]


def test_page_with_a_new_sentence_waits_too(home, page, sign_in_as):  # noqa: F811
    translated(page, "lt")
    page.summary = "A sentence that nobody has translated yet."
    publish(page)
    address = f"{reverse('translation_desk')}?language=lt&state=in_progress"
    assert entries(sign_in_as(translators("lt"))) == [("1", "unfinished translation", address)]


def test_numbers_are_those_of_the_desk(home, page, sign_in_as):  # noqa: F811
    translated(make_page(StandardPage, home), "lv")
    make_page(StandardPage, home)
    make_page(StandardPage, home, live=False)
    client = sign_in_as(EDITORS)
    for entry in waiting_for(client.user):
        for part in entry.parts:
            listed = client.get(part.url).context["object_list"]
            assert len(listed) == part.count


def test_it_is_told_when_nothing_waits(home, sign_in_as):  # noqa: F811
    client = sign_in_as(REVIEWERS)
    assert entries(client) == []
    assert "Nothing waits for you" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_whoever_knows_of_something_can_register_it(home, sign_in_as):  # noqa: F811
    client = sign_in_as(REVIEWERS)
    with hooks.register_temporarily(WAITING, lambda user: [Entry(3, "requests to join", "/x/", "mail")]):
        assert entries(client) == [("3", "requests to join", "/x/")]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(home, page, sign_in_as, count, django_assert_num_queries):  # noqa: F811
    for _index in range(count):
        translated(make_page(StandardPage, home), "lt")
        BarrierReport.objects.create(message="The map cannot be read.", language="en")
        ReleaseSet.objects.create(title="Spring", state="planned")
    user = sign_in_as(EDITORS).user
    waiting_for(user)
    user = type(user).objects.get(pk=user.pk)
    with django_assert_num_queries(13):
        waiting_for(user)
