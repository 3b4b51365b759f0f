"""When one can register: what the clock makes of the moments that editors set."""

import datetime as dt

from news.registrations.vocabulary import BEFORE, CLOSED, OPEN


def window(
    opens: dt.datetime | None, closes: dt.datetime | None, over: dt.datetime | None, now: dt.datetime
) -> str:
    """Return `before`, `open` or `closed`.

    Without a closing moment registration closes when the event is `over`. The moment of opening belongs to what is
    open, that of closing does not.
    """
    if opens and now < opens:
        return BEFORE
    end = closes or over
    return CLOSED if end and now >= end else OPEN
