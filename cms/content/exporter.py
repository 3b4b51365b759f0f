"""Writes a site as a content package that loads back to the same site."""

import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation

from cms.content.entries import Relation, page_models, record_models, relations_of
from cms.content.files import TEXTS
from cms.content.moments import site_zone, write_datetime
from cms.content.plain import plain_fields
from cms.content.references import kind_of, source_language
from cms.content.segments import pieces_of
from cms.content.site import SETTINGS, setting_fields
from cms.content.translated import Language, translated_fields
from cms.content.values import content_fields
from cms.slugs import ascii_slug


class ExportError(Exception):
    """A site that cannot be written as a package; the message says why."""


class Exporter:
    """One site on its way into a folder."""

    def __init__(self, root: Path):
        self.root = root
        self.languages = dict(Locale.objects.order_by("pk").values_list("pk", "language_code"))
        self._names: dict[tuple[str, Any], str] = {}
        self._taken: set[tuple[str, str]] = set()
        self.left_out: list[str] = []

    def write(self) -> dict[str, int]:
        """Write everything; return how many things of each kind were written."""
        if self.root.exists() and any(self.root.iterdir()):
            raise ExportError(f"{self.root} is not empty.")
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise ExportError("There is no default site.")
        files = {kind: self._name_files(kind) for kind in ("image", "document")}
        records = {label: self._groups(model) for label, model in record_models().items()}
        pages = self._page_groups(site)
        counts = {f"{kind}s": self._write_files(kind, found) for kind, found in files.items()}
        for label, groups in records.items():
            counts[label] = self._write_records(label, groups)
        for number, rows in enumerate(pages, start=1):
            self._write_page(number, rows)
        counts["pages"] = len(pages)
        self._write_site(site)
        return counts

    # --- Ids ---

    def name(self, kind: str, number: Any) -> str | None:
        """Return the id of a thing; None where it is not written."""
        return self._names.get((kind, number))

    def _give_name(self, kind: str, text: str, rows: list[models.Model]) -> str:
        base = ascii_slug(text)[:60].strip("-")
        name, number = base, 2
        while (kind, name) in self._taken:
            name, number = f"{base}-{number}", number + 1
        self._taken.add((kind, name))
        for row in rows:
            self._names[kind, row.pk] = name
        return name

    def _groups(self, model: type[models.Model]) -> list[list[models.Model]]:
        """Return the rows of a translated model by what they are translations of, the source first."""
        groups: dict[uuid.UUID, list] = defaultdict(list)
        for row in model.objects.order_by("pk"):
            groups[row.translation_key].append(row)
        found = []
        for key, rows in groups.items():
            source = source_language(key)
            rows.sort(key=lambda row: (self.languages[row.locale_id] != source, row.pk))
            found.append(rows)
            title = getattr(rows[0], "slug", None) if issubclass(model, Page) else None
            self._give_name(kind_of(model), title or str(rows[0]), rows)
        return found

    def _page_groups(self, site: Site) -> list[list[Page]]:
        tops = Page.objects.filter(translation_key=site.root_page.translation_key)
        inside = [top.path for top in tops]
        found = [
            rows
            for model in page_models().values()
            for rows in self._groups(model)
            if any(rows[0].path.startswith(path) for path in inside)
        ]
        return sorted(found, key=lambda rows: (rows[0].depth, rows[0].path))

    # --- Files ---

    def _name_files(self, kind: str) -> list[models.Model]:
        model = get_image_model() if kind == "image" else get_document_model()
        found = list(model.objects.order_by("pk").prefetch_related("tags"))
        for instance in found:
            self._give_name(kind, instance.title, [instance])
        return found

    def _write_files(self, kind: str, instances: list[models.Model]) -> int:
        entries = []
        for instance in instances:
            name = self.name(kind, instance.pk)
            path = f"{kind}s/{name}{Path(instance.file.name).suffix.lower()}"
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            with instance.file.open("rb") as stored:
                (self.root / path).write_bytes(stored.read())
            entry = {"id": name, "key": str(instance.key), "file": path}
            entry |= {field: getattr(instance, field) for field in TEXTS[kind] if getattr(instance, field)}
            if kind == "image":
                entry |= _picture(instance)
            tags = sorted(instance.tags.names())
            entries.append(entry | ({"tags": tags} if tags else {}))
        if entries:
            self._dump(f"{kind}s.yaml", entries)
        return len(entries)

    # --- Records and pages ---

    def _write_records(self, label: str, groups: list[list[models.Model]]) -> int:
        entries = []
        for rows in groups:
            source = rows[0]
            entry = {"id": self.name(label, source.pk), "key": str(source.translation_key)}
            entry["source"] = self.languages[source.locale_id]
            entry["fields"] = plain_fields(source, content_fields(type(source)), self.name)
            translations = self._translations(rows)
            entries.append(entry | ({"translations": translations} if translations else {}))
        if entries:
            file = (
                "site-texts.yaml"
                if label == "cms.SiteTexts"
                else f"records/{label.split('.')[1].lower()}.yaml"
            )
            self._dump(file, {"type": label, "records": entries})
        return len(entries)

    def _write_page(self, number: int, rows: list[Page]) -> None:
        page = rows[0]
        name = self.name("page", page.pk)
        entry: dict[str, Any] = {"id": name, "key": str(page.translation_key), "type": page._meta.label}
        if page.depth > 2:
            entry["parent"] = self.name("page", page.get_parent().pk)
        entry["source"] = self.languages[page.locale_id]
        zone = site_zone(getattr(page, "time_zone", None))
        if page.first_published_at:
            entry["first_published_at"] = write_datetime(page.first_published_at, zone)
        if not page.live:
            entry["live"] = False
        entry["fields"] = plain_fields(page, content_fields(type(page)), self.name, zone)
        for relation in relations_of(type(page)).values():
            found = [self._row(relation, row, page) for row in getattr(page, relation.accessor).all()]
            if found:
                entry[relation.name] = found
        translations = self._translations(rows)
        if translations:
            entry["translations"] = translations
        self._dump(f"pages/{number:04}-{name}.yaml", entry)

    def _row(self, relation: Relation, row: models.Model, page: Page) -> dict:
        fields = {
            name: field for name, field in content_fields(relation.model).items() if name != relation.parent
        }
        return {"key": str(row.translation_key), **plain_fields(row, fields, self.name)}

    def _translations(self, rows: list[models.Model]) -> dict[str, Any]:
        source, found = rows[0], {}
        known = Translation.objects.filter(
            source__object_id=source.translation_key, source__locale_id=source.locale_id
        ).values_list("target_locale_id", flat=True)
        for target in rows[1:]:
            code = self.languages[target.locale_id]
            if target.locale_id not in known:
                self.left_out.append(f"{target} ({code}): wagtail-localize knows no source of it.")
                continue
            found[code] = self._texts(source, target)
        return dict(sorted(found.items()))

    def _texts(self, source: models.Model, target: models.Model) -> dict[str, Any]:
        language = self._language(source, target)
        texts, old = translated_fields(source, language)
        for relation in relations_of(type(source)).values():
            told = [
                translated_fields(row, language, f"{relation.accessor}.{row.translation_key}.")
                for row in getattr(source, relation.accessor).all()
            ]
            for index, found in enumerate((texts, old)):
                if any(item[index] for item in told):
                    found[relation.name] = [item[index] or None for item in told]
        if isinstance(source, Page) and source.live and not target.live:
            texts["live"] = False
        if isinstance(source, Page) and target.first_published_at:
            zone = site_zone(getattr(source, "time_zone", None))
            moment = write_datetime(target.first_published_at, zone)
            if not source.first_published_at or moment != write_datetime(source.first_published_at, zone):
                texts["first_published_at"] = moment
        if old:
            texts["outdated"] = old
        return texts

    def _language(self, source: models.Model, target: models.Model) -> Language:
        rows = (
            StringTranslation.objects.filter(
                context__object_id=source.translation_key, locale_id=target.locale_id, has_error=False
            )
            .order_by("pk")
            .values_list("context__path", "translation_of__data", "data")
        )
        stored = {(path, original): text for path, original, text in rows}
        current = pieces_of(source)
        stale = defaultdict(list)
        for path, original, text in rows:
            if original not in [data for data, _attrs in current.get(path, [])]:
                stale[path].append((original, text))
        return Language(self.name, stored, pieces_of(target), stale)

    # --- Site ---

    def _write_site(self, site: Site) -> None:
        entry: dict[str, Any] = {"name": site.site_name, "root": self.name("page", site.root_page_id)}
        entry |= {"hostname": site.hostname, "port": site.port, "languages": list(self.languages.values())}
        for name, model in SETTINGS.items():
            settings = model.objects.filter(site=site).first()
            if settings:
                entry[name] = plain_fields(settings, setting_fields(model), self.name)
        self._dump("package.yaml", {"format": "tiltas-content/1", "site": entry})

    def _dump(self, name: str, data: Any) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=110),
            encoding="utf-8",
        )


def _picture(image: models.Model) -> dict[str, Any]:
    entry: dict[str, Any] = {"is_decorative": True} if image.is_decorative else {}
    if image.focal_point_x is not None:
        point = [image.focal_point_x, image.focal_point_y]
        size = [image.focal_point_width or 0, image.focal_point_height or 0]
        entry["focal_point"] = point + (size if any(size) else [])
    return entry


def export(root: Path) -> tuple[dict[str, int], list[str]]:
    """Write the default site into an empty folder; return how many of each kind, and what was left out."""
    exporter = Exporter(root)
    return exporter.write(), exporter.left_out
