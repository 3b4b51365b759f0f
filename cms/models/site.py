"""What stands on every page of a site: menu, footer, notice, contacts; one row a language."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin, get_page_models
from wagtail.search import index

from cms.blocks import LinkBlock, PageChooserBlock, RecordChooserBlock
from cms.choices import LICENCES
from cms.models.fields import CodesField, TimeZoneField


class ContentVersion(models.Model):
    """A number that rises with every change visitors could see."""

    number = models.PositiveBigIntegerField(default=0)

    @classmethod
    def current(cls) -> int:
        """Return the version now; 0 where nothing was ever changed."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def bump(cls) -> None:
        """Raise the version: every worker reads the site's state anew."""
        if not cls.objects.filter(pk=1).update(number=models.F("number") + 1):
            cls.objects.update_or_create(pk=1, defaults={"number": 1})


class MenuItemBlock(blocks.StructBlock):
    """An entry of the main menu, with entries below it."""

    page = PageChooserBlock(label=_("Page"))
    title = blocks.CharBlock(
        label=_("Title in the menu"), required=False, help_text=_("Empty: the page's own.")
    )
    children = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("page", PageChooserBlock(label=_("Page"))),
                ("title", blocks.CharBlock(label=_("Title in the menu"), required=False)),
            ],
            label=_("Entry"),
        ),
        label=_("Below it"),
        min_num=0,
        default=[],
    )

    class Meta:
        icon = "bars"
        label = _("Entry")
        label_format = "{title}"


class FooterColumnBlock(blocks.StructBlock):
    """A column of links in the footer."""

    title = blocks.CharBlock(label=_("Title"))
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{title}"


class SiteTexts(index.Indexed, TranslatableMixin, models.Model):
    """A site's name, menu, footer, notice and contacts in one language."""

    LEVELS = [("info", _("Information")), ("warning", _("Warning"))]

    brand_name = models.CharField(_("name of the site"), max_length=160)
    brand_line = models.CharField(_("line under the name"), max_length=200, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences for the footer.")
    )
    menu = StreamField([("item", MenuItemBlock())], verbose_name=_("main menu"), blank=True, max_num=8)
    footer = StreamField([("column", FooterColumnBlock())], verbose_name=_("footer"), blank=True, max_num=4)
    legal_links = StreamField([("link", LinkBlock())], verbose_name=_("legal links"), blank=True, max_num=8)
    contacts = StreamField(
        [("contact", RecordChooserBlock("cms.Contact", icon="user"))],
        verbose_name=_("contacts"),
        blank=True,
        max_num=3,
    )
    notice_level = models.CharField(_("notice"), max_length=10, choices=LEVELS, default="info")
    notice = RichTextField(
        _("text of the notice"),
        blank=True,
        features=["bold", "link"],
        help_text=_("Stands on top of every page; empty for none."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("brand_name"), FieldPanel("brand_line"), FieldPanel("description")], _("Brand")
        ),
        FieldPanel("menu"),
        FieldPanel("footer"),
        FieldPanel("legal_links"),
        FieldPanel("contacts"),
        MultiFieldPanel([FieldPanel("notice_level"), FieldPanel("notice")], _("Notice")),
    ]
    search_fields = [index.AutocompleteField("brand_name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("site texts")
        verbose_name_plural = _("site texts")
        ordering = ["brand_name"]

    def __str__(self) -> str:
        return self.brand_name


def page_type_choices() -> list[tuple[str, str]]:
    """Return the page types that can be translated, by their label."""
    from cms.models.pages import BasePage

    found = [model for model in get_page_models() if issubclass(model, BasePage)]
    return [(model._meta.label_lower, capfirst(str(model._meta.verbose_name))) for model in found]


def default_incomplete_types() -> list[str]:
    """Return the types that may go live incomplete where nobody decided: news, which cannot wait."""
    return ["news.articlepage"]


#: What a visitor gets where a page is not there in her language.
NAME_LANGUAGES, SHOW_ORIGINAL = "languages", "original"
MISSING_PAGES = [
    (NAME_LANGUAGES, _("A page that says in which languages it is there")),
    (SHOW_ORIGINAL, _("The original, with a notice")),
]


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Settings of one site that are the same in every language.

    The texts hang on a record of their own: a translatable setting fails silently in wagtail-localize.
    """

    texts = models.ForeignKey(
        SiteTexts,
        verbose_name=_("texts, menu and footer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In any language; each language shows its own."),
    )
    time_zone = TimeZoneField(
        _("time zone"), default="Europe/Vilnius", help_text=_("The default for new events.")
    )
    closing_soon_days = models.PositiveSmallIntegerField(
        _("“closing soon” from"), default=14, help_text=_("Days before a call's deadline.")
    )
    share_image = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("share picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For the home page, and for pages whose title has letters that our font lacks."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on data protection"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In any language; forms that ask for an address lead to it."),
    )
    licence = models.CharField(
        _("licence of our articles"),
        max_length=20,
        blank=True,
        choices=LICENCES,
        help_text=_("Articles of ours without a licence of their own are offered to others under it."),
    )

    incomplete_types = CodesField(
        _("types that may go live incomplete"),
        codes=page_type_choices,
        default=default_incomplete_types,
        help_text=_(
            "An incomplete translation of these is published with a notice that says so; of all others it is refused."
        ),
    )

    missing_pages = models.CharField(
        _("pages missing in a language"),
        max_length=10,
        choices=MISSING_PAGES,
        default=NAME_LANGUAGES,
        help_text=_(
            "What visitors get at the address that such a page would have. Search engines index neither."
        ),
    )

    panels = [
        FieldPanel("texts"),
        FieldPanel("time_zone"),
        FieldPanel("closing_soon_days"),
        FieldPanel("share_image"),
        FieldPanel("privacy_page"),
        FieldPanel("licence"),
        FieldPanel("incomplete_types"),
        FieldPanel("missing_pages"),
    ]

    class Meta:
        verbose_name = _("site settings")
