"""What waits of mails: those that have failed, and those that wait too long, for then no worker runs."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from cms.mail.models import Message
from cms.mail.vocabulary import FAILED, QUEUED
from cms.waiting import WAITING, Entry

#: How long a mail may be due before it is told.
LATE: Final = dt.timedelta(hours=1)


@hooks.register(WAITING, order=12)
def mails_to_look_at(user: Any) -> Iterator[Entry]:
    if not user.has_perm("mail.change_message"):
        return
    late = Q(state=QUEUED, next_try__lt=timezone.now() - LATE)
    found = Message.objects.filter(Q(state=FAILED) | late).aggregate(
        failed=Count("pk", filter=Q(state=FAILED)),
        newest=Max("created_at", filter=Q(state=FAILED)),
        late=Count("pk", filter=late),
    )
    address = reverse("mails:index")
    yield Entry(
        found["failed"],
        ngettext("mail could not be sent", "mails could not be sent", found["failed"]),
        f"{address}?state={FAILED}",
        "mail",
        is_urgent=True,
        newest=found["newest"],
    )
    yield Entry(
        found["late"],
        ngettext("mail waits for more than an hour", "mails wait for more than an hour", found["late"]),
        f"{address}?state={QUEUED}",
        "mail",
        note=_("Does the worker run?"),
        is_urgent=True,
    )
