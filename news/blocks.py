"""The pieces of events and calls: agenda slots, earlier meetings, criteria, activities."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.blocks import PROSE_FEATURES, DocumentItemBlock, LinkBlock, PageChooserBlock, RecordChooserBlock
from cms.choices import DATE_PRECISIONS
from news.choices import SLOT_KINDS, TRACKS


class SpeakerBlock(blocks.StructBlock):
    """Who speaks, and as what."""

    person = RecordChooserBlock("cms.Person", label=_("Person"), required=False)
    name = blocks.CharBlock(label=_("Name"), required=False, help_text=_("Where the speaker has no record."))
    role = blocks.CharBlock(label=_("Role"), required=False, help_text=_("As moderator, speaker …"))

    class Meta:
        icon = "user"
        label = _("Speaker")
        label_format = "{person} {name} {role}"

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not value.get("person") and not value.get("name"):
            raise StructBlockValidationError(
                block_errors={"person": ValidationError(_("Choose a person or give a name."))}
            )
        return value


class QuestionListBlock(blocks.StructBlock):
    """Questions to be discussed, with their label and a sentence that leads in."""

    label = blocks.CharBlock(label=_("Label"), required=False, help_text=_("As “Guiding questions”."))
    intro = blocks.TextBlock(label=_("Lead-in"), required=False, rows=2)
    items = blocks.ListBlock(blocks.CharBlock(label=_("Question")), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("List of questions")
        label_format = "{label}"


class SlotBlock(blocks.StructBlock):
    """One slot of an agenda. Day and times are facts, in the event's own time zone."""

    day = blocks.DateBlock(label=_("Day"))
    start = blocks.TimeBlock(label=_("Start"))
    end = blocks.TimeBlock(label=_("End"))
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=SLOT_KINDS, default="session")
    track = blocks.ChoiceBlock(
        label=_("Track"), choices=TRACKS, required=False, help_text=_("For parallel sessions.")
    )
    title = blocks.CharBlock(label=_("Title"))
    speakers = blocks.ListBlock(SpeakerBlock(), label=_("Speakers"), default=[])
    minutes_per_speaker = blocks.IntegerBlock(
        label=_("Minutes per speaker"), required=False, min_value=1, max_value=600
    )
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES, required=False)
    questions = blocks.ListBlock(QuestionListBlock(), label=_("Lists of questions"), default=[])
    documents = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"), default=[])

    class Meta:
        icon = "time"
        label = _("Slot")
        description = _("One point of the agenda, with its times, speakers and questions.")
        label_format = "{day} {start} {title}"
        form_layout = BlockGroup(
            [
                BlockGroup(["day", "start", "end", "kind", "track"], heading=_("When")),
                "title",
                "speakers",
                "minutes_per_speaker",
                "text",
                "questions",
                "documents",
            ]
        )
        preview_value = {
            "day": "2022-01-28",
            "start": "13:15",
            "end": "13:25",
            "kind": "session",
            "title": "The memorandum",
            "speakers": [{"name": "Ona Tiltaitė", "role": "moderator"}],
            "questions": [{"label": "Guiding questions", "intro": "", "items": ["What should change?"]}],
        }


class EarlierMeetingBlock(blocks.StructBlock):
    """What happened before: a dated step of the story that led to this event."""

    date = blocks.DateBlock(label=_("Date"), required=False)
    precision = blocks.ChoiceBlock(label=_("Shown as"), choices=DATE_PRECISIONS, default="day")
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)
    page = PageChooserBlock(label=_("Page of that event"), required=False)
    recordings = blocks.ListBlock(
        RecordChooserBlock("cms.MediaItem", label=_("Recording")), label=_("Recordings"), default=[]
    )
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), default=[])

    class Meta:
        icon = "history"
        label = _("Earlier meeting")
        description = _("A step that led here, with recordings and links.")
        label_format = "{date}"


class CriterionBlock(blocks.StructBlock):
    """One condition for taking part."""

    label = blocks.CharBlock(label=_("Label"), required=False, help_text=_("As “Size”."))
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        icon = "tick"
        label = _("Criterion")
        description = _("A condition, with a label.")
        label_format = "{label}"


class AreaBlock(blocks.StructBlock):
    """A thematic area."""

    name = blocks.CharBlock(label=_("Name"))
    topic = RecordChooserBlock("cms.Topic", label=_("Topic of the site"), required=False)

    class Meta:
        icon = "tag"
        label = _("Area")
        description = _("A field that partners can work in.")
        search_leaves_out = ("topic",)
        label_format = "{name}"


class PeriodBlock(blocks.StructBlock):
    """One stretch of time, in words as vague as “summer 2022”, by dates, or both."""

    period = blocks.CharBlock(label=_("Period in words"), required=False)
    starts_on = blocks.DateBlock(label=_("From"), required=False)
    ends_on = blocks.DateBlock(label=_("To"), required=False)

    class Meta:
        icon = "date"
        label = _("Period")
        label_format = "{period} {starts_on}"

    def clean(self, value):
        value = super().clean(value)
        start, end = value.get("starts_on"), value.get("ends_on")
        if start and end and end < start:
            raise StructBlockValidationError(
                block_errors={"ends_on": ValidationError(_("The end is before the start."))}
            )
        if not (start or end or value.get("period") or self.is_deferred_validation):
            raise StructBlockValidationError(
                block_errors={"period": ValidationError(_("Say when, in words or by dates."))}
            )
        return value


class ActivityBlock(blocks.StructBlock):
    """What will happen, once or several times."""

    title = blocks.CharBlock(label=_("Activity"))
    periods = blocks.ListBlock(
        PeriodBlock(), label=_("Periods"), default=[], help_text=_("One for each time that it takes place.")
    )
    place = blocks.CharBlock(label=_("Place"), required=False)

    class Meta:
        icon = "date"
        label = _("Activity")
        description = _("A step of the project with its periods.")
        label_format = "{title}"
