"""What the mails of joining say to applicants and members, each in their own language."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_GREETING = _("Dear {name},")
_UNASKED = _("You did not ask for this? Then you need do nothing: without you nothing happens.")
_PRIVATE = _("The link is only for you: whoever has it can read and answer in your name.")

#: What stands in a mail where staff write nothing of their own.
WELCOME = _("We look forward to working with you.")
ON_HOLD_UNTIL = _("We will write to you when this changes.")

CONFIRM_APPLICATION_SUBJECT: Final = _("Please confirm the application of {organisation}")
CONFIRM_APPLICATION_BODY: Final = (
    _GREETING,
    _("thank you for applying for {organisation}. One step is left: tell us that this address is yours."),
    "{link}",
    _("Press the button on the page that opens. The link works for {hours} hours."),
    _UNASKED,
)
CONFIRM_AGAIN_SUBJECT: Final = _("The application of {organisation} waits for you to confirm it")
CONFIRM_AGAIN_BODY: Final = (
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
)
ALREADY_APPLIED_SUBJECT: Final = _("You have applied already: {organisation}")
ALREADY_APPLIED_BODY: Final = (
    _GREETING,
    _(
        "somebody, perhaps you, has applied with this address once more. The application of {organisation} "
        "({reference}) is with us already, so nothing is lost and nothing is doubled. "
        "See where it stands, and add to it, here:"
    ),
    "{link}",
    _PRIVATE,
)
APPLICATION_RECEIVED_SUBJECT: Final = _("We have received the application of {organisation}")
APPLICATION_RECEIVED_BODY: Final = (
    _GREETING,
    _(
        "thank you: the application of {organisation} has arrived. Its reference is {reference}. "
        "We read it and write to you, at the latest when we have decided."
    ),
    _("You can see where it stands, add a file, correct your contact details or withdraw it here:"),
    "{link}",
    _PRIVATE,
)
QUESTION_SUBJECT: Final = _("A question about the application of {organisation}")
QUESTION_BODY: Final = (
    _GREETING,
    _("we are reading the application of {organisation} ({reference}) and would like to know:"),
    "{question}",
    _("Please answer here; you can add a file too:"),
    "{link}",
    _PRIVATE,
)
APPLICATION_APPROVED_SUBJECT: Final = _("Welcome: {organisation} is a member")
APPLICATION_APPROVED_BODY: Final = (
    _GREETING,
    _("we are glad to tell you: the application of {organisation} ({reference}) is approved."),
    "{message}",
    _("Welcome among us. We will be in touch about what comes next."),
)
INTEREST_ACCEPTED_SUBJECT: Final = _("{organisation}: your expression of interest is accepted")
INTEREST_ACCEPTED_BODY: Final = (
    _GREETING,
    _("we are glad to tell you: the expression of interest of {organisation} ({reference}) is accepted."),
    "{message}",
    _("We will be in touch about what comes next."),
)
APPLICATION_DECLINED_SUBJECT: Final = _("Our decision on the application of {organisation}")
APPLICATION_DECLINED_BODY: Final = (
    _GREETING,
    _(
        "thank you for your interest and for the work you put into the application of {organisation} "
        "({reference}). We have read it with care and cannot accept it:"
    ),
    "{reason}",
    _("You are welcome to apply again when this has changed. If you have questions, just answer this mail."),
)
APPLICATION_WITHDRAWN_SUBJECT: Final = _("The application of {organisation} is withdrawn")
APPLICATION_WITHDRAWN_BODY: Final = (
    _GREETING,
    _("as you asked, the application of {organisation} ({reference}) is withdrawn."),
    _("You are welcome to apply again at any time."),
)
MEMBER_ON_HOLD_SUBJECT: Final = _("The membership of {organisation} is on hold")
MEMBER_ON_HOLD_BODY: Final = (
    _GREETING,
    _("the membership of {organisation} is on hold from today. Its entry is not shown in our directory."),
    "{message}",
    _("If you have questions, just answer this mail."),
)
DRAFT_SAVED_SUBJECT: Final = _("Your draft is saved")
DRAFT_SAVED_BODY: Final = (
    pgettext_lazy("beginning of a mail to somebody whose name is not known", "Hello,"),
    _("you asked us to keep what you have typed so far. Go on with it here:"),
    "{link}",
    _("We keep it for {days} days. Nobody on our side reads it before you send it."),
    _UNASKED,
)
NEW_LINK_SUBJECT: Final = _("Your link to the application of {organisation}")
NEW_LINK_BODY: Final = (
    _GREETING,
    _("here is your link to the application of {organisation} ({reference}):"),
    "{link}",
    _PRIVATE,
)
NEW_ADDRESS_SUBJECT: Final = _("Please confirm your new address")
NEW_ADDRESS_BODY: Final = (
    _GREETING,
    _(
        "from now on we are to write to this address about the application of {organisation} ({reference}). "
        "Tell us that it is yours:"
    ),
    "{link}",
    _("Press the button on the page that opens. The link works for {hours} hours."),
    _UNASKED,
)
ADDRESS_CHANGED_SUBJECT: Final = _("We write to another address now: {organisation}")
ADDRESS_CHANGED_BODY: Final = (
    _GREETING,
    _(
        "as was asked on the page of the application of {organisation} ({reference}), we write to another "
        "address from now on. The links we have sent to this one work no more."
    ),
    _("Was that not you? Answer this mail, and we will look into it."),
)
