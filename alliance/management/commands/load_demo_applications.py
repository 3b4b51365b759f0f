"""Put applications in every state before the reviewers of the demo site."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from alliance.demo_applications import load_demo_applications


class Command(BaseCommand):
    """Running it again adds only what is missing."""

    help = "Add the made-up applications of the demo site. No mail goes out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reviewer", help="user name of the one who decides on them")

    def handle(self, *args: Any, **options: Any) -> None:
        reviewer = get_user_model().objects.filter(username=options["reviewer"]).first()
        if reviewer is None:
            raise CommandError(
                f"There is no user “{options['reviewer']}”; name one who may decide on applications."
            )
        self.stdout.write(f"applications: {load_demo_applications(reviewer)}")
