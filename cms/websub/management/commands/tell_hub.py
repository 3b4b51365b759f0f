"""Tell the WebSub hub which feeds have changed."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.websub.telling import tell_due


class Command(BaseCommand):
    """Run it every minute. Two at once share the work; one that is killed leaves the rest to the next."""

    help = "Tell the hub of WEBSUB_HUB which feeds have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        arrived, missed = tell_due()
        if arrived or missed:
            self.stdout.write(f"delivered: {arrived}, not delivered: {missed}")
