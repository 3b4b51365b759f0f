"""The home page, plain pages and the accessibility statement."""

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks import PROSE_FEATURES, LinkBlock, StoryBlock
from cms.models import BasePage
from cms.models.fields import LanguageField
from home.choices import CONFORMANCE, METHODS
from home.home_serving import ServedHome
from home.report_states import REPORT_STATES


class KeyMessageBlock(blocks.StructBlock):
    """One thing a visitor should remember."""

    title = blocks.CharBlock(label=_("Title"))
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    link = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "pick"
        label = _("Key message")
        description = _("A short statement with a link.")
        label_format = "{title}"


class HomePage(ServedHome, BasePage):
    """The front door: who we are, what is new, what is next. Every list fills itself."""

    hero_kicker = models.TextField(_("line above the title"), blank=True)
    hero_title = models.TextField(_("title on the page"), blank=True, help_text=_("Empty: the page's title."))
    hero_text = models.TextField(_("text below the title"), blank=True)
    hero_links = StreamField([("link", LinkBlock())], verbose_name=_("buttons"), blank=True, max_num=2)
    key_messages = StreamField(
        [("message", KeyMessageBlock())], verbose_name=_("key messages"), blank=True, max_num=4
    )
    join_heading = models.TextField(_("heading of the invitation"), blank=True)
    join_text = models.TextField(_("invitation to join"), blank=True)
    join_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page to join"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(StoryBlock(), verbose_name=_("further text"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "news.ArticleIndexPage",
        "news.EventIndexPage",
        "news.CallIndexPage",
        "workinggroup.WorkingGroupIndexPage",
        "alliance.AlliancePage",
        "home.StandardPage",
        "home.AccessibilityStatementPage",
    ]
    template = "home/home_page.html"

    api_fields = [
        *BasePage.api_fields, "hero_kicker", "hero_title", "hero_text", "hero_links", "key_messages", "join_heading",
        "join_text", "body",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("hero_text"),
        index.SearchField("key_messages"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            FieldPanel("title", classname="title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [
                    FieldPanel("hero_kicker"),
                    FieldPanel("hero_title"),
                    FieldPanel("hero_text"),
                    FieldPanel("hero_links"),
                    FieldPanel("image"),
                    FieldPanel("image_alt"),
                    FieldPanel("image_is_decorative"),
                ],
                _("Top of the page"),
            ),
            FieldPanel("key_messages"),
            MultiFieldPanel(
                [
                    FieldPanel("join_heading"),
                    FieldPanel("join_text"),
                    PageChooserPanel("join_page", "alliance.JoinPage"),
                ],
                _("Invitation"),
            ),
            FieldPanel("body"),
        ],
        relations=[BasePage.organisation_panel, *BasePage.relation_panels],
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(BasePage):
    """A page of text: about us, privacy, legal notice."""

    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage", "alliance.AlliancePage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    api_fields = [*BasePage.api_fields, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    edit_handler = BasePage.tabs(text=[*BasePage.intro_panels, FieldPanel("body")])

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class AccessibilityStatementPage(BasePage):
    """The statement that Directive (EU) 2016/2102 asks for, by the model of Decision (EU) 2018/1523."""

    scope = models.TextField(_("websites it covers"), help_text=_("Names and addresses."))
    conformance = models.CharField(
        _("compliance status"), max_length=10, choices=CONFORMANCE, default="partial"
    )
    standard = models.CharField(
        _("standard"),
        max_length=200,
        default="EN 301 549 V3.2.1, WCAG 2.2 AA",
        help_text=_("What it was held against."),
    )
    non_compliance = RichTextField(_("what does not comply"), features=PROSE_FEATURES, blank=True)
    disproportionate_burden = RichTextField(_("disproportionate burden"), features=PROSE_FEATURES, blank=True)
    outside_scope = RichTextField(_("content outside the law"), features=PROSE_FEATURES, blank=True)
    alternatives = RichTextField(_("accessible alternatives"), features=PROSE_FEATURES, blank=True)
    prepared_on = models.DateField(_("prepared on"))
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=METHODS, default="self")
    method_note = RichTextField(_("how it was assessed"), features=PROSE_FEATURES, blank=True)
    report_url = models.URLField(_("evaluation report"), max_length=500, blank=True)
    feedback = RichTextField(
        _("feedback"), features=PROSE_FEATURES, help_text=_("How to report what does not work.")
    )
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("responsible body or person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    enforcement = RichTextField(
        _("enforcement procedure"),
        features=PROSE_FEATURES,
        help_text=_("Whom to turn to when no answer helps."),
    )
    enforcement_url = models.URLField(_("enforcement body"), max_length=500, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "home/accessibility_statement_page.html"
    served_with = ("contact", "contact__organisation")

    api_fields = [
        *BasePage.api_fields, "scope", "conformance", "standard", "non_compliance", "disproportionate_burden",
        "outside_scope", "alternatives", "prepared_on", "reviewed_on", "method", "method_note", "report_url",
        "feedback",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("non_compliance"),
        index.SearchField("feedback"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("scope"),
            MultiFieldPanel(
                [
                    FieldPanel("non_compliance"),
                    FieldPanel("disproportionate_burden"),
                    FieldPanel("outside_scope"),
                    FieldPanel("alternatives"),
                ],
                _("Content that is not accessible"),
            ),
            FieldPanel("method_note"),
            FieldPanel("feedback"),
            FieldPanel("enforcement"),
        ],
        facts=[
            FieldRowPanel([FieldPanel("conformance"), FieldPanel("standard")]),
            FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
            FieldRowPanel([FieldPanel("method"), FieldPanel("report_url")]),
            FieldPanel("contact"),
            FieldPanel("enforcement_url"),
        ],
    )

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_context(self, request, *args, **kwargs):
        from home.barrier_reports import BarrierReportForm  # which needs this module

        return super().get_context(request, *args, **kwargs) | {
            "form": getattr(request, "barrier_form", None) or BarrierReportForm(),
            "is_sent": "sent" in request.GET,
        }


class BarrierReport(models.Model):
    """What a visitor could not use, as she told it below an accessibility statement."""

    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    statement = models.ForeignKey(
        AccessibilityStatementPage,
        verbose_name=_("accessibility statement"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = LanguageField(_("language"), editable=False)
    about = models.CharField(_("page or document"), max_length=500, blank=True, editable=False)
    message = models.TextField(_("message"), editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=REPORT_STATES, default="new")
    note = models.TextField(_("note"), blank=True, help_text=_("Only staff see it: what was found and done."))

    class Meta:
        verbose_name = _("barrier report")
        verbose_name_plural = _("barrier reports")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return Truncator(self.message).chars(80)
