"""Links that give rights without an account, drafts that are kept on request, and who asked to be forgotten."""

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance.vocabulary import PURPOSES
from cms.models.fields import LanguageField


class Draft(models.Model):
    """What somebody typed and wants to go on with later."""

    email = models.EmailField(_("e-mail"))
    email_normalised = models.CharField(max_length=254, db_index=True, editable=False)
    language = LanguageField(_("language"))
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    #: the fields of the form as they were typed
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of an application")
        verbose_name_plural = _("drafts of applications")
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d %H:%M}"


class ActionLinkQuerySet(models.QuerySet):
    """Links, and which of them work."""

    def working(self) -> "ActionLinkQuerySet":
        """Those neither revoked nor expired, by the clock of the database."""
        unexpired = models.Q(expires_at=None) | models.Q(expires_at__gt=Now())
        return self.filter(unexpired, revoked_at=None)

    def expired(self) -> "ActionLinkQuerySet":
        """Those whose time is over, by the clock of the database."""
        return self.filter(expires_at__lte=Now())


class ActionLink(models.Model):
    """A link sent by mail. The token in it is random; only its hash is stored."""

    purpose = models.CharField(max_length=10, choices=PURPOSES)
    token_hash = models.CharField(max_length=64, unique=True)
    application = models.ForeignKey(
        "alliance.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="links"
    )
    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    #: the new address it proves
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    #: None: as long as what it leads to
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ActionLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of an applicant")
        verbose_name_plural = _("links of applicants")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class ErasedAddress(models.Model):
    """The keyed hash of an address whose owner asked to be forgotten, for when an older backup is restored."""

    address_hash = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("erased address")
        verbose_name_plural = _("erased addresses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"

    def covers(self, application: Any) -> bool:
        """Tell whether an application is older than the wish to be forgotten."""
        return application.created_at <= self.erased_at
