"""Who gets what is new by mail, and what of the site was ever new."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.subscriptions.choices import RHYTHMS, WEEKLY


class SubscriberQuerySet(models.QuerySet):
    """The questions asked about subscribers."""

    def confirmed(self) -> "SubscriberQuerySet":
        """Return those who have proved their address."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> "SubscriberQuerySet":
        """Return those who have not, or not yet."""
        return self.filter(confirmed_at=None)

    def due(self, now: Any, newest: int) -> "SubscriberQuerySet":
        """Return those whose time has come and who do not know all publications up to the `newest`."""
        return self.confirmed().filter(next_at__lte=now, told_up_to__lt=newest)


class Subscriber(models.Model):
    """Somebody who gets mails of what is new: what of it, in which languages, how often."""

    #: what the links in her mails are signed for (`cms.subscriptions.links`)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254)
    #: the same for all ways to write one mailbox (`cms.mailboxes`)
    email_normalised = models.CharField(max_length=254, unique=True)
    language = models.CharField(_("language of the mails"), max_length=20)
    #: in which she reads pages
    languages = models.JSONField(_("languages"), default=list)
    #: names of feeds (`cms.feeds`)
    kinds = models.JSONField(_("kinds"), default=list)
    #: translation keys; empty: all
    topics = models.JSONField(_("topics"), default=list, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=RHYTHMS, default=WEEKLY)
    created_at = models.DateTimeField(_("subscribed"), default=timezone.now)
    #: when the mail to confirm by was written last
    asked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    #: the newest publication that she was told of, or that was there before her
    told_up_to = models.PositiveBigIntegerField(default=0)
    #: when she may be written to next; None until she has confirmed
    next_at = models.DateTimeField(null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view", "delete"]
        indexes = [models.Index(fields=["next_at", "told_up_to"], name="subscriber_due")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"  # without the address: logs name it


class Publication(models.Model):
    """A page that was published for the first time in a language, once for ever."""

    feed = models.CharField(max_length=30)
    translation_key = models.UUIDField()
    language = models.CharField(max_length=20)
    page_id = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()
    noticed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("first publication")
        verbose_name_plural = _("first publications")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "language"], name="published_first_once")
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.page_id} {self.language}"
