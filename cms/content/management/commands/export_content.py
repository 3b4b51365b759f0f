"""`manage.py export_content PATH`: writes the site as a content package."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.content.exporter import ExportError, export


class Command(BaseCommand):
    """Writes the default site as a content package that loads back to the same site."""

    help = "Write the site as a content package (docs/content-format.md) into an empty folder."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="an empty folder, or one that is not there yet")

    def handle(self, *, path: Path, **options):
        try:
            counts, left_out = export(path)
        except ExportError as error:
            raise CommandError(str(error)) from None
        for kind, count in counts.items():
            self.stdout.write(f"{count:5}  {kind}")
        for line in left_out:
            self.stderr.write(f"Left out: {line}", self.style.WARNING)
