"""Project rules as system checks, so that breaking one is seen at start-up."""

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin


@register()
def translated_models_have_no_many_to_many(app_configs, **kwargs):
    """wagtail-localize copies a many-to-many relation once and never again: use a row model of its own."""
    return [
        Error(
            f"{model.__name__}.{field.name} is a many-to-many relation of a translated model.",
            hint="Make it a through-model with TranslatableMixin, as cms.models.pages.PageTopic.",
            obj=model,
            id="cms.E001",
        )
        for model in _own_models()
        if issubclass(model, TranslatableMixin)
        for field in model._meta.local_many_to_many
    ]


@register()
def pages_have_tree_rules(app_configs, **kwargs):
    """A page type says where it may stand, so that nobody can build nonsense."""
    return [
        Error(
            f"{model.__name__} does not say its parent_page_types and subpage_types.",
            obj=model,
            id="cms.E002",
        )
        for model in _own_models()
        if issubclass(model, Page) and not {"parent_page_types", "subpage_types"} <= model.__dict__.keys()
    ]


@register()
def blocks_explain_themselves(app_configs, **kwargs):
    """Every block that an editor picks from a story has an icon, a label and a description."""
    errors = []
    for model in _own_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                errors += [
                    Error(
                        f"Block “{name}” of {model.__name__}.{field.name} has no label.",
                        obj=model,
                        id="cms.E003",
                    )
                    for name, block in field.stream_block.child_blocks.items()
                    if not block.label
                ]
    return errors


@register(Tags.compatibility, deploy=True)
def agendas_can_be_printed(app_configs, **kwargs):
    """Without Pango the site works, but offers no agenda as PDF."""
    from cms.paper import can_print

    if can_print():
        return []
    hint = "On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Then start the server again."
    return [Warning("Agendas are not offered as PDF: this machine has no Pango.", hint=hint, id="cms.W001")]


def _own_models() -> list[type[models.Model]]:
    own = {"cms", "home", "news", "alliance", "workinggroup", "search", "users"}
    return [model for model in apps.get_models() if model._meta.app_label in own]
