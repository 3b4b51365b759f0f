"""When a record is deleted in one language, the pages that showed it show their source's at once."""

import uuid
from typing import Any

from django.db import models
from wagtail.models import Page, ReferenceIndex

from cms.translation.carrying import carry
from cms.translation.lineage import link_into
from cms.translation.quiet import is_quiet

#: How many pages are brought up to date at once; the others are with their source's next publication.
MOST = 200


def record_goes(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Note the translated pages that show a record, before it goes."""
    if is_quiet() or not link_into(instance.translation_key, instance.locale_id):
        return
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    numbers = set(references.values_list("object_id", flat=True)[:MOST])
    instance.shown_on = list(
        Page.objects.filter(pk__in=numbers, locale_id=instance.locale_id).values_list(
            "translation_key", "locale_id"
        )
    )


def record_has_gone(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Bring the facts of those pages in from their sources again."""
    done: set[uuid.UUID] = set()
    for key, locale_id in getattr(instance, "shown_on", ()):
        link = link_into(key, locale_id)
        if link is not None and key not in done:
            done.add(key)
            carry(link.translation.source.get_source_instance())
