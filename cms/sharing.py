"""Sharing where the address depends on the visitor: a Mastodon server of her own."""

import re
from urllib.parse import quote, urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

#: A name in the DNS, with a dot and no port (RFC 1123 §2.1); the last label is no number, so it is no address.
HOST = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])",
    re.ASCII,
)
#: More does not fit into a post.
LONGEST_TEXT = 300


class MastodonForm(forms.Form):
    """The name of a server."""

    server = forms.CharField(
        label=_("Your Mastodon server"),
        help_text=_("As mastodon.social"),
        max_length=300,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocapitalize": "none", "autocomplete": "on", "spellcheck": "false"}
        ),
    )

    def clean_server(self) -> str:
        """Return the host name."""
        try:
            return host_name(self.cleaned_data["server"])
        except ValueError:
            raise forms.ValidationError(
                _("This is no name of a server: write it as mastodon.social.")
            ) from None


def host_name(raw: str) -> str:
    """Return a host name in ASCII, also from the address of a server or an account on it.

    Raises ValueError for what is none: a port, a path, a name without a dot, a numeric address.
    """
    name = raw.strip().lower().removeprefix("https://").removesuffix("/")
    if "@" in name:
        name = name.removeprefix("@").partition("@")[2]
    ascii_name = name.encode("idna").decode("ascii")  # UnicodeError is a ValueError
    if not HOST.fullmatch(ascii_name):
        raise ValueError(raw)
    return ascii_name


def is_own_address(request: HttpRequest, url: str) -> bool:
    """Tell whether an absolute address is of the site that the request came to."""
    return url.startswith(f"{request.scheme}://{request.get_host()}/") and not re.search(
        r"[\s\\\x00-\x1f]", url
    )


def mastodon_address(host: str, text: str, url: str) -> str:
    """Return the address at which a server offers to post a text and a link."""
    return f"https://{host}/share?{urlencode({'text': f'{text} {url}'.strip()}, quote_via=quote)}"
