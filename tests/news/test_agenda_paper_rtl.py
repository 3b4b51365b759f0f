"""The agenda on paper in languages that are written from right to left: seen on the page and told to screen readers."""

import datetime as dt
import io

import pikepdf
import pytest

from cms import paper
from cms.models.site import ContentVersion
from news.models import EventPage
from tests.factories import make_page, make_site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.skipif(not paper.can_print(), reason="this machine has no Pango"),
]

DAY = "2027-03-27"
WORDS = {
    "en": ("Forum of bridges", "Words of welcome", "Break", "Leila"),
    "ar": ("منتدى الجسور", "كلمة الترحيب", "استراحة", "ليلى حداد"),
    "he": ("פורום הגשרים", "דברי פתיחה", "הפסקה", "נועה לוי"),
}


def slot(start: str, end: str, title: str, **more) -> dict:
    value = {"day": DAY, "start": start, "end": end, "kind": "session", "track": "", "title": title}
    empty = {"speakers": [], "text": "", "questions": [], "documents": []}
    return {"type": "slot", "value": value | empty | more}


def agenda_in(language: str, client, settings) -> pikepdf.Pdf:
    """Return the agenda of an event on a site in a language."""
    settings.LANGUAGES = list(dict([*settings.LANGUAGES, (language, language)]).items())
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    make_site(language)
    title, welcome, rest, person = WORDS[language]
    text = f'<p>{welcome}: EU-LIFE (2027), {rest}. <a href="https://example.org/">{person}</a></p>'
    speakers = [{"person": None, "name": person, "role": "Mayor (A)"}]
    event = make_page(
        EventPage,
        title=title,
        slug="forum",
        start_at=dt.datetime(2027, 3, 27, 8, tzinfo=dt.UTC),
        end_at=dt.datetime(2027, 3, 27, 15, tzinfo=dt.UTC),
        time_zone="Europe/Vilnius",
        venue="Rotušė (1)",
        agenda=[
            slot("10:00", "11:00", welcome, text=text, speakers=speakers),
            slot("11:00", "11:30", rest, kind="break"),
            slot("11:30", "17:00", f"{welcome}: Horizon Europe"),
        ],
    )
    ContentVersion.bump()
    response = client.get(f"{event.url}agenda.pdf")
    assert response["Content-Language"] == language
    return pikepdf.open(io.BytesIO(response.content))


def places(pdf: pikepdf.Pdf) -> dict[int, float]:
    """Return how far to the right each marked piece of the first page begins."""
    found, piece = {}, None
    for step in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(step.operator) == "BDC":
            piece = int(step.operands[1].MCID)
        elif str(step.operator) == "Tm" and piece is not None:
            found.setdefault(piece, float(step.operands[4]))
    return found


def nodes(node, kind: str) -> list[pikepdf.Dictionary]:
    """Return the elements of a kind below one, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in nodes(child, kind)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node] if node.get("/S") == kind else nodes(node.get("/K"), kind)


def pieces(node) -> list[int]:
    """Return the numbers of the pieces below an element."""
    if isinstance(node, pikepdf.Array):
        return [piece for child in node for piece in pieces(child)]
    if isinstance(node, pikepdf.Dictionary):
        return [int(node.MCID)] if "/MCID" in node else pieces(node.get("/K"))
    return [int(node)] if isinstance(node, int) else []


@pytest.mark.parametrize(("language", "is_mirrored"), [("en", False), ("ar", True), ("he", True)])
def test_times_stand_on_the_side_where_a_line_begins(client, settings, tmp_path, language, is_mirrored):
    settings.DATA_DIR = tmp_path
    pdf = agenda_in(language, client, settings)
    assert (pdf.Root.Lang, str(pdf.docinfo.Title)) == (language, WORDS[language][0])
    left = places(pdf)
    rows = nodes(pdf.Root.StructTreeRoot.K, "/TR")
    assert len(rows) == 4
    for row in rows:
        time, topic = row.K  # the time is read first
        starts = [min(left[piece] for piece in pieces(cell.K) if piece in left) for cell in (time, topic)]
        assert (starts[0] > starts[1]) == is_mirrored
