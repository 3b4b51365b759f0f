"""Values a language has of its own: a document in that language, a local contact, another link."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import SegmentOverride, TranslationContext

from cms.translation.places import Place
from cms.translation.rights import may_see

#: Where a link may lead.
SCHEMES = ("http", "https", "mailto", "tel")


@transaction.atomic
def write_override(
    context: TranslationContext, locale_key: int, value: Any, user: Any
) -> tuple[SegmentOverride, bool]:
    """Write the value a language has of its own at a place; return the row and whether it is new.

    There is one for a place and language: writers wait for each other on the place's row. wagtail-localize has no
    unique rule for it and cannot read two (views/edit_translation.py, 1.14). Delete the lock when it has one.
    """
    _lock(context)
    rows = _rows(context, locale_key)
    row = rows.first()
    is_new = row is None
    row = row or SegmentOverride(context=context, locale_id=locale_key)
    row.last_translated_by = user
    row.data_json = json.dumps(value)
    row.has_error, row.field_error = False, ""
    row.save()
    rows.exclude(pk=row.pk).delete()
    return row, is_new


@transaction.atomic
def delete_override(context: TranslationContext, locale_key: int) -> SegmentOverride | None:
    """Give a place the source's value again; return what was deleted."""
    _lock(context)
    rows = _rows(context, locale_key)
    row = rows.first()
    rows.delete()
    return row


def _lock(context: TranslationContext) -> None:
    TranslationContext.objects.select_for_update().get(pk=context.pk)


def _rows(context: TranslationContext, locale_key: int) -> models.QuerySet[SegmentOverride]:
    return SegmentOverride.objects.filter(context=context, locale_id=locale_key).order_by(
        "-updated_at", "-pk"
    )


def chosen_model(place: Place | None) -> type[models.Model] | None:
    """Return the model whose objects are chosen at a place; None where none are."""
    if isinstance(place, models.ForeignKey):
        return place.related_model
    if isinstance(place, blocks.ChooserBlock):
        return place.model_class
    return None


def check_override(place: Place | None, original: Any, value: str, user: Any) -> Any:
    """Return a language's own value as it is stored; raise ValidationError unless it is of the source's kind.

    Args:
        place: the field or block it stands in.
        original: the source's value.
        value: what was sent.
        user: who wants it: an object must be one she may choose.
    """
    if place is None:
        raise ValidationError(_("The source has no such place any more. Sync the translation first."))
    model = chosen_model(place)
    if model:
        return _chosen(place, model, value, user)
    value = value.strip()
    if isinstance(place, RichTextField | blocks.RichTextBlock):
        _check_link(value, str(original))
        return value
    if isinstance(place, models.URLField | blocks.URLBlock | EmbedBlock):
        _check_link(value, str(original))
    elif isinstance(place, models.EmailField | blocks.EmailBlock):
        validate_email(value)
    if isinstance(place, models.Field):
        place.clean(value, None)
    elif not isinstance(place, EmbedBlock):
        place.clean(place.to_python(value))
    return value


def _chosen(place: Place, model: type[models.Model], value: str, user: Any) -> int:
    found = model._default_manager.filter(pk=int(value)).first() if value.isdecimal() else None
    if found is None or not _may_choose(user, found):
        raise ValidationError(_("There is no such thing to choose. Choose another."))
    types = getattr(place, "target_models", None)
    if isinstance(found, Page) and types and not issubclass(found.specific_class or Page, tuple(types)):
        raise ValidationError(_("A page of this type does not belong here. Choose another."))
    return found.pk


def _may_choose(user: Any, found: models.Model) -> bool:
    if isinstance(found, Page):
        return may_see(user, found)
    actions = {"choose", "add", "change", "view"}
    return policy_registry.get(found).user_has_any_permission_for_instance(user, actions, found)


def _check_link(value: str, original: str) -> None:
    """Raise ValidationError unless a link leads somewhere safe: a place on this site only where the source's does."""
    if any(sign.isspace() or ord(sign) < 32 for sign in value):
        raise ValidationError(_("A link has no spaces in it."))
    if original.startswith("#") and value.startswith("#"):
        return
    if _is_path(original) and _is_path(value):
        return
    try:
        address = urlsplit(value)
    except ValueError as error:
        raise ValidationError(_("This is not a link.")) from error
    whole = address.netloc if address.scheme in ("http", "https") else address.path
    if address.scheme not in SCHEMES or not whole:
        raise ValidationError(_("A link begins with https://, http://, mailto: or tel:."))


def _is_path(value: str) -> bool:
    return value.startswith("/") and not value.startswith(("//", "/\\"))
