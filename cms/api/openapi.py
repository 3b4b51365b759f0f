"""The description of the API (OpenAPI 3.1), made from the classes that answer: it cannot say anything else."""

from functools import cache
from typing import Any

from django.conf import settings
from wagtail.models import get_page_models

from cms.api.fields import TEXT, is_listed, schema_of_field
from cms.api.views import MOST_OFFSET, DocumentsViewSet, PagesViewSet, PicturesViewSet
from cms.models import BasePage

VERSION = "2.0"
_INTEGER = {"type": "integer"}
_URI = {"type": "string", "format": "uri"}
_MOMENT = {"type": ["string", "null"], "format": "date-time"}
_SUMMARY = (
    "What this website has published, for other programs: pages in all languages, and the pictures and documents "
    "that they show."
)
_DESCRIPTION = (
    "No account is needed, and nothing can be changed. Answers carry an ETag: who sends it as "
    "If-None-Match is told 304 as long as nothing has changed. HTML in answers is that of the page, with absolute "
    "links. Parts that are not translated yet are in the language of the original."
)


def object_of(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


@cache
def description() -> dict[str, Any]:
    """Return the whole document."""
    models = sorted((m for m in get_page_models() if issubclass(m, BasePage)), key=lambda m: m._meta.label)
    schemas = _shared_schemas()
    schemas |= {model.__name__: _page(model) for model in models}
    schemas["ListedPage"] = _listed_page(models)
    schemas["Page"] = {
        "oneOf": [{"$ref": f"#/components/schemas/{model.__name__}"} for model in models],
        "description": "A page of one of the types; `meta.type` says which.",
    }
    labels = [model._meta.label for model in models]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Read API", "version": VERSION, "summary": _SUMMARY, "description": _DESCRIPTION},
        "servers": [{"url": "/api/v2"}],
        "paths": {
            **_paths("pages", "pages", "ListedPage", "Page", _page_parameters(labels)),
            **_paths("images", "pictures", "Picture", "Picture", [], PicturesViewSet),
            **_paths("documents", "documents", "Document", "Document", [], DocumentsViewSet),
        },
        "components": {"schemas": schemas},
    }


def _meta(label: str | None = None, **more: Any) -> dict[str, Any]:
    kind = {"const": label} if label else TEXT
    return object_of({"type": kind, "detail_url": _URI, **more})


def _page_meta(label: str | None = None) -> dict[str, Any]:
    return {
        "html_url": _URI,
        "slug": TEXT,
        "seo_title": TEXT,
        "search_description": TEXT,
        "first_published_at": _MOMENT,
        "locale": {"type": "string", "description": "Code of the language, as in `html_url`."},
    }


def _page(model: type) -> dict[str, Any]:
    fields = PagesViewSet._convert_api_fields(model.api_fields)
    own = {field.name: schema_of_field(model, field) for field in fields}
    meta = _meta(model._meta.label, **_page_meta())
    return object_of({"id": _INTEGER, "meta": meta, "title": TEXT, **own}) | {
        "required": ["id", "meta"],
        "description": str((model.__doc__ or "").strip().splitlines()[0]),
    }


def _listed_page(models: list[type]) -> dict[str, Any]:
    """Return the schema of a page in a list: by default the first fields, with `fields` more of one type."""
    more: dict[str, list] = {}
    for model in models:
        for field in PagesViewSet._convert_api_fields(model.api_fields):
            schema = schema_of_field(model, field)
            if is_listed(model, field) and schema not in more.setdefault(field.name, []):
                more[field.name].append(schema)
    own = {name: found[0] if len(found) == 1 else {"anyOf": found} for name, found in more.items()}
    meta = _meta(**_page_meta())
    meta["required"] = []
    found = object_of({"id": _INTEGER, "meta": meta, "title": TEXT, **own}, [])
    return found | {"description": "A page in a list: id, meta and title, unless `fields` asks for others."}


def _shared_schemas() -> dict[str, Any]:
    size = object_of({"url": _URI, "width": _INTEGER, "height": _INTEGER})
    attribution = {"language": TEXT, "credit": TEXT, "licence": TEXT}
    return {
        "Error": object_of({"message": TEXT}),
        "Reference": object_of({"id": _INTEGER, "type": TEXT, "name": TEXT})
        | {
            "description": "Something that is chosen: a page, a picture, a document, a person, an organisation."
        },
        "ShownPicture": object_of(
            {"id": _INTEGER, "url": _URI, "width": _INTEGER, "height": _INTEGER, "alt": TEXT, "credit": TEXT}
        ),
        "Picture": object_of(
            {
                "id": _INTEGER,
                "meta": _meta(),
                "title": TEXT,
                "description": {"type": "string", "description": "What it shows."},
                "is_decorative": {"type": "boolean"},
                "width": _INTEGER,
                "height": _INTEGER,
                **attribution,
                "sizes": {"type": "array", "items": size},
            },
            ["id", "meta"],
        ),
        "Document": object_of(
            {
                "id": _INTEGER,
                "meta": _meta(download_url=_URI),
                "title": TEXT,
                **attribution,
                "file_size": {"type": ["integer", "null"], "description": "In bytes."},
            },
            ["id", "meta"],
        ),
    }


def _parameter(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words}


def _list_parameters() -> list[dict[str, Any]]:
    most = settings.WAGTAILAPI_LIMIT_MAX
    return [
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": most, "default": 20}, "How many."),
        _parameter(
            "offset",
            {"type": "integer", "minimum": 0, "maximum": MOST_OFFSET, "default": 0},
            "After how many.",
        ),
        _parameter(
            "order", TEXT, "A field, or several with commas between; with a minus before it: backwards."
        ),
        _fields_parameter(),
    ]


def _fields_parameter() -> dict[str, Any]:
    words = (
        "Fields with commas between; `-name` leaves one out, `*` is all, `_` first is none but those named."
    )
    return _parameter("fields", TEXT, words)


def _page_parameters(labels: list[str]) -> list[dict[str, Any]]:
    return [
        _parameter("locale", TEXT, "Code of a language: pages in it only."),
        _parameter(
            "type",
            {"type": "string", "examples": labels},
            "Types with commas between; with one, its fields filter (`status=confirmed`), too, and can be asked for.",
        ),
        _parameter(
            "child_of", {"type": ["integer", "string"]}, "Key of a page, or `root`: pages right below it."
        ),
        _parameter("descendant_of", {"type": ["integer", "string"]}, "Key of a page: all pages below it."),
        _parameter("ancestor_of", _INTEGER, "Key of a page: the pages above it."),
        _parameter("translation_of", {"type": ["integer", "string"]}, "Key of a page: its other languages."),
    ]


def _answer(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _paths(
    name: str, words: str, listed: str, whole: str, parameters: list, view: type | None = None
) -> dict:
    error = {"$ref": "#/components/schemas/Error"}
    list_of = object_of(
        {
            "meta": object_of({"total_count": _INTEGER}),
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{listed}"}},
        }
    )
    wrong = _answer("Something cannot be asked for; `message` says what.", error)
    unchanged = {"description": "Nothing has changed since the answer with this ETag."}
    key = {"name": "id", "in": "path", "required": True, "schema": _INTEGER, "description": "The key."}
    return {
        f"/{name}/": {
            "get": {
                "operationId": f"list_{name}",
                "summary": f"The {words}, in parts",
                "parameters": [*_list_parameters(), *parameters],
                "responses": {
                    "200": _answer(f"Some of the {words}.", list_of),
                    "304": unchanged,
                    "400": wrong,
                },
            }
        },
        f"/{name}/{{id}}/": {
            "get": {
                "operationId": f"get_{name}",
                "summary": f"One of the {words}",
                "parameters": [key, _fields_parameter()],
                "responses": {
                    "200": _answer("It.", {"$ref": f"#/components/schemas/{whole}"}),
                    "304": unchanged,
                    "400": wrong,
                    "404": _answer("There is none that is public.", error),
                },
            }
        },
    }
