"""What the defences of public forms remember: forms that went through, and how many were turned away."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.defences.vocabulary import DEFENCES


class Passage(models.Model):
    """A form that went through, for a day: its proof is used, or it counts as one without."""

    #: what goes through once: the number of a proof, or the content where there is none
    key = models.CharField(max_length=64, unique=True)
    #: the hash of what was sent: the same form may come twice
    content = models.CharField(max_length=64)
    #: which form it was
    form = models.CharField(max_length=40, default="")
    is_proved = models.BooleanField()
    #: `cms.mail.limits.network_of` the request; empty with a proof
    network = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("form let through")
        verbose_name_plural = _("forms let through")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class TurnedAway(models.Model):
    """How often a defence turned something away in a day. It says nothing of anybody."""

    day = models.DateField()
    defence = models.CharField(max_length=10, choices=DEFENCES)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number of forms turned away")
        verbose_name_plural = _("numbers of forms turned away")
        ordering = ["-day", "defence"]
        constraints = [
            models.UniqueConstraint(fields=["day", "defence"], name="turned_away_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.defence} {self.count}"
