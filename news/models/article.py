"""News articles and their index."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.api.fields import told_reference
from cms.blocks import PROSE_FEATURES, LinkBlock, RecordChooserBlock, StoryBlock
from cms.choices import LICENCES
from cms.feeds import feed_files
from cms.models import BasePage
from news.article_data import article_data
from news.article_serving import ArticleListing
from news.choices import ARTICLE, ARTICLE_KINDS


def today() -> dt.date:
    """Return today's date in the site's zone."""
    return timezone.localdate()


class ArticleIndexPage(ArticleListing, BasePage):
    """All articles, newest first, by year, kind and topic."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.ArticlePage"]
    max_count_per_parent = 1
    template = "news/article_index_page.html"
    files = feed_files("news")

    edit_handler = BasePage.tabs(text=BasePage.intro_panels)

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")


class AuthorBlock(blocks.StreamBlock):
    """Who wrote it: somebody with a record, or a name."""

    person = RecordChooserBlock("cms.Person", label=_("Person"), icon="user")
    name = blocks.CharBlock(label=_("Name"), icon="edit")

    class Meta:
        search_shows = ()


class CorrectionBlock(blocks.StructBlock):
    """What was put right after publication."""

    date = blocks.DateBlock(label=_("Date"))
    text = blocks.RichTextBlock(label=_("What was corrected"), features=PROSE_FEATURES)

    class Meta:
        icon = "edit"
        label = _("Correction")
        description = _("Says what was wrong and since when it is right.")


class ArticlePage(BasePage):
    """A piece of news, a statement, an interview or a story."""

    published_on = models.DateField(_("date of publication"), default=today, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ARTICLE_KINDS, default="news", db_index=True)
    authors = StreamField(AuthorBlock(), verbose_name=_("authors"), blank=True)
    place = models.TextField(
        _("place"), blank=True, help_text=_("Where it happened, as people there call it.")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    further_information = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("further information"),
        blank=True,
        help_text=_("Links at the end, each with the language it leads to."),
    )
    corrections = StreamField([("correction", CorrectionBlock())], verbose_name=_("corrections"), blank=True)
    original_publisher = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("original publisher"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who published it first, if not we."),
    )
    republished_by = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("republished by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who passed it on, where that is somebody else."),
    )
    original_url = models.URLField(
        _("address of the original"),
        max_length=500,
        blank=True,
        help_text=_("Search engines are sent there."),
    )
    credit_note = models.TextField(_("note on the source"), blank=True)
    licence = models.CharField(_("licence"), max_length=20, blank=True, choices=LICENCES)

    parent_page_types = ["news.ArticleIndexPage"]
    subpage_types = []
    template = "news/article_page.html"
    linked_data = article_data
    search_day = "published_on"
    served_with = ("original_publisher", "republished_by")

    api_fields = [
        *BasePage.api_fields, "published_on", "kind", "authors", "place", "body", "further_information", "corrections",
        told_reference("original_publisher"), told_reference("republished_by"), "original_url", "credit_note",
        "licence",
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("published_on"),
    ]

    edit_handler = BasePage.tabs(
        text=[
            *BasePage.intro_panels,
            FieldPanel("place"),
            FieldPanel("body"),
            FieldPanel("further_information"),
            FieldPanel("corrections"),
        ],
        facts=[
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("kind")]),
            FieldPanel("authors"),
            MultiFieldPanel(
                [
                    FieldPanel("original_publisher"),
                    FieldPanel("republished_by"),
                    FieldPanel("original_url"),
                    FieldPanel("credit_note"),
                    FieldPanel("licence"),
                ],
                _("Source and licence"),
            ),
        ],
    )

    class Meta:
        verbose_name = ARTICLE
        verbose_name_plural = _("articles")
