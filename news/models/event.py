"""Events with a structured agenda, and their index."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from cms.api.fields import TEXT, told, told_reference
from cms.blocks import DocumentItemBlock, RecordChooserBlock, StoryBlock
from cms.feeds import feed_files
from cms.models import BasePage
from cms.models.fields import CountryField, LanguagesField, TimeZoneField
from cms.zones import default_time_zone
from news import agenda
from news.agenda_paper import agenda_pdf
from news.blocks import EarlierMeetingBlock, SlotBlock
from news.calendars import event_calendar, event_file
from news.choices import EVENT, EVENT_MODES, EVENT_STATUSES, TRACKS
from news.event_changes import ToldChanges, lacks_note
from news.event_data import event_data
from news.event_form import EventForm, OncePublishedPanel
from news.event_props import public_join_url
from news.event_serving import EventListing, ServedEvent

#: What is wrong with a slot, in the editor's words.
SLOT_PROBLEMS = {
    "reversed": _("The end is before the start."),
    "before_event": _("The slot begins before the event does."),
    "after_event": _("The slot ends after the event does."),
    "overlap": _("The slot overlaps another one in the same track."),
    "undeclared": _("There is no such track: add it under Facts, or choose another."),
}


class EventIndexPage(EventListing, BasePage):
    """Upcoming events, past ones, and a month at a time."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.EventPage"]
    max_count_per_parent = 1
    template = "news/event_index_page.html"
    files = {"calendar.ics": event_calendar, **feed_files("events")}

    edit_handler = BasePage.tabs(text=BasePage.intro_panels)

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")


class EventPage(ServedEvent, ToldChanges, BasePage):
    """A meeting, a forum, a visit: when, where, for whom and what about."""

    ACCESS = [("public", _("Everybody")), ("registered", _("Only those registered"))]

    start_at = models.DateTimeField(_("start"), null=True, db_index=True)
    end_at = models.DateTimeField(_("end"), null=True, blank=True, db_index=True)
    time_zone = TimeZoneField(
        _("time zone"), default=default_time_zone, help_text=_("All times of the event are in this zone.")
    )
    partner_time_zone = TimeZoneField(
        _("partner's time zone"),
        blank=True,
        help_text=_("Shown beside, where the clock there says something else."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=EVENT_STATUSES, default="confirmed", db_index=True
    )
    status_reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why it was postponed, moved to another date or cancelled.")
    )
    change_note = models.TextField(
        _("what has changed"),
        blank=True,
        help_text=_("When time, place or status change: what visitors, and those registered, are to know."),
    )
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=20, choices=EVENT_MODES, default="on_site")
    venue = models.TextField(_("place"), blank=True, help_text=_("The house and the room."))
    address = models.TextField(_("address"), blank=True)
    country = CountryField(_("country"), blank=True)
    platform = models.CharField(
        _("platform"), max_length=100, blank=True, help_text=_("As Zoom, Teams or Jitsi.")
    )
    join_url = models.URLField(_("link to join"), max_length=500, blank=True)
    join_access = models.CharField(
        _("who sees the link"), max_length=20, choices=ACCESS, default="registered"
    )
    series_number = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True, help_text=_("2 for the second meeting.")
    )
    working_group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("working group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whose meeting it is."),
    )
    working_languages = LanguagesField(_("working languages"))
    interpretation_languages = LanguagesField(_("interpretation into"))
    language_note = models.TextField(_("note on languages"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    registration_url = models.URLField(
        _("link to register"), max_length=500, blank=True, help_text=_("Only where one registers elsewhere.")
    )
    takes_registrations = models.BooleanField(
        _("registration on this site"),
        default=False,
        help_text=_(
            "Whoever wants to come fills in a form here. The list of guests stands under Registrations."
        ),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as register."),
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("When all places are taken. Whoever waits moves up as soon as a place becomes free."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    agenda_heading = models.TextField(_("heading of the agenda"), blank=True, help_text=_("Empty: “Agenda”."))
    agenda = StreamField([("slot", SlotBlock())], verbose_name=_("agenda"), blank=True)
    history_heading = models.TextField(_("heading of what happened before"), blank=True)
    history = StreamField(
        [("meeting", EarlierMeetingBlock())], verbose_name=_("what happened before"), blank=True
    )
    recordings = StreamField(
        [("recording", RecordChooserBlock("cms.MediaItem", label=_("Recording"), icon="media"))],
        verbose_name=_("recordings"),
        blank=True,
    )
    documents = StreamField(
        [("document", DocumentItemBlock())], verbose_name=_("follow-up documents"), blank=True
    )

    #: the letters of the tracks in the form that is being checked; None: the slots' tracks are not checked
    declared_tracks: set[str] | None = None

    parent_page_types = ["news.EventIndexPage"]
    subpage_types = []
    template = "news/event_page.html"
    files = {"event.ics": event_file, "agenda.pdf": agenda_pdf}
    base_form_class = EventForm
    linked_data = event_data
    search_day, search_countries = "start_at", "country"

    api_fields = [
        *BasePage.api_fields, "start_at", "end_at", "time_zone", "partner_time_zone", "status", "status_reason", "mode",
        "venue", "address", "country", "platform", told("join_url", public_join_url, TEXT, listed=True),
        "series_number", told_reference("working_group"), "working_languages", "interpretation_languages",
        "language_note", "change_note", "changed_at", "takes_registrations", "capacity",
        "has_waiting_list", "registration_opens_at", "registration_closes_at", "registration_url", "body", "agenda",
        "history", "recordings", "documents",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("agenda"),
        index.SearchField("history"),
        index.SearchField("venue"),
        index.FilterField("start_at"),
        index.FilterField("end_at"),
        index.FilterField("status"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("body"),
            MultiFieldPanel([FieldPanel("agenda_heading"), FieldPanel("agenda")], _("Agenda")),
            MultiFieldPanel(
                [FieldPanel("history_heading"), FieldPanel("history")], _("What happened before")
            ),
            MultiFieldPanel([FieldPanel("recordings"), FieldPanel("documents")], _("Afterwards")),
        ],
        facts=[
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("start_at"), FieldPanel("end_at")]),
                    FieldRowPanel([FieldPanel("time_zone"), FieldPanel("partner_time_zone")]),
                ],
                _("When"),
            ),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("status_reason")], _("Status")),
            OncePublishedPanel([FieldPanel("change_note")], pgettext_lazy("of an event", "Change")),
            MultiFieldPanel(
                [
                    FieldPanel("mode"),
                    FieldPanel("venue"),
                    FieldPanel("address"),
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("platform"), FieldPanel("join_access")]),
                    FieldPanel("join_url"),
                ],
                _("Where"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("working_languages"),
                    FieldPanel("interpretation_languages"),
                    FieldPanel("language_note"),
                ],
                _("Languages"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]
                    ),
                    FieldPanel("takes_registrations"),
                    FieldRowPanel([FieldPanel("capacity"), FieldPanel("has_waiting_list")]),
                    FieldPanel("registration_url"),
                ],
                _("Registration"),
            ),
            MultiFieldPanel(
                [
                    PageChooserPanel("working_group", "workinggroup.WorkingGroupPage"),
                    FieldPanel("series_number"),
                ],
                _("Part of"),
            ),
            InlinePanel("tracks", heading=_("Parallel tracks"), label=_("Track")),
        ],
        relations=[BasePage.organisation_panel, *BasePage.relation_panels],
    )

    class Meta:
        verbose_name = EVENT
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        errors: dict = {}
        if self.start_at and self.end_at and self.end_at < self.start_at:
            errors["end_at"] = _("The end is before the start.")
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes < opens:
            errors["registration_closes_at"] = _("Registration closes before it opens.")
        over = self.end_at or self.start_at
        if opens and over and opens >= over:
            errors["registration_opens_at"] = _("Registration opens when the event is over.")
        if self.takes_registrations and self.registration_url:
            errors["registration_url"] = _("One registers here or elsewhere: choose one.")
        if self.status in ("postponed", "cancelled") and not self.status_reason:
            errors["status_reason"] = _("Say why: visitors will ask.")
        if self.must_tell_changes and lacks_note(self):
            errors["change_note"] = _(
                "Time, place or status have changed: say what, for those who meant to come."
            )
        if self.start_at and not errors:
            errors |= self._agenda_errors()
        if errors:
            raise ValidationError(errors)

    def _agenda_errors(self) -> dict:
        slots = agenda.read_slots(self.agenda, self.time_zone)
        found: dict[int, dict] = {}
        for problem in agenda.problems(slots, self.start_at, self.end_at, self.declared_tracks):
            told = found.setdefault(problem.index, {})
            told.setdefault(problem.field, ValidationError(SLOT_PROBLEMS[problem.code]))
        errors = {index: StructBlockValidationError(block_errors=told) for index, told in found.items()}
        return {"agenda": StreamBlockValidationError(block_errors=errors)} if errors else {}


class EventTrack(Orderable, TranslatableMixin):
    """The name of a parallel track; slots point at its letter."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="tracks")
    code = models.CharField(_("letter"), max_length=1, choices=TRACKS[1:])
    title = models.TextField(_("title"))

    panels = [FieldRowPanel([FieldPanel("code"), FieldPanel("title")])]

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
