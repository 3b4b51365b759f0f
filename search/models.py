"""What can be found, the words it is found by, and what people looked for."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from search.extracting.problems import PROBLEMS
from search.matching import Analysed


def _words(name: str) -> index.FilterField:
    """Return a field of words that are analysed: kept as they are, and not copied into a field for all."""
    return index.FilterField(name, es_extra={"type": "text", "analyzer": "whitespace"})


class Entry(index.Indexed, models.Model):
    """Something that can be found: a page, a document that stands on a page, a member of the alliance.

    The words it is found by are kept beside it by the store (`search.stores`), weighed and in their analysed form;
    here stand its own words, for whoever is shown it. Whether the public may see it is asked of the page it stands
    on, each time: nothing here can be out of date in that.
    """

    KINDS = [("page", _("Page")), ("document", _("Document")), ("member", _("Member of the alliance"))]

    kind = models.CharField(max_length=20, choices=KINDS)
    #: its key among those of its kind
    key = models.CharField(max_length=200)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    #: of its words
    language = models.CharField(max_length=12)
    title = models.TextField()
    summary = models.TextField(blank=True)
    #: headings and texts, a line each
    text = models.TextField(blank=True)
    day = models.DateField(null=True)
    #: when a call closes
    closes_at = models.DateTimeField(null=True)
    #: what it can be narrowed down by, as `topic:energy country:LT`
    marks = models.TextField(blank=True)
    #: of all it was made of: what has not changed is not written again
    digest = models.CharField(max_length=64)
    #: of the pass that looked at it last (`rebuild_search`)
    generation = models.PositiveBigIntegerField(default=0)

    #: Only for a search server (`search.stores.wagtail`), which is written to by the store.
    search_auto_update = False
    search_fields = [
        *(_words(name) for name in ("found_title", "found_summary", "found_headings", "found_body")),
        index.FilterField("found_marks"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "page", "language"], name="found_once_on_a_page_and_language"
            )
        ]
        indexes = [models.Index(fields=["generation"], name="entry_by_generation")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        """Return what `update_index` writes: nothing into Wagtail's index of a database."""
        return cls.objects.all() if settings.SEARCH_URL else cls.objects.none()

    @cached_property
    def analysed(self) -> Analysed:
        """Its words as the index keeps them; read anew from its page where the store has not set them."""
        from search.indexing import analysed_again

        return analysed_again(self)

    def found_title(self) -> list[str]:
        """Return the words of its title, for a search server."""
        return self._found("A")

    def found_summary(self) -> list[str]:
        """Return the words of its summary."""
        return self._found("B")

    def found_headings(self) -> list[str]:
        """Return the words of its headings."""
        return self._found("C")

    def found_body(self) -> list[str]:
        """Return the words of its texts."""
        return self._found("D")

    def found_marks(self) -> list[str]:
        """Return what it can be narrowed down by."""
        return list(self.analysed.marks)

    def _found(self, weight: str) -> list[str]:
        from search.stores.wagtail import words_in

        return words_in(self.analysed, weight)


class Term(models.Model):
    """A word that stands somewhere, as it is folded: what is typed is compared with these.

    One of each language, `EVERY`, is no word: it stands in each of its entries.
    """

    EVERY = "#"

    language = models.CharField(max_length=12)
    form = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)
    #: the form read backwards: ends of words are beginnings of these
    backwards = models.CharField(max_length=60)
    #: in how many entries it stands
    entries = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "form", "stem"], name="term_once")]
        indexes = [
            models.Index(fields=["language", "backwards"], name="term_backwards"),
            models.Index(fields=["language", "stem"], name="term_stem"),
        ]

    def __str__(self) -> str:
        return self.form


class Waiting(models.Model):
    """A page whose words could not be written down when it changed; the worker makes up for it."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.page_id)


class DocumentText(models.Model):
    """The words of a document's file, taken out of it by the worker."""

    STATES = [("waiting", _("Waiting")), ("read", _("Read")), ("failed", _("Could not be read"))]

    document = models.OneToOneField(
        "cms.CustomDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=STATES, default="waiting", db_index=True)
    #: of the file that was read: another one is read anew
    file_hash = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    #: why it could not be read
    problem = models.CharField(_("problem"), max_length=20, choices=PROBLEMS, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: no worker looks at it before: it has just failed, or another one has it in hand
    next_try = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return str(self.document_id)


class Asked(models.Model):
    """How often something was looked for on a day; nothing of who looked for it, nor when on that day."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12)
    words = models.CharField(_("words"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=0)
    #: of the last time
    found = models.PositiveIntegerField(_("found"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "words"], name="asked_once_a_day_and_language")
        ]

    def __str__(self) -> str:
        return self.words


class LinkLanguage(models.Model):
    """The language in which a link of staff's recommendations is shown; one without is shown in all."""

    promotion = models.OneToOneField(
        "wagtailsearchpromotions.SearchPromotion", on_delete=models.CASCADE, related_name="in_language"
    )
    language = models.CharField(_("language"), max_length=12)

    def __str__(self) -> str:
        return self.language
