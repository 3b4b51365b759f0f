"""Public forms of which staff see how much their defences turn away."""

from alliance import turned_away
from cms.public_forms import PublicForm


class CountedForm(PublicForm):
    """A form that counts what is turned away, and nothing of whom."""

    def turn_away(self, defence: str) -> None:
        turned_away.count(defence)
