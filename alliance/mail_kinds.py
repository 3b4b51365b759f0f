"""The mails of joining: what an applicant and a member are told, each in their own language."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.mail.kinds import Kind, Placeholder, register

_NAME = Placeholder(_("Name of the contact person"), "Ilze Kalniņa")
_ORGANISATION = Placeholder(_("Name of the organisation"), _("Municipality of Example"))
_REFERENCE = Placeholder(_("Reference of the application"), "K7MX-3RTA")
_HOURS = Placeholder(_("How many hours the link works"), "48")
_DAYS = Placeholder(_("How many days the draft is kept"), "30")


def _link(example: str) -> Placeholder:
    return Placeholder(_("The link"), f"https://www.example.org/en/_application/{example}/…/")


_GREETING = _("Dear {name},")
_UNASKED = _("You did not ask for this? Then you need do nothing: without you nothing happens.")
_PRIVATE = _("The link is only for you: whoever has it can read and answer in your name.")
_APPLICANT = {"name": _NAME, "organisation": _ORGANISATION, "reference": _REFERENCE}
_LINK_NEEDED: Final = frozenset({"link"})

#: What stands in a mail where staff write nothing of their own.
WELCOME = _("We look forward to working with you.")
ON_HOLD_UNTIL = _("We will write to you when this changes.")

CONFIRM_APPLICATION = register(
    Kind(
        "membership.confirm",
        label=_("Confirm your application"),
        subject=_("Please confirm the application of {organisation}"),
        body=(
            _GREETING,
            _(
                "thank you for applying for {organisation}. One step is left: tell us that this address is yours."
            ),
            "{link}",
            _("Press the button on the page that opens. The link works for {hours} hours."),
            _UNASKED,
        ),
        placeholders={**_APPLICANT, "link": _link("confirm"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
CONFIRM_AGAIN = register(
    Kind(
        "membership.confirm_again",
        label=_("Your application waits for you"),
        subject=_("The application of {organisation} waits for you to confirm it"),
        body=(
            _GREETING,
            _(
                "somebody, perhaps you, has applied with this address once more. We have kept the first application, "
                "for {organisation}. It only waits for you to confirm it:"
            ),
            "{link}",
            _(
                "Is there something to correct? Confirm it first; then you can add to it at any time. "
                "The link works for {hours} hours."
            ),
            _UNASKED,
        ),
        placeholders={**_APPLICANT, "link": _link("confirm"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
ALREADY_APPLIED = register(
    Kind(
        "membership.already_applied",
        label=_("You have applied already"),
        subject=_("You have applied already: {organisation}"),
        body=(
            _GREETING,
            _(
                "somebody, perhaps you, has applied with this address once more. The application of {organisation} "
                "({reference}) is with us already, so nothing is lost and nothing is doubled. "
                "See where it stands, and add to it, here:"
            ),
            "{link}",
            _PRIVATE,
        ),
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
APPLICATION_RECEIVED = register(
    Kind(
        "membership.received",
        label=_("We have received your application"),
        subject=_("We have received the application of {organisation}"),
        body=(
            _GREETING,
            _(
                "thank you: the application of {organisation} has arrived. Its reference is {reference}. "
                "We read it and write to you, at the latest when we have decided."
            ),
            _("You can see where it stands, add a file, correct your contact details or withdraw it here:"),
            "{link}",
            _PRIVATE,
        ),
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
QUESTION = register(
    Kind(
        "membership.question",
        label=_("We have a question"),
        subject=_("A question about the application of {organisation}"),
        body=(
            _GREETING,
            _("we are reading the application of {organisation} ({reference}) and would like to know:"),
            "{question}",
            _("Please answer here; you can add a file too:"),
            "{link}",
            _PRIVATE,
        ),
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
        subject=_("Welcome: {organisation} is a member"),
        body=(
            _GREETING,
            _("we are glad to tell you: the application of {organisation} ({reference}) is approved."),
            "{message}",
            _("Welcome among us. We will be in touch about what comes next."),
        ),
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
        subject=_("{organisation}: your expression of interest is accepted"),
        body=(
            _GREETING,
            _(
                "we are glad to tell you: the expression of interest of {organisation} ({reference}) is accepted."
            ),
            "{message}",
            _("We will be in touch about what comes next."),
        ),
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
        subject=_("Our decision on the application of {organisation}"),
        body=(
            _GREETING,
            _(
                "thank you for your interest and for the work you put into the application of {organisation} "
                "({reference}). We have read it with care and cannot accept it:"
            ),
            "{reason}",
            _(
                "You are welcome to apply again when this has changed. If you have questions, just answer this mail."
            ),
        ),
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
        subject=_("The application of {organisation} is withdrawn"),
        body=(
            _GREETING,
            _("as you asked, the application of {organisation} ({reference}) is withdrawn."),
            _("You are welcome to apply again at any time."),
        ),
        placeholders=_APPLICANT,
    )
)
MEMBER_ON_HOLD = register(
    Kind(
        "membership.on_hold",
        label=_("Your membership is on hold"),
        subject=_("The membership of {organisation} is on hold"),
        body=(
            _GREETING,
            _(
                "the membership of {organisation} is on hold from today. Its entry is not shown in our directory."
            ),
            "{message}",
            _("If you have questions, just answer this mail."),
        ),
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
        subject=_("Your draft is saved"),
        body=(
            pgettext_lazy("beginning of a mail to somebody whose name is not known", "Hello,"),
            _("you asked us to keep what you have typed so far. Go on with it here:"),
            "{link}",
            _("We keep it for {days} days. Nobody on our side reads it before you send it."),
            _UNASKED,
        ),
        placeholders={"link": _link("draft"), "days": _DAYS},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
NEW_LINK = register(
    Kind(
        "membership.new_link",
        label=_("Your new link"),
        subject=_("Your link to the application of {organisation}"),
        body=(
            _GREETING,
            _("here is your link to the application of {organisation} ({reference}):"),
            "{link}",
            _PRIVATE,
        ),
        placeholders={**_APPLICANT, "link": _link("status")},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
NEW_ADDRESS = register(
    Kind(
        "membership.new_address",
        label=_("Confirm your new address"),
        subject=_("Please confirm your new address"),
        body=(
            _GREETING,
            _(
                "from now on we are to write to this address about the application of {organisation} ({reference}). "
                "Tell us that it is yours:"
            ),
            "{link}",
            _("Press the button on the page that opens. The link works for {hours} hours."),
            _UNASKED,
        ),
        placeholders={**_APPLICANT, "link": _link("address"), "hours": _HOURS},
        required=_LINK_NEEDED,
        is_secret=True,
    )
)
ADDRESS_CHANGED = register(
    Kind(
        "membership.address_changed",
        label=_("Your address was changed"),
        subject=_("We write to another address now: {organisation}"),
        body=(
            _GREETING,
            _(
                "as was asked on the page of the application of {organisation} ({reference}), we write to another "
                "address from now on. The links we have sent to this one work no more."
            ),
            _("Was that not you? Answer this mail, and we will look into it."),
        ),
        placeholders=_APPLICANT,
    )
)
