"""What the checks beside the preview, and in the corner of public pages, look for: Wagtail's and our own."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

#: Rules of axe that Wagtail leaves out, each with what it found and what to do, in an editor's words.
MORE_RULES: Final[dict[str, dict[str, Any]]] = {
    "color-contrast": {
        "error_name": _("Hard to read: too little contrast"),
        "help_text": _("Text must stand out from what is behind it: choose another colour or picture."),
    },
    "image-alt": {
        "error_name": _("A picture without a description"),
        "help_text": _("Describe what it shows, or mark it as decorative."),
    },
    "image-redundant-alt": {
        "error_name": _("A description repeats the text beside it"),
        "help_text": _("Describe what the picture adds, or mark it as decorative."),
    },
    "link-in-text-block": {
        "error_name": _("A link looks like the text around it"),
        "help_text": _("Links in a text must be told from it by more than their colour."),
    },
    "identical-links-same-purpose": {
        "error_name": _("Links with the same words lead to different places"),
        "help_text": _("Give each link words of its own."),
    },
    "valid-lang": {
        "error_name": _("A language that does not exist"),
        "help_text": _("Mark the phrase again with the button of its language."),
    },
    "page-has-heading-one": {
        "error_name": _("The page has no main heading"),
        "help_text": _("Give the page a title."),
    },
    "list": {
        "error_name": _("A list with something else in it"),
        "help_text": _("Between the points of a list there are only points."),
    },
    "video-caption": {
        "error_name": _("A video without subtitles"),
        "help_text": _("Add subtitles to the record of the video."),
    },
}


class Checks(ContentCheckerItem):
    """Wagtail's checks and ours."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *MORE_RULES]
    axe_messages = {**ContentCheckerItem.axe_messages, **MORE_RULES}


def with_our_checks(items: list) -> None:
    """Put our checks in the place of Wagtail's among the items of the bar."""
    items[:] = [Checks(item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]
