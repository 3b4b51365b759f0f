"""The settings of upkeep, read from the environment."""

from typing import Any

from environs import Env


def link_settings(env: Env) -> dict[str, Any]:
    """Return how links to other sites are looked at, and when one is called broken."""
    return {
        # How often it must have failed, and for how many days, to be called broken.
        "LINK_FAILURES": env.int("LINK_FAILURES", 3),
        "LINK_FAILING_DAYS": env.int("LINK_FAILING_DAYS", 2),
        # After how many days one that works is looked at again.
        "LINK_CHECK_DAYS": env.int("LINK_CHECK_DAYS", 7),
        # Networks that are not public and are asked all the same: an intranet.
        "LINK_CHECK_NETWORKS": env.list("LINK_CHECK_NETWORKS", []),
    }
