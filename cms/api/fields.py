"""Fields of the API that are no fields of the database, each with the JSON Schema of what it answers."""

from collections.abc import Callable
from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField

from cms.api.streams import REFERENCE, html_of, reference, schema_of, value_of
from cms.pagelinks import is_readable
from cms.pictures import picture

TEXT: dict[str, Any] = {"type": "string"}
#: Longer vocabularies (countries, languages, time zones) are standards, and not spelt out.
MOST_CODES = 30
PICTURE: dict[str, Any] = {"anyOf": [{"$ref": "#/components/schemas/ShownPicture"}, {"type": "null"}]}


class Told(Field):
    """What a function says of the whole object; read only."""

    def __init__(self, tell: Callable[[Any], Any], schema: dict[str, Any], *, listed: bool = False, **kwargs):
        super().__init__(read_only=True, **kwargs)
        self.tell, self.schema, self.listed = tell, schema, listed

    def get_attribute(self, instance: Any) -> Any:
        """Return the object itself."""
        return instance

    def to_representation(self, instance: Any) -> Any:
        return self.tell(instance)


def told(name: str, tell: Callable[[Any], Any], schema: dict[str, Any], *, listed: bool = False) -> APIField:
    """Return a field that a function answers; `listed`: in lists, too, as it asks the database nothing."""
    return APIField(name, serializer=Told(tell, schema, listed=listed))


def told_reference(name: str) -> APIField:
    """Return a field with what a foreign key leads to, where it is public."""
    return told(name, lambda page: reference(getattr(page, name)), REFERENCE)


def address_of(page: Any, request: Any) -> str:
    """Return the absolute address of a page."""
    return request.build_absolute_uri(page.get_url(request) or "/")


class StreamOf(Field):
    """A StreamField."""

    def to_representation(self, value: Any) -> Any:
        request = self.context["request"]
        return value_of(value.stream_block, value, f"{request.scheme}://{request.get_host()}")


class HtmlOf(Field):
    """A rich text."""

    def to_representation(self, value: str) -> str:
        request = self.context["request"]
        return html_of(value, f"{request.scheme}://{request.get_host()}")


def _picture(page: Any) -> dict[str, Any] | None:
    shown = picture(page.image, page.image_alt) if page.image_id else None
    if shown is None:
        return None
    return {
        "id": page.image_id,
        "url": page.api_request.build_absolute_uri(shown["largest"]),
        "width": shown["width"],
        "height": shown["height"],
        "alt": shown["alt"],
        "credit": shown["credit"],
    }


def _topics(page: Any) -> list[dict[str, str]]:
    return [{"slug": topic.slug, "name": topic.name} for topic in page.topics]


def _organisations(page: Any) -> list[dict[str, str]]:
    return [{"name": row.organisation.name, "role": row.role} for row in page.organisation_roles]


def _translations(page: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": version.pk,
            "locale": version.locale.language_code,
            "html_url": address_of(version, page.api_request),
        }
        for version in page.api_surroundings.versions
        if version.pk != page.pk and is_readable(version) and not version.alias_of_id
    ]


def _parent(page: Any) -> dict[str, Any] | None:
    above = page.api_surroundings.ancestors
    return reference(above[-1]) if above else None


def _rows(**properties: dict[str, Any]) -> dict[str, Any]:
    item = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"type": "array", "items": item}


#: What every page has, beside what its own type adds.
PAGE_FIELDS = [
    "summary",
    "last_published_at",
    "translation_key",
    told("picture", _picture, PICTURE, listed=True),
    told("topics", _topics, _rows(slug=TEXT, name=TEXT)),
    told("organisations", _organisations, _rows(name=TEXT, role=TEXT)),
    "related_pages",
    told("parent", _parent, REFERENCE),
    told("translations", _translations, _rows(id={"type": "integer"}, locale=TEXT, html_url=TEXT)),
]


def is_listed(model: type, field: APIField) -> bool:
    """Tell whether lists may hold a field: it must cost no query and be no whole text."""
    if field.serializer is not None:
        return getattr(field.serializer, "listed", False)
    return not isinstance(_model_field(model, field.name), StreamField | RichTextField)


def schema_of_field(model: type, field: APIField) -> dict[str, Any]:
    """Return the JSON Schema of a field of a page type."""
    if field.serializer is not None:
        return field.serializer.schema
    found = _model_field(model, field.name)
    if isinstance(found, StreamField):
        return schema_of(found.stream_block)
    if isinstance(found, RichTextField):
        return {"type": "string", "contentMediaType": "text/html"}
    kinds = {
        "BooleanField": {"type": "boolean"},
        "DateField": {"type": "string", "format": "date"},
        "DateTimeField": {"type": "string", "format": "date-time"},
        "UUIDField": {"type": "string", "format": "uuid"},
        "JSONField": {"type": "array", "items": {"type": "string"}},
    }
    kind = found.get_internal_type()
    schema = dict(kinds.get(kind) or ({"type": "integer"} if "Integer" in kind else {"type": "string"}))
    if found.choices and len(found.flatchoices) <= MOST_CODES:
        schema["enum"] = [code for code, _label in found.flatchoices]
        if found.blank and "" not in schema["enum"]:
            schema["enum"].append("")
    return schema | {"type": [schema["type"], "null"]} if found.null else schema


def _model_field(model: type, name: str) -> Any:
    return model._meta.get_field(name)
