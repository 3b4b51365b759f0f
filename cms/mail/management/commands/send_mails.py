"""manage.py send_mails: the worker of the outbox."""

from django.core.management.base import BaseCommand

from cms.mail.worker import Worker


class Command(BaseCommand):
    help = "Send the mails that wait in the outbox, until stopped. Several may run at once."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, then end (for cron)")

    def handle(self, *args, **options) -> None:
        worker = Worker()
        if options["once"]:
            worker.obey_signals()
            worker.send_due()
        else:
            worker.run()
        if options["verbosity"] > 1:
            self.stdout.write(f"{worker.sent} sent")
