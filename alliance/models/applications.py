"""An application: who asks to join, what they say of themselves, and how far it is."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from alliance.choices import CATEGORIES, STATES, WISHES
from alliance.duplicates import name_key
from alliance.vocabulary import INFORMATION, OPEN, PENDING, RECEIVED, UNCONFIRMED
from cms.choices import ORGANISATION_TYPES
from cms.lines import MOST_TEXT
from cms.models.fields import CodesField, CountryField, LanguageField, LanguagesField

#: Letters and digits that nobody takes for one another, spoken or written.
_READABLE = "ACDEFHJKLMNPRTUVWXY34679"


def make_reference() -> str:
    """Return what an application is called in mails and on the phone: “K7MX-3RTA”."""
    return f"{get_random_string(4, _READABLE)}-{get_random_string(4, _READABLE)}"


def _text(label: str, **kwargs: Any) -> models.TextField:
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(MOST_TEXT)], **kwargs)


class ApplicationQuerySet(models.QuerySet):
    """Applications, by what staff ask of them."""

    def for_staff(self) -> "ApplicationQuerySet":
        """Those whose address is proved: nobody on staff sees any other."""
        return self.exclude(state=UNCONFIRMED)

    def open(self) -> "ApplicationQuerySet":
        """Those that wait for a decision."""
        return self.filter(state__in=OPEN, anonymised_at=None)

    def new(self) -> "ApplicationQuerySet":
        """Those that nobody has taken up."""
        return self.filter(state=RECEIVED, anonymised_at=None)

    def waiting_for(self, user: Any) -> "ApplicationQuerySet":
        """Those a user is to work on: hers, unless the applicant is to answer first."""
        return self.open().exclude(state=INFORMATION).filter(assignee=user)

    def overdue(self, today: dt.date | None = None) -> "ApplicationQuerySet":
        """Those whose due date is over."""
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def about(self, topic: Any, role: str = "") -> "ApplicationQuerySet":
        """Those that offer or need a topic (`alliance.vocabulary.OFFER`, `NEED`), given by translation key."""
        rows = {"topics__topic": topic} | ({"topics__role": role} if role else {})
        return self.filter(**rows).distinct()

    def found_by(self, words: str) -> "ApplicationQuerySet":
        """Those with these words in a name, the address, the region, the website or the reference.

        Names are also found in another alphabet, without their marks and in another case, on every database.
        """
        words = words.strip()
        fields = ("organisation_name", "contact_name", "email", "region", "website", "reference")
        wanted = models.Q()
        for field in fields:
            wanted |= models.Q(**{f"{field}__icontains": words})
        for key in filter(None, [name_key(words)] if words else []):
            wanted |= models.Q(name_key__contains=key)
        return self.filter(wanted)

    def named(self) -> "ApplicationQuerySet":
        """Those that still have personal data."""
        return self.filter(anonymised_at=None)


class Application(models.Model):
    """What an organisation sent to join the alliance, or to take part in a call.

    Only the verbs of `alliance.membership` change one.
    """

    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=make_reference, editable=False
    )
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=UNCONFIRMED)
    language = LanguageField(_("language"))
    #: the join page or the call it was sent from
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("sent from"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: the translation key of the call, the same for all its languages; None where it asks to join
    call_key = models.UUIDField(_("call"), null=True, blank=True, db_index=True)

    organisation_name = models.CharField(_("organisation"), max_length=300)
    organisation_type = models.CharField(_("type"), max_length=20, choices=ORGANISATION_TYPES)
    country = CountryField(_("country"))
    region = models.CharField(_("region"), max_length=200, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)

    contact_name = models.CharField(_("contact person"), max_length=200)
    contact_role = models.CharField(_("role"), max_length=200, blank=True)
    #: as it was typed
    email = models.EmailField(_("e-mail"))
    #: the same for all ways to write one mailbox (cms.mailboxes)
    email_normalised = models.CharField(max_length=254, db_index=True, editable=False)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    spoken_languages = LanguagesField(_("languages spoken"))
    wishes = CodesField(_("what they want"), codes=WISHES)
    earlier_partners = _text(_("earlier partners"))
    text = _text(_("in their own words"))
    mandate_on = models.DateField(_("date of the decision"), null=True, blank=True)

    consent = models.ForeignKey(
        "alliance.ConsentVersion",
        verbose_name=_("consent to handling"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    consented_at = models.DateTimeField(_("agreed"), null=True)
    publication_consent = models.ForeignKey(
        "alliance.ConsentVersion",
        verbose_name=_("consent to publication"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    #: by the rules, unless staff said otherwise; empty: the rules refuse, and the applicant asked all the same
    category = models.CharField(_("category"), max_length=20, choices=CATEGORIES, blank=True)
    is_category_overridden = models.BooleanField(_("category set by staff"), default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    #: what the applicant was told with the decision
    decision_text = _text(_("answer to the applicant"))

    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("received"), null=True)
    taken_up_at = models.DateTimeField(_("taken up"), null=True)
    asked_at = models.DateTimeField(_("asked"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    #: when anything happened to it last
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True)

    #: what it is one pending application an address of: joining, or one call
    scope = models.CharField(max_length=40, default="join", editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    #: by what possible duplicates are found (alliance.duplicates)
    name_key = models.CharField(max_length=300, editable=False)
    email_domain = models.CharField(max_length=253, blank=True, editable=False, db_index=True)
    website_host = models.CharField(max_length=253, blank=True, editable=False, db_index=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-confirmed_at", "-pk"]
        permissions = [
            ("decide_application", "Can decide on applications"),
            ("export_application", "Can export applications"),
            ("erase_person", "Can export and erase a person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email_normalised", "scope"],
                condition=models.Q(state__in=PENDING, anonymised_at=None),
                name="one_pending_application_an_address",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-confirmed_at"], name="application_by_state"),
            models.Index(fields=["country", "state"], name="application_by_country"),
            models.Index(fields=["language", "state"], name="application_by_language"),
            models.Index(fields=["assignee", "state", "due_on"], name="application_by_assignee"),
            models.Index(fields=["-confirmed_at"], name="application_by_age"),
            models.Index(fields=["moved_at"], name="application_by_last_step"),
        ]

    def __str__(self) -> str:
        return self.organisation_name or self.reference

    @property
    def is_open(self) -> bool:
        """Whether staff have still to decide."""
        return self.state in OPEN and not self.is_anonymised

    @property
    def is_anonymised(self) -> bool:
        """Whether nothing of the person is left in it."""
        return self.anonymised_at is not None
