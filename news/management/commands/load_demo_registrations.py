"""Put guests on the lists of the demo site's events."""

from typing import Any

from django.core.management.base import BaseCommand

from news.demo_registrations import load_demo_registrations


class Command(BaseCommand):
    """Running it again adds only what is missing."""

    help = "Add the made-up guests of the demo site's events. No mail goes out."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"registrations: {load_demo_registrations()}")
