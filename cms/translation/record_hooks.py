"""Wagtail's hooks around records: what each requires of the user."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale, TranslatableMixin
from wagtail.permissions import policy_registry

from cms.translation.guards.checks import require
from cms.translation.guards.editors import open_editor
from cms.translation.languages_of import languages_of


def before_edit(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """Require the right to change this record; open the editor of translations for what is one."""
    return open_editor(request, instance) if isinstance(instance, TranslatableMixin) else None


def before_delete(request: HttpRequest, instances: list[models.Model]) -> None:
    """Require the right to delete each record."""
    for instance in instances:
        policy = policy_registry.get(instance)
        require(policy.user_has_permission_for_instance(request.user, "delete", instance))


def before_create(request: HttpRequest, model: type[models.Model]) -> None:
    """Require that the user works in the language of the new record."""
    if issubclass(model, TranslatableMixin):
        code = request.GET.get("locale")
        locale = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
        require(locale is not None and locale.pk in languages_of(request.user))
