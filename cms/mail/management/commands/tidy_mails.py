"""manage.py tidy_mails: what is kept of mails, and of what was asked for by mail, and no longer."""

from django.core.management.base import BaseCommand

from cms import retention
from cms.mail.tidying import tidy


class Command(BaseCommand):
    help = "Empty and delete old mails, and what nobody has confirmed (cms.retention). Run it daily."

    def handle(self, *args, **options) -> None:
        done, others = tidy(), retention.tidy()
        if options["verbosity"] > 0:
            self.stdout.write(f"{done.emptied} emptied, {done.deleted} deleted, {done.bared} left as a key")
            for name, count in others.items():
                self.stdout.write(f"{name}: {count}")
