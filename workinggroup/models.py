"""Working groups and their index."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.api.fields import told_reference
from cms.blocks import PROSE_FEATURES, LinkBlock, RecordChooserBlock, StoryBlock
from cms.blocks.repeats import repeats
from cms.choices import DATE_PRECISIONS
from cms.models import BasePage
from workinggroup.blocks import MembershipBlock, MilestoneBlock, PairBlock, same_membership
from workinggroup.choices import WORKING_GROUP
from workinggroup.group_serving import GroupListing, ServedGroup


class WorkingGroupIndexPage(GroupListing, BasePage):
    """All working groups."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["workinggroup.WorkingGroupPage"]
    max_count_per_parent = 1
    template = "workinggroup/working_group_index_page.html"

    edit_handler = BasePage.tabs(text=BasePage.intro_panels)

    class Meta:
        verbose_name = _("working group index")
        verbose_name_plural = _("working group indexes")


class WorkingGroupPage(ServedGroup, BasePage):
    """A working group: its mandate, its people and its work."""

    established_on = models.DateField(_("established"), null=True, blank=True)
    established_precision = models.CharField(
        _("shown as"), max_length=10, choices=DATE_PRECISIONS, default="month"
    )
    established_by = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("established by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parent_body = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("parent body"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    predecessor = models.TextField(_("predecessor"), blank=True, help_text=_("The group it carries on."))
    predecessor_year = models.PositiveSmallIntegerField(
        _("year the predecessor was founded"), null=True, blank=True
    )
    meetings_per_year = models.PositiveSmallIntegerField(
        _("meetings a year, at least"), null=True, blank=True
    )
    member_count = models.PositiveSmallIntegerField(
        _("number of members"), null=True, blank=True, help_text=_("Empty: as many as are listed.")
    )
    member_list_url = models.URLField(_("list of members elsewhere"), max_length=500, blank=True)
    mandate = RichTextField(_("mandate"), features=PROSE_FEATURES, blank=True)
    callouts = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("call-out links"),
        blank=True,
        help_text=_("Shown as buttons on top."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    milestones = StreamField([("milestone", MilestoneBlock())], verbose_name=_("milestones"), blank=True)
    pairs_heading = models.TextField(_("heading of the pairs"), blank=True)
    pairs = StreamField([("pair", PairBlock())], verbose_name=_("peer pairs"), blank=True)
    composition_heading = models.TextField(_("heading of the composition"), blank=True)
    composition_text = RichTextField(
        _("text on the composition"),
        features=PROSE_FEATURES,
        blank=True,
        help_text=_("What chair, members and numbers do not say by themselves."),
    )
    members = StreamField([("member", MembershipBlock())], verbose_name=_("chair and members"), blank=True)
    media = StreamField(
        [("recording", RecordChooserBlock("cms.MediaItem", label=_("Video or recording"), icon="media"))],
        verbose_name=_("media"),
        blank=True,
    )
    media_url = models.URLField(_("more media"), max_length=500, blank=True)
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_intro = models.TextField(_("sentence before the contact"), blank=True)

    parent_page_types = ["workinggroup.WorkingGroupIndexPage"]
    subpage_types = []
    template = "workinggroup/working_group_page.html"
    served_with = ("established_by", "parent_body", "contact", "contact__organisation")

    api_fields = [
        *BasePage.api_fields, "established_on", "established_precision", told_reference("established_by"),
        told_reference("parent_body"), "predecessor", "predecessor_year", "meetings_per_year", "member_count",
        "member_list_url", "mandate", "callouts", "body", "milestones", "pairs", "composition_text", "members", "media",
        "media_url",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("mandate"),
        index.SearchField("body"),
        index.SearchField("milestones"),
        index.SearchField("composition_text"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("mandate"),
            FieldPanel("callouts"),
            FieldPanel("body"),
            FieldPanel("milestones"),
            MultiFieldPanel([FieldPanel("pairs_heading"), FieldPanel("pairs")], _("Peer pairs")),
            MultiFieldPanel(
                [FieldPanel("composition_heading"), FieldPanel("composition_text"), FieldPanel("members")],
                _("Composition"),
            ),
            MultiFieldPanel([FieldPanel("media"), FieldPanel("media_url")], _("Media")),
            MultiFieldPanel([FieldPanel("contact_intro"), FieldPanel("contact")], _("Contact")),
        ],
        facts=[
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("established_on"), FieldPanel("established_precision")]),
                    FieldPanel("established_by"),
                    FieldPanel("parent_body"),
                    FieldRowPanel([FieldPanel("predecessor"), FieldPanel("predecessor_year")]),
                ],
                _("Origin"),
            ),
            FieldRowPanel([FieldPanel("meetings_per_year"), FieldPanel("member_count")]),
            FieldPanel("member_list_url"),
        ],
    )

    class Meta:
        verbose_name = WORKING_GROUP
        verbose_name_plural = _("working groups")

    def clean(self) -> None:
        super().clean()
        errors: dict = {}
        if self.member_count is not None:
            listed = sum(1 for item in self.members if not item.value.get("until"))
            if listed > self.member_count:
                errors["member_count"] = _("More members are listed than this number says.")
        message = _("This person is in the list already, for a time that overlaps.")
        twice = repeats(self.members, same_membership, "person", message)
        if twice:
            errors["members"] = twice
        if errors:
            raise ValidationError(errors)
