"""The states of every component, a module for each group; a state more is a line more."""

from typing import Final

from cms.styleguide.gallery import Group
from cms.styleguide.samples import agenda, cards, forms, frame, heads, lists, members, parts, search, text

#: In the order in which the gallery shows them.
GROUPS: Final[tuple[Group, ...]] = (
    frame.group,
    heads.group,
    text.group,
    agenda.group,
    cards.group,
    lists.group,
    search.group,
    members.group,
    parts.group,
    forms.group,
)
