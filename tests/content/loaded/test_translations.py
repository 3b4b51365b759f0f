"""Translations: as wagtail-localize knows them."""

import json

import pytest
from modelcluster.models import get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.content.loader import load
from cms.content.sources import submit
from cms.models import Person, Topic
from cms.translation.models import LanguageVersion
from cms.translation.quiet import quietly
from cms.translation.vocabulary import CARRIED
from home.models import HomePage, StandardPage
from news.models import ArticlePage, EventPage

pytestmark = pytest.mark.django_db


def translation_of(page: Page, code: str) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key,
        source__locale_id=page.locale_id,
        target_locale__language_code=code,
    )


def in_language(model, code):
    return model.objects.get(locale__language_code=code)


def test_complete_translation_is_known_and_published(loaded):
    about, target = in_language(StandardPage, "en"), in_language(StandardPage, "lt")
    translation = translation_of(about, "lt")
    total, done = translation.get_progress()
    assert total == done > 40
    assert translation.get_status_display() == "Up to date"
    assert target.live
    assert target.slug == "apie-mus"
    assert target.body[0].value["text"] == "Kas mes"
    assert [block.id for block in target.body] == [block.id for block in about.body]
    given = StringTranslation.objects.exclude(tool_name=CARRIED)
    assert set(given.values_list("translation_type", flat=True)) == {"manual"}


def test_links_of_a_translation_follow_the_text(loaded):
    source, target = (in_language(StandardPage, code).body[1].value.source for code in ("en", "lt"))
    assert source.index('linktype="page"') < source.index('linktype="document"')
    assert target.index('linktype="document">protokolą') < target.index('linktype="page">aljansą')


def test_phrases_of_a_translation_keep_their_language(loaded):
    about = in_language(StandardPage, "lt")
    assert 'Ukrainietiškai tiltas yra <span lang="uk">міст</span>.</p>' in about.body[1].value.source


def test_incomplete_translation_falls_back(loaded):
    about = in_language(StandardPage, "en")
    total, done = translation_of(about, "uk").get_progress()
    assert (done, total > 40) == (3, True)
    target = in_language(StandardPage, "uk")
    assert target.live
    assert (target.title, target.body[0].value["text"]) == ("Про нас", "Хто ми")
    assert target.body[2].value["text"] == "We rebuild together."


def test_draft_translation_is_not_published(loaded):
    assert not in_language(ArticlePage, "uk").live


def test_rows_are_translated(loaded):
    event = in_language(EventPage, "lt")
    assert [row.title for row in event.tracks.all()] == ["Idėjos", "Pinigai"]
    assert [row.topic.name for row in event.topic_links.all()] == ["Skaitmeninės paslaugos"]
    assert event.agenda[1].value["questions"][0]["items"][1] == "Kaip?"


def test_records_are_translated(loaded):
    names = Topic.objects.filter(slug="energy").values_list("locale__language_code", "name")
    assert dict(names) == {"en": "Energy", "lt": "Energetika", "uk": "Енергетика"}


def test_page_may_be_written_in_any_language(loaded):
    source = ArticlePage.objects.get(locale__language_code="lt", live=True)
    assert source.get_parent().slug == "naujienos"
    assert translation_of(source, "en").source.locale.language_code == "lt"


def test_outdated_text_is_as_if_the_source_had_changed_later(loaded):
    source = ArticlePage.objects.get(locale__language_code="lt", live=True)
    target = ArticlePage.objects.get(locale__language_code="en", live=True)
    translation = translation_of(source, "en")
    assert source.summary == "Pirmasis susitikimas."
    assert target.summary == "The first meeting."
    segment = StringSegment.objects.get(source=translation.source, context__path="summary")
    assert segment.string.data == "Pirmasis susitikimas."
    kept, beside = StringTranslation.objects.filter(
        context__path="summary", context__object_id=source.translation_key
    ).order_by("pk")
    assert (kept.translation_of.data, kept.has_error) == ("Pirmas susitikimas įvyko.", False)
    assert (beside.translation_of, beside.data, beside.has_error) == (segment.string, kept.data, True)
    assert LanguageVersion.objects.get(page=target).state == "outdated"
    total, done = translation.get_progress()
    assert done < total
    assert target.body[0].value.source == "<p>The towns met.</p>"


def test_outdated_stays_outdated(loaded, package):
    again = load(package)
    assert again.total("changed") == 0


def test_new_text_ends_the_outdated_state(loaded, package, edit):
    edit(
        "pages/news/article.yaml",
        "    outdated: {summary: Pirmas susitikimas įvyko., body: [{prose: <p>Miestai susitiko vakar.</p>}, null]}\n",
        "",
    )
    load(package)
    source = ArticlePage.objects.get(locale__language_code="lt", live=True)
    missing = StringSegment.objects.filter(source__object_id=source.translation_key).exclude(
        string__translations__locale__language_code="en"
    )
    assert not {"title", "summary", "place", "body"} & {item.context.path.split(".")[0] for item in missing}


def test_text_of_a_translator_is_kept(loaded, package):
    home = in_language(HomePage, "en")
    segment = StringSegment.objects.get(source__object_id=home.translation_key, context__path="summary")
    uk = translation_of(home, "uk").target_locale
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=uk,
        data="Міста.",
        translation_type="manual",
    )
    assert load(package).total("changed") == 0
    assert StringTranslation.objects.filter(data="Міста.").exists()


def test_ended_translation_goes_its_own_way(loaded, package, edit):
    translation = translation_of(in_language(HomePage, "en"), "lt")
    translation.enabled = False
    translation.save()
    edit("pages/home.yaml", "summary: Towns that meet.", "summary: Towns that meet often.")
    report = load(package)
    assert report.counts["home.HomePage (lt)"]["unchanged"] == 1
    assert report.counts["home.HomePage (uk)"]["changed"] == 1


def test_deleted_translation_comes_back(loaded, package):
    in_language(StandardPage, "lt").delete()
    report = load(package)
    assert report.counts["home.StandardPage (lt)"]["created"] == 1
    assert in_language(StandardPage, "lt").title == "Apie mus"
    assert translation_of(in_language(StandardPage, "en"), "lt").enabled


def test_half_translated_rich_text(loaded, package, edit):
    half = "[{heading: {text: Хто ми}}, {prose: [null, один, null]},"
    edit("pages/about.yaml", "[{heading: {text: Хто ми}}, null,", half)
    load(package)
    source = in_language(StandardPage, "uk").body[1].value.source
    assert "<li>один</li>" in source
    assert "We are <b>two towns</b>" in source


ROWS = {
    StringSegment: ("context__path", "context__field_path", "order", "string__data", "attrs"),
    TemplateSegment: ("context__path", "context__field_path", "order", "template__template"),
    RelatedObjectSegment: ("context__path", "context__field_path", "order", "object__translation_key"),
    OverridableSegment: ("context__path", "context__field_path", "order", "data_json"),
}


def segment_rows(source: TranslationSource) -> dict:
    return {
        model: sorted(model.objects.filter(source=source).values_list(*names))
        for model, names in ROWS.items()
    }


@pytest.mark.parametrize("model", [StandardPage, EventPage, Topic])
def test_source_is_submitted_as_wagtail_localize_would(loaded, model):
    rows_in_english = model.objects.filter(locale__language_code="en")
    ours = submit(rows_in_english.first())
    rows, content, text = segment_rows(ours), ours.content_json, ours.object_repr
    for kind in ROWS:
        kind.objects.filter(source=ours).delete()
    StringTranslation.objects.all().delete()
    TranslationContext.objects.filter(object=ours.object).delete()
    ours.delete()
    theirs, _created = TranslationSource.update_or_create_from_instance(rows_in_english.first())
    assert segment_rows(theirs) == rows
    assert (theirs.content_json, theirs.object_repr) == (content, text)


#: What tells when and by which revision a page was written, not what it says.
OF_THE_MOMENT = {
    "first_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "last_published_at",
    "live_revision",
}


def row_of(instance) -> dict:
    """Return what the database has of a page with its rows, or of a record."""
    fresh = type(instance).objects.get(pk=instance.pk)
    data = (
        fresh.serializable_data()
        if hasattr(fresh, "serializable_data")
        else get_serializable_data_for_fields(fresh)
    )
    streams = {field.name for field in fresh._meta.concrete_fields if isinstance(field, StreamField)}
    return {
        name: json.loads(value) if name in streams else value
        for name, value in data.items()
        if name not in OF_THE_MOMENT
    }


def test_targets_are_written_as_wagtail_localize_would(loaded):
    outdated = ArticlePage.objects.get(locale__language_code="en", live=True)
    differing, kinds = {}, set()
    for translation in Translation.objects.exclude(source__object_id=outdated.translation_key):
        target = translation.get_target_instance()
        target = target.specific if isinstance(target, Page) else target
        ours = row_of(target)
        with quietly():
            translation.save_target(publish=not isinstance(target, Page))
            if isinstance(target, Page) and target.live:
                target.refresh_from_db()
                target.latest_revision.publish()
        theirs = row_of(target)
        kinds.add(type(target))
        if theirs != ours:
            differing[target] = {
                name: (value, theirs[name]) for name, value in ours.items() if theirs[name] != value
            }
    assert differing == {}
    assert {StandardPage, EventPage, Topic, Person} <= kinds


def test_page_is_published_as_wagtail_would(loaded):
    page = in_language(EventPage, "lt")
    ours, entries = row_of(page), log_of(page)
    page.latest_revision.publish()
    assert row_of(page) == ours
    assert log_of(page) == [*entries, entries[-1]]


def log_of(page) -> list[tuple]:
    """Return what the log says of a page, first things first."""
    names = ("action", "label", "data", "content_changed", "user", "content_type", "revision")
    return list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list(*names))
