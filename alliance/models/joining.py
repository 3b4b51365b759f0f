"""How joining works on a site: what is asked for, and how long what is kept."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from alliance.vocabulary import APPROVED, DECLINED, MANDATES, OPEN, WITHDRAWN
from cms.models.fields import CountriesField


def _months(label: str, default: int, help_text: str = "") -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(240)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)


def _text(label: str, help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        "alliance.ConsentText",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="group")
class JoiningSettings(BaseSiteSetting):
    """How joining works on a site."""

    mandate = models.CharField(
        _("mandate or decision of the council"), max_length=10, choices=MANDATES, default="optional"
    )
    countries = CountriesField(
        _("countries"), help_text=_("From which one can apply. Empty: from all countries of the world.")
    )
    consent_text = _text(
        _("consent to handling"), _("In any language. Without it nobody can send an application.")
    )
    publication_text = _text(_("consent to publication"), _("In any language."))
    link_hours = models.PositiveSmallIntegerField(
        _("links to confirm work for"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("Hours."),
    )
    unconfirmed_days = models.PositiveSmallIntegerField(
        _("unconfirmed applications are deleted after"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Days."),
    )
    draft_days = models.PositiveSmallIntegerField(
        _("drafts are deleted after"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Days."),
    )
    due_days = models.PositiveSmallIntegerField(
        _("applications are due after"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Days."),
    )
    keep_open_months = _months(
        _("applications nobody decides"), 24, _("Months after the last step; then they are anonymised.")
    )
    keep_declined_months = _months(_("declined applications"), 12, _("Months after the decision."))
    keep_withdrawn_months = _months(_("withdrawn applications"), 6, _("Months after they were withdrawn."))
    keep_left_months = _months(
        _("applications of members"), 24, _("Months after the member has left, or its entry was deleted.")
    )

    panels = [
        FieldPanel("mandate"),
        FieldPanel("countries", classname="collapsed"),
        MultiFieldPanel([FieldPanel("consent_text"), FieldPanel("publication_text")], _("Consent")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("link_hours"), FieldPanel("unconfirmed_days")]),
                FieldRowPanel([FieldPanel("draft_days"), FieldPanel("due_days")]),
            ],
            _("Terms"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("keep_open_months"), FieldPanel("keep_declined_months")]),
                FieldRowPanel([FieldPanel("keep_withdrawn_months"), FieldPanel("keep_left_months")]),
            ],
            _("How long personal data is kept"),
        ),
    ]

    class Meta:
        verbose_name = _("joining")

    @classmethod
    def load(cls) -> "JoiningSettings":
        """Return those of the default site; the defaults, unsaved, where staff have saved none."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()

    def months_kept(self, state: str) -> int | None:
        """Return for how many months an application in a state keeps its personal data; None: not anonymised."""
        months = dict.fromkeys(OPEN, self.keep_open_months) | {
            DECLINED: self.keep_declined_months,
            WITHDRAWN: self.keep_withdrawn_months,
            APPROVED: self.keep_left_months,
        }
        return months.get(state)
