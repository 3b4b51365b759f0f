"""Other systems that are told of state changes, and what was sent to each."""

import secrets
import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliance.choices import MEMBER_STATES, STATES
from alliance.vocabulary import UNCONFIRMED
from cms.models.fields import CodesField

QUEUED, SENDING, DELIVERED, FAILED = "queued", "sending", "delivered", "failed"
DELIVERY_STATES = [
    (QUEUED, pgettext_lazy("delivery", "Waiting")),
    (SENDING, pgettext_lazy("delivery", "Being sent")),
    (DELIVERED, pgettext_lazy("delivery", "Delivered")),
    (FAILED, pgettext_lazy("delivery", "Failed")),
]


def announced_states() -> list[tuple[str, str]]:
    """Return the states others may be told of: all that staff see."""
    return [pair for pair in [*STATES, *MEMBER_STATES] if pair[0] != UNCONFIRMED]


def make_secret() -> str:
    """Return what a receiver checks signatures with."""
    return secrets.token_urlsafe(32)


class Webhook(models.Model):
    """An address that is told when an application or a member reaches a state."""

    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(
        _("address"), max_length=500, help_text=_("https only, and reachable from outside.")
    )
    secret = models.CharField(
        _("secret"),
        max_length=100,
        default=make_secret,
        help_text=_("The receiver checks with it that a message is ours."),
    )
    states = CodesField(_("states"), codes=announced_states, help_text=_("Empty: all."))
    is_active = models.BooleanField(_("is active"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        parts = urlsplit(self.url)
        if parts.scheme != "https" or not parts.hostname:
            raise ValidationError({"url": _("The address must begin with https://.")})
        if parts.username or parts.password:
            raise ValidationError(
                {"url": _("An address with a password in it is read by many: leave it out.")}
            )

    def wants(self, state: str) -> bool:
        """Tell whether it is told of a state."""
        return self.is_active and (not self.states or state in self.states)


class WebhookDeliveryQuerySet(models.QuerySet):
    """Deliveries, and which of them are to be made."""

    def unclaimed(self) -> "WebhookDeliveryQuerySet":
        """Those whose time has come and that no worker has; a claim that lapsed counts."""
        now = timezone.now()
        waits = models.Q(state=QUEUED, next_try__lte=now)
        return self.filter(waits | models.Q(state=SENDING, claimed_until__lte=now))

    def due(self) -> "WebhookDeliveryQuerySet":
        """Those to be sent now, what has waited longest first."""
        return self.unclaimed().filter(webhook__is_active=True).order_by("next_try", "pk")


class WebhookDelivery(models.Model):
    """A message to a webhook: a row of an outbox, written with what it tells of."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    #: the receiver knows a message by it that comes twice
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    event = models.ForeignKey(
        "alliance.ApplicationEvent", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    payload = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=DELIVERY_STATES, default=QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered"), null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery to a webhook")
        verbose_name_plural = _("deliveries to webhooks")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "next_try"], name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.webhook}: {self.payload.get('type', '')}"


class WebhookAttempt(models.Model):
    """One attempt at a delivery, and what came of it."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField(_("when"), default=timezone.now)
    #: what the receiver answered; None where it did not
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attempt at a delivery")
        verbose_name_plural = _("attempts at deliveries")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.status or self.reason}"
