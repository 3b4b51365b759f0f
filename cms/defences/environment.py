"""The settings of the defences, read from the environment."""

from typing import Any

from environs import Env


def defence_settings(env: Env) -> dict[str, Any]:
    """Return the settings by name."""
    return {
        # How many steps the proof of work of a form takes, half of it at least (cms.defences.proofs).
        "PROOF_STEPS": env.int("PROOF_STEPS", 200),
        # How many of each form go through in an hour without one, from one network and in all (cms.defences.passing).
        "UNPROVED_LIMIT_NETWORK": env.int("UNPROVED_LIMIT_NETWORK", 2),
        "UNPROVED_LIMIT_ALL": env.int("UNPROVED_LIMIT_ALL", 3),
    }
