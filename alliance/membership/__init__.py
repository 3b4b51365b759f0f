"""Joining the alliance: one verb an action.

Each locks the row, refuses what the state does not allow (`IllegalMoveError`), writes the history, Wagtail's log
where staff acted, and the mail, in one transaction. Views pass what a form has cleaned and show what is raised: all
refusals are `ValidationError` with words for whoever asked, or PermissionDenied.
"""

from alliance.membership.answering import (
    answer,
    attach,
    change_contact,
    confirm_address,
    look_at_address,
    open_status,
    rotate_link,
    withdraw,
)
from alliance.membership.deciding import approve, decline, organisation_like
from alliance.membership.drafting import change_draft, comes_from_its_mailbox, open_draft, save_draft
from alliance.membership.forgetting import anonymise_due, purge_unconfirmed, tidy
from alliance.membership.keeping import hold, leave, publish, resume, unpublish
from alliance.membership.persons import copy_of, erase_person, export_person, find_person
from alliance.membership.refusals import (
    AddressTakenError,
    IllegalMoveError,
    MembershipError,
    NotEligibleError,
)
from alliance.membership.reviewing import (
    ask,
    assign,
    note,
    override_category,
    record_access,
    record_export,
    set_due,
    take_up,
)
from alliance.membership.submitting import (
    ApplicationData,
    Consent,
    Receipt,
    ask_for_link,
    confirm,
    content_hash,
    look_at_confirmation,
    submit,
)

__all__ = [
    "AddressTakenError",
    "ApplicationData",
    "Consent",
    "IllegalMoveError",
    "MembershipError",
    "NotEligibleError",
    "Receipt",
    "anonymise_due",
    "answer",
    "approve",
    "ask",
    "ask_for_link",
    "assign",
    "attach",
    "change_contact",
    "change_draft",
    "comes_from_its_mailbox",
    "confirm",
    "confirm_address",
    "content_hash",
    "copy_of",
    "decline",
    "erase_person",
    "export_person",
    "find_person",
    "hold",
    "leave",
    "look_at_address",
    "look_at_confirmation",
    "note",
    "open_draft",
    "open_status",
    "organisation_like",
    "override_category",
    "publish",
    "purge_unconfirmed",
    "record_access",
    "record_export",
    "resume",
    "rotate_link",
    "save_draft",
    "set_due",
    "submit",
    "take_up",
    "tidy",
    "unpublish",
    "withdraw",
]
