"""What is left of a page's HTML in a feed."""

import pytest

from cms.feeds_html import reader_html

pytestmark = pytest.mark.once

BASE = "https://example.org/en/news/bridges/"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p class="x" style="y" onclick="z()">a</p>', "<p>a</p>"),
        ('<p>a<script>b</script><span class="visually-hidden">c</span></p>', "<p>a</p>"),
        ("<section><p>a</p><form><input></form></section>", "<div><p>a</p></div>"),
        ("<div><div><svg><path/></svg></div></div><p>a</p>", "<p>a</p>"),
        ('<a href="/en/">a</a>', '<a href="https://example.org/en/">a</a>'),
        ('<a href="#part">a</a>', f'<a href="{BASE}#part">a</a>'),
        ('<a href="javascript:go()">a</a>', "<a>a</a>"),
        ('<span>a</span> <span lang="lt" dir="ltr">b</span>', 'a <span dir="ltr" lang="lt">b</span>'),
        (
            '<video><source src="/a.webm"><a href="/a.webm">a</a></video>',
            '<a href="https://example.org/a.webm">a</a>',
        ),
        ("a\x00\x0b\ufffe\ufdd0b", "ab"),
        ("<p>]]&gt; &lt;b&gt;</p>", "<p>]]&gt; &lt;b&gt;</p>"),
    ],
)
def test_markup_is_plain(markup, expected):
    assert reader_html(markup, BASE) == expected


def test_picture_has_one_size_that_is_not_too_wide():
    markup = '<img src="/s.webp" srcset="/s.webp 480w, /m.webp 960w, /l.webp 1440w" width="1440" height="900" alt="">'
    html = reader_html(markup, BASE)
    assert 'src="https://example.org/m.webp"' in html
    assert ('width="960"' in html, 'height="600"' in html, "srcset" in html) == (True, True, False)
