"""Signs become `lang` and `dir`, and nothing else in a page's HTML changes."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms import public_forms
from cms.translation.foreign_texts import BEGINNINGS, END
from cms.translation.language_marks import mark_languages
from cms.translation.models import LanguageVersion
from cms.translation.pieces import pieces_of
from cms.translation.releasing import ALWAYS
from tests.factories import make_site
from tests.filling import full_page
from tests.pages.test_every_page import PAGE_MODELS, faults, soup
from tests.translation.reading import shown

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


# --- Every page type, nothing in it translated but title and summary ---


def without_marks(html: BeautifulSoup) -> str:
    """Return a page as it would be without marks and notice, and without spans that say nothing."""
    for tag in html.select(".translation-notice"):
        tag.decompose()
    for tag in html.select("main [lang=uk][dir]"):
        del tag["lang"], tag["dir"]
    for tag in html.select("span"):
        if not tag.attrs:
            tag.unwrap()
    html.smooth()
    return "\n".join(line for line in str(html).splitlines() if line.strip())


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_nothing_but_the_marks_changes_on_any_page(client, model, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(public_forms, "make_stamp", lambda name: "stamp")  # no time stands in a form
    make_site("en", "lt")
    page = full_page(model, 2)
    before = without_marks(shown(client, page))
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    number = len(queries)
    texts = [
        piece.data
        for path, pieces in pieces_of(page).items()
        for piece in pieces
        if piece.counts and path not in ALWAYS
    ]
    LanguageVersion.objects.create(
        translation_key=page.translation_key,
        locale=page.locale,
        page=page,
        source_locale=Locale.objects.get_or_create(language_code="uk")[0],
        shown_translated=1,
        foreign=[[text, "uk"] for text in texts],
    )
    client.get(page.url)
    with django_assert_num_queries(number):
        response = client.get(page.url)
    html = soup(response)
    assert faults(html) == {}
    assert not set(response.content.decode()) & {chr(number) for number in range(0xFDD0, 0xFDF0)}
    assert "%EF%B7%9" not in response.content.decode()
    assert html.select("head [lang], header [lang=uk], footer [lang=uk], [lang=uk] [lang=uk]") == []
    unmarked = [
        str(text)
        for text in html.main.find_all(string=True)
        if text.strip() in texts and text.find_parent(lang=True)["lang"] != "uk"
    ]
    assert unmarked == []
    assert html.select("main [lang=uk][dir=ltr]") != []
    assert without_marks(html) == before
