"""How many mails strangers can make us send: to one address, from one network, in all."""

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.mail.kinds import kinds
from cms.mail.models import Message


def may_mail(to: str, network: str) -> bool:
    """Tell whether a mail that somebody unknown asked for may go to an address; counted in the outbox.

    To one address 3 in 24 hours, from one network 30 in an hour, in all 500 in an hour (`MAIL_LIMIT_…`). What we
    tell of by ourselves does not count: nobody without the mailbox, or a decision of staff, can set it off.
    """
    one_at_a_time(to.strip().lower(), network)
    now = timezone.now()
    asked_for = Message.objects.filter(kind__in=[kind.name for kind in kinds() if kind.is_asked_for])
    hour = asked_for.filter(created_at__gt=now - timedelta(hours=1))
    day = asked_for.filter(created_at__gt=now - timedelta(hours=24), recipient__iexact=to.strip())
    return (
        day.count() < settings.MAIL_LIMIT_ADDRESS
        and (not network or hour.filter(network=network).count() < settings.MAIL_LIMIT_NETWORK)
        and hour.count() < settings.MAIL_LIMIT_ALL
    )


def one_at_a_time(*names: str) -> None:
    """Let others who ask for the same wait until this transaction has ended: counted and written is one step.

    SQLite has one writer at a time anyhow.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            for name in sorted(filter(None, names)):
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cms.mail {name}"])


def network_of(request: HttpRequest) -> str:
    """Return the network of a request, /24 or /48, hashed with a key; empty where it has none."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:  # what the proxy appended; what stands before it is anybody's word
        given = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or given
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    width = 24 if address.version == 4 else 48
    network = ipaddress.ip_network(f"{address}/{width}", strict=False)
    return salted_hmac("cms.mail.network", str(network), algorithm="sha256").hexdigest()[:40]
