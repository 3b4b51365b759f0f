"""One transaction at a time works on the versions of a page or record.

Whoever writes a version takes this lock before any row of a version: two that publish at once wait for each other
and never each for the other.
"""

import uuid
from typing import Any

from django.apps import apps


def lock(translation_key: uuid.UUID) -> None:
    """Wait until nobody else works on the versions of a page or record; it ends with the transaction."""
    objects = apps.get_model("wagtail_localize", "TranslatableObject").objects
    list(objects.select_for_update().filter(translation_key=translation_key).values_list("pk"))


def lock_addresses_below(parent: Any) -> None:
    """Wait until nobody else chooses an address below a page: no two pages there may end at the same one.

    `parent` learns what was put below it meanwhile.
    """
    pages = apps.get_model("wagtailcore", "Page").objects
    list(pages.select_for_update().filter(pk=parent.pk).values_list("pk"))
    parent.refresh_from_db(fields=["numchild", "path", "depth", "url_path"])
