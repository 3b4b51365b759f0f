"""A call as other programs know it: `Grant` of schema.org, which is a grant of resources of any kind.

`MonetaryGrant` would promise money; what a call offers is text. schema.org has no deadline for a grant: the time
in which one may apply is that of the action to apply.
"""

from typing import Any

from django.utils import timezone

from cms.linked_data import Node, Told, organisations, pruned
from cms.plain_texts import plain
from news.call_serving import call_state

STATUSES = {
    "future": "PotentialActionStatus",
    "open": "ActiveActionStatus",
    "closing": "ActiveActionStatus",
    "closed": "CompletedActionStatus",
}


def call_data(call: Any, told: Told) -> list[Node]:
    """Return a call with who is behind it and until when one may apply; none for one without a deadline."""
    if call.deadline_at is None:
        return []
    state = call_state(call, now=timezone.now())
    action = {
        "@type": "ApplyAction",
        "actionStatus": f"https://schema.org/{STATUSES[state]}",
        "startTime": call.opens_at.isoformat(timespec="seconds") if call.opens_at else "",
        "endTime": call.deadline_at.isoformat(timespec="seconds"),
        "target": call.apply_url or told.url,
    }
    return [
        pruned(
            {
                "@type": "Grant",
                "@id": f"{told.url}#call",
                "name": plain(call.title),
                "description": plain(call.summary),
                "url": told.url,
                "image": told.image(),
                "mainEntityOfPage": told.url,
                "funder": organisations(call.organisation_roles, ("funder",)),
                "sponsor": organisations(call.organisation_roles, ("issuer", "organiser"))
                or told.publisher(),
                "potentialAction": pruned(action),
            }
        )
    ]
