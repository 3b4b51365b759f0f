"""The kinds of mail: each with its shipped text, its placeholders, and what an edited text must keep.

An app says its kinds in a module `mail_kinds`, which is imported at start-up. Texts that visitors get stand beside it
in `mail_texts`: those are translated into every language, what staff read (labels) into those of the admin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.functional import Promise

from cms.mail.wording import names_in

#: A text that is translated when it is asked for.
Text = str | Promise


@dataclass(frozen=True)
class Placeholder:
    """A word in braces that a value takes the place of: what staff read of it, and an example."""

    label: Text
    example: Text


@dataclass(frozen=True)
class Kind:
    """A kind of mail. `subject` and `body` have placeholders in braces: `{link}`.

    The body is plain text, or its paragraphs as a tuple of texts: an empty line parts paragraphs, and a link to our
    site alone on its line is shown as a button.
    """

    #: Stable: it is stored
    name: str
    #: What staff call it
    label: Text
    subject: Text = ""
    body: Text | tuple[Text, ...] = ""
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)
    #: What an edited text may not leave out
    required: frozenset[str] = frozenset()
    #: Its text has a link that gives rights: never shown in the admin, emptied once sent
    is_secret: bool = False
    #: Mails of this kind bring their own text: nothing to edit
    is_verbatim: bool = False
    #: Whether the same key may come again however late: then the row keeps it for ever (`cms.mail.tidying`)
    keeps_keys: bool = True
    #: Only staff get it: in the languages of the admin
    is_for_staff: bool = False
    #: Somebody unknown can make us send it: it counts for the limits (`cms.mail.limits`)
    is_asked_for: bool = False


def joined(body: Text | tuple[Text, ...]) -> str:
    """Return a body in the active language, its paragraphs parted by an empty line."""
    return "\n\n".join(map(str, body)) if isinstance(body, tuple) else str(body)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known and return it; raise ImproperlyConfigured where its name is taken or its texts are wrong."""
    if kind.name in _kinds:
        raise ImproperlyConfigured(f"There is a kind of mail “{kind.name}” already.")
    with translation.override("en"):
        used = names_in(f"{kind.subject} {joined(kind.body)}")
    if unknown := sorted((used | kind.required) - kind.placeholders.keys()):
        raise ImproperlyConfigured(f"Mail “{kind.name}” has no placeholder {', '.join(unknown)}.")
    if lost := sorted(kind.required - used):
        raise ImproperlyConfigured(f"The text of mail “{kind.name}” leaves out {', '.join(lost)}.")
    _kinds[kind.name] = kind
    return kind


def kinds() -> list[Kind]:
    """Return all kinds, in the order of their registration."""
    return list(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """Return the kind of a stored name; None where its app is no longer there."""
    return _kinds.get(name)
