"""Publish the release sets whose moment has come."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.releases.releasing import due_sets, release_due
from cms.releases.vocabulary import RELEASED

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run it every minute. Two at once wait for each other; one that is killed leaves everything to the next."""

    help = "Publish the release sets whose moment has come."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for due in due_sets():
            try:
                done = release_due(due)
            except Exception:
                # One set that fails must not keep the others waiting. The next run tries it again.
                logger.exception("The release “%s” (%s) failed; nothing of it was published.", due, due.pk)
                failed.append(str(due.pk))
                continue
            if done is None:
                continue
            word = "released" if done.state == RELEASED else "held back"
            self.stdout.write(f"{done.pk} “{done.title}”: {word}")
        if failed:
            raise CommandError(f"Failed, to be tried again: {', '.join(failed)}")
