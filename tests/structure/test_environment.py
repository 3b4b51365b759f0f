"""Every environment variable is documented in one place, `.env.example`, and nothing else stands there."""

import ast
import re

import pytest

from tests.harness.tree import OWN_PACKAGES, read, source_files_of

pytestmark = pytest.mark.once

#: Objects whose calls and subscripts read the environment: environs' reader, and os.environ.
READERS = ("env", "os.environ", "environ", "os.getenv", "getenv")
#: Methods of such an object whose first argument is no variable.
NOT_READING = {"read_env", "prefixed", "seal", "dump", "update"}
DOCUMENTED = re.compile(r"^#?\s?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
#: Set by Django's own entry points, not by an operator.
DJANGOS_OWN = {"DJANGO_SETTINGS_MODULE"}


def variables_read(text: str) -> set[str]:
    """Return the names of the environment variables that Python source reads."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args:
            function, first = ast.unparse(node.func), node.args[0]
            owner, _, method = function.rpartition(".")
            reads = function in READERS or (owner in READERS and method not in NOT_READING)
        elif isinstance(node, ast.Subscript):
            first, reads = node.slice, ast.unparse(node.value) in READERS
        else:
            continue
        if reads and isinstance(first, ast.Constant) and isinstance(first.value, str):
            names.add(first.value)
    return names


def test_every_variable_is_documented_and_every_documented_one_is_read():
    paths = source_files_of(".py", packages=(*OWN_PACKAGES, "manage.py"))
    read_here = set().union(*(variables_read(read(path)) for path in paths)) - DJANGOS_OWN
    assert sorted(DOCUMENTED.findall(read(".env.example"))) == sorted(read_here)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('env.str("A", "x")', {"A"}),
        ('env("B")', {"B"}),
        ('os.environ["C"]', {"C"}),
        ('os.environ.get("D")', {"D"}),
        ('os.getenv("E")', {"E"}),
        ('env.read_env("F"); settings["G"]; call("H")', set()),
    ],
)
def test_reading_is_seen(text, expected):
    assert variables_read(text) == expected
