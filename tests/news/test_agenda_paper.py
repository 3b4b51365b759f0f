"""The agenda as a PDF: tagged, in its language, bounded, kept, and never fetching anything."""

import datetime as dt
import io
import re
import socket
from collections import Counter

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from fontTools.ttLib import TTFont
from wagtail.models import Locale, Page, PageViewRestriction

from cms import paper
from cms.checks import agendas_can_be_printed
from cms.models.site import ContentVersion
from home.models import StandardPage
from news.agenda_paper_bounds import MOST_SLOTS
from news.models import EventIndexPage, EventPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    # tests.run says so, and counts it as a failure with CI=true
    pytest.mark.skipif(not paper.can_print(), reason="this machine has no Pango"),
]

START = dt.datetime(2027, 3, 27, 8, tzinfo=dt.UTC)
#: Letters of every script that our languages are written in.
WORDS = "Žąėį Ķģņļ Їжак ґанок Ωμέγα Straße ő ħ"


def slot(title="Welcome", day="2027-03-27", start="10:00", **more):
    value = {"day": day, "start": start, "end": "11:00", "kind": "session", "track": "", "title": title}
    return {
        "type": "slot",
        "value": value | {"speakers": [], "text": "", "questions": [], "documents": []} | more,
    }


@pytest.fixture(scope="module")
def made_event(shared_rows):
    with shared_rows():
        make_site("en", "lt")
        index = make_page(EventIndexPage, slug="events")
        return make_page(
            EventPage, index, title=f"Forum {WORDS}", slug="forum", start_at=START, time_zone="Europe/Vilnius",
            agenda=[
                slot(text="<p>See <a href=\"https://example.org/\">this</a>.</p>"),
                slot("Lunch", start="11:00", end="12:00", kind="break"),
                slot(WORDS, day="2027-03-28", speakers=[{"person": None, "name": "Ona"}]),
            ],
        )  # fmt: skip


@pytest.fixture
def event(made_event, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    ContentVersion.bump()
    return again(made_event)


@pytest.fixture
def no_network(monkeypatch):
    """Whoever opens a connection is told of it by a failing test."""

    def refuse(*_args):
        raise AssertionError("A PDF must not open a connection.")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def saved(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save(clean=False)
    ContentVersion.bump()
    return page


def get(client, page, **headers):
    return client.get(f"{page.url}agenda.pdf", headers=headers)


def opened(response) -> pikepdf.Pdf:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return pikepdf.open(io.BytesIO(response.content))


def structure(pdf) -> Counter:
    """Return how many elements of each kind a screen reader finds."""
    found, waiting = Counter(), [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            found[str(node.get("/S", ""))] += 1
            waiting += [node.K] if "/K" in node else []
    return found


def addresses(pdf) -> set[str]:
    """Return where the links of a PDF lead."""
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    return {str(note.A.URI) for note in notes if "/A" in note}


def letters(pdf) -> set[str]:
    """Return the letters that the fonts of a PDF draw."""
    found = set()
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            words = font.ToUnicode.read_bytes().decode()
            codes = re.findall(r"<[0-9a-f]+> <((?:[0-9a-f]{4})+)>", words, re.IGNORECASE)
            found |= {letter for code in codes for letter in bytes.fromhex(code).decode("utf-16-be")}
    return found


def test_agenda_is_a_tagged_pdf_with_language_and_title(client, event, no_network):
    pdf = opened(get(client, event))
    assert (pdf.Root.Lang, bool(pdf.Root.MarkInfo.Marked)) == ("en", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title) == f"Forum {WORDS}"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    found = structure(pdf)
    assert [found[kind] for kind in ("/H1", "/H2", "/TR", "/TH", "/TD")] == [1, 2, 5, 7, 3]
    assert found["/Link"] == 2


def test_letters_of_every_script_are_drawn(client, event):
    assert set(WORDS) - letters(opened(get(client, event))) - {" "} == set()


def test_every_font_file_has_a_space():
    """Pango takes the space after a letter from the letter's font."""
    for file in (paper.STATIC / "fonts").glob("*.woff2"):
        assert 0x20 in TTFont(file).getBestCmap(), file.name


def test_agenda_is_that_of_the_pages_language(client, event):
    copy = event.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True)
    copy.alias_of = None
    copy = saved(copy, title="Forumas", live=True)
    Page.objects.filter(pk=copy.get_parent().pk).update(live=True, alias_of=None)
    pdf = opened(get(client, copy))
    assert (pdf.Root.Lang, str(pdf.docinfo.Title)) == ("lt", "Forumas")
    assert {"š", "L"} <= letters(pdf)  # 2027 m. kovo 27 d., šeštadienis; Laikas


def test_page_offers_the_pdf_only_where_there_is_one(client, event):
    def links():
        page = BeautifulSoup(client.get(event.url).content, "html.parser")
        return [link["href"] for link in page.select('a[href$="agenda.pdf"]')]

    assert links() == [f"{event.url}agenda.pdf"]
    saved(event, agenda=[])
    assert (links(), get(client, event).status_code) == ([], 404)
    saved(event, agenda=[slot() for _number in range(MOST_SLOTS + 1)])
    assert (links(), get(client, event).status_code) == ([], 404)


def test_nothing_is_offered_on_a_machine_without_pango(client, event, monkeypatch):
    monkeypatch.setattr("news.agenda_paper_bounds.can_print", lambda: False)
    assert get(client, event).status_code == 404
    assert b"agenda.pdf" not in client.get(event.url).content


def test_check_says_what_is_missing(monkeypatch):
    assert agendas_can_be_printed(None) == []
    monkeypatch.setattr(paper, "can_print", lambda: False)
    assert [found.id for found in agendas_can_be_printed(None)] == ["cms.W001"]


def test_nobody_reads_the_agenda_of_a_page_that_is_closed_to_her(client, event):
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    ContentVersion.bump()
    assert get(client, event).status_code == 302


def test_who_has_the_agenda_is_told_so_until_it_changes(client, event, django_assert_num_queries):
    first = get(client, event)
    with django_assert_num_queries(3):
        again_asked = get(client, event, **{"if-none-match": first["ETag"]})
    assert (again_asked.status_code, again_asked.content) == (304, b"")
    saved(event, agenda=[slot("Farewell")])
    changed = get(client, event, **{"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_who_has_the_agenda_gets_another_when_a_page_that_it_links_to_expires(client, event, time_machine):
    end = timezone.now() + dt.timedelta(minutes=1)
    page = make_page(StandardPage, title="Way", expire_at=end)
    linked = slot(text=f'<p><a linktype="page" id="{page.pk}">The way</a></p>')
    first = get(client, saved(event, agenda=[linked]))
    assert f"http://testserver{page.url}" in addresses(opened(first))
    assert get(client, event, **{"if-none-match": first["ETag"]}).status_code == 304
    time_machine.move_to(end + dt.timedelta(seconds=1))
    changed = get(client, event, **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert f"http://testserver{page.url}" not in addresses(opened(changed))


def test_pdf_is_made_once_and_the_oldest_is_forgotten(client, event, monkeypatch, tmp_path):
    monkeypatch.setattr(paper.PDFS, "most", 1)
    first = get(client, event).content
    ContentVersion.bump()  # something else on the site has changed
    monkeypatch.setattr(paper, "_print", lambda *_rest: b"%PDF another")
    assert get(client, event).content == first
    saved(event, agenda=[slot("Farewell")])
    assert get(client, event).content == b"%PDF another"
    assert [file.read_bytes() for file in (tmp_path / "paper").iterdir()] == [b"%PDF another"]


def test_who_waits_too_long_is_asked_to_come_again(client, event, monkeypatch):
    monkeypatch.setattr(paper.PDFS, "patience", 0.01)
    with paper.PDFS.making:
        response = get(client, event)
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_endless_words_are_cut_before_they_are_printed(client, event, settings):
    long = [slot("ž" * 5000, start=f"10:{number:02}", text=f"<p>{'ė ' * 2500}</p>") for number in range(60)]
    pdf = opened(get(client, saved(event, title="Ū" * 255, agenda=long)))
    assert len(pdf.pages) < 12
    assert "ė" not in letters(pdf)
    assert "…" in letters(pdf)


def test_nothing_is_fetched_whatever_a_document_asks_for(settings, tmp_path, no_network):
    settings.DATA_DIR = tmp_path
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    html = (
        '<html lang="en"><head><title>T</title><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head><body>'
        f'<img src="http://127.0.0.1:9/x.png" alt="x"><img src="{secret.as_uri()}" alt="y">'
        '<style>@import url("https://example.org/y.css")</style><p>Text</p></body></html>'
    )
    assert pikepdf.open(io.BytesIO(paper.printed(html, "https://example.org/"))).pages
