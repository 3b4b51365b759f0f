"""Bad input: refused with file, line, field and reason, and nothing is changed."""

import pytest

from cms.content.loader import load
from cms.content.report import PackageError
from home.models import HomePage
from tests.content.bad_input import BAD, ONE, TOPICS
from tests.content.conftest import edited

pytestmark = pytest.mark.django_db


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
