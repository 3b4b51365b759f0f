"""Proof of work: a browser does a little sum while its user fills in the form, and a program would have to, too.

The challenge is signed and nothing of it is stored (PBKDF2 in steps, the second version of ALTCHA's protocol,
https://altcha.org/docs/v2/proof-of-work). That a proof is used once is the part of `cms.defences.passing`.
"""

import secrets
import time
from typing import Any, Final

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.utils.crypto import salted_hmac

#: How long a challenge may be solved and sent, in seconds; `static/js/proof.js` asks for another before.
LASTS: Final = 3600
#: Iterations of PBKDF2 in each step: few enough to be checked in 5 ms.
COST: Final = 5000
#: A proof is shorter than this; what is longer is not read.
MOST_LENGTH: Final = 2000


class BadProofError(Exception):
    """A proof that is not ours, wrong or too old."""


def make_challenge() -> dict[str, Any]:
    """Return a signed challenge that takes between half of `PROOF_STEPS` and all of it, as JSON."""
    most = max(settings.PROOF_STEPS, 2)
    return create_challenge(
        "PBKDF2/SHA-256",
        COST,
        counter=most // 2 + secrets.randbelow(most - most // 2),
        expires_at=int(time.time()) + LASTS,
        hmac_secret=_secret(),
    ).to_dict()


def check_proof(text: str) -> str:
    """Return the number of the challenge that a proof solves, the same for all proofs of it.

    Raises `BadProofError`.
    """
    if len(text) > MOST_LENGTH:
        raise BadProofError
    try:
        proof = Payload.from_base64(text)
        result = verify_solution(proof, _secret())
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise BadProofError from None  # whatever strangers send, nothing is read before its signature holds
    if not result.verified:
        raise BadProofError
    return proof.challenge.parameters.nonce


def _secret() -> bytes:
    return salted_hmac("cms.defences.proofs", "", algorithm="sha256").digest()
