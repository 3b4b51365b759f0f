"""Rights on records, language by language.

A user has on a record what her groups may do with records of its kind, in the languages she may work in. Who may
change records of a kind but not add any is a translator: she may change those that are translations, and the
editor of translations is where she does it.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail_localize.models import Translation

from cms.models import SiteTexts
from cms.models.records import Record
from cms.translation.languages_of import languages_of


class RecordPolicy(ModelPermissionPolicy):
    """What groups may do with a kind of record, in the languages of each user."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: set, instance: models.Model) -> bool:
        granted = self._granted(user, actions)
        if not granted or (not user.is_superuser and instance.locale_id not in languages_of(user)):
            return False
        return not self._by_translating(user, granted) or self._is_translation(instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: set) -> models.QuerySet:
        granted = self._granted(user, actions)
        records = self.model._default_manager.all()
        if not granted:
            return records.none()
        if user.is_superuser:
            return records
        records = records.filter(locale__in=languages_of(user))
        return records.filter(is_translation()) if self._by_translating(user, granted) else records

    def users_with_any_permission_for_instance(self, actions: set, instance: models.Model) -> models.QuerySet:
        able = [
            user.pk
            for user in self.users_with_any_permission(actions)
            if self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return get_user_model().objects.filter(pk__in=able)

    def _granted(self, user: Any, actions: set) -> set[str]:
        return {action for action in actions if self.user_has_permission(user, action)}

    def _by_translating(self, user: Any, granted: set[str]) -> bool:
        return granted == {"change"} and not self.user_has_permission(user, "add")

    def _is_translation(self, instance: models.Model) -> bool:
        return self.model._default_manager.filter(is_translation(), pk=instance.pk).exists()


def is_translation() -> models.Exists:
    """Return the condition that a page or record is the target of a translation that goes on."""
    return models.Exists(
        Translation.objects.filter(
            source__object_id=models.OuterRef("translation_key"),
            target_locale_id=models.OuterRef("locale_id"),
            enabled=True,
        )
    )


def record_models() -> list[type[models.Model]]:
    """Return the kinds of records, a site's texts among them."""
    return [model for model in apps.get_models() if issubclass(model, Record | SiteTexts)]


def register() -> None:
    """Give every kind of record its policy; called once, when the app starts, before Wagtail asks for one."""
    for model in record_models():
        register_permission_policy(model, RecordPolicy(model))
