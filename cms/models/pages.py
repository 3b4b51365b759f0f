"""The base of every page type: summary, picture, topics, projects, related pages."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.api.fields import PAGE_FIELDS
from cms.blocks import PageChooserBlock
from cms.choices import ORGANISATION_ROLES
from cms.page_forms import BasePageForm
from cms.serving import ServedPage
from cms.sitestate import site_state
from cms.slugs import ascii_slug, is_reserved, refuse_reserved
from cms.translation.drafts import title_for_acting_user
from cms.translation.locking import lock


class PublicPageQuerySet(PageQuerySet):
    """Pages, and the one definition of what the public may see."""

    def visible_to_public(self):
        """Pages a visitor without an account may read: published, not expired, not restricted."""
        pages = self.live().exclude(expire_at__lt=timezone.now())
        restricted = site_state().restricted
        if len(restricted) > 50:
            return pages.public()
        for path in restricted:
            pages = pages.exclude(path__startswith=path)
        return pages

    def in_language(self, language: str | None = None):
        """Pages of one language; the active one by default."""
        return self.filter(locale__language_code=language or get_language())


class PageTopic(Orderable, TranslatableMixin):
    """A topic of a page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(
        "cms.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="page_links"
    )

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of pages")


class PageProject(Orderable, TranslatableMixin):
    """A project a page belongs to."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        "cms.Project", verbose_name=_("project"), on_delete=models.CASCADE, related_name="page_links"
    )

    panels = [FieldPanel("project")]

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        verbose_name = _("project of a page")
        verbose_name_plural = _("projects of pages")


class PageOrganisation(Orderable, TranslatableMixin):
    """What an organisation does for a page's matter: organises, funds, issues."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="organisation_links")
    organisation = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="page_links",
    )
    role = models.CharField(_("role"), max_length=20, choices=ORGANISATION_ROLES, default="partner")

    panels = [FieldPanel("organisation"), FieldPanel("role")]

    class Meta(Orderable.Meta, TranslatableMixin.Meta):
        verbose_name = _("organisation of a page")
        verbose_name_plural = _("organisations of pages")


class BasePage(ServedPage, Page):
    """What every page of the site has."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("One or two sentences; shown under the title, in lists, in search results and in feeds."),
    )
    image = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.TextField(
        _("description of the picture"),
        blank=True,
        help_text=_("What it shows, in the language of the page."),
    )
    image_is_decorative = models.BooleanField(
        _("the picture is decorative"), default=False, help_text=_("It adds nothing to the text.")
    )
    share_image = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("share picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared; empty: the picture above."),
    )
    related_pages = StreamField(
        [("page", PageChooserBlock(label=_("Page"), icon="doc-full-inverse"))],
        verbose_name=_("related pages"),
        blank=True,
        max_num=12,
    )

    objects = PageManager.from_queryset(PublicPageQuerySet)()
    base_form_class = BasePageForm

    search_fields = [*Page.search_fields, index.SearchField("summary")]
    #: fields that the search takes its day, its countries and its deadline from, and texts that it leaves out
    search_day = search_countries = search_closes = ""
    search_leaves_out: tuple[str, ...] = ()
    #: what other programs may read (cms.api): only what the page itself shows to everybody
    api_fields = PAGE_FIELDS

    #: Panels by task. Page types add to these; `tabs` makes the editor of them.
    intro_panels = [
        FieldPanel("title", classname="title"),  # no TitleFieldPanel: the slug is made on the server
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")], _("Picture")
        ),
    ]
    relation_panels = [
        InlinePanel("topic_links", heading=_("Topics"), label=_("Topic")),
        InlinePanel("project_links", heading=_("Projects"), label=_("Project")),
        FieldPanel("related_pages"),
    ]
    organisation_panel = InlinePanel(
        "organisation_links", heading=_("Organisations"), label=_("Organisation")
    )
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_image"),
            ],
            _("For search engines and sharing"),
        ),
    ]
    settings_panels = [PublishingPanel(), FieldPanel("show_in_menus")]

    class Meta:
        abstract = True

    @classmethod
    def tabs(cls, *, text: list, facts: list | None = None, relations: list | None = None) -> TabbedInterface:
        """Return the editor of a page type: one tab a task."""
        tabs = [ObjectList(text, heading=_("Text"))]
        if facts:
            tabs.append(ObjectList(facts, heading=_("Facts")))
        tabs += [
            ObjectList(relations or cls.relation_panels, heading=_("Relations")),
            ObjectList(cls.promote_panels, heading=_("Promote")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs)

    @staticmethod
    def _slug_is_available(slug, parent_page, page=None):
        return not is_reserved(slug, parent_page) and Page._slug_is_available(slug, parent_page, page)

    def clean(self) -> None:
        try:
            refuse_reserved(self.slug, self.get_parent())
        except ValidationError as error:
            raise ValidationError({"slug": error}) from None
        super().clean()
        if self.image_id and self.image_is_decorative and self.image_alt:
            raise ValidationError(
                {"image_is_decorative": _("A decorative picture has no description: choose one.")}
            )
        if self.image_id and not self.image_is_decorative and not self.image_alt:
            raise ValidationError({"image_alt": _("Describe the picture, or mark it as decorative.")})

    def get_admin_display_title(self) -> str:
        return title_for_acting_user(self)

    def full_clean(self, exclude=None, **kwargs) -> None:
        if not self.slug and self.title:
            language = self.locale.language_code if self.locale_id else ""
            self.slug = self._get_autogenerated_slug(ascii_slug(self.title, language))
        if not (self.live or self.go_live_at):
            exclude = {*(exclude or ()), *self.missing_to_publish()}
        super().full_clean(exclude=exclude, **kwargs)

    def publish(self, *args, **kwargs) -> None:
        with transaction.atomic():  # a schedule may be stopped between this page and its translations
            lock(self.translation_key)
            super().publish(*args, **kwargs)

    publish.alters_data = True

    def unpublish(self, *args, **kwargs) -> None:
        with transaction.atomic():
            lock(self.translation_key)
            super().unpublish(*args, **kwargs)

    unpublish.alters_data = True

    def missing_to_publish(self) -> dict[str, models.Field]:
        """Return the empty fields that a draft may leave empty and a published page may not, by name.

        They are `null` and not `blank`; Wagtail's forms ask for them when a page is published, not when a draft
        is saved (`defer_required_on_fields`).
        """
        return {
            field.name: field
            for field in self._meta.concrete_fields
            if field.null and not field.blank and field.editable and getattr(self, field.attname) is None
        }
