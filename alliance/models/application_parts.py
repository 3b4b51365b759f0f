"""What hangs on an application: topics, files, and the history."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from alliance.choices import MEMBER_STATES, STATES, TOPIC_ROLES, VISIBLE_EVENTS
from alliance.vocabulary import ACCESS, STAFF_EVENTS

#: Below the private folder, which has no public address (ADR 8).
FOLDER = "applications"


class ApplicationTopic(models.Model):
    """A topic an applicant offers something on, or needs something on."""

    application = models.ForeignKey("alliance.Application", on_delete=models.CASCADE, related_name="topics")
    #: the translation key of a topic: no language is above the others, and a deleted record takes nothing away
    topic = models.UUIDField(_("topic"))
    role = models.CharField(_("offers or needs"), max_length=10, choices=TOPIC_ROLES)

    class Meta:
        verbose_name = _("topic of an application")
        verbose_name_plural = _("topics of applications")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "topic", "role"], name="application_topic_once")
        ]
        indexes = [models.Index(fields=["topic", "role"], name="application_by_topic")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.topic}"


def storage_name(instance: models.Model, filename: str) -> str:
    """Return where a file is stored: a name nobody guesses, with nothing of what the sender called it."""
    today = dt.datetime.now(dt.UTC)
    return f"{FOLDER}/{today:%Y}/{today:%m}/{get_random_string(32)}.pdf"


class ApplicationFileQuerySet(models.QuerySet):
    """Files, those of applications and those that are held for a form."""

    def held(self) -> "ApplicationFileQuerySet":
        """Those that were sent with a form that came back with errors: their application is yet to come."""
        return self.filter(application=None)


class ApplicationFile(models.Model):
    """A PDF an applicant sent. Without an application it is held for the form that it came with."""

    application = models.ForeignKey(
        "alliance.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    file = models.FileField(_("file"), upload_to=storage_name, max_length=120)
    #: as the sender called it, cleaned
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("size"), help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    #: the hash of the token a form keeps while the file is held
    held_for = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    objects = ApplicationFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ApplicationEventQuerySet(models.QuerySet):
    """The history, and what of it is for whom."""

    def for_applicant(self) -> "ApplicationEventQuerySet":
        """What the status page shows."""
        return self.filter(is_visible=True)

    def access(self) -> "ApplicationEventQuerySet":
        """Who looked at personal data."""
        return self.filter(verb__in=ACCESS)

    def steps(self) -> "ApplicationEventQuerySet":
        """What happened; without who looked."""
        return self.exclude(verb__in=ACCESS)


class ApplicationEvent(models.Model):
    """A line in the history of an application, or of the member it became."""

    application = models.ForeignKey(
        "alliance.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="events"
    )
    member = models.ForeignKey(
        "alliance.Member", null=True, blank=True, on_delete=models.CASCADE, related_name="events"
    )
    verb = models.CharField(_("what"), max_length=20, choices=VISIBLE_EVENTS + STAFF_EVENTS)
    at = models.DateTimeField(_("when"), default=timezone.now)
    #: None: the applicant, or the command that tidies up
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_by_applicant = models.BooleanField(default=False)
    state_before = models.CharField(max_length=20, choices=STATES + MEMBER_STATES, blank=True)
    state_after = models.CharField(max_length=20, choices=STATES + MEMBER_STATES, blank=True)
    text = models.TextField(_("text"), blank=True)
    #: whether the applicant reads it on the status page
    is_visible = models.BooleanField(_("the applicant sees it"), default=False)

    objects = ApplicationEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an application")
        verbose_name_plural = _("history of applications")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="event_by_application")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
