"""Approval in moderation publishes: what cannot be published is not approved, and nobody meets an error."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cms.translation.beginning import begin
from cms.users.roles import EDITORS
from news.models import EventIndexPage, EventPage
from tests.factories import make_page
from tests.translation.conftest import messages_of
from tests.translation.languages import locale, publish, translate_texts, translated, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def workflow(home):
    """A workflow of one step, in which editors approve."""
    workflow = Workflow.objects.create(name="Moderation")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name=EDITORS))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


@pytest.fixture
def event(home):
    """A draft of an event."""
    page = make_page(EventPage, make_page(EventIndexPage, home), title="Meeting", live=False)
    page.save_revision()
    return page


def approve(client, page, state, **headers):
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state_id]
    )
    return client.post(url, {"comment": ""}, follow=not headers, **headers)


def test_whole_draft_is_approved_and_published(event, workflow, sign_in_as):
    client = sign_in_as(EDITORS)
    approve(client, event, workflow.start(event, client.user))
    assert EventPage.objects.get(pk=event.pk).live


def test_event_whose_start_was_emptied_is_not_approved(event, workflow, sign_in_as):
    client = sign_in_as(EDITORS)
    state = workflow.start(event, client.user)
    event.start_at = event.end_at = None
    event.save_revision()
    told = messages_of(approve(client, event, state))
    assert told == [("error", "It cannot be approved yet. Something is missing: “Meeting” (Start).")]
    state.refresh_from_db()
    assert (state.status, EventPage.objects.get(pk=event.pk).live) == ("in_progress", False)
    from_dialog = approve(client, event, state, headers={"x-requested-with": "XMLHttpRequest"})
    assert from_dialog.json() == {
        "step": "success",
        "redirect": reverse("wagtailadmin_pages:edit", args=[event.pk]),
    }


def test_translation_that_is_not_whole_is_not_approved(event, workflow, sign_in_as):
    event = publish(event)
    translated(event.get_parent().specific, "lt")
    begin(event, [locale("lt")])
    client, target = sign_in_as(EDITORS), version(event, "lt")
    state = workflow.start(target, client.user)
    told = messages_of(approve(client, target, state))
    assert told == [("error", "Meeting: 1 text is not translated or is outdated: “Meeting”")]
    translate_texts(event, "lt")
    approve(client, target, state)
    found = version(event, "lt")
    assert (found.live, found.title) == (True, "lt: Meeting")


@pytest.mark.parametrize("below", [False, True])
def test_translations_published_from_the_list_of_pages_go_live_as_their_translators_left_them(
    event, below, sign_in_as
):
    event = publish(event)
    (above,) = translated(event.get_parent().specific, "lt")
    begin(event, [locale("lt")])
    client, chosen = sign_in_as(EDITORS), above if below else version(event, "lt")
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={chosen.pk}&next=/admin/"
    data = {"include_descendants": "on"} if below else {}
    told = messages_of(client.post(url, data, follow=True))
    assert told == [
        ("error", "Nothing was published."),
        ("error", "Meeting: 1 text is not translated or is outdated: “Meeting”"),
    ]
    assert not version(event, "lt").live
    translate_texts(event, "lt")
    client.post(url, data)
    found = version(event, "lt")
    assert (found.live, found.title) == (True, "lt: Meeting")
