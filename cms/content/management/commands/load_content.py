"""`manage.py load_content PATH [--dry-run]`: brings a content package in."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.content.loader import load
from cms.content.report import PackageError


class Command(BaseCommand):
    """Loads a content package, all of it or nothing, and says what it did."""

    help = "Load a content package (docs/content-format.md). Loading it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the folder of the package")
        parser.add_argument("--dry-run", action="store_true", help="do everything, then undo it")

    def handle(self, *, path: Path, dry_run: bool, **options):
        if not path.is_dir():
            raise CommandError(f"There is no folder {path}.")
        try:
            report = load(path, dry_run=dry_run)
        except PackageError as error:
            for problem in error.problems:
                self.stderr.write(str(problem), self.style.ERROR)
            count = len(error.problems)
            noun = "problem" if count == 1 else "problems"
            raise CommandError(f"{count} {noun}; nothing was changed.") from None
        for line in report.lines():
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
