"""What can be wrong with a link, in the words that staff read."""

from typing import Final

from django.utils.translation import gettext_lazy as _

GONE, ERROR, HOST, SILENT, TLS, CIRCLES, PRIVATE, ADDRESS, GARBLED, CLOSED = (
    "gone",
    "error",
    "host",
    "silent",
    "tls",
    "circles",
    "private",
    "address",
    "garbled",
    "closed",
)
PROBLEMS: Final = [
    (GONE, _("The page is not there any more.")),
    (ERROR, _("The other site answers with an error.")),
    (HOST, _("There is no site of this name.")),
    (SILENT, _("The other site does not answer.")),
    (TLS, _("The certificate of the other site is not valid.")),
    (CIRCLES, _("The other site sends visitors on without end.")),
    (PRIVATE, _("It leads into a network that is not public.")),
    (ADDRESS, _("This is no address that can be opened.")),
    (GARBLED, _("The answer of the other site makes no sense.")),
    (CLOSED, _("The other site does not let programs look: open the link yourself.")),
]

#: What can be wrong with a page that a page links to.
DELETED, UNPUBLISHED, EXPIRED, RESTRICTED = "deleted", "unpublished", "expired", "restricted"
TARGETS: Final = [
    (DELETED, _("The page was deleted.")),
    (UNPUBLISHED, _("The page is not published.")),
    (EXPIRED, _("The time of the page is over.")),
    (RESTRICTED, _("The page is private.")),
]
