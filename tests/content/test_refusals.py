"""Bad input: refused with file, line, field and reason, and nothing is changed."""

import pytest

from cms.content.loader import load
from cms.content.package import MAX_DEPTH, MAX_FILE_BYTES
from cms.content.report import PackageError
from home.models import HomePage
from tests.content.conftest import edited

pytestmark = pytest.mark.django_db

ONE = "pages/one.yaml"
TOPICS = "records/topics.yaml"

#: file, what is replaced, with what, lines below, field, part of the reason
BAD = {
    "unknown page type": (ONE, "news.ArticlePage", "news.Article", 0, "type", "no type of page"),
    "unknown record type": (TOPICS, "cms.Topic", "cms.Theme", 0, "type", "no type of record"),
    "unknown field": (ONE, "kind: news", "kinds: news", 0, "fields.kinds", "no field “kinds”"),
    "unknown key of a page": (ONE, "fields:", "colour: red\nfields:", 0, "colour", "not known here"),
    "unknown key of a record": (
        TOPICS,
        "source: en",
        "source: en\n    x: 1",
        1,
        "records[0].x",
        "not known here",
    ),
    "unknown block": (ONE, "- prose:", "- text:", 0, "fields.body[0].text", "no block “text”"),
    "unknown block field": (ONE, "name: Ona", "nam: Ona", 0, "fields.body[1].quote.nam", "no “nam”"),
    "two types in a block": (
        ONE,
        "- quote: {text: Word., name: Ona}",
        "- {quote: {}, prose: x}",
        0,
        "fields.body[1]",
        "one key",
    ),
    "unknown reference": (
        ONE,
        "kind: news",
        "image: tower",
        0,
        "fields.image",
        "no image with the id “tower”",
    ),
    "unknown parent": (ONE, "parent: news", "parent: olds", 0, "parent", "no page with the id “olds”"),
    "reference to another kind": (
        ONE,
        "kind: news",
        "further_information: [{link: {text: x, page: energy}}]",
        0,
        "fields.further_information[0].link.page",
        "no page with the id",
    ),
    "unknown row": (ONE, "fields:", "topics: [energy, fire]\nfields:", 0, "topics[1]", "no cms.Topic"),
    "row twice": (ONE, "fields:", "topics: [energy, energy]\nfields:", 0, "topics[1]", "twice"),
    "unknown language": (ONE, "  lt:\n", "  de:\n", 0, "translations.de", "no language “de”"),
    "unknown source language": (ONE, "source: en", "source: lv", 0, "source", "no language “lv”"),
    "source among translations": (ONE, "  lt:\n", "  en:\n", 0, "translations.en", "source language"),
    "text where a list belongs": (ONE, "kind: news", "authors: Ona", 0, "fields.authors", "list of blocks"),
    "list where text belongs": (ONE, "title: One", "title: [One]", 0, "fields.title", "Must be text"),
    "flag where text belongs": (ONE, "title: One", "title: true", 0, "fields.title", "Must be text"),
    "text where a flag belongs": (
        ONE,
        "kind: news",
        "show_in_menus: yes",
        0,
        "fields.show_in_menus",
        "true or false",
    ),
    "no date": (ONE, "kind: news", "published_on: 20.1.2022", 0, "fields.published_on", "2022-01-28"),
    "no such date": (
        ONE,
        "kind: news",
        "published_on: 2022-02-30",
        0,
        "fields.published_on",
        "no 2022-02-30",
    ),
    "unknown choice": (ONE, "kind: news", "kind: gossip", 0, "fields.kind", "not a valid choice"),
    "too long": (ONE, "title: One", f"title: {'x' * 300}", 0, "fields.title", "at most 255 characters"),
    "translation too long": (
        ONE,
        "title: Viena",
        f"title: {'x' * 300}",
        0,
        "translations.lt.title",
        "at most 255 characters",
    ),
    "no address": (ONE, "kind: news", "original_url: example", 0, "fields.original_url", "valid URL"),
    "missing field": (TOPICS, "name: Energy, ", "", 0, "records[0].fields", "“name” is missing"),
    "missing key of a page": (ONE, "source: en\n", "", -3, "", "Missing: source"),
    "invalid in a block": (
        ONE,
        "kind: news",
        "further_information: [{link: {text: x}}]",
        0,
        "fields.further_information[0].link.page",
        "Choose a page, a document or an address",
    ),
    "wrong place in the tree": (ONE, "parent: news", "parent: home", 0, "parent", "may not stand below"),
    "no parent": (ONE, "parent: news\n", "", -2, "parent", "may not stand at the top"),
    "below itself": ("pages/news.yaml", "parent: home", "parent: one", 0, "parent", "below itself"),
    "parent not in that language": (
        "pages/news.yaml",
        "translations:\n  lt: {title: Naujienos}\n",
        "",
        None,
        "translations.lt",
        "does not exist in the language",
    ),
    "same id": ("pages/news.yaml", "id: news", "id: home", 0, "id", "stands twice"),
    "upper-case id": (ONE, "id: one", "id: One", 0, "id", "not written as it must be"),
    "paragraphs missing": (
        ONE,
        "<p>Pirma.</p><p>Antra.</p>",
        "<p>Pirma.</p>",
        0,
        "translations.lt.body[0].prose",
        "1 pieces of text, the source has 2",
    ),
    "blocks missing": (
        ONE,
        "      - quote: {text: Žodis.}\n",
        "",
        -2,
        "translations.lt.body",
        "1 stand here, 2 in the source",
    ),
    "other block": (
        ONE,
        "- quote: {text: Ž",
        "- prose: {text: Ž",
        0,
        "translations.lt.body[1]",
        "in the source “quote”",
    ),
    "fact in a translation": (
        ONE,
        "    title: Viena",
        "    kind: story\n    title: Viena",
        0,
        "translations.lt.kind",
        "It is a fact",
    ),
    "unknown field in a translation": (
        ONE,
        "    title: Viena",
        "    subtitle: x",
        0,
        "translations.lt.subtitle",
        "no field “subtitle”",
    ),
    "text the source has not": (
        ONE,
        "    title: Viena",
        "    place: Ukmergė",
        0,
        "translations.lt.place",
        "no text here in the source",
    ),
    "link the source has not": (
        ONE,
        "<p>Pirma.</p>",
        '<p><a href="https://example.org/">Pirma</a>.</p>',
        0,
        "translations.lt.body[0].prose",
        "links to something the source does not",
    ),
    "outdated without a translation": (
        ONE,
        "    title: Viena",
        "    outdated: {title: Zero}",
        0,
        "translations.lt.outdated.title",
        "no translation here",
    ),
    "heading in a text": (
        ONE,
        "<p>First.</p>",
        "<h2>First.</h2>",
        0,
        "fields.body[0].prose",
        "<h2> is not allowed",
    ),
    "script in a text": (ONE, "<p>First.", "<p><script>x()</script>", 0, "fields.body[0].prose", "<script>"),
    "style in a text": (ONE, "<p>First.", '<p style="x">', 0, "fields.body[0].prose", "attribute “style”"),
    "script as a link": (
        ONE,
        "<p>First.",
        '<p><a href="javascript:x()">x</a>',
        0,
        "fields.body[0].prose",
        "is no address",
    ),
    "forged reference": (
        ONE,
        "<p>First.",
        '<p><a href="ref:page:x">x</a>',
        0,
        "fields.body[0].prose",
        "no address",
    ),
    "unknown page in a text": (
        ONE,
        "<p>First.",
        '<p><a page="x">x</a>',
        0,
        "fields.body[0].prose",
        "no page",
    ),
    "words outside a paragraph": (
        ONE,
        "<p>First.</p>",
        "First.",
        0,
        "fields.body[0].prose",
        "outside any paragraph",
    ),
    "alias": (ONE, "kind: news", "kind: &k news\n  place: *k", 0, "", "Anchors and aliases"),
    "tag": (ONE, "kind: news", "kind: !!python/name:os.system", 0, "", "Tags are not allowed"),
    "key twice": (ONE, "kind: news", "kind: news\n  kind: story", 1, "", "“kind” stands twice"),
    "no YAML": (ONE, "kind: news", "kind: [news", 1, "", "It is not YAML"),
    "second document": (ONE, "translations:", "---\ntranslations:", 0, "", "second document"),
    "NUL": (ONE, "title: One", 'title: "O\\0ne"', 0, "", "control character"),
    "nested too deep": (
        ONE,
        "kind: news",
        "x: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
        0,
        "",
        "levels deep",
    ),
    "too large": (ONE, "kind: news", "place: " + "x" * MAX_FILE_BYTES, None, "", "larger than 2 MB"),
    "other format": (
        "package.yaml",
        "tiltas-content/1",
        "tiltas-content/9",
        0,
        "format",
        "Must be “tiltas-content/1”",
    ),
    "unknown home page": ("package.yaml", "root: home", "root: house", 0, "site.root", "no page"),
    "unknown setting": (
        "package.yaml",
        "site: {",
        "site: {settings: {colour: red}, ",
        0,
        "site.settings.colour",
        "no field “colour”",
    ),
    "language Tiltas has not": (
        "package.yaml",
        "[en, lt]",
        "[en, lt, xx]",
        0,
        "site.languages[2]",
        "does not know",
    ),
}


def refused(root) -> list:
    with pytest.raises(PackageError) as caught:
        load(root)
    assert not HomePage.objects.exists()
    return caught.value.problems


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused(small, case):
    name, old, new, below, field, reason = BAD[case]
    line = edited(small, name, old, new)
    problems = refused(small)
    wanted = [problem for problem in problems if problem.field == field and reason in problem.reason]
    assert len(wanted) == 1, problems
    if below is not None:
        assert (wanted[0].file, wanted[0].line) == (name, max(line + below, 1))


def test_all_problems_are_told_at_once(small):
    edited(small, ONE, "kind: news", "kinds: news\n  published_on: soon")
    edited(small, TOPICS, "slug: energy", "slug: energy, colour: red")
    assert [(problem.file, problem.line, problem.field) for problem in refused(small)] == [
        (ONE, 7, "fields.kinds"),
        (ONE, 8, "fields.published_on"),
        (TOPICS, 5, "records[0].fields.colour"),
    ]


def test_slug_in_use_is_refused(small):
    edited(small, ONE, "title: One", "title: One\n  slug: same")
    (small / "pages/two.yaml").write_text(
        (small / ONE).read_text().replace("id: one", "id: two").replace("title: Viena", "title: Antra")
    )
    assert [(problem.file, problem.field) for problem in refused(small)] == [
        ("pages/two.yaml", "fields.slug")
    ]


def test_translated_slug_in_use_is_refused(small):
    edited(small, ONE, "    title: Viena", "    title: Viena\n    slug: viena")
    (small / "pages/two.yaml").write_text((small / ONE).read_text().replace("id: one", "id: two"))
    problems = refused(small)
    assert [(problem.file, problem.field) for problem in problems] == [
        ("pages/two.yaml", "translations.lt.slug")
    ]


def test_key_of_another_is_refused(small):
    key = "    key: 0b6f2d0e-7c42-53d5-8d3b-7f42d1a3b001\n"
    (small / TOPICS).write_text(
        "type: cms.Topic\nrecords:\n"
        f"  - id: a\n{key}    source: en\n    fields: {{name: A, slug: a}}\n"
        f"  - id: b\n{key}    source: en\n    fields: {{name: B, slug: b}}\n"
    )
    assert [(problem.line, problem.field) for problem in refused(small)] == [(8, "records[1].key")]


@pytest.mark.parametrize("name", ["../outside.png", "/etc/hostname", "images\\x.png", "images/link.png"])
def test_files_outside_the_package_are_refused(small, name):
    (small.parent / "outside.png").write_bytes(b"x")
    (small / "images").mkdir()
    (small / "images/link.png").symlink_to(small.parent / "outside.png")
    (small / "images.yaml").write_text(f"- {{id: x, file: '{name}', is_decorative: true}}\n")
    assert [(problem.line, problem.field, problem.reason) for problem in refused(small)] == [
        (1, "[0].file", "The file must be inside the package.")
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.png", None, "There is no file"),
        ("x.png", b"", "The file is empty"),
        ("x.png", b"no picture", "valid image"),
        ("x.svg", b"<svg/>", "Files of this kind are not taken"),
        ("x.jpg", b"\x89PNG", "does not match the file format"),
    ],
)
def test_bad_pictures_are_refused(small, name, content, reason):
    if content is not None:
        (small / name).write_bytes(content)
    (small / "images.yaml").write_text(f"- {{id: x, file: {name}, is_decorative: true}}\n")
    problems = refused(small)
    assert [problem.field for problem in problems] == ["[0].file"]
    assert reason in problems[0].reason


def test_picture_without_words_is_refused(small, package):
    (small / "images.yaml").write_text("- {id: bridge, file: bridge.png}\n")
    (small / "bridge.png").write_bytes((package / "images/bridge.png").read_bytes())
    problems = refused(small)
    assert [(problem.line, problem.field) for problem in problems] == [(1, "[0].description")]


def test_file_that_leads_out_is_refused(small):
    (small.parent / "outside.yaml").write_text((small / ONE).read_text())
    (small / ONE).unlink()
    (small / ONE).symlink_to(small.parent / "outside.yaml")
    assert [(problem.file, problem.reason) for problem in refused(small)] == [
        (ONE, "It leads out of the package.")
    ]


def test_no_package_is_refused(tmp_path):
    assert [problem.file for problem in refused(tmp_path)] == ["package.yaml"]
