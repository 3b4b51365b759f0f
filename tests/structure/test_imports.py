"""Who may know whom: features know `cms`, `cms` knows no feature, features do not know each other."""

import ast

import pytest

from tests.harness.tree import FEATURES, OWN_PACKAGES, read, source_files_of

pytestmark = pytest.mark.once

#: Where `cms` puts the features together.
MEETING_PLACES = ("cms/urls.py", "cms/settings.py", "cms/content/")
#: Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "helpers", "common", "core"}


def imported_modules(path: str, text: str) -> set[str]:
    """Return the dotted names that a Python file imports, wherever in it, relative ones resolved."""
    package = path.removesuffix(".py").split("/")[:-1]
    names = set()
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names.add(".".join([*base, *([node.module] if node.module else [])]))
    return names


def wrong_imports(path: str, text: str) -> list[str]:
    """Return what a file imports against the direction of knowledge."""
    package = path.split("/")[0]
    if package not in OWN_PACKAGES or path.startswith(MEETING_PLACES):
        return []
    forbidden = set(FEATURES) - {package}
    modules = imported_modules(path, text)
    return sorted(f"{path} imports {module}" for module in modules if module.split(".")[0] in forbidden)


def test_imports_point_in_the_right_direction():
    paths = source_files_of(".py", packages=OWN_PACKAGES)
    assert paths
    assert [wrong for path in paths for wrong in wrong_imports(path, read(path))] == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "cms/models/pages.py",
            "from news.models import ArticlePage",
            ["cms/models/pages.py imports news.models"],
        ),
        ("news/views.py", "def view():\n    import alliance", ["news/views.py imports alliance"]),
        ("home/models/pages.py", "from ...search import views", ["home/models/pages.py imports search"]),
        (
            "news/models.py",
            "from cms.models import BasePage\nfrom .agenda import Slot\nimport search_engine",
            [],
        ),
        ("cms/urls.py", "from search import views", []),
        ("cms/content/load.py", "from home.models import HomePage", []),
    ],
)
def test_wrong_direction_is_seen(path, text, expected):
    assert wrong_imports(path, text) == expected


def test_modules_are_named_after_what_they_are():
    parts = {path: set(path.removesuffix(".py").split("/")) for path in source_files_of(".py")}
    assert [path for path, names in parts.items() if names & EMPTY_NAMES] == []
