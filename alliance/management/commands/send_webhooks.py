"""Send what waits for other systems."""

from typing import Any

from django.core.management.base import BaseCommand

from alliance.webhooks.delivering import deliver_due


class Command(BaseCommand):
    """Run it every minute. Two at once share the work; one that is killed leaves the rest to the next."""

    help = "Send signed messages about state changes to other systems."

    def handle(self, *args: Any, **options: Any) -> None:
        arrived, missed = deliver_due()
        if arrived or missed:
            self.stdout.write(f"delivered: {arrived}, not delivered: {missed}")
