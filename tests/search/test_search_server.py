"""The same search on OpenSearch and Elasticsearch, as far as a stand-in goes: what is sent, and what the answers do."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from environs import Env
from wagtail.models import Page, PageViewRestriction

from cms import sitestate
from home.models import StandardPage
from search import stores
from search.checks import address_is_whole, client_is_installed
from search.environment import ENGINES, search_settings
from search.finding import Search, find
from search.indexing import forget, write_page, write_pages, write_waiting
from search.models import Entry, Waiting
from search.questions import ask
from search.snippets import shown
from tests.factories import make_page
from tests.search.search_server import running
from tests.translation.conftest import home, made_home  # noqa: F401 - fixtures

INSTALLED = "elasticsearch9"  # the other library of that name is an older version of the same


@pytest.fixture(params=["opensearch", INSTALLED])
def server(request, settings, monkeypatch):
    pytest.importorskip(ENGINES[request.param][1])
    with running() as standin:
        monkeypatch.setenv("SEARCH_URL", standin.url)
        monkeypatch.setenv("SEARCH_ENGINE", request.param)

        def switch() -> None:
            for name, value in search_settings(Env()).items():
                setattr(settings, name, value)
            stores.store.cache_clear()

        standin.switch = switch
        yield standin
    stores.store.cache_clear()


@pytest.fixture
def bridges(home, server):  # noqa: F811
    """Two pages, written to the server."""
    body = [{"type": "prose", "value": "<h2>Crossing rivers</h2><p>The night trains run.</p>"}]
    pages = [
        make_page(StandardPage, home, title=title, body=body) for title in ("Old bridges", "New bridges")
    ]
    server.switch()
    write_pages([page.pk for page in pages])
    return pages


def key_of(page) -> int:
    return Entry.objects.get(kind="page", key=str(page.pk)).pk


def leaves(body: object, name: str) -> list:
    """Return all that stands under a name in a query."""
    if isinstance(body, list):
        return [found for each in body for found in leaves(each, name)]
    if not isinstance(body, dict):
        return []
    own = [body[name]] if name in body else []
    return own + [found for each in body.values() for found in leaves(each, name)]


@pytest.mark.django_db
@pytest.mark.once
def test_words_are_sent_analysed_into_fields_that_do_not_analyse_them_again(bridges, server):
    properties = server.indexes["tiltas_search_entry"]["properties"]
    for name in ("title", "summary", "headings", "body"):
        mapped = properties[f"found_{name}_filter"]
        assert (mapped["type"], mapped["analyzer"]) == ("text", "whitespace")
    assert properties["found_marks_filter"] == {"type": "keyword"}
    said = server.documents[str(key_of(bridges[0]))]
    assert said["found_title_filter"] == ["old bridges", ".old .bridg"]
    assert "the night trains run" in " ".join(said["found_body_filter"])
    assert ".train" in said["found_body_filter"][-1]
    assert "language:en" in said["found_marks_filter"]


@pytest.mark.django_db
@pytest.mark.once
def test_a_question_is_sent_as_words_phrases_and_marks(bridges, server):
    server.hits = {key_of(bridges[0]): 2.0, key_of(bridges[1]): 3.0}
    results = find(Search(ask('bridge "night trains" -crossing'), ("en",)))
    assert sorted(results.keys) == sorted(map(key_of, bridges))
    [sent] = server.bodies("_search")
    first = sent["query"]
    asked = {each["query"]: each for each in leaves(first, "multi_match")}
    assert asked["night trains"]["type"] == "phrase"
    [word] = [each for each in asked if ".bridg" in each.split()]
    assert word.split()[0] == "bridge"
    assert asked[word]["fields"][0] == "found_title_filter^10"
    assert ".cross" in leaves(leaves(first, "must_not"), "query")[0].split()
    assert {"found_marks_filter": "language:en"} in leaves(first, "term")
    assert "bridges" in str(shown(Entry.objects.get(pk=results.keys[0]), results.match).title)


@pytest.mark.django_db
@pytest.mark.once
def test_recent_years_of_very_many_are_asked_for_alone(bridges, server, monkeypatch):
    monkeypatch.setattr("search.rows._VERY_MANY", 1)
    server.hits = {key_of(page): 1.0 for page in bridges}
    assert find(Search(ask("bridge"), ("en",))).total == len(bridges)
    recent, all_years = (body["query"] for body in server.bodies("_search"))
    [years] = leaves(recent, "terms")
    assert f"year:{timezone.localdate().year}" in years["found_marks_filter"]
    assert leaves(all_years, "terms") == []


@pytest.mark.django_db
@pytest.mark.once
def test_the_database_says_what_may_be_seen_whatever_the_server_finds(bridges, server):
    old, new = bridges
    server.hits = {key_of(old): 1.0, key_of(new): 2.0, 999_999: 9.0}
    PageViewRestriction.objects.create(page=new, restriction_type="login")
    sitestate.forget()
    assert find(Search(ask("bridge"), ("en",))).keys == [key_of(old)]


@pytest.mark.django_db
@pytest.mark.once
def test_a_server_that_does_not_answer_is_left_alone_for_a_while(bridges, server, caplog):
    server.is_broken = True
    before = len(server.asked)
    assert sorted(find(Search(ask("bridge"), ("en",))).keys) == sorted(map(key_of, bridges))
    assert len(find(Search(ask("bridge"), ("en",))).keys) == 2
    assert len(server.asked) == before + 1
    assert "the database is searched" in caplog.text


@pytest.mark.django_db
@pytest.mark.once
def test_words_that_a_broken_server_did_not_take_are_in_the_database_and_written_once_more(bridges, server):
    server.is_broken = True
    page = StandardPage.objects.get(pk=bridges[0].pk)
    page.title = "Lighthouse"
    page.save()
    asked = len(server.asked)
    write_page(page.pk)
    write_page(bridges[1].pk)
    assert len(server.asked) == asked + 1  # it is left alone
    assert find(Search(ask("lighthouse"), ("en",))).keys == [key_of(page)]
    assert list(Waiting.objects.values_list("page_id", flat=True)) == [page.pk]
    server.is_broken = False
    stores.store()._rests_until = 0
    assert write_waiting() == 0
    assert server.documents[str(key_of(page))]["found_title_filter"] == ["lighthouse", ".lighthous"]


@pytest.mark.django_db
@pytest.mark.once
def test_staff_find_pages_in_the_database(bridges, server):
    server.is_broken = True
    assert [page.title for page in Page.objects.search("old")] == ["Old bridges"]


@pytest.mark.django_db
@pytest.mark.once
def test_what_is_forgotten_is_taken_from_the_server_and_a_broken_one_holds_nothing_up(
    bridges, server, caplog
):
    old, new = (Entry.objects.get(kind="page", key=str(page.pk)) for page in bridges)
    forget([old])
    assert list(server.documents) == [str(new.pk)]
    server.is_broken = True
    forget([new])
    assert not Entry.objects.filter(pk=new.pk).exists()


@pytest.mark.django_db
@pytest.mark.once
def test_wagtails_own_rebuild_reads_words_anew_and_writes_none_into_a_database(bridges, server, settings):
    entry = Entry.objects.get(kind="page", key=str(bridges[0].pk))
    assert entry.found_title() == ["old bridges", ".old .bridg"]
    assert Entry.get_indexed_objects().count() == 2
    settings.SEARCH_URL = ""
    assert Entry.get_indexed_objects().count() == 0


@pytest.mark.once
def test_settings_name_an_engine_that_is_known(monkeypatch):
    monkeypatch.delenv("SEARCH_URL", raising=False)
    assert search_settings(Env())["WAGTAILSEARCH_BACKENDS"]["default"]["BACKEND"].endswith(".database")
    monkeypatch.setenv("SEARCH_ENGINE", "solr")
    with pytest.raises(ImproperlyConfigured, match="opensearch, elasticsearch8, elasticsearch9"):
        search_settings(Env())


@pytest.mark.once
def test_a_check_says_what_to_install(settings, monkeypatch):
    monkeypatch.setitem(ENGINES, "opensearch", ("wagtail.search.backends.opensearch3", "not_there"))
    settings.SEARCH_URL, settings.SEARCH_ENGINE = "https://search.example.org", "opensearch"
    [error] = client_is_installed(None)
    assert (error.id, "pip install '.[opensearch]'" in error.hint) == ("search.E001", True)
    assert address_is_whole(None) == []
    settings.SEARCH_URL = ""
    assert client_is_installed(None) == address_is_whole(None) == []
    settings.SEARCH_URL = "search.example.org:9200"
    assert [error.id for error in address_is_whole(None)] == ["search.E002"]
