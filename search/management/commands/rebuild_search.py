"""manage.py rebuild_search: writes down all published pages for the search, while it goes on."""

from time import monotonic

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Look through all published pages and write down what has changed for the search, which goes on meanwhile. "
        "May be stopped and started again at any time."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="write everything anew, changed or not")

    def handle(self, *args, **options) -> None:
        self.is_told = options["verbosity"] > 0
        begun = monotonic()
        pages = rebuild(self._tell, from_scratch=options["all"])
        self._say(f"{pages} pages looked through in {monotonic() - begun:.0f} s")

    def _tell(self, done: int, total: int) -> None:
        if done < total:
            self._say(f"{done} of {total} pages")

    def _say(self, words: str) -> None:
        if self.is_told:
            self.stdout.write(words)
            self.stdout.flush()
