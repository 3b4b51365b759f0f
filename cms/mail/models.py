"""A mail in the outbox, the attempts to send it, what staff made of our texts, and who wants a digest."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.mail.vocabulary import FAILED, OUTCOMES, QUEUED, SENDING, SENT, STATES

MAX_KEY = 200
MAX_SUBJECT = 200


class MessageQuerySet(models.QuerySet):
    """The questions asked of the outbox."""

    def due(self) -> "MessageQuerySet":
        """Return what is to be sent now, what has waited longest first; a claim that lapsed counts."""
        now = timezone.now()
        waits = models.Q(state=QUEUED, next_try__lte=now)
        lapsed = models.Q(state=SENDING, claimed_until__lte=now)
        return self.filter(waits | lapsed).order_by("next_try", "pk")

    def about(self, model: type[models.Model], keys: Iterable[int]) -> "MessageQuerySet":
        """Return the mails about rows of a model."""
        return self.filter(about_type=ContentType.objects.get_for_model(model), about_id__in=keys)


class Message(models.Model):
    """A mail: who gets what, and how far it is. `cms.mail.outbox` writes it, `cms.mail.sending` sends it."""

    #: What this mail is for, once: a second one with the same key is not written
    key = models.CharField(_("key"), max_length=MAX_KEY, unique=True)
    kind = models.CharField(_("kind"), max_length=100, db_index=True)
    recipient = models.CharField(_("recipient"), max_length=254)
    language = models.CharField(_("language"), max_length=20)
    subject = models.CharField(_("subject"), max_length=MAX_SUBJECT)
    text = models.TextField(_("text"), blank=True)
    #: Only where it came with the mail; else it is made of the text when the mail is sent
    html = models.TextField(blank=True)
    #: What the placeholders stood for; empty where the kind is secret
    values = models.JSONField(default=dict, blank=True)
    #: Has a link that gives rights: not shown, and emptied once it is sent
    is_secret = models.BooleanField(default=False)
    #: Only where they are not the settings'
    sender = models.CharField(_("sender"), max_length=320, blank=True)
    reply_to = models.CharField(_("answers go to"), max_length=320, blank=True)
    #: Where one click ends such mails (RFC 8058); emptied with the text where that is secret
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    message_id = models.CharField("Message-ID", max_length=255)
    #: Where the request came from, hashed (`cms.mail.limits`)
    network = models.CharField(max_length=64, blank=True)
    about_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    failure = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["change", "view"]
        indexes = [
            models.Index(fields=["next_try"], condition=models.Q(state=QUEUED), name="mail_waiting"),
            models.Index(fields=["claimed_until"], condition=models.Q(state=SENDING), name="mail_claimed"),
            models.Index(fields=["state"], condition=models.Q(state=FAILED), name="mail_failed"),
            models.Index(Upper("recipient"), name="mail_recipient"),  # as `iexact` asks
            models.Index(fields=["about_type", "about_id"], name="mail_about"),
            models.Index(fields=["network", "created_at"], name="mail_network"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.recipient}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.state in (SENT, FAILED)


class Attempt(models.Model):
    """One attempt to send a mail, and how it ended."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("attempt to send a mail")
        verbose_name_plural = _("attempts to send mails")
        ordering = ["-at", "-pk"]
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"


class MailText(models.Model):
    """What staff made of the text of a kind of mail in one language; without it the shipped text is sent."""

    kind = models.CharField(_("kind"), max_length=100)
    language = models.CharField(_("language"), max_length=20)
    subject = models.CharField(_("subject"), max_length=MAX_SUBJECT)
    body = models.TextField(_("text"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["kind", "language"]
        default_permissions = ["change", "view"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_mail_text")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


class DigestChoice(models.Model):
    """Whether somebody wants the daily digest, and what stood in the last one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_digest"
    )
    is_wanted = models.BooleanField(_("a mail a day with what waits for you"), default=True)
    #: Address of each list → how many stood in it
    seen = models.JSONField(default=dict, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("choice about the digest")
        verbose_name_plural = _("choices about the digest")
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.user_id}"
