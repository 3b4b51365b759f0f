"""The demo site's settings with a clock that always begins at the same moment, so that pages look the same."""

import datetime as dt

import time_machine

from cms.settings import *  # noqa: F403

time_machine.travel(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC), tick=True).start()
