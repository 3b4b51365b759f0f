"""manage.py check_links: looks through the published pages, and at what their links to other sites lead to."""

from django.core.management.base import BaseCommand

from cms.upkeep.asking import Finding
from cms.upkeep.checking import Checker, number_due
from cms.upkeep.collecting import collect_all
from cms.upkeep.models import OutsideLink


class Command(BaseCommand):
    help = (
        "Look through all published pages for links and pictures, then look at the links to other sites that are "
        "due. May be stopped at any time; several may run at once. Run it hourly."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--minutes", type=float, default=50, help="end after so many minutes (50)")
        parser.add_argument("--collect-only", action="store_true", help="look through the pages, at no link")

    def handle(self, *args, **options) -> None:
        self.is_told = options["verbosity"] > 0
        pages = collect_all(self._tell_pages)
        self._say(f"{pages} pages looked through")
        if options["collect_only"]:
            return
        checker = Checker(seconds=options["minutes"] * 60)
        checker.obey_signals()
        total = number_due()

        def tell(link: OutsideLink, finding: Finding) -> None:
            said = " ".join(filter(None, (finding.problem or "well", finding.detail)))
            self._say(f"{checker.checked} of {max(total, checker.checked)}  {link.url[:200]}  {said}")

        checker.run(tell)
        self._say(f"{checker.checked} links looked at, {checker.failed} failed")

    def _tell_pages(self, done: int, total: int) -> None:
        if done % 500 == 0 and done < total:
            self._say(f"{done} of {total} pages")

    def _say(self, words: str) -> None:
        if self.is_told:
            self.stdout.write(words)
            self.stdout.flush()
