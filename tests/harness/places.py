"""Where tests keep files."""

from pathlib import Path
from typing import Any

from django.conf import settings


def places_in(folder: Path) -> dict[str, Any]:
    """Return the settings that keep files in a folder."""
    storages = {alias: dict(storage) for alias, storage in settings.STORAGES.items()}
    options = storages["default"]["OPTIONS"]
    # of the type that the settings give it: what breaks there breaks here
    storages["default"]["OPTIONS"] = options | {"location": type(options["location"])(folder / "private")}
    return {
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_ROOT": folder / "private",
        "STORAGES": storages,
    }
