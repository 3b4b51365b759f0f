"""Texts of Wagtail, its packages and Django on the screens of staff, in the languages in which upstream lacks them.

    .venv/bin/python -m tests.harness.upstream             says what is missing, and what upstream has by now
    .venv/bin/python -m tests.harness.upstream --update    adds what is missing, drops what upstream has, compiles

The catalogues are in `cms/upstream_locale`, which Django reads after `cms/locale`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import wagtail
import wagtail_localize

from cms.languages import INTERFACE_LANGUAGES
from tests.harness.catalogues import faults_of_entry
from tests.harness.tree import ROOT

LANGUAGES = [code for code in INTERFACE_LANGUAGES if code != "en"]
FOLDER = ROOT / "cms" / "upstream_locale"
#: Packages whose texts are on the screens of a role. A package that is not installed lends no translation, even
#: of a text that another has as well: `wagtail.locales` is not, wagtail-localize's own screens stand in its place.
PACKAGES = [
    *(
        Path(wagtail.__file__).parent / name
        for name in (
            "", "admin", "contrib/redirects", "contrib/search_promotions", "contrib/settings", "contrib/table_block",
            "contrib/typed_table_block", "documents", "embeds", "images", "search", "sites", "snippets", "users",
        )
    ),
    Path(django.__file__).parent / "conf",
    Path(django.__file__).parent / "contrib" / "auth",
    Path(wagtail_localize.__file__).parent,
    Path(wagtail_localize.__file__).parent / "locales",
    Path(wagtail.__file__).parent.parent / "wagtail_modeladmin",
]  # fmt: skip
DOMAINS = ("django", "djangojs")
#: Texts that upstream words in two ways on one screen: (language, domain) → those we word as it does beside them.
#: “Parsiųsti XLSX” stands beside “Parsisiųsti CSV” (Wagtail 8.0.1). Delete when upstream words them alike.
BETTER = {("lt", "django"): {(None, "Download XLSX")}}

#: What a text is known by: context and words.
Key = tuple[str | None, str]


def wanted(language: str, domain: str) -> dict[Key, polib.POEntry]:
    """Return the texts that upstream has no translation of."""
    found: dict[Key, polib.POEntry] = {}
    done: set[Key] = set()
    for package in PACKAGES:
        source = package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if not source.exists():
            continue
        found |= {_key(entry): entry for entry in polib.pofile(str(source)) if not entry.obsolete}
        target = package / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
        if target.exists():
            done |= {_key(entry) for entry in polib.pofile(str(target)) if entry.translated()}
    done -= BETTER.get((language, domain), set())
    return {key: entry for key, entry in found.items() if key not in done}


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def path_of(language: str, domain: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


def find_faults() -> Iterator[str]:
    """Yield a line for each text that is missing, wrong, not compiled, or not ours to translate any more."""
    for language in LANGUAGES:
        for domain in DOMAINS:
            path = path_of(language, domain)
            where = path.relative_to(ROOT)
            if not path.exists():
                yield f"{where} is not there"
                continue
            ours = {_key(entry): entry for entry in polib.pofile(str(path))}
            needed = wanted(language, domain)
            yield from (f"{where}: “{key[1][:60]}” is missing" for key in needed.keys() - ours.keys())
            yield from (
                f"{where}: “{key[1][:60]}” is translated upstream" for key in ours.keys() - needed.keys()
            )
            for key, entry in ours.items():
                yield from (f"{where}: “{key[1][:60]}” {fault}" for fault in faults_of_entry(entry))
            if not _is_compiled(path):
                yield f"{where}: not compiled; run “python -m tests.harness.upstream --update”"


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        return False
    held = {_key(entry): entry.msgstr or entry.msgstr_plural for entry in polib.mofile(str(compiled))}
    return held == {_key(entry): entry.msgstr or entry.msgstr_plural for entry in polib.pofile(str(path))}


def update() -> None:
    """Bring the catalogues up to date with the packages that are installed, and compile them."""
    for language in LANGUAGES:
        for domain in DOMAINS:
            path = path_of(language, domain)
            old = polib.pofile(str(path)) if path.exists() else polib.POFile()
            known = {_key(entry): entry for entry in old}
            new = polib.POFile(wrapwidth=78)
            new.header, new.metadata = old.header, old.metadata
            for key, entry in wanted(language, domain).items():
                fresh = polib.POEntry(
                    msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural
                )
                if known.get(key):
                    fresh.msgstr, fresh.msgstr_plural = known[key].msgstr, known[key].msgstr_plural
                new.append(fresh)
            path.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(path))
            new.save_as_mofile(str(path.with_suffix(".mo")))


def main(arguments: list[str]) -> int:
    """Say what is missing, or update; return the exit code."""
    if arguments == ["--update"]:
        update()
        return 0
    lines = list(find_faults())
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
