"""What an error of the mail server means: for this mail for good, for now, or for the whole connection."""

import re
import smtplib
from dataclasses import dataclass
from typing import Final

from cms.mail.wording import on_one_line, shortened

MAX_REASON: Final = 500
_LINK: Final = re.compile(r"https?:\S+")
#: The server closes the connection (RFC 5321 §3.8).
_CLOSING: Final = 421


@dataclass(frozen=True)
class Verdict:
    """What an error means."""

    reason: str
    #: The mail is not tried again
    is_final: bool = False
    #: The connection is of no more use: nothing of the mail says that it is the mail's fault
    is_lost: bool = False


def judge(error: BaseException, *, is_secret: bool = False) -> Verdict:
    """Return what an error means; the reason of a secret mail names no links, which servers like to repeat."""
    reason = reason_of(error)
    if is_secret:
        reason = _LINK.sub("…", reason)
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            codes = {code for code, _words in refused.values()}
            return Verdict(reason, is_final=all(code >= 500 for code in codes), is_lost=_CLOSING in codes)
        case smtplib.SMTPDataError(smtp_code=code):
            return Verdict(reason, is_final=code >= 500, is_lost=code == _CLOSING)
        case smtplib.SMTPSenderRefused():
            return Verdict(reason, is_lost=True)  # a matter of the settings: every mail would meet it
        case smtplib.SMTPNotSupportedError() | UnicodeError() | ValueError():
            return Verdict(reason, is_final=True)  # it cannot be put into a mail, tomorrow neither
        case OSError():  # the connection; smtplib's other errors are among them
            return Verdict(reason, is_lost=True)
        case _:
            return Verdict(reason)


def reason_of(error: BaseException) -> str:
    """Return the words of an error on one line: the server's own with its code where it gave some."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            words = "; ".join(f"{code} {_words(said)}" for code, said in refused.values())
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            words = f"{code} {_words(said)}"
        case TimeoutError():
            words = str(error) or "timed out"
        case _:
            words = f"{type(error).__name__}: {error}"
    return shortened(on_one_line(words), MAX_REASON)


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
