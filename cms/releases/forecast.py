"""What will become of a set, told everywhere from one rehearsal: its screen, what is said of a plan, what is asked."""

import hashlib
import json
import logging
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.models import ContentVersion
from cms.releases.models import ReleaseSet
from cms.releases.problems import INVALID
from cms.releases.publishing import Outcome
from cms.releases.rehearsing import rehearse
from cms.releases.vocabulary import BLOCK
from cms.translation.models import LanguageVersion

logger = logging.getLogger(__name__)

#: For how many seconds a forecast is kept where nothing was changed: schedules end without a change.
KEPT: Final = 60


@dataclass(frozen=True)
class Texts:
    """How far the texts of a translated page are once the drafts of the set are public."""

    state: str
    missing: int
    outdated: int


@dataclass
class Forecast:
    """What becomes of the pages of a set if it goes live now, by key."""

    happens: bool = False
    published: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[int, Texts] = field(default_factory=dict)
    #: pages that will be public though not all of their texts are there
    wanting: list[dict[str, Any]] = field(default_factory=list)

    def fingerprint(self, release_set: ReleaseSet) -> str:
        """Return what differs as soon as another thing would happen than was told."""
        told = [asdict(self), release_set.when_incomplete]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def forecast_of(release_set: ReleaseSet) -> Forecast:
    """Return what will become of a set: rehearsed once, and again when something was changed."""
    key = f"release-forecast-{release_set.pk}-{_state_of(release_set)}"
    found = cache.get(key)
    if found is None:
        found = _rehearsed(release_set)
        cache.set(key, found, KEPT)
    return found


def _rehearsed(release_set: ReleaseSet) -> Forecast:
    leave_out = release_set.when_incomplete != BLOCK
    try:
        return rehearse(
            release_set,
            lambda outcome: _told(release_set, outcome, leave_out=leave_out),
            leave_out=leave_out,
            with_pictures=False,
        )
    except Exception as error:
        logger.exception("Release %s cannot be rehearsed.", release_set.pk)
        unknown = {"page": None, "title": str(release_set), "language": get_language(), "kind": INVALID}
        return Forecast(problems=[unknown | {"messages": [str(error) or type(error).__name__]}])


def _told(release_set: ReleaseSet, outcome: Outcome, *, leave_out: bool) -> Forecast:
    """Return an outcome with the state that texts have in it; inside the rehearsal."""
    members = release_set.members.exclude(page=None)
    rows = LanguageVersion.objects.filter(page__in=members.values("page")).exclude(source_locale=None)
    texts = {row.page_id: Texts(row.state, row.missing, row.outdated) for row in rows}
    public = {*outcome.published, *outcome.unchanged}
    short = {key for key, each in texts.items() if key in public and (each.missing or each.outdated)}
    wanting = [
        {
            "page": page.pk,
            "title": page.title,
            "language": page.locale.language_code,
            "missing": texts[page.pk].missing,
            "outdated": texts[page.pk].outdated,
        }
        for page in Page.objects.filter(pk__in=short).select_related("locale").order_by("path")
    ]
    return Forecast(
        happens=outcome.happens(leave_out=leave_out),
        published=outcome.published,
        unchanged=outcome.unchanged,
        problems=outcome.problems(),
        texts=texts,
        wanting=wanting,
    )


def _state_of(release_set: ReleaseSet) -> str:
    """Return what differs as soon as a set, a draft of its pages, a translator's text or the site is changed."""
    members = release_set.members.order_by("pk")
    pages = members.values_list(
        "pk",
        "page",
        "page__path",
        "page__live",
        "page__has_unpublished_changes",
        "page__latest_revision",
        "page__latest_revision_created_at",
        "page__last_published_at",
    )
    versions = LanguageVersion.objects.filter(page__in=members.exclude(page=None).values("page"))
    works = StringTranslation.objects.filter(
        context__object_id__in=members.exclude(page=None).values("page__translation_key")
    )
    state = [
        release_set.created_at,
        release_set.when_incomplete,
        ContentVersion.current(),
        list(pages),
        list(versions.order_by("pk").values_list("pk", "updated_at")),
        works.aggregate(Count("pk"), Max("updated_at")),
    ]
    return hashlib.sha256(repr(state).encode()).hexdigest()
