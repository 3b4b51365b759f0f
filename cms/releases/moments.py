"""Every moment of a release is told in the time zone of the site, and with it."""

import datetime as dt

from cms.formats import format_datetime, zone_label
from cms.zones import default_time_zone


def in_words(moment: dt.datetime) -> str:
    """Return date, time and zone: “11 March 2030, 10:00, Vilnius (UTC+2)”."""
    zone = default_time_zone()
    return f"{format_datetime(moment, zone)}, {zone_label(zone, moment)}"
