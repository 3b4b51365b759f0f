"""Who may join as what: rules that staff write, from the first to the last; the first that fits decides."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from alliance.choices import CATEGORIES
from alliance.vocabulary import REFUSED
from cms.choices import ORGANISATION_TYPES
from cms.models.fields import CodesField, CountriesField
from cms.models.records import Record


class MembershipRule(Record):
    """A rule: for whom it is, and as what they join, or why they cannot."""

    name = models.CharField(_("name"), max_length=200, help_text=_("Visitors see it where it refuses."))
    place = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("The rule with the smallest number is asked first.")
    )
    countries = CountriesField(_("countries"), help_text=_("Empty: all."))
    organisation_types = CodesField(
        _("kinds of organisation"), codes=ORGANISATION_TYPES, help_text=_("Empty: all.")
    )
    population_from = models.PositiveIntegerField(_("inhabitants from"), null=True, blank=True)
    population_to = models.PositiveIntegerField(_("inhabitants to"), null=True, blank=True)
    outcome = models.CharField(
        _("they join as"), max_length=20, choices=[*CATEGORIES, (REFUSED, _("Not eligible"))]
    )
    reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("What those read who are not eligible: kindly, and with what they can do instead."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("place")]),
        MultiFieldPanel(
            [
                FieldPanel("organisation_types"),
                FieldRowPanel([FieldPanel("population_from"), FieldPanel("population_to")]),
                FieldPanel("countries", classname="collapsed"),
            ],
            _("For whom"),
        ),
        MultiFieldPanel([FieldPanel("outcome"), FieldPanel("reason")], _("Outcome")),
    ]
    search_fields = [index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("rule of joining")
        verbose_name_plural = _("rules of joining")
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        errors = {}
        low, high = self.population_from, self.population_to
        if low is not None and high is not None and high < low:
            errors["population_to"] = _("The greatest number is smaller than the smallest.")
        if self.outcome == REFUSED and not self.reason:
            errors["reason"] = _("Say why, so that nobody is refused without a word.")
        if errors:
            raise ValidationError(errors)
