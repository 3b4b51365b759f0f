"""The source tree as tests read it: what git holds or would take, nothing installed or generated."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: The apps that may know `cms` and nothing of each other.
FEATURES = ("home", "news", "alliance", "workinggroup", "search")
OWN_PACKAGES = ("cms", *FEATURES)
#: Folders that a copy of the tree without git's knowledge must leave out.
_NOT_SOURCE = {".git", ".venv", "var", "node_modules", "__pycache__"}


@cache
def source_files() -> tuple[str, ...]:
    """Return the path of every source file, relative to the root, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = {path for path in listed.stdout.split("\0") if path}
    else:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        paths = {str(path) for path in found if not _NOT_SOURCE.intersection(path.parts)}
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def source_files_of(*suffixes: str, packages: tuple[str, ...] = ()) -> list[str]:
    """Return the source files with one of the suffixes, of all folders or of the top-level ones named."""
    return [
        path
        for path in source_files()
        if path.endswith(suffixes) and (not packages or path.split("/")[0] in packages)
    ]


def read(path: str) -> str:
    """Return the text of a source file."""
    return (ROOT / path).read_text(encoding="utf-8")


def read_texts() -> dict[str, str]:
    """Return every source file that is text, by path."""
    texts = {}
    for path in source_files():
        try:
            texts[path] = read(path)
        except UnicodeDecodeError:
            continue
    return texts


def lines_matching(pattern, path: str, text: str) -> list[str]:
    """Return `path:line: what was found` for each line that the compiled pattern is found in."""
    found = enumerate(text.splitlines(), start=1)
    return [f"{path}:{number}: {match.group()}" for number, line in found if (match := pattern.search(line))]
