"""What the mails to those who register for an event say, each in the language of its reader."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_GREETING = _("Dear {name},")
_UNASKED = _("You did not ask for this? Then you need do nothing: without you nothing happens.")
_PAGE = format_lazy("{}:\n{{page}}", _("Open the page of the event"))
_OWN = format_lazy("{}:\n{{link}}", _("See or cancel my registration"))
_GIVE_BACK = _("You cannot come after all? Please cancel, so that somebody else gets the place.")
_PRIVATE = _("The link is only for you: whoever has it can cancel in your name.")

CONFIRM_SUBJECT: Final = _("Please confirm your registration: {event}")
CONFIRM_BODY: Final = (
    _GREETING,
    _(
        "thank you for registering for “{event}” ({when}). One step is left: tell us that this address is yours."
    ),
    format_lazy("{}:\n{{link}}", _("Confirm my registration")),
    _(
        "Press the button on the page that opens. The link works for {hours} hours; "
        "a place is kept for you only once you have pressed the button."
    ),
    _UNASKED,
)
REGISTERED_SUBJECT: Final = _("You have a place: {event}")
REGISTERED_BODY: Final = (
    _GREETING,
    _("you are registered for “{event}”. We look forward to seeing you."),
    "{facts}",
    _PAGE,
    _GIVE_BACK,
    _OWN,
    _PRIVATE,
)
WAITING_SUBJECT: Final = _("You are on the waiting list: {event}")
WAITING_BODY: Final = (
    _GREETING,
    _(
        "all places for “{event}” ({when}) are taken at the moment. You are on the waiting list: "
        "as soon as a place is free for you, it is yours, and we write to you at once."
    ),
    _PAGE,
    _("You do not want to wait any longer? Then cancel here."),
    _OWN,
    _PRIVATE,
)
MOVED_UP_SUBJECT: Final = _("A place has become free for you: {event}")
MOVED_UP_BODY: Final = (
    _GREETING,
    _("good news: a place for “{event}” has become free, and it is yours."),
    "{facts}",
    _PAGE,
    _GIVE_BACK,
    _OWN,
    _PRIVATE,
)
ALREADY_SUBJECT: Final = _("You are registered already: {event}")
ALREADY_BODY: Final = (
    _GREETING,
    _(
        "somebody, perhaps you, has registered with this address once more for “{event}”. You are on our list "
        "already, so nothing is lost and nothing is doubled. Here you see where you stand:"
    ),
    _OWN,
    _PRIVATE,
)
CANCELLED_SUBJECT: Final = _("Your registration is cancelled: {event}")
CANCELLED_BODY: Final = (
    _GREETING,
    _("as you asked, your registration for “{event}” is cancelled. Thank you for telling us."),
    _("You can register again for as long as registration is open."),
    _PAGE,
)
CANCELLED_BY_STAFF_BODY: Final = (
    _GREETING,
    _("the organisers have cancelled your registration for “{event}”."),
    _("If you have questions, just answer this mail."),
    _PAGE,
)
CHANGED_SUBJECT: Final = _("Something has changed: {event}")
CHANGED_BODY: Final = (
    _GREETING,
    _("you are on our list for “{event}”. Something has changed:"),
    "{note}",
    _("This is how it is now:"),
    "{facts}",
    _PAGE,
    _OWN,
    _PRIVATE,
)
EVENT_CANCELLED_SUBJECT: Final = _("Cancelled: {event}")
EVENT_CANCELLED_BODY: Final = (
    _GREETING,
    _("you are on our list for “{event}”. We are sorry: the event is cancelled, so please do not set out."),
    "{note}",
    _PAGE,
    _OWN,
    _PRIVATE,
)
EVENT_POSTPONED_SUBJECT: Final = _("Postponed: {event}")
EVENT_POSTPONED_BODY: Final = (
    _GREETING,
    _("you are on our list for “{event}”. It is postponed, so please do not set out."),
    "{note}",
    _(
        "You stay on our list, and we write to you as soon as there is a new date. "
        "You do not want to come then? You can cancel here."
    ),
    _OWN,
    _PAGE,
    _PRIVATE,
)
REMINDER_SUBJECT: Final = _("Soon: {event}, {when}")
REMINDER_BODY: Final = (
    _GREETING,
    _("this is to remind you that you are registered for “{event}”."),
    "{facts}",
    _PAGE,
    _GIVE_BACK,
    _OWN,
    _PRIVATE,
)
