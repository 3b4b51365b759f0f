"""A release set, its pages, the links for people who may see it before, their comments, and its log."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from cms.releases.vocabulary import BLOCK, DRAFT, ENTRIES, OPEN, OUTCOMES, STATES, WHEN_INCOMPLETE

MAX_NAME = 100
MAX_COMMENT = 5000


class ReleaseSet(models.Model):
    """Pages in any languages that go live in one moment."""

    title = models.CharField(_("title"), max_length=200, help_text=_("Reviewers see it, visitors do not."))
    moment = models.DateTimeField(
        _("goes live at"),
        null=True,
        blank=True,
        help_text=_("Empty: by hand, whenever you press the button."),
    )
    when_incomplete = models.CharField(
        _("a page that is not complete"), max_length=20, choices=WHEN_INCOMPLETE, default=BLOCK
    )
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=DRAFT, db_index=True)
    #: What held pages back at the last attempt (cms.releases.problems)
    problems = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    #: In whose name the pages go live at the moment
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    released_at = models.DateTimeField(_("released"), null=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it can still change."""
        return self.state in OPEN


class ReleaseMember(models.Model):
    """A page of a set, and what became of it."""

    release_set = models.ForeignKey(ReleaseSet, on_delete=models.CASCADE, related_name="members")
    #: None where it was deleted: then `title` and `language` say what it was
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255, blank=True, editable=False)
    language = models.CharField(max_length=20, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=20, choices=OUTCOMES, blank=True)

    class Meta:
        verbose_name = _("page of a release")
        verbose_name_plural = _("pages of releases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release_set", "page"], name="one_member_per_page"),
        ]

    def __str__(self) -> str:
        return f"{self.release_set_id} {self.page_id}"


def make_secret() -> str:
    """Return what nobody guesses."""
    return get_random_string(32)


class ReleaseLink(models.Model):
    """An address at which somebody without an account sees a set before it is public."""

    release_set = models.ForeignKey(ReleaseSet, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("for whom"), max_length=MAX_NAME)
    secret = models.CharField(max_length=32, default=make_secret, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def works(self) -> bool:
        """Whether it is neither revoked nor past its time."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class ReleaseComment(models.Model):
    """What somebody with a preview link says of a page."""

    link = models.ForeignKey(ReleaseLink, on_delete=models.CASCADE, related_name="comments")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=MAX_NAME)
    text = models.TextField(_("comment"), validators=[MaxLengthValidator(MAX_COMMENT)])
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment of a reviewer")
        verbose_name_plural = _("comments of reviewers")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"


class ReleaseEntry(models.Model):
    """A line in the log of a set: when, who, what."""

    release_set = models.ForeignKey(ReleaseSet, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=20, choices=ENTRIES)
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("entry in the log of a release")
        verbose_name_plural = _("entries in the logs of releases")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
