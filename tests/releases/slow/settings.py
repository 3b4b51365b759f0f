"""The tests' settings for a process that stops in the middle of a release."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.releases.slow.apps.SlowConfig"]
