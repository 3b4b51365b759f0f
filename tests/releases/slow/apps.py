import time
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

#: How many pages are published before the process stops.
PAGES = 7


def marker() -> Path:
    """Return the file that says that the process has come so far."""
    return Path(settings.DATA_DIR) / "in-the-middle-of-a-release"


class SlowConfig(AppConfig):
    """Waits for its end while the seventh page is published."""

    name = "tests.releases.slow"
    label = "slow"

    def ready(self) -> None:
        from wagtail.signals import page_published

        page_published.connect(self.count, weak=False)

    def count(self, sender, instance, **kwargs) -> None:
        self.seen = getattr(self, "seen", 0) + 1
        if self.seen == PAGES:
            marker().touch()
            time.sleep(600)
