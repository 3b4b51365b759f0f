"""Samples cover every component, every prop, in every language of the gallery."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from cms.styleguide.gallery import named_props, read_comment
from cms.styleguide.isolation import isolate
from cms.styleguide.samples import GROUPS
from cms.styleguide.words import GALLERY_LANGUAGES, words_of
from tests.harness.tree import ROOT

pytestmark = pytest.mark.once

TEMPLATES = ROOT / "cms" / "templates" / "components"
COMPONENTS = {each.name: each for group in GROUPS for each in group.components}


def states_of(name: str) -> list:
    with translation.override("en"):
        return COMPONENTS[name].states(words_of("en"))


def test_every_component_has_a_sample():
    shown = [each.name for group in GROUPS for each in group.components]
    assert sorted(shown) == sorted(path.stem for path in TEMPLATES.glob("*.html"))
    assert [name for name in shown if not states_of(name)] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_prop_of_the_header_comment_is_shown_and_no_other(name):
    given = {prop for each in states_of(name) for prop, value in each.props.items() if value}
    assert given == set(named_props(read_comment(TEMPLATES / f"{name}.html")))


def test_states_have_addresses_of_their_own():
    for name in COMPONENTS:
        titles = [each.title for each in states_of(name)]
        assert len(set(titles)) == len(titles), name


def test_samples_say_as_much_in_every_language():
    def extent(words):
        return {name: len(value) for name, value in vars(words).items() if isinstance(value, tuple)}

    assert {str(extent(words_of(code))) for code in GALLERY_LANGUAGES} == {str(extent(words_of("en")))}
    said = [value for code in GALLERY_LANGUAGES for value in (words_of(code).lead, words_of(code).paragraphs)]
    assert len(set(said)) == 2 * len(GALLERY_LANGUAGES)


@pytest.mark.parametrize(
    ("comment", "props"),
    [
        ("no props. The script.", []),
        ("text (HTML), level (of {a, b}, 3), id. A part, with words.", ["text", "level", "id"]),
        ("text (plain) or html (rich), title", ["text", "html", "title"]),
        ("days [{label, slots [{title, lang}]}], since {iso, label}", ["days", "since"]),
    ],
)
def test_props_are_read_from_a_comment(comment, props):
    assert named_props(comment) == props


def test_a_comment_that_lists_no_names_is_refused(tmp_path):
    with pytest.raises(ValueError, match="put explanations in brackets"):
        named_props("items from the home page, level")
    component = tmp_path / "card.html"
    component.write_text("{# title #}<p>{{ title }}</p>")
    with pytest.raises(ValueError, match="does not begin with a comment"):
        read_comment(Path(component))


def test_ids_of_a_state_are_its_own_and_what_refers_to_them_follows():
    html = (
        '<a href="#a">1</a><p id="a" aria-describedby="a b">2</p><a href="#main">3</a><i data-popup="a"></i>'
    )
    shown = BeautifulSoup(isolate(html, "x"), "html.parser")
    assert [link["href"] for link in shown("a")] == ["#x-a", "#main"]
    assert (shown.p["id"], shown.p["aria-describedby"], shown.i["data-popup"]) == ("x-a", "x-a b", "x-a")


def test_no_state_takes_the_focus_when_the_page_opens():
    assert (
        isolate('<div role="alert" data-error-summary aria-label="x">', "x")
        == '<div role="alert" aria-label="x">'
    )
