"""Signs become `lang` and `dir`, and nothing else in a page's HTML changes."""

import pytest

from cms.translation.foreign_texts import BEGINNINGS, END
from cms.translation.language_marks import mark_languages

EN, AR = BEGINNINGS[:2]
MARK = 'lang="en" dir="ltr"'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>[Words]</p>", f"<p {MARK}>Words</p>"),
        ("<p class='a>b' hidden>\n [Words]\n</p>", f"<p class='a>b' hidden {MARK}>\n Words\n</p>"),
        ("<p>{Words}</p>", '<p lang="ar" dir="rtl">Words</p>'),
        ("<li>1. [Words]</li>", f"<li>1. <span {MARK}>Words</span></li>"),
        (
            "<dd>[Hall], [Street], Lietuva</dd>",
            f"<dd><span {MARK}>Hall</span>, <span {MARK}>Street</span>, Lietuva</dd>",
        ),
        ("<p>[One <a href='#'>two</a>]</p>", f"<p {MARK}>One <a href='#'>two</a></p>"),
        ("<p>[<b>One</b> two<br>three]!</p>", f"<p><span {MARK}><b>One</b> two<br>three</span>!</p>"),
        # a template that makes paragraphs of a text
        ("<p>[One</p><p>two]</p>", f"<p {MARK}>One</p><p {MARK}>two</p>"),
        # one that cuts it
        ("<p>[One…</p><p>Du</p>", f"<p {MARK}>One…</p><p>Du</p>"),
        ("<p>[One… [Two]</p>", f"<p><span {MARK}>One… </span><span {MARK}>Two</span></p>"),
        # an editor who said more
        ('<p lang="uk">[Words]</p>', '<p lang="uk">Words</p>'),
        ('<p dir="auto">[Words]</p>', '<p dir="auto" lang="en">Words</p>'),
        ('<a hreflang="lt" href="?a&lang=1">[W]</a>', f'<a hreflang="lt" href="?a&lang=1" {MARK}>W</a>'),
        # where nothing can be marked
        ('<nav aria-label="[Words]">Žodžiai</nav>', '<nav aria-label="Words">Žodžiai</nav>'),
        ("<title>[Words] – Tiltas</title>", "<title>Words – Tiltas</title>"),
        ('<a href="mailto:?subject=%EF%B7%91W%EF%B7%90">A</a>', '<a href="mailto:?subject=W">A</a>'),
        ('<script>{"a": "\\ufdd1W\\ufdd0"}</script>', '<script>{"a": "W"}</script>'),
        ("<!-- [Words] -->", "<!-- Words -->"),
        # a picture has no text but its description
        ('<img src="a" alt="[Sea]"/>', f'<img src="a" alt="Sea" {MARK}/>'),
        ('<img src="a" alt="Jūra, [Sea]">', '<img src="a" alt="Jūra, Sea">'),
        ("<p>[]</p>", "<p></p>"),
    ],
)
def test_signs_become_marks(html, expected):
    signed = html.translate(str.maketrans({"[": EN, "]": END, "{": AR, "}": END}))
    if "ufdd1" in html:
        signed = html
    assert mark_languages(signed, ["en", "ar"]) == expected


def test_what_has_no_sign_stays_as_it_is():
    html = "<!DOCTYPE html><P Class=a disabled>1 < 2 &nbsp;&copy; <br/><img src=x alt='\"'></P>\n</html>"
    assert mark_languages(html, ["en"]) == html
