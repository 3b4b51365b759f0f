"""Who registers for an event: its list of guests, which all its language versions share, and each registration."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.models.fields import LanguageField, TimeZoneField
from news.choices import EVENT_STATUSES
from news.registrations.vocabulary import (
    CALLED_OFF,
    CLOSED,
    EXPECTED,
    NONE,
    REGISTERED,
    STANDING,
    STATES,
    UNCONFIRMED,
    WAITING,
)
from news.registrations.window import window


class GuestListQuerySet(models.QuerySet):
    """The questions asked of lists of guests."""

    def counted(self) -> "GuestListQuerySet":
        """Each with how many have a place, wait, have not confirmed and have cancelled, in the same query."""

        def number(state: str) -> models.Count:
            return models.Count("registrations", filter=models.Q(registrations__state=state))

        return self.annotate(
            registered=number(REGISTERED),
            waiting=number(WAITING),
            unconfirmed=number(UNCONFIRMED),
            cancelled=number("cancelled"),
        )


class GuestList(models.Model):
    """The facts of an event that its registration goes by, as they were published last, and its guests.

    `news.registrations.following` writes it; whoever registers, cancels or moves up locks it first.
    """

    #: what all language versions of the event share
    event_key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(_("event"), max_length=255)
    takes_registrations = models.BooleanField(_("takes registrations"), default=True)
    status = models.CharField(_("status"), max_length=20, choices=EVENT_STATUSES)
    time_zone = TimeZoneField(_("time zone"))
    starts_at = models.DateTimeField(_("start"), null=True, db_index=True)
    ends_at = models.DateTimeField(_("end"), null=True)
    opens_at = models.DateTimeField(_("registration opens"), null=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True)
    capacity = models.PositiveIntegerField(_("places"), null=True)
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    changed_at = models.DateTimeField(_("changed"), null=True)
    #: the change of the event that the guests were told of last
    told_change_at = models.DateTimeField(null=True)
    #: when the personal data of all guests was deleted
    anonymised_at = models.DateTimeField(null=True)

    objects = GuestListQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for an event")
        verbose_name_plural = _("registrations for events")
        ordering = ["-starts_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    def state(self, now: dt.datetime) -> str:
        """Return `none`, `before`, `open` or `closed`: whether one can register now."""
        if not self.takes_registrations:
            return NONE
        if self.status in CALLED_OFF:
            return CLOSED
        return window(self.opens_at, self.closes_at, self.ends_at or self.starts_at, now)

    def is_over(self, now: dt.datetime) -> bool:
        """Tell whether the event is over, or nobody goes there."""
        until = self.ends_at or self.starts_at
        return self.status in CALLED_OFF or (until is not None and until < now)


class RegistrationQuerySet(models.QuerySet):
    """The questions asked of registrations."""

    def expected(self) -> "RegistrationQuerySet":
        """Those who have a place or wait for one."""
        return self.filter(state__in=EXPECTED)

    def in_line(self) -> "RegistrationQuerySet":
        """Those who wait, in the order in which places go to them."""
        return self.named().filter(state=WAITING).order_by("confirmed_at", "pk")

    def named(self) -> "RegistrationQuerySet":
        """Those whose personal data is still there."""
        return self.filter(anonymised_at=None)

    def found_by(self, words: str) -> "RegistrationQuerySet":
        """Those whose name, organisation or address has the words."""
        return self.filter(
            models.Q(name__icontains=words)
            | models.Q(organisation__icontains=words)
            | models.Q(email__icontains=words)
        )


class Registration(models.Model):
    """Somebody who registers for an event, in the language in which she is written to."""

    guest_list = models.ForeignKey(
        GuestList, verbose_name=_("event"), on_delete=models.CASCADE, related_name="registrations"
    )
    state = models.CharField(_("state"), max_length=12, choices=STATES, default=UNCONFIRMED)
    language = LanguageField(_("language"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    email_normalised = models.CharField(max_length=254, blank=True, db_index=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    question = models.TextField(_("question to the organisers"), blank=True)
    #: the words that were agreed to
    consent_text = models.TextField(_("consent"), blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    #: when the address was proved: the order of the waiting list
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    placed_at = models.DateTimeField(_("has a place since"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    #: the start of the event that a reminder was written for
    reminded_for = models.DateTimeField(null=True)
    anonymised_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        default_permissions = ("view", "change")
        permissions = [("export_registration", _("Can export registrations"))]
        constraints = [
            models.UniqueConstraint(
                fields=["guest_list", "email_normalised"],
                condition=models.Q(state__in=STANDING) & ~models.Q(email_normalised=""),
                name="news_one_registration_an_address",
            ),
        ]
        indexes = [models.Index(fields=["guest_list", "state"], name="news_registration_state")]

    def __str__(self) -> str:
        return f"{_('registration')} {self.pk}"


def _number(label: str, default: int, most: int, help_text: str) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)


@register_setting(icon="clipboard-list")
class RegistrationSettings(BaseGenericSetting):
    """When those who are registered are reminded, and how long what they have sent is kept."""

    link_hours = _number(_("links to confirm work for"), 48, 720, _("Hours."))
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder before the event"),
        default=2,
        validators=[MaxValueValidator(60)],
        help_text=_("Days. 0: no reminder."),
    )
    kept_days = _number(
        _("personal data is deleted after the event"), 30, 730, _("Days. How many there were stays known.")
    )

    panels = [
        FieldRowPanel([FieldPanel("link_hours"), FieldPanel("reminder_days")], heading=_("Mails")),
        MultiFieldPanel([FieldPanel("kept_days")], _("Personal data")),
    ]

    class Meta:
        verbose_name = _("registration for events")
