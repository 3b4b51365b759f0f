"""The words of files: as they were meant, whatever the paper did to them; and files that want to do harm do none."""

import io
import time
import zlib

import pikepdf
import pytest
from pikepdf import Name, Stream

from cms import paper
from search.extracting import bounds, lines
from search.extracting.extract import Extracted, extract
from search.extracting.reading_apart import read
from tests.search.office import docx, odt, run, zipped

pytestmark = pytest.mark.once


def words_of(content: bytes, ending: str, folder) -> list[str]:
    """Return the lines of a file, read in this process."""
    path = folder / f"file.{ending}"
    path.write_bytes(content)
    return read(str(path), ending)["text"].split("\n")


def extracted(content: bytes, ending: str) -> Extracted:
    return extract(io.BytesIO(content), ending)


def printed(body: str) -> bytes:
    """Return a PDF of some HTML."""
    if not paper.can_print():
        pytest.skip("this machine has no Pango")
    import weasyprint

    style = "<style>p { hyphens: auto }</style>"
    return weasyprint.HTML(string=f'<meta charset="utf-8">{style}{body}').write_pdf()


def pdf_with(content: bytes, **entries) -> bytes:
    """Return a PDF of one page that draws this."""
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = {"Type": Name.Font, "Subtype": Name.Type1, "Encoding": Name.WinAnsiEncoding}
        fonts = {"F1": Name.Helvetica, "F2": Name("/Helvetica-Oblique")}
        fonts = {name: pikepdf.Dictionary(**font, BaseFont=base) for name, base in fonts.items()}
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(**fonts))
        pdf.pages[0].obj.Contents = pdf.make_indirect(Stream(pdf, content, **entries))
        pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def locked(content: bytes, **passwords: str) -> bytes:
    """Return a PDF with a password to read it (`user`) or to change it (`owner`)."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(**{"user": "", "owner": "another", **passwords}))
    return file.getvalue()


HELLO = b"BT /F1 12 Tf 50 700 Td (Hello city) Tj ET"


def test_pdf_is_read_in_every_script(tmp_path):
    content = printed(
        "<h1 lang=lt>Ąžuolynas Ukmergėje: šveži žiedai</h1>"
        "<p lang=uk>Їжак і ґанок: місто Коростень у Житомирській області, об’єднання щирих.</p>"
        "<p lang=ar dir=rtl>مرحبا بكم في مدينة السلام</p>"
        "<p lang=he dir=rtl>שלום לכולם</p>"
    )
    assert words_of(content, "pdf", tmp_path) == [
        "Ąžuolynas Ukmergėje: šveži žiedai",
        "Їжак і ґанок: місто Коростень у Житомирській області, об’єднання щирих.",
        "مرحبا بكم في مدينة السلام",
        "שלום לכולם",
    ]


#: In thousandths of the size of the font (Helvetica).
WIDTHS = {" ": 278, "i": 222, "k": 500, "r": 333, "s": 500, "y": 500, "š": 500, "v": 500, "ž": 500}


def as_browsers_print(text: str) -> bytes:
    """Return a line, letter by letter; those beyond ASCII in another font, each begun at the margin anew."""
    drawn, begun, last, x = [], None, 0.0, 0.0
    for letter in text:
        font = 1 + (ord(letter) > 127)
        step = WIDTHS.get(letter, 556) * 0.012
        place = (b"/F%d 12 Tf 1 0 0 1 50 700 Tm %.3f" % (font, x)) if font != begun else b"%.3f" % last
        drawn.append(b"%sBT " % (b"ET " if begun else b"") if font != begun else b"")
        drawn.append(b"%s 0 Td <%s> Tj " % (place, letter.encode("cp1252").hex().encode()))
        begun, last, x = font, step, x + step
    return b"".join(drawn) + b"ET"


def test_words_whose_letters_come_from_two_fonts_are_whole(tmp_path):
    text = "savanoriškas ryšys ir žodis"
    assert words_of(pdf_with(as_browsers_print(text)), "pdf", tmp_path) == [text]


def test_words_parted_at_the_ends_of_lines_are_whole_again(tmp_path):
    long = "Verkehrsinfrastrukturmaßnahmen und Finanzierungsmöglichkeiten der Partnerstädte im Haushalt."
    assert words_of(printed(f"<p lang=de style='width: 3cm'>{long}</p>"), "pdf", tmp_path) == [long]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a transfor-\nmation of\nthe city", ["a transformation of the city"]),
        ("the Rhein-\nMain area", ["the Rhein-Main area"]),
        ("the year 2026-\n2027 is long", ["the year 2026-2027 is long"]),
        ("soft\u00adly parted soft\u00ad\nLy", ["softly parted softLy"]),
        ("One sentence.\nAnother one goes on\nhere", ["One sentence.", "Another one goes on here"]),
        (
            "Agenda\na line that is as long as lines are\n• first\n• second",
            ["Agenda", "a line that is as long as lines are", "• first", "• second"],
        ),
        ("o\u0328\ufb03ce \x00\ue000 a\u00a0b", ["ǫffice a b"]),
        ("\n\n \n", [""]),
    ],
)
def test_lines_become_paragraphs(page, expected):
    assert lines.put_together(lines.paragraphs(page)).split("\n") == expected


def test_docx_is_read_with_all_that_is_said_in_it(tmp_path):
    body = (
        run("Miesto planas: ąčęė")
        + "<w:p><w:r><w:t>one</w:t><w:tab/><w:t xml:space='preserve'>two </w:t></w:r>"
        + "<w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>"
        + f"<w:sdt><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>"
        + f"<w:tbl><w:tr><w:tc>{run('in a cell')}</w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><mc:AlternateContent>"
        + f"<mc:Choice>{run('in a box')}</mc:Choice><mc:Fallback>{run('in a box')}</mc:Fallback>"
        + "</mc:AlternateContent><w:t>around it</w:t></w:r></w:p>"
        + "<w:p><w:r><w:instrText>PAGE 3</w:instrText><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p>"
    )
    assert words_of(docx(body, footnotes=f"<w:footnote>{run('a note')}</w:footnote>"), "docx", tmp_path) == [
        "Miesto planas: ąčęė",
        "one two added",
        "in a control",
        "in a cell",
        "in a box",
        "around it",
        "co-op",
        "a note",
    ]


def test_odt_is_read_with_all_that_is_said_in_it(tmp_path):
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>Статут міста</text:h>"
        "<text:p>one<text:tab/>two<text:s/><text:span>three</text:span><text:line-break/>four"
        "<office:annotation><text:p>a remark</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p>"
        "</text:note-body></text:note></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>in a cell</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert words_of(odt(body), "odt", tmp_path) == [
        "Статут міста", "a note", "one two three four", "in a cell"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (pdf_with(HELLO), "pdf"),
        (docx(run("Hello city")), "docx"),
        (odt("<text:p>Hello city</text:p>"), "odt"),
    ],
)
def test_files_are_read_in_a_process_of_their_own(content, ending):
    assert extracted(content, ending) == Extracted(text="Hello city")


def test_a_pdf_that_only_must_not_be_changed_is_read(tmp_path):
    assert words_of(locked(pdf_with(HELLO), owner="secret"), "pdf", tmp_path) == ["Hello city"]


def test_long_texts_are_read_up_to_a_bound(tmp_path):
    found = words_of(docx(run("žodis " * 1000) * 100), "docx", tmp_path)
    assert bounds.MOST_CHARACTERS - 6000 < sum(map(len, found)) <= bounds.MOST_CHARACTERS


def laughing() -> str:
    """Return a document type whose entities grow to a thousand million words."""
    entities = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
    )
    return f"<!DOCTYPE w:document [{entities}]>"


def packed_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return packer.compress(b"\0" * (megabytes << 20)) + packer.flush()


NASTY = {
    "password": (bounds.ENCRYPTED, "pdf", lambda: locked(pdf_with(HELLO), user="secret")),
    "cut off": (bounds.BROKEN, "pdf", lambda: pdf_with(HELLO)[:150]),
    "no PDF": (bounds.BROKEN, "pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8),
    "picture": (bounds.WORDLESS, "pdf", lambda: pdf_with(b"0 0 100 100 re f")),
    "no page": (bounds.BROKEN, "pdf", lambda: b"%PDF-1.7\n%%EOF"),
    "swelling page": (
        bounds.SWOLLEN,
        "pdf",
        lambda: pdf_with(packed_zeros(90), Filter=Name.FlateDecode),
    ),
    "password of a DOCX": (
        bounds.ENCRYPTED,
        "docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ),
    "password of an ODT": (
        bounds.ENCRYPTED,
        "odt",
        lambda: odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ),
    "no words": (bounds.WORDLESS, "docx", lambda: docx("<w:p/>")),
    "half a DOCX": (bounds.BROKEN, "docx", lambda: docx(run("x"))[:300]),
    "another ZIP": (bounds.BROKEN, "docx", lambda: zipped(readme="x")),
    "wrong XML": (bounds.BROKEN, "odt", lambda: zipped(**{"content.xml": "<a><b></a>"})),
    "entities": (bounds.SWOLLEN, "docx", lambda: docx(run("&l9;"), before=laughing())),
    "file from the machine": (
        bounds.SWOLLEN,
        "docx",
        lambda: docx(run("&x;"), before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    "swelling ZIP": (
        bounds.SWOLLEN,
        "odt",
        lambda: zipped(**{"content.xml": b"<a>" + b" " * (bounds.MOST_UNPACKED + 1)}),
    ),
    "too large": (bounds.LARGE, "pdf", lambda: b"\0" * (bounds.MOST_BYTES + 1)),
}


@pytest.mark.parametrize("name", NASTY)
def test_a_file_without_words_says_why_and_does_no_harm(name, tmp_path):
    problem, ending, make = NASTY[name]
    begun = time.monotonic()
    assert extracted(make(), ending) == Extracted(problem=problem)
    assert time.monotonic() - begun < bounds.SECONDS


def test_a_reader_that_takes_too_much_is_ended(monkeypatch):
    content = docx(run("word " * 200_000))
    monkeypatch.setattr(bounds, "PATIENCE", 0.01)
    assert extracted(content, "docx") == Extracted(problem=bounds.SLOW)
    monkeypatch.setattr(bounds, "PATIENCE", 60)
    monkeypatch.setattr(bounds, "MEMORY", 1 << 20)
    assert extracted(content, "docx").problem in {bounds.SWOLLEN, bounds.CRASHED}
