"""Whatever becomes of a page, the search follows at the next request; words that are gone are counted no more."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from cms.releases.planning import add_pages, create
from cms.releases.rehearsing import rehearse
from cms.releases.releasing import release_now
from cms.sitestate import one_state, site_state
from home.models import StandardPage
from search import indexing
from search.models import DocumentText, Entry, Term, Waiting
from tests.factories import make_document, make_page, make_site
from tests.search.following import counted, found, make_person, people, recounted
from tests.translation.languages import translated, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(on_commit):
    """A home page in English and one in Lithuanian."""
    with on_commit():
        return make_site("en", "lt")


@pytest.fixture
def page(home, on_commit):
    """The page of a harbour, below the page of a town."""
    with on_commit():
        town = make_page(StandardPage, home, title="Town")
        made = make_page(StandardPage, town, title="Harbour", slug="harbour")
    assert found("harbours") == [("page", str(made.pk))]
    return made


def test_a_page_that_is_published_again_is_found_by_its_new_words(page, on_commit):
    page.title = "Lighthouse"
    with on_commit():
        page.save_revision().publish()
    assert (found("harbour"), found("lighthouse")) == ([], [("page", str(page.pk))])
    assert counted() == recounted()


def test_a_draft_is_not_found(page, on_commit):
    page.title = "Lighthouse"
    with on_commit():
        page.save_revision()
        make_page(StandardPage, page, title="Lighthouse", live=False)
    assert found("lighthouse") == []


def test_a_page_that_was_moved_is_found_where_it_is(page, home, on_commit):
    with on_commit():
        closed = make_page(StandardPage, home, title="Closed")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    with on_commit():
        page.move(closed, pos="last-child")
    assert found("harbour") == []
    page.refresh_from_db()
    with on_commit():
        page.move(home, pos="last-child")
    assert found("harbour") == [("page", str(page.pk))]
    assert Entry.objects.get(key=page.pk).page.url_path == f"{home.url_path}harbour/"


def test_a_copy_is_found_where_it_is_published(page, on_commit):
    with on_commit():
        page.copy(update_attrs={"slug": "draft"}, keep_live=False)
        public = page.copy(update_attrs={"slug": "public"})
    assert set(found("harbour")) == {("page", str(page.pk)), ("page", str(public.pk))}
    assert counted() == recounted()


def test_an_alias_is_found_once_it_stands_alone(page, home, on_commit):
    with on_commit():
        alias = page.create_alias(parent=home, update_slug="alias")
    assert found("harbour") == [("page", str(page.pk))]
    with on_commit():
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    assert len(found("harbour")) == 2


def test_a_new_address_is_the_one_that_is_shown(page, on_commit):
    page.slug = "port"
    with on_commit():
        page.save_revision().publish()
    assert Entry.objects.get(key=page.pk).page.url_path.endswith("/port/")
    assert found("harbour") == [("page", str(page.pk))]


@pytest.mark.parametrize("above", [False, True])
def test_what_is_restricted_is_not_found(page, above, on_commit):
    with on_commit():
        closed = page.get_parent() if above else page
        restriction = PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert found("harbour") == []
    with on_commit():
        restriction.delete()
    assert found("harbour") == [("page", str(page.pk))]


def test_what_has_expired_is_not_found(page):
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    assert found("harbour") == []


def test_what_is_unpublished_is_forgotten_with_what_is_below(page, on_commit, reviewer):
    with on_commit():
        UnpublishPageAction(page.get_parent(), user=reviewer, include_descendants=True).execute()
    assert not Entry.objects.filter(title__in=["Town", "Harbour"]).exists()
    assert counted() == recounted()


def test_what_is_deleted_is_forgotten_with_what_is_below(page, on_commit):
    town = page.get_parent()
    with on_commit():
        town.delete()
    assert not Entry.objects.filter(title__in=["Town", "Harbour"]).exists()
    assert not Term.objects.filter(form="harbour", entries__gt=0).exists()
    assert counted() == recounted()


def test_a_language_that_is_deleted_is_forgotten(home, on_commit):
    lithuanian = Locale.objects.get(language_code="lt")
    with on_commit():
        home.get_translation(lithuanian).save_revision().publish()
    assert Entry.objects.filter(language="lt").exists()
    with on_commit():
        home.get_translation(lithuanian).delete()
        lithuanian.delete()
    assert not Entry.objects.filter(language="lt").exists()
    assert not Term.objects.filter(language="lt", entries__gt=0).exists()


def test_a_document_in_a_closed_collection_is_not_found(home, on_commit):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    document = make_document(title="Tides", language="en")
    DocumentText.objects.update_or_create(
        document=document, defaults={"state": "read", "file_hash": document.file_hash, "text": "Ebb and flow"}
    )
    body = [{"type": "documents", "value": {"title": "", "documents": [{"document": document.pk}]}}]
    with on_commit():
        make_page(StandardPage, home, title="Sea", body=StandardPage.body.field.to_python(body))
    assert found("ebb") == [("document", str(document.pk))]
    document.collection = closed
    document.save()
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    assert found("ebb") == []


def test_what_is_rolled_back_leaves_nothing(page, on_commit):
    with on_commit(), transaction.atomic():
        page.title = "Lighthouse"
        page.save_revision().publish()
        transaction.set_rollback(True)
    assert (found("harbour"), found("lighthouse")) == ([("page", str(page.pk))], [])
    with on_commit():
        Locale.objects.get(language_code="lt").save()
    assert found("lighthouse") == []


def test_a_release_is_found_whole_and_its_preview_leaves_nothing(home, on_commit, reviewer):
    with on_commit():
        pages = [
            make_page(StandardPage, home, title=f"Statement {word}", live=False) for word in ("one", "two")
        ]
        for each in pages:
            each.save_revision()
        release = create(reviewer, "March")
        add_pages(release, pages, reviewer)
    before = counted()
    with on_commit():
        assert len(rehearse(release, lambda outcome: found("statement") or [1])) == 1
    assert (found("statement"), counted()) == ([], before)
    with on_commit():
        release_now(release, reviewer)
    assert set(found("statement")) == {("page", str(each.pk)) for each in pages}
    assert counted() == recounted()


def test_facts_that_are_carried_into_a_translation_are_found_there(home, on_commit):
    person = make_person("Rasa Upytė")
    with on_commit():
        page = make_page(StandardPage, home, title="People", body=people(person))
        translated(page, "lt")
    assert found("Upytės", "lt") == [("page", str(version(page, "lt").pk))]
    other = make_person("Jonas Kalnas")
    page.body = people(other)
    with on_commit():
        page.save_revision().publish()
    assert (found("Upytė", "lt"), len(found("Kalno", "lt"))) == ([], 1)


def test_what_cannot_be_written_down_waits_and_is_published(page, on_commit, monkeypatch):
    def fail(keys, generation=None):
        raise ValueError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "write_pages", fail)
        page.title = "Lighthouse"
        with on_commit():
            page.save_revision().publish()
    assert list(Waiting.objects.values_list("page_id", flat=True)) == [page.pk]
    assert indexing.write_waiting() == 0
    assert found("lighthouse") == [("page", str(page.pk))]


def test_writing_down_a_page_asks_a_fixed_number_of_queries(page, django_assert_num_queries):
    body = [("prose", f"<p>{'word ' * 50}</p>"), ("heading", {"text": "Heading"})] * 5
    StandardPage.objects.filter(pk=page.pk).update(title="Lighthouse", body=body)
    with one_state():
        site_state()
        with django_assert_num_queries(14 if connection.vendor == "sqlite" else 13):
            indexing.write_page(page.pk)
    assert found("lighthouse") == [("page", str(page.pk))]
