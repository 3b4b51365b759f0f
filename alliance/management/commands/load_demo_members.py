"""Put the members of the demo site beside its demo content."""

from typing import Any

from django.core.management.base import BaseCommand

from alliance.demo_members import load_demo_members


class Command(BaseCommand):
    """Running it again adds only what is missing."""

    help = "Add the made-up members of the demo site."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"members: {load_demo_members()}")
