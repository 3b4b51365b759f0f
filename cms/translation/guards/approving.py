"""What is asked before a page in moderation is approved: approval may publish it at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page, TaskState

from cms.publication import incomplete_drafts
from cms.translation.publishing import prepare_publication


def approve_whole(
    request: HttpRequest, page_id: int, action_name: str, task_state_id: int
) -> HttpResponse | None:
    """Refuse to approve what could not be published, with what it lacks: an empty fact, a missing translation.

    The draft may have been saved after it was handed in; it is the latest one that is approved.
    """
    if request.method != "POST" or action_name != "approve":
        return None
    page = get_object_or_404(Page, pk=page_id)
    if not _may_approve(request.user, page):  # the view says so
        return None
    told = [
        _("It cannot be approved yet. Something is missing: %s.") % line for line in incomplete_drafts([page])
    ]
    told += prepare_publication([page], request.user)
    if not told:
        TaskState.objects.filter(pk=task_state_id).update(revision=page.latest_revision)
        return None
    for line in told:
        messages.error(request, line)
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.headers.get("x-requested-with") == "XMLHttpRequest":  # asked from a dialog
        return render_modal_workflow(request, None, None, json_data={"step": "success", "redirect": back})
    return redirect(back)


def _may_approve(user: Any, page: Page) -> bool:
    page = page.specific
    task = page.current_workflow_task
    return task is not None and "approve" in [name for name, *_rest in task.get_actions(page, user)]
