"""The alliance and the page on which others join it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from alliance.alliance_serving import ServedAlliance, ServedJoin
from alliance.blocks import CallsOnBlock, StepBlock
from cms.blocks import (
    INLINE_FEATURES,
    PROSE_FEATURES,
    DocumentItemBlock,
    PointBlock,
    RecordChooserBlock,
    StoryBlock,
)
from cms.models import BasePage


class AlliancePage(ServedAlliance, BasePage):
    """An alliance: why it exists, its principles, its actions, and how to join."""

    founded_on = models.DateField(_("founded"), null=True, blank=True)
    origin = RichTextField(
        _("origin"), features=PROSE_FEATURES, blank=True, help_text=_("Who founded it and how.")
    )
    insights = StreamField(
        [("document", DocumentItemBlock())],
        verbose_name=_("insight documents"),
        blank=True,
        help_text=_("One for each language there is."),
    )
    role_heading = models.TextField(_("heading of the role"), blank=True)
    role_intro = RichTextField(_("text before the list"), features=PROSE_FEATURES, blank=True)
    role_lead_in = models.TextField(_("lead-in of the list"), blank=True)
    roles = StreamField([("point", PointBlock())], verbose_name=_("roles"), blank=True)
    principles_heading = models.TextField(_("heading of the principles"), blank=True)
    principles_lead_in = models.TextField(_("lead-in of the principles"), blank=True)
    principles = StreamField([("point", PointBlock())], verbose_name=_("principles"), blank=True)
    principles_closing = RichTextField(
        _("sentence after the principles"), features=INLINE_FEATURES, blank=True
    )
    actions_heading = models.TextField(_("heading of the actions"), blank=True)
    actions_lead_in = models.TextField(_("lead-in of the actions"), blank=True)
    actions = StreamField([("point", PointBlock())], verbose_name=_("actions"), blank=True)
    calls_on = StreamField([("demand", CallsOnBlock())], verbose_name=_("the alliance calls on"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("further text"), blank=True)
    join_heading = models.TextField(_("heading of the invitation"), blank=True)
    join_text = RichTextField(_("invitation to join"), features=INLINE_FEATURES, blank=True)
    join_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page to join"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    media_heading = models.TextField(_("heading of the media"), blank=True)
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

    parent_page_types = ["home.HomePage"]
    subpage_types = ["alliance.JoinPage", "home.StandardPage"]
    template = "alliance/alliance_page.html"
    served_with = ("contact", "contact__organisation")

    api_fields = [
        *BasePage.api_fields, "founded_on", "origin", "insights", "role_intro", "roles", "principles", "actions",
        "calls_on", "body", "join_text", "media", "media_url",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("origin"),
        index.SearchField("role_intro"),
        index.SearchField("roles"),
        index.SearchField("principles"),
        index.SearchField("actions"),
        index.SearchField("calls_on"),
        index.SearchField("body"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("origin"),
            FieldPanel("insights"),
            MultiFieldPanel(
                [
                    FieldPanel("role_heading"),
                    FieldPanel("role_intro"),
                    FieldPanel("role_lead_in"),
                    FieldPanel("roles"),
                ],
                _("Role"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("principles_heading"),
                    FieldPanel("principles_lead_in"),
                    FieldPanel("principles"),
                    FieldPanel("principles_closing"),
                ],
                _("Principles"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("actions_heading"),
                    FieldPanel("actions_lead_in"),
                    FieldPanel("actions"),
                    FieldPanel("calls_on"),
                ],
                _("Actions"),
            ),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("join_heading"),
                    FieldPanel("join_text"),
                    PageChooserPanel("join_page", "alliance.JoinPage"),
                ],
                _("Invitation"),
            ),
            MultiFieldPanel(
                [FieldPanel("media_heading"), FieldPanel("media"), FieldPanel("media_url")], _("Media")
            ),
        ],
        facts=[FieldPanel("founded_on"), FieldPanel("contact")],
        relations=[BasePage.organisation_panel, *BasePage.relation_panels],
    )

    class Meta:
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")


class JoinPage(ServedJoin, BasePage):
    """The invitation to join: who may, how it works, and whom to ask."""

    invitation = RichTextField(_("invitation"), features=PROSE_FEATURES, blank=True)
    who_heading = models.TextField(_("heading of who may join"), blank=True)
    who_may_join = StreamField([("point", PointBlock())], verbose_name=_("who may join"), blank=True)
    steps_heading = models.TextField(_("heading of how it works"), blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("how it works"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("further text"), blank=True)
    contact_text = RichTextField(
        _("text before the contact"),
        features=PROSE_FEATURES,
        blank=True,
        help_text=_("For those who rather write."),
    )
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    parent_page_types = ["alliance.AlliancePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "alliance/join_page.html"
    served_with = ("contact", "contact__organisation")

    api_fields = [*BasePage.api_fields, "invitation", "who_may_join", "steps", "body"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("invitation"),
        index.SearchField("who_may_join"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("invitation"),
            MultiFieldPanel([FieldPanel("who_heading"), FieldPanel("who_may_join")], _("Who may join")),
            MultiFieldPanel([FieldPanel("steps_heading"), FieldPanel("steps")], _("How it works")),
            FieldPanel("body"),
            MultiFieldPanel([FieldPanel("contact_text"), FieldPanel("contact")], _("Contact")),
        ],
    )

    class Meta:
        verbose_name = _("join page")
        verbose_name_plural = _("join pages")
