"""From the upload of a document to its words being found, and what becomes of them when it changes or goes."""

import datetime as dt
import hashlib
import io
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CustomDocument
from home.models import StandardPage
from search import document_reading, indexing
from search.matching import Analysed
from search.models import DocumentText, Entry, Waiting
from tests.factories import make_file_of, make_page, make_site
from tests.search.office import docx, run

pytestmark = pytest.mark.django_db

WORDS = "Ukmergės ąžuolynai žydi"


@pytest.fixture(autouse=True)
def commits(django_capture_on_commit_callbacks):
    """Let what is done after a commit be done: `with commits():`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def document(commits) -> CustomDocument:
    make_site("en", "lt")
    with commits():
        return make_file_of("plan.docx", docx(run(WORDS)), language="lt")


@pytest.fixture
def page(document, commits) -> StandardPage:
    """A page with the document in a block, published."""
    with commits():
        item = {"type": "item", "id": "i1", "value": {"document": document.pk, "title": "", "language": ""}}
        documents = {"type": "documents", "value": {"title": "Files", "documents": [item]}}
        return make_page(StandardPage, body=json.dumps([documents]))


def entry() -> tuple[str, str, str] | None:
    return Entry.objects.filter(kind="document").values_list("title", "language", "text").first()


def work(**options) -> list[str]:
    """Let the worker run, and return what it says."""
    said = io.StringIO()
    call_command("search_due", stdout=said, **options)
    return said.getvalue().splitlines()


def replace(document: CustomDocument, content: bytes) -> None:
    document.file = ContentFile(content, "other.docx")
    document.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    document.save()


def test_words_of_a_document_are_found_once_the_worker_has_read_it(page, document):
    assert entry() == ("plan.docx", "lt", "")
    assert work() == [
        f"1 of 1  {document.pk} “plan.docx”  {len(WORDS)} characters",
        "1 documents read, 0 of them without words",
        "0 pages still wait",
    ]
    assert entry() == ("plan.docx", "lt", WORDS)
    assert work()[0] == "0 documents read, 0 of them without words"


def test_documents_that_nobody_told_of_are_read(page):
    DocumentText.objects.all().delete()
    work(verbosity=0)
    assert entry()[2] == WORDS


def test_files_without_words_to_take_out_do_not_wait(commits):
    with commits():
        make_file_of("talk.mp3", b"ID3")
    document_reading.note_documents()
    assert DocumentText.objects.count() == 0


def test_a_title_is_found_anew_after_the_commit(page, document, commits):
    work()
    document.title, document.language = "The plan", "en"
    with commits():
        document.save()
    assert entry() == ("The plan", "en", WORDS)
    assert Entry.objects.filter(kind="document").count() == 1


def test_a_document_in_a_language_that_the_site_has_not_is_found_in_that_of_its_page(page, document, commits):
    work()
    document.language = "fi"
    with commits():
        document.save()
    assert entry()[1] == "en"


def test_another_file_is_read_anew_and_the_words_of_the_old_one_are_gone(page, document, commits):
    work()
    with commits():
        replace(document, docx(run("something else")))
    assert entry()[2] == ""
    work()
    assert entry()[2] == "something else"


def test_a_deleted_document_is_gone_with_its_words(page, document, commits):
    work()
    with commits():
        document.delete()
    assert (entry(), DocumentText.objects.count()) == (None, 0)


def test_documents_of_private_collections_are_neither_read_nor_found(page, document, commits):
    private = Collection.get_first_root_node().add_child(name="Private")
    below = private.add_child(name="Below")
    with commits():
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document.collection = below
    with commits():
        document.save()
    assert entry() is None
    assert work()[0] == "0 documents read, 0 of them without words"
    with commits():
        CollectionViewRestriction.objects.get().delete()
    assert list(Waiting.objects.values_list("page_id", flat=True)) == [page.pk]
    work()
    assert entry()[2] == WORDS


def test_a_file_that_cannot_be_read_says_why_and_is_left_alone(page, document, commits):
    with commits():
        replace(document, docx("<w:p/>"))
    assert work()[:2] == [
        f"1 of 1  {document.pk} “plan.docx”  wordless",
        "1 documents read, 1 of them without words",
    ]
    row = DocumentText.objects.get(document=document)
    assert (row.state, row.problem, row.tries) == ("failed", "wordless", 1)
    assert work()[0] == "0 documents read, 0 of them without words"
    assert entry() == ("plan.docx", "lt", "")


def let_time_pass() -> None:
    DocumentText.objects.update(next_try=timezone.now())


def test_a_file_that_is_not_there_is_asked_for_three_times_at_most(page, document):
    Path(document.file.path).unlink()
    waits = []
    for _number in range(4):
        work()
        row = DocumentText.objects.get(document=document)
        waits.append(
            (
                row.state,
                row.problem,
                row.tries,
                round((row.next_try - timezone.now()) / dt.timedelta(hours=1)),
            )
        )
        let_time_pass()
    assert [each[:3] for each in waits] == [
        ("waiting", "missing", 1),
        ("waiting", "missing", 2),
        ("failed", "missing", 3),
        ("failed", "missing", 3),
    ]
    assert [each[3] for each in waits[:2]] == [1, 24]


def test_a_file_that_takes_workers_down_with_it_has_failed_in_the_end(page, document):
    for _number in range(3):
        assert document_reading.claim().document_id == document.pk
        assert document_reading.claim() is None  # another worker has it
        let_time_pass()
    assert document_reading.claim() is None
    row = DocumentText.objects.get(document=document)
    assert (row.state, row.problem) == ("failed", "crashed")


def test_what_a_late_worker_has_read_is_not_taken(page, document):
    late = document_reading.claim()
    let_time_pass()
    work()
    document_reading.read(late)
    row = DocumentText.objects.get(document=document)
    assert (row.state, row.text, row.tries) == ("read", WORDS, 2)
    assert Waiting.objects.count() == 0


def test_pages_are_known_by_wagtails_index_before_they_are_written_down(page, document):
    Entry.objects.all().delete()
    assert document_reading.pages_with([document.pk]) == {page.pk}


def test_the_worker_ends_when_its_time_is_over(page):
    assert work(minutes=0)[0] == "0 documents read, 0 of them without words"


def test_pages_that_wait_are_written_by_the_worker(page):
    Entry.objects.all().delete()
    indexing.wait_for(page.pk)
    assert work()[-1] == "0 pages still wait"
    assert Entry.objects.filter(kind="page", page=page).count() == 1


@pytest.mark.postgres
def test_a_text_of_more_words_than_a_vector_holds_is_kept_as_far_as_it_goes():
    from search.stores.postgres import vector

    words = tuple((f"žodis{number}", f"žodis{number}") for number in range(60_000))
    written = vector(Analysed((("A", (("ukmerge", "ukmerg"),)), ("D", words)), ("language:lt",)))
    with connection.cursor() as cursor:
        query = "'ukmerge' & 'žodis1000' & '#language:lt'"
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [written, query])
        assert cursor.fetchone() == (True,)
