"""What a source file must not be or hold: long, unfinished work, addresses of a machine, inline code."""

import re

import pytest

from tests.harness.tree import lines_matching, read, read_texts, source_files_of

pytestmark = pytest.mark.once

LONGEST = {".py": 300, ".html": 120, ".css": 200, ".js": 100}
#: Written by makemigrations or by others.
NOT_OURS = ("/migrations/", "/vendor/")

# Each pattern is put together from pieces, so that this file is no finding itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
REGISTRY_HOSTS = re.compile(
    r"https?://[a-z.-]*(p[y]p[i]|python-?hosted|npm-?j[s])[a-z.-]*/|https?://(deb|security)\.deb[i]an|"
    r"(files\.python)(hosted\.org)|(registry\.np)(mjs\.org)"
)
MACHINE_PATHS = re.compile(r"(^|[^a-zA-Z0-9_./-])/(wor" r"k|far" r"m|tmp/bash_job" r"s|roo" r"t)/")

#: Django's and djlint's comments, which no visitor gets.
TEMPLATE_COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
#: Template tags, which may hold a `>` or a name such as `only`.
TEMPLATE_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAGS = re.compile(r"<([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTES = re.compile(r"(?<=\s)([a-z_:][\w:.-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?", re.IGNORECASE)
#: Script types that are data, which a browser does not run.
DATA_TYPES = {"application/json", "application/ld+json"}
#: Templates that no visitor's browser gets: mail needs inline style, the admin has a policy of its own.
NOT_PUBLIC = {"admin", "email"}


def inline_code(template: str) -> list[str]:
    """Return what a strict content security policy would refuse in a template's text."""
    markup = TEMPLATE_TAGS.sub(" ", TEMPLATE_COMMENTS.sub(" ", template))
    found = []
    for tag, rest in TAGS.findall(markup):
        attributes = {name.lower(): value.strip("\"'") for name, value in ATTRIBUTES.findall(rest)}
        is_data = attributes.get("type", "").lower() in DATA_TYPES
        if tag.lower() == "style" or (tag.lower() == "script" and "src" not in attributes and not is_data):
            found.append(f"<{tag}>")
        found += [f"{name}=" for name in attributes if name == "style" or name.startswith("on")]
        found += [value for value in attributes.values() if value.lower().startswith("javascript:")]
    return found


def test_files_are_short():
    paths = [path for path in source_files_of(*LONGEST) if not any(part in f"/{path}" for part in NOT_OURS)]
    lengths = {path: len(read(path).splitlines()) for path in paths}
    too_long = {
        path: length for path, length in lengths.items() if length > LONGEST["." + path.rsplit(".", 1)[1]]
    }
    assert too_long == {}


def test_nothing_is_left_unfinished():
    assert [
        line for path, text in read_texts().items() for line in lines_matching(UNFINISHED, path, text)
    ] == []


@pytest.mark.parametrize("pattern", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry hosts", "machine paths"])
def test_nothing_points_to_the_machine_it_was_written_on(pattern):
    assert [line for path, text in read_texts().items() for line in lines_matching(pattern, path, text)] == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TO" + "DO: later"),
        (REGISTRY_HOSTS, "--index-url https://py" + "pi.org/simple"),
        (REGISTRY_HOSTS, '"resolved": "https://registry.np' + 'mjs.org/x"'),
        (MACHINE_PATHS, "cd /wo" + "rk/x"),
    ],
)
def test_patterns_find_what_they_look_for(pattern, line):
    assert pattern.search(line)


def test_public_templates_hold_no_inline_code():
    found = {}
    for path in source_files_of(".html"):
        folders = path.split("/")
        if "templates" not in folders or any(
            part in NOT_PUBLIC or part.startswith("wagtail") for part in folders
        ):
            continue
        if seen := inline_code(read(path)):
            found[path] = seen
    assert found == {}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p style='color:red'>x</p>", ["style="]),
        ('<button type="button" onclick="go()">x</button>', ["onclick="]),
        ("<script>go()</script><style>p{}</style>", ["<script>", "<style>"]),
        ('<a href="javascript:go()">x</a>', ["javascript:go()"]),
        ('<img{% if wide > 3 %} class="w"{% endif %} onload=go()>', ["onload="]),
        ('<script type="application/ld+json">{}</script><script src="{% static "js/a.js" %}"></script>', []),
        ('{# <p style="x"> #}<p class="style" data-on="1" data-style="x">on=1 style=2</p>', []),
    ],
)
def test_inline_code_is_seen(template, expected):
    assert inline_code(template) == expected
