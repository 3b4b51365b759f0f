"""What axe passes over because it has seen it, and what it looks at each time."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]

BOX = "position: absolute; inset: 0; background: #fff"


def page_of(words: str) -> str:
    return f"""<!doctype html><html lang="en"><title>Colours</title><style>
      body {{ color: #333; background: #fff; margin: 0 }} p {{ position: relative; margin: 16px; width: 200px }}
      .pale {{ color: #aaa }} .dark {{ background: #444 }} .ghost {{ opacity: 0.3 }}
      .grain {{ background: url("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=") }}
      .veil::before {{ content: ""; {BOX} }} .out {{ inset-block-start: 60px }}
      .low {{ height: 8px; background: #fff }}
    </style><main><h1>Colours</h1><p>Good words</p>{words}</main>"""


#: Words in the colours of good ones, and what makes a difference to each.
CHANGED = [
    "<p class=pale>Words</p>",
    "<p class=ghost>Words</p>",
    "<p class=dark>Words</p>",
    "<div class=dark><p>Words</p></div>",
    "<p class=grain>Words</p>",
    "<div class=grain><p>Words</p></div>",
    "<p class=veil>Words</p>",
    f"<p>Words<span style='{BOX}'></span></p>",
    f"<div style='position: relative'><p>Words</p><div style='{BOX}; inset: 0 90% 0 0'></div></div>",
    f"<div style='position: relative'><div class=dark style='{BOX}; background: #444'></div><p>Words</p></div>",
    "<div class=low><p class=out>Words</p></div><div class=dark style='height: 99px'></div>",
]


@pytest.fixture
def colours_of(browser_page, axe):
    """A function that returns what axe finds among words below good ones of the same colour, which it has seen."""

    def colours_of(words: str) -> list[str]:
        browser_page.goto("about:blank")
        browser_page.set_content(page_of(words))
        options = {"runOnly": ["color-contrast"], "resultTypes": ["violations", "incomplete"]}
        return [each.split(" ")[0] for each in axe(browser_page, options=options, with_doubts=True)]

    assert colours_of("") == []
    return colours_of


def test_words_that_something_changes_are_looked_at(colours_of):
    assert colours_of("<p>Other good words</p>") == []
    assert [words for words in CHANGED if colours_of(words) != ["color-contrast"]] == []


def test_bad_colours_are_found_each_time(colours_of):
    assert [colours_of("<p class=pale>Words</p>") for _time in range(2)] == [["color-contrast"]] * 2
