"""manage.py tidy_mails: what is kept of mails, and no longer."""

from django.core.management.base import BaseCommand

from cms.mail.tidying import tidy


class Command(BaseCommand):
    help = "Empty the texts of old mails and delete rows older than two years. Run it daily."

    def handle(self, *args, **options) -> None:
        done = tidy()
        if options["verbosity"] > 0:
            self.stdout.write(f"{done.emptied} emptied, {done.deleted} deleted, {done.bared} left as a key")
