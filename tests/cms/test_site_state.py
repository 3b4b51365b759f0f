import pytest
from wagtail.models import Locale

from cms import sitestate
from cms.models import ContentVersion, SiteTexts
from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


def test_version_rises_once_a_transaction_when_it_is_committed(django_capture_on_commit_callbacks):
    home = make_site()
    before = ContentVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        make_page(StandardPage, home)
        make_page(StandardPage, home)
    assert ContentVersion.current() == before + 1


def test_state_is_read_again_when_something_has_changed(django_capture_on_commit_callbacks):
    make_site("en")
    ContentVersion.bump()
    assert [locale.language_code for locale in sitestate.site_state().locales] == ["en"]
    with django_capture_on_commit_callbacks(execute=True):
        Locale.objects.create(language_code="lt")
    assert [locale.language_code for locale in sitestate.site_state().locales] == ["en", "lt"]


def test_another_worker_s_change_is_seen_at_the_next_request():
    make_site("en")
    ContentVersion.bump()
    old = sitestate.site_state()
    Locale.objects.create(language_code="uk")  # committed elsewhere: this worker got no signal
    assert sitestate.site_state() is old
    ContentVersion.bump()
    assert sitestate.site_state().locale("uk") is not None


def test_an_unchanged_site_costs_one_query(django_assert_num_queries):
    make_site()
    sitestate.site_state()
    with django_assert_num_queries(1):
        sitestate.site_state()


def test_changed_name_stands_on_the_next_page(client, django_capture_on_commit_callbacks):
    home = make_site()
    assert "Bridge" in client.get(home.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        texts = SiteTexts.objects.get()
        texts.brand_name = "Brücke"
        texts.save()
    assert "Brücke" in client.get(home.url).content.decode()
