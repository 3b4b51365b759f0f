"""Addresses and hosts: what is the same mailbox, and what says whose it is."""

import unicodedata
from typing import Final
from urllib.parse import urlsplit

#: Providers whose domain says nothing of who writes.
FREEMAIL: Final = frozenset({
    "aol.com", "abv.bg", "bk.ru", "centrum.cz", "delfi.lv", "freemail.hu", "freenet.de", "gmail.com", "gmx.at",
    "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "i.ua", "icloud.com", "inbox.eu", "inbox.lt",
    "inbox.lv", "interia.pl", "laposte.net", "libero.it", "list.ru", "live.com", "mail.bg", "mail.com", "mail.ee",
    "mail.lv", "mail.ru", "me.com", "meta.ua", "msn.com", "o2.pl", "one.lt", "onet.pl", "op.pl", "orange.fr",
    "outlook.com", "pm.me", "post.cz", "proton.me", "protonmail.com", "seznam.cz", "tuta.com", "tutanota.com",
    "ukr.net", "web.de", "wp.pl", "yahoo.com", "yandex.com", "yandex.ru", "zoznam.sk",
})  # fmt: skip
#: Where dots in a name make no difference.
_DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})


def normalise(address: str) -> str:
    """Return one way to write a mailbox for all there are: small letters, without what stands after a plus sign."""
    name, _at, domain = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    domain = _ascii(domain)
    name = name.partition("+")[0] or name
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}" if name else domain


def own_domain(address: str) -> str:
    """Return the domain of an address, empty where everybody can have one there."""
    domain = normalise(address).rpartition("@")[2]
    return "" if domain in FREEMAIL else domain


def host_of(url: str) -> str:
    """Return the host of a website as it is compared: in ASCII, without “www.”; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _ascii(host).removeprefix("www.")


def _ascii(host: str) -> str:
    host = host.strip(".").casefold()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
