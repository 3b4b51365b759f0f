"""Loading: what comes in, that it comes in once, and that nothing comes in by halves."""

import datetime as dt
import zoneinfo
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, ReferenceIndex, Revision, Site

from alliance.models import AlliancePage
from cms.blocks import StoryBlock
from cms.content.entries import page_models, record_models
from cms.content.loader import load
from cms.content.report import PackageError
from cms.models import Organisation, Person, SiteSettings, SiteTexts
from home.models import HomePage, StandardPage
from news.models import ArticlePage, CallPage, EventPage

pytestmark = pytest.mark.django_db


def in_language(model, code):
    return model.objects.get(locale__language_code=code)


def files_below(folder) -> list[str]:
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def test_fixture_covers_every_page_type_record_and_story_block(loaded):
    for model in [*page_models().values(), *record_models().values()]:
        assert model.objects.exists(), model
    kinds = [block.block_type for block in in_language(StandardPage, "en").body]
    assert sorted(kinds) == sorted(StoryBlock().child_blocks)


def test_site_has_its_languages_root_and_settings(loaded):
    site = Site.objects.get()
    home = in_language(HomePage, "en")
    assert (site.root_page_id, site.site_name, site.hostname, site.port) == (
        home.pk,
        "Fixture",
        "localhost",
        80,
    )
    assert list(Locale.objects.order_by("pk").values_list("language_code", flat=True)) == ["en", "lt", "uk"]
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()
    assert Page.find_problems() == ([], [], [], [], [])
    stored = SiteSettings.objects.get(site=site)
    assert (stored.time_zone, stored.closing_soon_days) == ("Europe/Riga", 10)
    assert stored.texts == in_language(SiteTexts, "en")


def test_page_holds_what_the_package_says(loaded):
    event = in_language(EventPage, "en")
    start, end = (
        moment.astimezone(zoneinfo.ZoneInfo("Europe/Vilnius")) for moment in (event.start_at, event.end_at)
    )
    assert start.date() - timezone.localdate() == dt.timedelta(days=30)
    assert (start.time(), end.time()) == (dt.time(13), dt.time(14, 30))
    assert event.working_languages == ["en", "uk"]
    assert [(row.code, row.title) for row in event.tracks.all()] == [("A", "Ideas"), ("B", "Money")]
    slot = event.agenda[1].value
    assert (slot["start"], slot["end"], slot["track"]) == (dt.time(13, 5), dt.time(14, 30), "A")
    assert [list(block["items"]) for block in slot["questions"]] == [["Why?", "How?"]]
    assert event.working_group.specific.title == "Group on bridges"
    assert event.live
    assert event.live_revision_id == event.latest_revision_id


def test_draft_may_lack_the_date_that_only_a_published_page_needs(loaded):
    event = in_language(EventPage, "uk")
    assert (event.live, event.start_at, event.agenda[0].value["title"]) == (False, None, "Відкриття")
    drafts = CallPage.objects.filter(live=False).order_by("locale__language_code")
    assert [(call.title, call.deadline_at) for call in drafts] == [
        ("A call in the making", None),
        ("Rengiamas kvietimas", None),
    ]


def test_draft_is_not_published_by_a_package_while_its_date_is_missing(loaded, package, edit):
    edit("pages/calls/plan.yaml", "live: false\n", "")
    line = edit("pages/events/plan.yaml", "live: false\n", "")
    with pytest.raises(PackageError) as caught:
        load(package)
    assert [
        (problem.file, problem.line, problem.field, problem.reason) for problem in caught.value.problems
    ] == [
        ("pages/calls/plan.yaml", 5, "fields.deadline_at", "This field cannot be blank."),
        ("pages/events/plan.yaml", line, "fields.start_at", "This field cannot be blank."),
    ]
    assert not CallPage.objects.filter(title="A call in the making", live=True).exists()


def test_package_publishes_a_draft_once_its_date_is_known(loaded, package, edit):
    edit("pages/calls/plan.yaml", "live: false\n", "")
    edit("pages/calls/plan.yaml", "audience: Towns", "audience: Towns, deadline_at: 2030-06-10T23:59")
    again = load(package)
    assert again.total("changed") == 2
    assert CallPage.objects.filter(deadline_at__year=2030, live=True).count() == 2


def test_rich_text_links_by_id(loaded):
    about = in_language(StandardPage, "en")
    alliance = in_language(AlliancePage, "en")
    minutes = get_document_model().objects.get(title="Minutes")
    source = about.body[1].value.source
    assert f'<a id="{alliance.pk}" linktype="page">the alliance</a>' in source
    assert f'<a id="{minutes.pk}" linktype="document">minutes</a>' in source


def test_date_of_first_publication_is_kept(loaded):
    article = ArticlePage.objects.get(locale__language_code="lt", live=True)
    assert article.first_published_at == dt.datetime(2022, 1, 20, 7, tzinfo=dt.UTC)


def test_references_take_the_row_of_the_own_language(loaded):
    article = ArticlePage.objects.get(locale__language_code="lt", live=True)
    assert article.original_publisher == Organisation.objects.get(
        name="Ukmergės rajono savivaldybė", locale__language_code="lt"
    )
    ona = Person.objects.get(locale__language_code="en")
    assert ona.organisation.name == "Ukmergė District Municipality"


def test_pictures_are_described_and_get_their_sizes(loaded):
    bridge = get_image_model().objects.get(title="Bridge")
    assert (bridge.description, bridge.licence, bridge.focal_point_x) == (
        "A bridge over a river.",
        "cc-by",
        320,
    )
    assert sorted(bridge.tags.names()) == ["bridge", "river"]
    assert bridge.renditions.count() > 3


def test_everything_is_in_the_reference_index(loaded):
    bridge = get_image_model().objects.get(title="Bridge")
    users = {str(item[0]) for item in ReferenceIndex.get_grouped_references_to(bridge)}
    assert {"Fixture", "Bandinys", "About us", "Apie mus", "A greeting"} <= users
    assert {page.title for page in StandardPage.objects.search("two towns", operator="and")} == {
        "About us",
        "Про нас",
    }


def test_loading_again_changes_nothing(loaded, package):
    revisions = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    files = files_below(settings.PRIVATE_ROOT)
    again = load(package)
    assert (again.total("created"), again.total("changed")) == (0, 0)
    assert again.total("unchanged") == loaded.total("created") + loaded.total("unchanged")
    assert list(Revision.objects.order_by("pk").values_list("pk", flat=True)) == revisions
    assert files_below(settings.PRIVATE_ROOT) == files


def test_relative_dates_stay_what_they_were(loaded, package, monkeypatch):
    event = in_language(EventPage, "en")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    again = load(package)
    assert (again.total("created"), again.total("changed")) == (0, 0)
    assert in_language(EventPage, "en").start_at == event.start_at


def test_new_relative_date_is_counted_from_the_same_day(loaded, package, edit, monkeypatch):
    event = in_language(EventPage, "en")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    edit(
        "pages/events/meeting.yaml",
        "  mode: online\n",
        "  mode: online\n  registration_closes_at: today+29 12:00\n",
    )
    load(package)
    assert event.start_at - in_language(EventPage, "en").registration_closes_at == dt.timedelta(
        days=1, hours=1
    )


def test_what_changed_is_told_and_published(loaded, package, edit):
    edit("pages/about.yaml", "title: About us", "title: Who we are")
    edit("records/people.yaml", "position: Mayor", "position: Deputy mayor")
    edit("images.yaml", "credit: Tiltas", "credit: Somebody else")
    again = load(package)
    changed = {kind: counts["changed"] for kind, counts in again.counts.items() if counts["changed"]}
    assert changed == {
        "images": 1,
        "cms.Person": 1,
        "cms.Person (lt)": 1,
        "cms.Person (uk)": 1,
        "home.StandardPage": 1,
        "home.StandardPage (lt)": 1,
        "home.StandardPage (uk)": 1,
    }
    about = in_language(StandardPage, "en")
    assert (about.title, about.slug) == ("Who we are", "about-us")
    assert about.live_revision_id == about.latest_revision_id


def test_source_and_translation_change_together(loaded, package, edit):
    edit("pages/about.yaml", "seo_title: About\n", "seo_title: About them\n")
    edit("pages/about.yaml", "title: Apie mus", "title: Apie juos")
    load(package)
    assert in_language(StandardPage, "en").seo_title == "About them"
    assert in_language(StandardPage, "lt").title == "Apie juos"


def test_page_is_moved_in_all_its_languages(loaded, package, edit):
    edit("pages/about.yaml", "parent: home", "parent: alliance")
    again = load(package)
    assert again.counts["home.StandardPage"]["changed"] == 1
    for code in ("en", "lt", "uk"):
        assert in_language(StandardPage, code).get_parent().specific == in_language(AlliancePage, code)
    assert Page.find_problems() == ([], [], [], [], [])
    assert load(package).total("changed") == 0


def test_block_that_moved_keeps_its_translation(loaded, package, edit):
    heading = '    - {id: first, heading: {text: Who we are, level: "2"}}\n'
    edit("pages/about.yaml", heading, "")
    edit("pages/about.yaml", "    - quote: {text: We rebuild", heading + "    - quote: {text: We rebuild")
    edit("pages/about.yaml", "      - {id: first, heading: {text: Kas mes}}\n", "")
    edit("pages/about.yaml", "      - quote: {text: Atst", "      - null\n      - quote: {text: Atst")
    edit("pages/about.yaml", "    body: [{heading: {text: Хто ми}}, null,", "    body: [null, null,")
    load(package)
    lt = in_language(StandardPage, "lt")
    assert [block.value["text"] for block in lt.body if block.block_type == "heading"] == ["Kas mes"]
