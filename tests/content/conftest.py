"""The fixture package (every page type and every block, in three languages) and a small one."""

import shutil
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "package"

SMALL = {
    "package.yaml": "format: tiltas-content/1\nsite: {root: home, languages: [en, lt]}\n",
    "pages/home.yaml": (
        "id: home\ntype: home.HomePage\nsource: en\n"
        "fields: {title: Home}\n"
        "translations:\n  lt: {title: Pradžia}\n"
    ),
    "pages/news.yaml": (
        "id: news\ntype: news.ArticleIndexPage\nparent: home\nsource: en\n"
        "fields: {title: News}\n"
        "translations:\n  lt: {title: Naujienos}\n"
    ),
    "pages/one.yaml": (
        "id: one\ntype: news.ArticlePage\nparent: news\nsource: en\n"
        "fields:\n"
        "  title: One\n"
        "  kind: news\n"
        "  body:\n"
        "    - prose: <p>First.</p><p>Second.</p>\n"
        "    - quote: {text: Word., name: Ona}\n"
        "translations:\n"
        "  lt:\n"
        "    title: Viena\n"
        "    body:\n"
        "      - prose: <p>Pirma.</p><p>Antra.</p>\n"
        "      - quote: {text: Žodis.}\n"
    ),
    "records/topics.yaml": (
        "type: cms.Topic\nrecords:\n  - id: energy\n    source: en\n    fields: {name: Energy, slug: energy}\n"
    ),
}


def edited(root: Path, name: str, old: str, new: str) -> int:
    """Replace text in a file of a package; return the line it stands on. The text must be there."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def package(tmp_path) -> Path:
    """Return a copy of the fixture package that a test may change."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "package"))


@pytest.fixture
def edit(package):
    """Return a function that replaces text in one of the files of `package`."""
    return lambda name, old, new: edited(package, name, old, new)


@pytest.fixture
def small(tmp_path) -> Path:
    """Return a small package: a home page, news, an article, a topic."""
    root = tmp_path / "small"
    for name, text in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
