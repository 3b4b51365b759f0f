"""Are all texts of the interface in every catalogue, translated, with their placeholders, and compiled?

    .venv/bin/python -m tests.harness.catalogues            says what is missing
    .venv/bin/python -m tests.harness.catalogues --update   collects the texts anew and compiles them

Both work on a copy of the tree; only --update writes anything back, and only catalogues.
"""

import gettext
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

import polib
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from cms.languages import INTERFACE_LANGUAGES, LANGUAGES
from tests.harness.tree import ROOT, source_files

#: The texts in the code are English; these languages need a catalogue of all of them …
WHOLE = [code for code in INTERFACE_LANGUAGES if code != "en"]
#: … and these of what visitors read.
PUBLIC = [code for code, _name in LANGUAGES if code not in INTERFACE_LANGUAGES]
#: Where the texts stand that visitors read; a test renders every page and finds no text that stands elsewhere.
PUBLIC_SOURCES = (
    "*/templates/*", "*_props.py", "*_serving.py", "*/choices.py", "*/mail_texts.py", "*/templatetags/*",
    "search/asking.py", "search/showing.py", "search/views.py",
    "cms/answering.py", "cms/block_props.py", "cms/closing.py", "cms/defences/forms.py",
    "cms/elsewhere.py", "cms/filters.py", "cms/foreign.py", "cms/form_fields.py", "cms/formats.py", "cms/furniture.py",
    "cms/lines.py", "cms/listings.py", "cms/paging.py", "cms/pictures.py", "cms/private.py", "cms/props.py",
    "cms/public_forms.py", "cms/recordings.py", "cms/releases/comment_form.py", "cms/sharing.py", "cms/site_map.py",
    "cms/subscriptions/forms.py", "cms/subscriptions/sending.py", "cms/subscriptions/views.py", "cms/tokens.py",
    "cms/urls.py", "cms/views.py", "home/barrier_reports.py",
    "news/event_changes.py", "news/registrations/refusals.py", "news/registrations/registration_form.py",
    "news/registrations/standing.py", "news/registrations/versions.py", "news/registrations/views.py",
    "alliance/applying/*",
    "alliance/consents.py", "alliance/files.py", "alliance/matching.py",
    "alliance/membership/answering.py", "alliance/membership/drafting.py", "alliance/membership/refusals.py",
    "alliance/membership/submitting.py", "alliance/pdf_checks.py", "alliance/rules.py",
)  # fmt: skip
STAFF_SOURCES = (
    "cms/translation/templates/*",
    "*/templates/*/admin/*",
    "*/templates/wagtailadmin/*",
    "*/templates/wagtaillocales/*",
)
#: gettext's tools that Django's commands call.
TOOLS = ("xgettext", "msgmerge", "msguniq", "msgattrib", "msgfmt")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z](?![a-z])|\{[a-z_][\w.]*\}", re.IGNORECASE)
#: Django without the project: collecting reads the source, it need not import it.
_BARE_DJANGO = """
import sys
from django.conf import settings
from django.core.management import execute_from_command_line
settings.configure(LOCALE_PATHS=["cms/locale"])
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
#: A line that changes with each collection and says nothing.
_DATE = re.compile(rb'^"POT-Creation-Date: .*$', re.MULTILINE)


class CatalogueError(RuntimeError):
    """A tool is missing or failed; the message says which and how."""


def missing_tools() -> list[str]:
    """Return the names of gettext's tools that are not on PATH."""
    return [tool for tool in TOOLS if not shutil.which(tool)]


def find_faults() -> list[str]:
    """Return one line for each text that is not translated well in a language; an empty list is wanted."""
    faults = []
    with _collected() as copy:
        for language in (*WHOLE, *PUBLIC):
            catalogues = sorted(copy.glob(f"**/locale/{language}/LC_MESSAGES/*.po"))
            if not catalogues:
                faults.append(f"{language}: there is no catalogue")
            for path in catalogues:
                with path.open("rb") as file:
                    catalogue = read_po(file, locale=language)
                where = path.relative_to(copy)
                faults += [f"{where}: {fault}" for fault in faults_of(catalogue)]
                if not is_compiled(ROOT / where):
                    faults.append(f"{where}: the compiled catalogue is not up to date; run “make messages”")
    return faults


def faults_of(catalogue: Catalog) -> Iterator[str]:
    """Yield a line for each text that is not translated, uncertain, or differs in its placeholders."""
    for message in catalogue:
        if not message.id:
            continue
        texts = message.string if message.pluralizable else (message.string,)
        name = message.id[0] if message.pluralizable else message.id
        if message.pluralizable and len(texts) != catalogue.num_plurals:
            yield f"“{name}” has {len(texts)} plural forms instead of {catalogue.num_plurals}"
        elif not all(texts):
            yield f"“{name}” is not translated"
        elif message.fuzzy:
            yield f"“{name}” is marked fuzzy"
        elif lost := _placeholder_fault(message):
            yield f"“{name}”: {lost}"


def faults_of_entry(entry: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with one text of a catalogue."""
    if not entry.translated():
        yield "is not translated"
        return
    plural = bool(entry.msgid_plural)
    message = Message(
        (entry.msgid, entry.msgid_plural) if plural else entry.msgid,
        tuple(entry.msgstr_plural.values()) if plural else entry.msgstr,
    )
    if lost := _placeholder_fault(message):
        yield f"has {lost}"


def is_compiled(catalogue: Path) -> bool:
    """Return whether the compiled file beside a catalogue says what the catalogue says."""
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists() or not catalogue.exists():
        return False
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file) if message.id and not message.fuzzy]
    with compiled.open("rb") as file:
        held = gettext.GNUTranslations(file)._catalog
    texts = {}
    for message in messages:
        name = message.id[0] if message.pluralizable else message.id
        key = f"{message.context}\x04{name}" if message.context else name
        if message.pluralizable and all(message.string):
            texts |= {(key, form): text for form, text in enumerate(message.string)}
        elif not message.pluralizable and message.string:
            texts[key] = message.string
    return {key: text for key, text in held.items() if key} == texts


def update() -> list[str]:
    """Collect the texts anew, compile them, and return the catalogues that changed."""
    changed = []
    with _collected() as copy:
        _manage(copy, "compilemessages")
        for new in sorted(
            {*copy.rglob("locale/*/LC_MESSAGES/*.po"), *copy.rglob("locale/*/LC_MESSAGES/*.mo")}
        ):
            old = ROOT / new.relative_to(copy)
            if old.exists() and _DATE.sub(b"", old.read_bytes()) == _DATE.sub(b"", new.read_bytes()):
                continue
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, old)
            changed.append(str(old.relative_to(ROOT)))
    return changed


def _placeholder_fault(message: Message) -> str:
    """Return how the placeholders differ. A plural form may leave some out; the last one may not."""
    if not message.pluralizable:
        wanted, found = _placeholders(message.id), _placeholders(message.string)
        return "" if wanted == found else f"placeholders {sorted(found)} instead of {sorted(wanted)}"
    allowed = _placeholders(" ".join(message.id))
    if unknown := _placeholders(" ".join(message.string)) - allowed:
        return f"unknown placeholders {sorted(unknown)}"
    lost = _placeholders(message.id[1]) - _placeholders(message.string[-1])
    return f"the last plural form lacks {sorted(lost)}" if lost else ""


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


@contextmanager
def _collected() -> Iterator[Path]:
    """Give a copy of the tree in which makemessages has collected every text of the project's own code."""
    if missing := missing_tools():
        raise CatalogueError(f"{', '.join(missing)} not found: install gettext")
    with tempfile.TemporaryDirectory(prefix="tiltas-catalogues-") as folder:
        copy = Path(folder)
        for path in source_files():
            if path.endswith((".py", ".html", ".txt", ".js", ".po")) and not path.startswith("tests/"):
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / path, copy / path)
        languages = [part for language in (*WHOLE, *PUBLIC) for part in ("--locale", language)]
        for domain in ("django", "djangojs"):
            _manage(
                copy,
                "makemessages",
                "--domain",
                domain,
                "--no-obsolete",
                "--add-location",
                "file",
                *languages,
            )
        for language in PUBLIC:
            for path in copy.glob(f"**/locale/{language}/LC_MESSAGES/*.po"):
                leave_public(path)
        yield copy


def leave_public(path: Path) -> None:
    """Leave in a catalogue what visitors read."""
    catalogue = polib.pofile(str(path), wrapwidth=78)
    catalogue[:] = [entry for entry in catalogue if is_public([file for file, _line in entry.occurrences])]
    if catalogue:
        catalogue.save(str(path))
    else:
        path.unlink()


def is_public(sources: list[str]) -> bool:
    """Tell whether a text that stands in these files is read by visitors."""
    return any(
        any(fnmatch(source, pattern) for pattern in PUBLIC_SOURCES)
        and not any(fnmatch(source, pattern) for pattern in STAFF_SOURCES)
        for source in sources
    )


def _manage(copy: Path, *command: str) -> None:
    """Run one of Django's commands in the copy; raise CatalogueError with its words if it fails."""
    done = subprocess.run(
        [sys.executable, "-c", _BARE_DJANGO, *command], cwd=copy, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CatalogueError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    """Say what is missing, or update; return the exit code."""
    try:
        lines = update() if arguments == ["--update"] else find_faults()
    except CatalogueError as error:
        sys.exit(str(error))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0 if arguments == ["--update"] else int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
