"""The mails of joining, to applicants and members; none of their keys comes again. What they say: `mail_texts`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from alliance import mail_texts
from cms.mail.kinds import Kind, Placeholder, register

_NAME = Placeholder(_("Name of the contact person"), "Ilze Kalniņa")
_ORGANISATION = Placeholder(_("Name of the organisation"), _("Municipality of Example"))
_REFERENCE = Placeholder(_("Reference of the application"), "K7MX-3RTA")
_HOURS = Placeholder(_("How many hours the link works"), "48")
_DAYS = Placeholder(_("How many days the draft is kept"), "30")


def _link(example: str) -> Placeholder:
    return Placeholder(_("The link"), f"https://www.example.org/en/_application/{example}/…/")


_APPLICANT = {"name": _NAME, "organisation": _ORGANISATION, "reference": _REFERENCE}
_LINK_NEEDED: Final = frozenset({"link"})


CONFIRM_APPLICATION = register(
    Kind(
        "membership.confirm",
        label=_("Confirm your application"),
        subject=mail_texts.CONFIRM_APPLICATION_SUBJECT,
        body=mail_texts.CONFIRM_APPLICATION_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("confirm"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
CONFIRM_AGAIN = register(
    Kind(
        "membership.confirm_again",
        label=_("Your application waits for you"),
        subject=mail_texts.CONFIRM_AGAIN_SUBJECT,
        body=mail_texts.CONFIRM_AGAIN_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("confirm"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
ALREADY_APPLIED = register(
    Kind(
        "membership.already_applied",
        label=_("You have applied already"),
        subject=mail_texts.ALREADY_APPLIED_SUBJECT,
        body=mail_texts.ALREADY_APPLIED_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
APPLICATION_RECEIVED = register(
    Kind(
        "membership.received",
        label=_("We have received your application"),
        subject=mail_texts.APPLICATION_RECEIVED_SUBJECT,
        body=mail_texts.APPLICATION_RECEIVED_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
QUESTION = register(
    Kind(
        "membership.question",
        label=_("We have a question"),
        subject=mail_texts.QUESTION_SUBJECT,
        body=mail_texts.QUESTION_BODY,
        keeps_keys=False,
        placeholders={
            **_APPLICANT,
            "question": Placeholder(_("The question"), _("Has your council decided already?")),
            "link": _link("status"),
        },
        required=frozenset({"link", "question"}),
        is_secret=True,
    )
)
APPLICATION_APPROVED = register(
    Kind(
        "membership.approved",
        label=_("Your application is approved"),
        subject=mail_texts.APPLICATION_APPROVED_SUBJECT,
        body=mail_texts.APPLICATION_APPROVED_BODY,
        keeps_keys=False,
        placeholders={
            **_APPLICANT,
            "message": Placeholder(
                _("What you write with the decision"), _("We look forward to meeting you.")
            ),
        },
    )
)
INTEREST_ACCEPTED = register(
    Kind(
        "membership.interest_accepted",
        label=_("Your expression of interest is accepted"),
        subject=mail_texts.INTEREST_ACCEPTED_SUBJECT,
        body=mail_texts.INTEREST_ACCEPTED_BODY,
        keeps_keys=False,
        placeholders={
            **_APPLICANT,
            "message": Placeholder(
                _("What you write with the decision"), _("We look forward to meeting you.")
            ),
        },
    )
)
APPLICATION_DECLINED = register(
    Kind(
        "membership.declined",
        label=_("Your application is declined"),
        subject=mail_texts.APPLICATION_DECLINED_SUBJECT,
        body=mail_texts.APPLICATION_DECLINED_BODY,
        keeps_keys=False,
        placeholders={
            **_APPLICANT,
            "reason": Placeholder(_("The reason"), _("Members must be local or regional authorities.")),
        },
        required=frozenset({"reason"}),
    )
)
APPLICATION_WITHDRAWN = register(
    Kind(
        "membership.withdrawn",
        label=_("Your application is withdrawn"),
        subject=mail_texts.APPLICATION_WITHDRAWN_SUBJECT,
        body=mail_texts.APPLICATION_WITHDRAWN_BODY,
        keeps_keys=False,
        placeholders=_APPLICANT,
    )
)
MEMBER_ON_HOLD = register(
    Kind(
        "membership.on_hold",
        label=_("Your membership is on hold"),
        subject=mail_texts.MEMBER_ON_HOLD_SUBJECT,
        body=mail_texts.MEMBER_ON_HOLD_BODY,
        keeps_keys=False,
        placeholders={
            "name": _NAME,
            "organisation": _ORGANISATION,
            "message": Placeholder(_("What you write with it"), _("You asked us to pause until autumn.")),
        },
    )
)
DRAFT_SAVED = register(
    Kind(
        "membership.draft",
        label=_("Your draft"),
        subject=mail_texts.DRAFT_SAVED_SUBJECT,
        body=mail_texts.DRAFT_SAVED_BODY,
        keeps_keys=False,
        placeholders={"link": _link("draft"), "days": _DAYS},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
NEW_LINK = register(
    Kind(
        "membership.new_link",
        label=_("Your new link"),
        subject=mail_texts.NEW_LINK_SUBJECT,
        body=mail_texts.NEW_LINK_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
NEW_ADDRESS = register(
    Kind(
        "membership.new_address",
        label=_("Confirm your new address"),
        subject=mail_texts.NEW_ADDRESS_SUBJECT,
        body=mail_texts.NEW_ADDRESS_BODY,
        keeps_keys=False,
        placeholders={**_APPLICANT, "link": _link("address"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
        is_asked_for=True,
    )
)
ADDRESS_CHANGED = register(
    Kind(
        "membership.address_changed",
        label=_("Your address was changed"),
        subject=mail_texts.ADDRESS_CHANGED_SUBJECT,
        body=mail_texts.ADDRESS_CHANGED_BODY,
        keeps_keys=False,
        placeholders=_APPLICANT,
    )
)
