"""Calls for partners, and their index."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks import INLINE_FEATURES, PROSE_FEATURES, StoryBlock
from cms.choices import ORGANISATION_TYPES
from cms.feeds import feed_files
from cms.models import BasePage
from cms.models.fields import CodesField, CountriesField, LanguagesField, TimeZoneField
from cms.zones import PlaceTimesForm, default_time_zone
from news.blocks import ActivityBlock, AreaBlock, CriterionBlock
from news.calendars import deadline_calendar, deadline_file
from news.call_data import call_data
from news.call_serving import CallListing, ServedCall
from news.choices import CALL, EXCLUSIONS


class CallIndexPage(CallListing, BasePage):
    """Open calls, those that close soon, and closed ones with their results."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.CallPage"]
    max_count_per_parent = 1
    template = "news/call_index_page.html"
    files = {"deadlines.ics": deadline_calendar, **feed_files("calls")}

    edit_handler = BasePage.tabs(text=BasePage.intro_panels)

    class Meta:
        verbose_name = _("call index")
        verbose_name_plural = _("call indexes")


class CallForm(PlaceTimesForm):
    """Times are typed in the zone that the deadline is meant in; a deadline that is a day is its last minute."""

    place_times = ("opens_at", "deadline_at")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("deadline_precision") == "day" and cleaned.get("deadline_at"):
            cleaned["deadline_at"] = cleaned["deadline_at"].replace(hour=23, minute=59)
        return cleaned


class CallPage(ServedCall, BasePage):
    """A call: who may take part, what is offered, until when and how."""

    PRECISIONS = [("time", _("Day and time")), ("day", _("Day"))]

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, db_index=True)
    deadline_at = models.DateTimeField(_("deadline"), null=True, db_index=True)
    deadline_precision = models.CharField(
        _("shown as"),
        max_length=10,
        choices=PRECISIONS,
        default="time",
        help_text=_("A day lasts until its end; no time is shown."),
    )
    time_zone = TimeZoneField(
        _("time zone"), default=default_time_zone, help_text=_("The deadline is in this zone.")
    )
    programme = models.TextField(_("programme"), blank=True)
    audience = models.TextField(_("for whom"), blank=True)
    countries = CountriesField(_("countries"), help_text=_("Empty: all."))
    population_from = models.PositiveIntegerField(_("inhabitants from"), null=True, blank=True)
    population_to = models.PositiveIntegerField(_("inhabitants to"), null=True, blank=True)
    organisation_types = CodesField(
        _("kinds of organisation"), codes=ORGANISATION_TYPES, help_text=_("Empty: all.")
    )
    exclusions = CodesField(_("excluded"), codes=EXCLUSIONS)
    working_languages = LanguagesField(_("working languages"))
    duration_months = models.PositiveSmallIntegerField(_("length in months"), null=True, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    activities_heading = models.TextField(
        _("heading of the activities"), blank=True, help_text=_("Empty: “Activities”.")
    )
    activities = StreamField([("activity", ActivityBlock())], verbose_name=_("activities"), blank=True)
    benefits_heading = models.TextField(
        _("heading of the benefits"), blank=True, help_text=_("Empty: “What is offered”.")
    )
    benefits = StreamField(
        [("benefit", blocks.RichTextBlock(label=_("Benefit"), features=INLINE_FEATURES, icon="pick"))],
        verbose_name=_("what is offered"),
        blank=True,
    )
    criteria_heading = models.TextField(
        _("heading of the criteria"), blank=True, help_text=_("Empty: “Who may take part”.")
    )
    criteria = StreamField([("criterion", CriterionBlock())], verbose_name=_("criteria"), blank=True)
    areas_intro = models.TextField(_("note on the thematic areas"), blank=True)
    areas = StreamField([("area", AreaBlock())], verbose_name=_("thematic areas"), blank=True)
    apply_heading = models.TextField(
        _("heading of how to apply"), blank=True, help_text=_("Empty: “How to apply”.")
    )
    how_to_apply = RichTextField(_("how to apply"), features=PROSE_FEATURES, blank=True)
    apply_url = models.URLField(_("link to apply"), max_length=500, blank=True)
    takes_interest = models.BooleanField(
        _("form for expressions of interest"),
        default=False,
        help_text=_(
            "The form is on the page while the call is open. What is sent stands with the applications."
        ),
    )
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    survey_heading = models.TextField(_("heading of the survey"), blank=True, help_text=_("Empty: “Survey”."))
    survey_text = RichTextField(_("who is asked"), features=PROSE_FEATURES, blank=True)
    survey_url = models.URLField(_("address of the survey"), max_length=500, blank=True)
    survey_link_text = models.TextField(_("words of the link to it"), blank=True)
    survey_data_use = RichTextField(_("what its answers are used for"), features=PROSE_FEATURES, blank=True)
    funding_note = RichTextField(_("acknowledgement of funding"), features=PROSE_FEATURES, blank=True)
    result = StreamField(StoryBlock(), verbose_name=_("result"), blank=True)

    parent_page_types = ["news.CallIndexPage"]
    subpage_types = []
    template = "news/call_page.html"
    files = {"deadline.ics": deadline_file}
    base_form_class = CallForm
    linked_data = call_data
    search_day, search_countries, search_closes = "deadline_at", "countries", "deadline_at"
    served_with = ("contact", "contact__organisation")

    api_fields = [
        *BasePage.api_fields, "opens_at", "deadline_at", "deadline_precision", "time_zone", "programme", "audience",
        "countries", "population_from", "population_to", "organisation_types", "exclusions", "working_languages",
        "duration_months", "body", "activities", "benefits", "criteria", "areas_intro", "areas", "how_to_apply",
        "apply_url", "takes_interest", "survey_text", "survey_url", "survey_data_use", "funding_note", "result",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("criteria"),
        index.SearchField("areas"),
        index.SearchField("benefits"),
        index.SearchField("how_to_apply"),
        index.FilterField("deadline_at"),
        index.FilterField("opens_at"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("body"),
            MultiFieldPanel([FieldPanel("activities_heading"), FieldPanel("activities")], _("Activities")),
            MultiFieldPanel([FieldPanel("benefits_heading"), FieldPanel("benefits")], _("Benefits")),
            MultiFieldPanel([FieldPanel("criteria_heading"), FieldPanel("criteria")], _("Criteria")),
            MultiFieldPanel([FieldPanel("areas_intro"), FieldPanel("areas")], _("Thematic areas")),
            MultiFieldPanel(
                [
                    FieldPanel("apply_heading"),
                    FieldPanel("how_to_apply"),
                    FieldPanel("apply_url"),
                    FieldPanel("contact"),
                ],
                _("How to apply"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("survey_heading"),
                    FieldPanel("survey_text"),
                    FieldPanel("survey_url"),
                    FieldPanel("survey_link_text"),
                    FieldPanel("survey_data_use"),
                ],
                _("Survey"),
                classname="collapsed",
            ),
            FieldPanel("funding_note"),
            FieldPanel("result"),
        ],
        facts=[
            MultiFieldPanel(
                [
                    FieldPanel("opens_at"),
                    FieldRowPanel([FieldPanel("deadline_at"), FieldPanel("deadline_precision")]),
                    FieldPanel("time_zone"),
                ],
                _("When"),
            ),
            FieldPanel("takes_interest"),
            MultiFieldPanel(
                [
                    FieldPanel("programme"),
                    FieldPanel("audience"),
                    FieldPanel("duration_months"),
                    FieldPanel("working_languages", classname="collapsed"),
                ],
                _("What"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("population_from"), FieldPanel("population_to")]),
                    FieldPanel("organisation_types"),
                    FieldPanel("exclusions"),
                    FieldPanel("countries"),
                ],
                _("Who may take part"),
            ),
        ],
        relations=[BasePage.organisation_panel, *BasePage.relation_panels],
    )

    class Meta:
        verbose_name = CALL
        verbose_name_plural = _("calls")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.opens_at and self.deadline_at and self.deadline_at < self.opens_at:
            errors["deadline_at"] = _("The deadline is before the opening.")
        low, high = self.population_from, self.population_to
        if low is not None and high is not None and high < low:
            errors["population_to"] = _("The greatest number is smaller than the smallest.")
        if self.survey_url and not self.survey_link_text:
            errors["survey_link_text"] = _("Say in words where the link leads.")
        if errors:
            raise ValidationError(errors)
