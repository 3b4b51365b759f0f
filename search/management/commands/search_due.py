"""manage.py search_due: reads documents that wait, then writes down pages that wait, and forgets old counts."""

from time import monotonic

from django.core.management.base import BaseCommand
from django.utils.text import Truncator

from search import indexing
from search.document_reading import claim, due, note_documents, read
from search.log import tidy_log

#: After so many files the pages are written on which they stand.
_BATCH = 20


class Command(BaseCommand):
    help = (
        "Read the files of documents for the search, then write down the pages that could not be when they changed, "
        "and forget old counts of searches. "
        "May be stopped at any time; several may run at once. Run it hourly."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--minutes", type=float, default=50, help="begin no file after so many minutes (50)"
        )

    def handle(self, *args, **options) -> None:
        self.is_told = options["verbosity"] > 0
        until = monotonic() + options["minutes"] * 60
        note_documents()
        total = due().count()
        done = failed = 0
        while monotonic() < until and (row := claim()):
            extracted = read(row)
            done += 1
            failed += bool(extracted.problem)
            said = extracted.problem or f"{len(extracted.text)} characters"
            title = Truncator(row.document.title).chars(80)
            self._say(f"{done} of {max(total, done)}  {row.document_id} “{title}”  {said}")
            if done % _BATCH == 0:
                indexing.write_waiting()
        self._say(f"{done} documents read, {failed} of them without words")
        self._say(f"{indexing.write_waiting()} pages still wait")
        tidy_log()

    def _say(self, words: str) -> None:
        if self.is_told:
            self.stdout.write(words)
            self.stdout.flush()
