"""Many states of one component on one page: none may have another's ids, nor take the focus."""

import re
from typing import Final

_IDS: Final = re.compile(r'\sid="([^"]+)"')
#: Attributes that name the ids of other elements.
_REFERENCES: Final = re.compile(
    r'(\s(?:id|for|headers|list|aria-(?:labelledby|describedby|controls|owns|details)|data-popup)=")([^"]+)(")'
)
_FRAGMENTS: Final = re.compile(r'(\shref="#)([^"]+)(")')
#: The hook of a script that moves the focus as soon as the page is there.
_FOCUS: Final = re.compile(r"\sdata-error-summary(?=[\s>])")


def isolate(html: str, prefix: str) -> str:
    """Return a component's markup with each id, and what refers to it, under a prefix.

    Ids that are not in the markup itself (`#main`, `#top`) are left alone.
    """
    own = set(_IDS.findall(html))

    def renamed(match: re.Match) -> str:
        before, value, after = match.groups()
        return (
            before + " ".join(f"{prefix}-{word}" if word in own else word for word in value.split()) + after
        )

    return _FOCUS.sub("", _FRAGMENTS.sub(renamed, _REFERENCES.sub(renamed, html)))
