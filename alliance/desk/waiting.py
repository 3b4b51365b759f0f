"""What waits of applications: new ones, those for whoever asks, and what is overdue."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail import hooks

from alliance.membership.journal import DECIDE
from alliance.models import Application
from alliance.vocabulary import INFORMATION, RECEIVED
from cms.waiting import WAITING, Entry


@hooks.register(WAITING, order=8)
def applications_to_handle(user: Any) -> Iterator[Entry]:
    if not user.has_perm(DECIDE):
        return
    mine = Q(assignee=user) & ~Q(state=INFORMATION)
    late = Q(due_on__lt=timezone.localdate())
    new = Q(state=RECEIVED)
    found = Application.objects.open().aggregate(
        new=Count("pk", filter=new),
        newest=Max("confirmed_at", filter=new),
        mine=Count("pk", filter=mine),
        answered=Max("answered_at", filter=mine),
        late=Count("pk", filter=late),
    )
    address = reverse("applications_modeladmin_index")
    count = found["late"]
    words = ngettext("application is overdue", "applications are overdue", count)
    yield Entry(count, words, f"{address}?overdue=yes", "form", is_urgent=True)
    count = found["new"]
    words = ngettext("new application", "new applications", count)
    yield Entry(count, words, f"{address}?state={RECEIVED}", "form", newest=found["newest"])
    count = found["mine"]
    words = ngettext("application waits for you", "applications wait for you", count)
    where = f"{address}?assignee=me&state=received&state=screening"
    yield Entry(count, words, where, "form", newest=found["answered"])
