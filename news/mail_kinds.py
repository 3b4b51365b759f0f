"""The mails to those who register for an event; none of their keys comes again. What they say: `mail_texts`."""

from typing import Any, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.mail.kinds import Kind, Placeholder, register
from news import mail_texts

_LINK: Final = frozenset({"link"})


def _address(path: str) -> str:
    return f"https://www.example.org/en/{path}/"


_KNOWN: Final = {
    "name": Placeholder(_("Name"), "Ilze Kalniņa"),
    "event": Placeholder(_("Title of the event"), _("Meeting of the working group")),
    "when": Placeholder(_("Day and time of the event"), "2026-05-31, 10:00–16:00"),
    "facts": Placeholder(
        _("Time, place and link to join, a line each"),
        format_lazy("{}: 2026-05-31, 10:00–16:00", _("Time")),
    ),
    "note": Placeholder(_("What has changed"), _("We meet an hour later.")),
    "page": Placeholder(_("Page of the event"), _address("events/example")),
    "link": Placeholder(_("The link"), _address("_registration/…")),
    "hours": Placeholder(_("How many hours the link works"), "48"),
}


def _kind(name: str, label: Any, subject: Any, body: Any, placeholders: str, **flags: Any) -> Kind:
    names = placeholders.split()
    return register(
        Kind(
            f"registration.{name}",
            label=label,
            subject=subject,
            body=body,
            placeholders={each: _KNOWN[each] for each in names},
            required=_LINK & set(names),
            is_secret="link" in names,
            keeps_keys=False,
            **flags,
        )
    )


CONFIRM = _kind(
    "confirm",
    _("Confirm your registration"),
    mail_texts.CONFIRM_SUBJECT,
    mail_texts.CONFIRM_BODY,
    "name event when link hours",
    is_asked_for=True,
)
ALREADY = _kind(
    "already",
    _("You are registered already"),
    mail_texts.ALREADY_SUBJECT,
    mail_texts.ALREADY_BODY,
    "name event link",
    is_asked_for=True,
)
#: What we tell by ourselves, by what it is about.
TOLD: Final = {
    "registered": _kind(
        "registered",
        _("You have a place"),
        mail_texts.REGISTERED_SUBJECT,
        mail_texts.REGISTERED_BODY,
        "name event facts page link",
    ),
    "waiting": _kind(
        "waiting",
        _("You are on the waiting list"),
        mail_texts.WAITING_SUBJECT,
        mail_texts.WAITING_BODY,
        "name event when page link",
    ),
    "moved_up": _kind(
        "moved_up",
        _("A place has become free"),
        mail_texts.MOVED_UP_SUBJECT,
        mail_texts.MOVED_UP_BODY,
        "name event facts page link",
    ),
    "cancelled": _kind(
        "cancelled",
        _("Your registration is cancelled"),
        mail_texts.CANCELLED_SUBJECT,
        mail_texts.CANCELLED_BODY,
        "name event page",
    ),
    "cancelled_by_staff": _kind(
        "cancelled_by_staff",
        _("The organisers have cancelled a registration"),
        mail_texts.CANCELLED_SUBJECT,
        mail_texts.CANCELLED_BY_STAFF_BODY,
        "name event page",
    ),
    "changed": _kind(
        "changed",
        _("An event has changed"),
        mail_texts.CHANGED_SUBJECT,
        mail_texts.CHANGED_BODY,
        "name event note facts page link",
    ),
    "event_cancelled": _kind(
        "event_cancelled",
        _("An event is cancelled"),
        mail_texts.EVENT_CANCELLED_SUBJECT,
        mail_texts.EVENT_CANCELLED_BODY,
        "name event note page link",
    ),
    "event_postponed": _kind(
        "event_postponed",
        _("An event is postponed"),
        mail_texts.EVENT_POSTPONED_SUBJECT,
        mail_texts.EVENT_POSTPONED_BODY,
        "name event note page link",
    ),
    "reminder": _kind(
        "reminder",
        _("Reminder before an event"),
        mail_texts.REMINDER_SUBJECT,
        mail_texts.REMINDER_BODY,
        "name event when facts page link",
    ),
}
