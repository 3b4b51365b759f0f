"""manage.py send_subscriptions: what is new on the site, to whoever has subscribed, written into the outbox."""

from django.core.management.base import BaseCommand

from cms.subscriptions.sending import write_mails


class Command(BaseCommand):
    help = "Write the mails that are due to subscribers. Run it every five minutes; two at once do no harm."

    def handle(self, *args, **options) -> None:
        is_told = options["verbosity"] > 0

        def report(done: int, everybody: int) -> None:
            if is_told:
                self.stdout.write(f"{done} of {everybody} subscribers")
                self.stdout.flush()

        count = write_mails(report)
        if is_told:
            self.stdout.write(f"{count} written")
