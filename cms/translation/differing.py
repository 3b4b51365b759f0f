"""What one language has of its own: another fact at a place, a block it hides, a block that only it has."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.translation.carrying import Step, carry
from cms.translation.fact_list import Fact, context_of
from cms.translation.lineage import Link, link_into
from cms.translation.locking import lock
from cms.translation.models import LanguageVersion, LocalBlock
from cms.translation.overrides import delete_override, write_override

#: Entries in a version's log.
DIFFER = "cms.translation.differ"
AGREE = "cms.translation.agree"


@transaction.atomic
def make_different(target: models.Model, fact: Fact, value: Any, user: Any) -> None:
    """Give a language a fact of its own at a place; it is kept by everything that comes later."""
    step, link, version = _open(target, user)
    write_override(context_of(step.instance, fact.path), link.target_locale_id, value, user)
    version.overrides = {**version.overrides, fact.path: value}
    _close(step, link, DIFFER, user, {"place": fact.label})


@transaction.atomic
def make_same(target: models.Model, fact: Fact, user: Any) -> None:
    """Give a place the source's fact again."""
    step, link, version = _open(target, user)
    delete_override(context_of(step.instance, fact.path), link.target_locale_id)
    version.overrides = {path: value for path, value in version.overrides.items() if path != fact.path}
    _close(step, link, AGREE, user, {"place": fact.label})


@transaction.atomic
def hide_block(target: models.Model, key: str, user: Any) -> None:
    """Leave a block of the source out in a language."""
    step, link, version = _open(target, user)
    version.hidden = [*dict.fromkeys([*version.hidden, key])]
    _close(step, link, DIFFER, user, {"place": key})


@transaction.atomic
def show_block(target: models.Model, key: str, user: Any) -> None:
    """Show a block again that was left out."""
    step, link, version = _open(target, user)
    version.hidden = [other for other in version.hidden if other != key]
    _close(step, link, AGREE, user, {"place": key})


@transaction.atomic
def write_local_block(
    target: models.Model,
    field: str,
    after: str,
    block: dict[str, Any],
    user: Any,
    row: LocalBlock | None = None,
) -> LocalBlock:
    """Write a block that only one language has, after a block of the source (empty: before all others)."""
    row = row or LocalBlock(translation_key=target.translation_key, locale_id=target.locale_id)
    row.field, row.after = field, after
    row.block = {**block, "id": (row.block or {}).get("id") or str(uuid.uuid4())}
    row.save()
    step, link, _version = _open(target, user)
    _close(step, link, DIFFER, user, {"place": field})
    return row


@transaction.atomic
def remove_local_block(target: models.Model, row: LocalBlock, user: Any) -> None:
    """Remove a block that only one language has."""
    row.delete()
    step, link, _version = _open(target, user)
    _close(step, link, AGREE, user, {"place": row.field})


def _open(target: models.Model, user: Any) -> tuple[Step, Link, LanguageVersion]:
    link = link_into(target.translation_key, target.locale_id)
    if link is None:
        raise ValidationError(_("This version is not translated from another: it is edited by itself."))
    lock(target.translation_key)
    step = Step(link.translation.source.get_source_instance(), [link], user)
    return step, link, step.versions[link.target_locale_id]


def _close(step: Step, link: Link, action: str, user: Any, data: dict[str, Any]) -> None:
    """Write the version, then those made from it."""
    step.read_differences(link)
    step.renew(link)
    step.finish()
    target = step.targets.get(link.target_locale_id)
    if target is not None:
        log(instance=target, action=action, user=user, data=data, content_changed=True)
        carry(target, user)
