"""Public forms of which staff see how much their defences turn away, and those that take a proof of work.

What such a form needs: `data-proof="{{ form.challenge_url }}"` on its element, `form_fields/guard.html` inside it, a
place with `role="status"` and `data-text` for a word while the sum is done, and `pass_once` in the transaction of what
it causes.
"""

from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.defences import turned_away
from cms.defences.passing import TurnedAwayError, let_through
from cms.defences.vocabulary import UNPROVED
from cms.public_forms import PublicForm

_WAIT: Final = gettext_lazy(
    "Too many forms have come in that were sent without script. Nothing is lost: press the button once more in an hour."
)


class CountedForm(PublicForm):
    """A form that counts what is turned away, and nothing of whom."""

    def turn_away(self, defence: str) -> None:
        turned_away.count(defence)


class GuardedForm(CountedForm):
    """A form that goes through with a proof of work, each proof once; a few go through without."""

    @property
    def challenge_url(self) -> str:
        """Where the script of the form asks for its sum."""
        return reverse("form_challenge")

    @property
    def words_without_proof(self) -> str | Promise:
        """What people without script are told where too many such forms came in."""
        return _WAIT

    def pass_once(self, content: str, network: str, *, is_from_mailbox: bool = False) -> None:
        """Take note that the form goes through, in the transaction of what it causes.

        `content` is what it says: the same may come twice. Raises `TurnedAwayError`, which `show_refusal` tells of
        once that transaction is undone.
        """
        let_through(
            form=self.stamped_for,
            proof=str(self.data.get("proof", "")),
            content=content,
            network=network,
            is_from_mailbox=is_from_mailbox,
        )

    def show_refusal(self, refusal: TurnedAwayError) -> None:
        """Count what was turned away, and tell people how to go on."""
        self.turn_away(refusal.defence)
        words = _("Nothing is lost: please press the button once more.")
        self.add_error(None, self.words_without_proof if refusal.defence == UNPROVED else words)
