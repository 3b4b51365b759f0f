"""Who asked to be forgotten, by a keyed hash: in a table, and in the private folder, which a restore leaves alone."""

import datetime as dt
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alliance.models import ErasedAddress
from cms.mailboxes import normalise

FOLDER: Final = "erased"


def address_hash(address: str) -> str:
    """Return what an address can be recognised by and not be read from: a hash with the site's key."""
    return salted_hmac("alliance.erased", normalise(address), algorithm="sha256").hexdigest()


def remember(email: str) -> None:
    """Note that the owner of an address was forgotten now."""
    row, _created = ErasedAddress.objects.update_or_create(
        address_hash=address_hash(email), defaults={"erased_at": timezone.now()}
    )
    transaction.on_commit(lambda: _write(row))


def erased_addresses() -> dict[str, ErasedAddress]:
    """Return who was forgotten, by hash; what only the folder knows is written into the table anew."""
    known = {row.address_hash: row for row in ErasedAddress.objects.all()}
    for name in default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else ():
        if name not in known:
            known[name] = ErasedAddress.objects.create(address_hash=name, erased_at=_read(name))
    return known


def _write(row: ErasedAddress) -> None:
    path = f"{FOLDER}/{row.address_hash}"
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, ContentFile(row.erased_at.isoformat().encode()))


def _read(name: str) -> dt.datetime:
    with default_storage.open(f"{FOLDER}/{name}") as file:
        return dt.datetime.fromisoformat(file.read().decode())
