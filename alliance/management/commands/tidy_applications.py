"""Delete and anonymise what has been kept as long as the settings of joining say."""

from typing import Any

from django.core.management.base import BaseCommand

from alliance.membership.forgetting import tidy


class Command(BaseCommand):
    """Run it once a day. Two at once do no harm; one that is killed leaves the rest to the next."""

    help = "Delete and anonymise what has been kept as long as the settings of joining say."

    def handle(self, *args: Any, **options: Any) -> None:
        done = {what: number for what, number in tidy().items() if number}
        self.stdout.write(
            ", ".join(f"{what}: {number}" for what, number in done.items()) or "nothing was due"
        )
