"""When pages are looked at again, their links with what became of them, pictures that nobody described."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.upkeep.vocabulary import PROBLEMS


class Review(models.Model):
    """The day on which a page is to be looked at: one for all its language versions."""

    translation_key = models.UUIDField(unique=True, editable=False)
    due_on = models.DateField(_("look at it on"), db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who looks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Is told by mail. Empty: whoever may publish the page."),
    )
    looked_at = models.DateTimeField(_("looked at"), null=True, editable=False)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("review date")
        verbose_name_plural = _("review dates")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.due_on}"


class LinkHost(models.Model):
    """A site that pages link to: asked by one worker at a time, and left in peace between two questions."""

    name = models.CharField(max_length=255, unique=True)
    next_ask = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class OutsideLinkQuerySet(models.QuerySet):
    """Links, and which of them are called broken."""

    def broken(self) -> "OutsideLinkQuerySet":
        """Those that have failed several times, for some time, and that nobody ignores."""
        return self.filter(
            failures__gte=settings.LINK_FAILURES,
            failing_since__lte=timezone.now() - dt.timedelta(days=settings.LINK_FAILING_DAYS),
            ignored_at=None,
        )

    def due(self) -> "OutsideLinkQuerySet":
        """Those that are to be looked at now."""
        return self.filter(next_check__lte=timezone.now(), ignored_at=None)


class OutsideLink(models.Model):
    """An address on another site that published pages link to, and what was found there last."""

    #: SHA-256 of the address: an address may be longer than what an index holds
    digest = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField(_("address"))
    host = models.ForeignKey(LinkHost, on_delete=models.CASCADE, related_name="links")
    found_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(_("looked at"), null=True)
    next_check = models.DateTimeField(default=timezone.now, db_index=True)
    problem = models.CharField(_("what is wrong"), max_length=20, choices=PROBLEMS, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(_("since"), null=True)
    ignored_at = models.DateTimeField(null=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.url[:200]


class Place(models.Model):
    """Where in a published page something stands; paths are those of Wagtail's reference index."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    model_path = models.TextField()
    content_path = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.page_id} {self.content_path}"


class LinkPlace(Place):
    """A link to another site in a page."""

    link = models.ForeignKey(OutsideLink, on_delete=models.CASCADE, related_name="places")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("link on a page")
        verbose_name_plural = _("links on pages")


class PageLink(Place):
    """A link in a page to another page; the row outlives the page it leads to, for then the link is broken."""

    target = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        verbose_name = _("link on a page")
        verbose_name_plural = _("links on pages")


class PicturePlace(Place):
    """A picture in a page that has no description and is not marked as decorative."""

    image = models.ForeignKey("cms.CustomImage", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("picture on a page")
        verbose_name_plural = _("pictures on pages")
