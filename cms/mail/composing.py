"""From a row of the outbox to a mail: headers, plain text, and the same as simple HTML."""

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cms.mail.kinds import kind_named
from cms.mail.models import Message
from cms.mail.readers import site_name

_LINK: Final = re.compile(r"https?://[^\s<>\"“”]+")
_END: Final = ".,;:!?)’'"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the HTML part: lines of text, a list, or a link that looks like a button."""

    lines: tuple[SafeString, ...] = ()
    items: tuple[SafeString, ...] = ()
    link: str = ""
    label: str = ""


def compose(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a row, the same each time but for its date."""
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no answers of people who are away
        "Content-Language": message.language,
    }
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        message.sender or settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )
    if html := html_of(message):
        mail.attach_alternative(html, "text/html")
    return mail


def html_of(message: Message) -> str:
    """Return the HTML part: what came with the mail, or the text in our frame; empty for others' plain texts."""
    kind = kind_named(message.kind)
    if message.html or (kind and kind.is_verbatim):
        return message.html
    return as_html(message.subject, message.text, message.language)


def as_html(subject: str, text: str, language: str) -> str:
    """Return a text as an HTML page in our frame, in the language's direction."""
    with translation.override(language):
        context = {
            "subject": subject,
            "language": language,
            "direction": "rtl" if translation.get_language_info(language)["bidi"] else "ltr",
            "site_name": site_name(language),
            "site_url": settings.BASE_URL + "/",
            "paragraphs": paragraphs_of(text),
        }
        return render_to_string("email/message.html", context)


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs of a plain text.

    Only links to our own site become links: what people typed is text. A line before such a link that ends with a
    colon names the button.
    """
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            found.append(Paragraph(items=tuple(_item(line[2:]) for line in lines)))
        else:
            found += _with_buttons(lines)
    return found


def _with_buttons(lines: list[str]) -> list[Paragraph]:
    found: list[Paragraph] = []
    waiting: list[str] = []
    for line in lines:
        if not (_is_own(line) and _LINK.fullmatch(line)):
            waiting.append(line)
            continue
        label = waiting.pop().rstrip(":：").strip() if waiting and waiting[-1].endswith((":", "：")) else ""
        if waiting:
            found.append(Paragraph(tuple(map(_linked, waiting))))
        found.append(Paragraph(link=line, label=label))
        waiting = []
    return [*found, Paragraph(tuple(map(_linked, waiting)))] if waiting else found


def _item(line: str) -> SafeString:
    """Return an entry of a list; words before a link to our site are its label."""
    label, _colon, link = line.rpartition(": ")
    if label and _is_own(link) and _LINK.fullmatch(link):
        return format_html('<a href="{}">{}</a>', link, label)
    return _linked(line)


def _is_own(link: str) -> bool:
    return link == settings.BASE_URL or link.startswith(settings.BASE_URL + "/")


def _linked(line: str) -> SafeString:
    """Return a line with links to our site made into links."""
    pieces, at = [], 0
    for match in _LINK.finditer(line):
        link = match[0].rstrip(_END)
        if _is_own(link):
            end = match.start() + len(link)
            pieces += [escape(line[at : match.start()]), format_html('<a href="{0}">{0}</a>', link)]
            at = end
    return mark_safe("".join([*pieces, escape(line[at:])]))
