"""manage.py tend_registrations: what is due of registrations for events."""

from typing import Any

from django.core.management.base import BaseCommand

from news.registrations.tending import tend


class Command(BaseCommand):
    """Run it once an hour. Two at once do no harm; one that is killed leaves the rest to the next."""

    help = (
        "Delete unconfirmed registrations, remind guests, and delete personal data some days after the event."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = {what: number for what, number in tend().items() if number}
        self.stdout.write(
            ", ".join(f"{what}: {number}" for what, number in done.items()) or "nothing was due"
        )
