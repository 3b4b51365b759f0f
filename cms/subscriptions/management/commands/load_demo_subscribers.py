"""Put the subscribers of the demo site beside its demo content."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.subscriptions.demo_subscribers import load_demo_subscribers


class Command(BaseCommand):
    """Running it again adds only those who are missing."""

    help = "Add the made-up subscribers of the demo site."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"subscribers: {load_demo_subscribers()}")
