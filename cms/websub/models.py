"""What the hub is to be told, and what came of it: one row a feed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUEUED, SENDING, DELIVERED, FAILED = "queued", "sending", "delivered", "failed"
STATES = [
    (QUEUED, pgettext_lazy("delivery", "Waiting")),
    (SENDING, pgettext_lazy("delivery", "Being sent")),
    (DELIVERED, pgettext_lazy("delivery", "Delivered")),
    (FAILED, pgettext_lazy("delivery", "Failed")),
]


class HubNoticeQuerySet(models.QuerySet):
    """The question that the worker asks."""

    def due(self) -> "HubNoticeQuerySet":
        """Return those whose time has come and that no worker has; a claim that lapsed counts."""
        now = timezone.now()
        waits = models.Q(state=QUEUED, next_try__lte=now)
        return self.filter(waits | models.Q(state=SENDING, claimed_until__lte=now)).order_by("next_try", "pk")


class HubNotice(models.Model):
    """A feed that has changed, for the hub. It tells of the last change only: the hub reads the whole feed."""

    feed_url = models.URLField(_("address"), max_length=700, unique=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    #: what the hub answered last; None where it did not
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = HubNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice to the hub")
        verbose_name_plural = _("notices to the hub")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try"], name="hub_notice_waiting")]

    def __str__(self) -> str:
        return self.feed_url
