"""manage.py send_digests: the daily mail for everybody on staff, written into the outbox."""

from django.core.management.base import BaseCommand

from cms.mail.digests import write_digests


class Command(BaseCommand):
    help = "Write the daily digest for everybody on staff for whom something new waits. Safe to run again."

    def handle(self, *args, **options) -> None:
        count = write_digests()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} written")
