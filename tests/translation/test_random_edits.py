"""Random work of editors and translators in three languages: facts equal, no finished text lost, counts right."""

import uuid
from contextlib import suppress
from copy import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation

from cms.translation.beginning import begin
from cms.translation.carrying import carry
from cms.translation.quiet import quietly
from cms.translation.recounting import recount
from cms.translation.releasing import IncompleteError, release
from home.models import StandardPage
from tests.factories import make_document, make_page, make_site
from tests.translation.facts import facts_of
from tests.translation.languages import locale, translation_of, version

pytestmark = pytest.mark.django_db

WORDS = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
SENTENCES = st.sampled_from([f"{word} came first." for word in WORDS])
LANGUAGES = st.sampled_from(["lt", "lv"])
PLACES = st.integers(0, 5)

STEPS = st.one_of(
    st.tuples(st.just("add"), PLACES, SENTENCES),
    st.tuples(st.just("edit"), PLACES, SENTENCES),
    st.tuples(st.just("move"), PLACES, PLACES),
    st.tuples(st.just("delete"), PLACES),
    st.tuples(st.just("date"), PLACES, st.integers(1, 28)),
    st.tuples(st.just("publish")),
    st.tuples(st.just("unpublish"), LANGUAGES),
    st.tuples(st.just("translate"), LANGUAGES, PLACES),
    st.tuples(st.just("release"), LANGUAGES),
    st.tuples(st.just("override"), LANGUAGES),
    st.tuples(st.just("sync")),
)


class Rolled(Exception):  # noqa: N818 - it is no error
    """Ends an example: nothing of it stays."""


class Site:
    """A page in English, its Lithuanian version, and the Latvian one made from that."""

    def __init__(self):
        make_site("en")
        self.page = make_page(
            StandardPage, title="About", summary="Who we are.", body=[self.block("Alpha came first.")]
        )
        self.given: dict[tuple[str, str, str], str] = {}
        self.documents = [make_document().pk, make_document().pk]
        self.number = 0
        for target, source in (("lt", "en"), ("lv", "lt")):
            for above in [*self.page.get_ancestors().filter(depth__gte=2), self.page]:
                origin = above.get_translations(inclusive=True).get(locale=locale(source)).specific
                begin(origin, [locale(target)])
                self.translate_all(origin, target)
                release(translation_of(origin, target))

    def fresh(self) -> "Site":
        """Return the site as it was built."""
        other = copy(self)
        other.page, other.given = StandardPage.objects.get(pk=self.page.pk), dict(self.given)
        return other

    def block(self, sentence: str) -> dict:
        step = {
            "type": "item",
            "id": str(uuid.uuid4()),
            "value": {
                "date": "2026-01-01",
                "precision": "day",
                "period": "",
                "title": sentence,
                "text": f"<p>{sentence}</p>",
            },
        }
        return {"type": "timeline", "id": str(uuid.uuid4()), "value": {"items": [step]}}

    def translate_all(self, page, code: str) -> None:
        entry = translation_of(page, code)
        segments = list(StringSegment.objects.filter(source=entry.source).select_related("string", "context"))
        with quietly():
            for segment in segments:
                if segment.context.path != "slug":
                    self.translate_one(segment, code)
        recount(page.translation_key)

    def translate_one(self, segment, code: str) -> None:
        self.number += 1
        text = f"{code}{self.number} {segment.string.data}"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale(code),
            defaults={
                "data": text,
                "translation_type": "manual",
                "tool_name": "",
                "has_error": False,
                "field_error": "",
            },
        )
        self.given[code, segment.context.path, segment.string.data] = text

    # --- Steps ---

    def do(self, step: tuple) -> None:
        getattr(self, f"do_{step[0]}")(*step[1:])

    def raw(self) -> list[dict]:
        return [dict(item) for item in self.page.body.get_prep_value()]

    def write(self, raw: list[dict]) -> None:
        self.page.body = raw

    def do_add(self, place: int, sentence: str) -> None:
        raw = self.raw()
        raw.insert(min(place, len(raw)), self.block(sentence))
        self.write(raw)

    def do_edit(self, place: int, sentence: str) -> None:
        if raw := self.raw():
            item = raw[place % len(raw)]["value"]["items"][0]
            item["value"] |= {"title": sentence, "text": f"<p>{sentence}</p>"}
            self.write(raw)

    def do_move(self, place: int, to: int) -> None:
        if raw := self.raw():
            raw.insert(to % len(raw), raw.pop(place % len(raw)))
            self.write(raw)

    def do_delete(self, place: int) -> None:
        raw = self.raw()
        if len(raw) > 1:
            raw.pop(place % len(raw))
            self.write(raw)

    def do_date(self, place: int, day: int) -> None:
        if raw := self.raw():
            raw[place % len(raw)]["value"]["items"][0]["value"]["date"] = f"2026-02-{day:02d}"
            self.write(raw)

    def do_publish(self) -> None:
        self.page.save_revision().publish()
        self.page = StandardPage.objects.get(pk=self.page.pk)

    def do_unpublish(self, code: str) -> None:
        version(self.page, code).unpublish()

    def do_translate(self, code: str, place: int) -> None:
        entry = translation_of(self.page, code)
        segments = [
            segment
            for segment in StringSegment.objects.filter(source=entry.source).select_related(
                "string", "context"
            )
            if segment.context.path != "slug"
        ]
        self.translate_one(segments[place % len(segments)], code)

    def do_release(self, code: str) -> None:
        try:
            release(translation_of(self.page, code))
        except IncompleteError:
            self.translate_all(self.page, code)
            release(translation_of(self.page, code))

    def do_override(self, code: str) -> None:
        segment = OverridableSegment.objects.filter(source=translation_of(self.page, code).source).first()
        if segment is not None:
            SegmentOverride.objects.update_or_create(
                locale=locale(code), context=segment.context, defaults={"data_json": segment.data_json}
            )

    def do_sync(self) -> None:
        carry(StandardPage.objects.get(pk=self.page.pk))

    # --- What must hold ---

    def check(self) -> None:
        source = StandardPage.objects.get(pk=self.page.pk)
        for code in ("lt", "lv"):
            found = version(self.page, code)
            if found.live:
                assert facts_of(found) == facts_of(source)
        stored = {
            (row.locale.language_code, row.context.path, row.translation_of.data): row.data
            for row in StringTranslation.objects.select_related("locale", "context", "translation_of")
        }
        assert {key: stored.get(key) for key in self.given} == self.given
        assert recount(self.page.translation_key, write=False) == []


@pytest.fixture
def site(db) -> Site:
    """The site every example begins with."""
    return Site()


def test_random_work_keeps_one_truth(site):
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # an example takes a second: no search for a smaller one
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=st.lists(STEPS, min_size=4, max_size=10))
    def work(steps):
        mine = site.fresh()
        with suppress(Rolled), transaction.atomic():
            mine.check()
            for step in [*steps, ("publish",)]:
                mine.do(step)
                mine.check()
            raise Rolled

    work()
