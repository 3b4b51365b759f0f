"""The settings of mail, read from the environment: what writes mails, what sends them, how many there may be."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

_BACKENDS: Final = "django.core.mail.backends"
SMTP: Final = f"{_BACKENDS}.smtp.EmailBackend"
#: Scheme → port where the address names none.
_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def mail_settings(env: Env, *, debug: bool) -> dict[str, Any]:
    """Return the settings by name. Everything that mails writes into the outbox; `MAIL_BACKEND` is the worker's."""
    delivery = delivery_of(env.str("EMAIL_URL", "console:"))
    sender = env.str("DEFAULT_FROM_EMAIL", "Tiltas <tiltas@example.org>")
    return {
        **delivery,
        "EMAIL_BACKEND": "cms.mail.backend.OutboxBackend",
        "WAGTAILADMIN_USER_PASSWORD_RESET_FORM": "cms.mail.password_reset.PasswordResetForm",
        "EMAIL_TIMEOUT": env.int("MAIL_TIMEOUT", 20),
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
        # Whoever debugs follows links in the admin; where mails really go out, nobody reads them there.
        "MAIL_SHOWS_SECRETS": debug and delivery["MAIL_BACKEND"] != SMTP,
        "MAIL_KEEP_DAYS": env.int("MAIL_KEEP_DAYS", 90),
        # How many mails that strangers ask for go to one address in a day, from one network and in all in an hour.
        "MAIL_LIMIT_ADDRESS": 3,
        "MAIL_LIMIT_NETWORK": 30,
        "MAIL_LIMIT_ALL": 500,
    }


def delivery_of(url: str) -> dict[str, Any]:
    """Return the settings that an address stands for; raise ImproperlyConfigured for one that is not understood.

    `smtp://`, `smtp+tls://` (STARTTLS) and `smtp+ssl://` name a server, `console:` prints, `file:///folder` writes
    into a folder. `consolemail:` and `filemail:` are older names of the last two.
    """
    parts = urlsplit(url)
    scheme = (
        parts.scheme.removesuffix("mail") if parts.scheme in ("consolemail", "filemail") else parts.scheme
    )
    if scheme == "console":
        return {"MAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if scheme == "file" and parts.path:
        return {"MAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if scheme in _PORTS and parts.hostname:
        return {
            "MAIL_BACKEND": SMTP,
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or _PORTS[scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": scheme == "smtp+tls",
            "EMAIL_USE_SSL": scheme == "smtp+ssl",
        }
    raise ImproperlyConfigured(
        "EMAIL_URL is not understood: it looks like smtp+tls://user:password@host:587, console: or file:///folder."
    )
