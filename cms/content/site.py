"""The site itself: its languages, its root and its settings."""

from typing import Any, Final

from django.db import models
from wagtail.models import Locale, Page, Site

from alliance.models import JoiningSettings
from cms.content.entries import Entry
from cms.content.package import Document, Place
from cms.content.references import Reference, References, resolve
from cms.content.report import CHANGED, CREATED, UNCHANGED, Report
from cms.content.validation import is_valid
from cms.content.values import Reading, content_fields, differing, read_fields, set_fields
from cms.languages import LANGUAGES
from cms.models import SiteSettings

#: The settings of a site by their name in packages.
SETTINGS: Final[dict[str, type[models.Model]]] = {"settings": SiteSettings, "joining": JoiningSettings}


class SiteEntry:
    """The `site` of package.yaml."""

    def __init__(self, document: Document):
        self.place = Place(document, ("site",))
        self.data: dict[str, Any] | None = (document.data or {}).get("site")
        self.settings: dict[str, dict[str, Any]] = {}

    @property
    def languages(self) -> list[str]:
        """The languages of the site, in order."""
        return self.data["languages"] if self.data else []

    def read(self, entries: list[Entry], references: References) -> None:
        """Read the settings, and note what is wrong with the site."""
        known = dict(LANGUAGES)
        for index, language in enumerate(self.languages):
            if language not in known:
                references.problems.add(
                    self.place / "languages" / index, f"Tiltas does not know “{language}”."
                )
        self._check_languages(entries, references)
        if self.data is None:
            return
        references.check(Reference("page", self.data["root"]), self.place / "root")
        from django.utils import timezone

        reading = Reading(references, None, timezone.localdate(), "UTC")
        for name, model in SETTINGS.items():
            if name in self.data:
                self.settings[name] = read_fields(setting_fields(model), self.place / name, reading)

    def _check_languages(self, entries: list[Entry], references: References) -> None:
        there = {*self.languages, *Locale.objects.values_list("language_code", flat=True)}
        for entry in entries:
            if entry.source not in there:
                references.problems.add(entry.place / "source", f"The site has no language “{entry.source}”.")
            for language, texts in entry.texts.items():
                if language not in there:
                    references.problems.add(texts.place, f"The site has no language “{language}”.")

    def make_languages(self, report: Report) -> None:
        """Create the languages that are not there yet."""
        for language in self.languages:
            _locale, created = Locale.objects.get_or_create(language_code=language)
            report.count("languages", CREATED if created else UNCHANGED)

    def make_room(self, references: References) -> None:
        """Take the slug from Wagtail's own welcome page."""
        welcome = _welcome_page()
        if self.data and welcome:
            Page.objects.filter(pk=welcome.pk).update(
                slug=f"welcome-{welcome.pk}", url_path=f"/welcome-{welcome.pk}/"
            )

    def write(self, references: References, report: Report) -> None:
        """Write the site and its settings; Wagtail's welcome page goes."""
        if self.data is None:
            return
        root = self._root(references)
        if root is None:
            return
        site = Site.objects.filter(root_page__translation_key=root.translation_key).first()
        welcome = _welcome_page()
        if site is None and welcome:
            site = Site.objects.filter(root_page=welcome).first()
        is_new = site is None or site.root_page_id == (welcome and welcome.pk)
        site = site or Site(is_default_site=not Site.objects.filter(is_default_site=True).exists())
        wanted = {
            "root_page_id": root.pk,
            "site_name": self.data.get("name", ""),
            "hostname": self.data.get("hostname", site.hostname or "localhost"),
            "port": self.data.get("port", site.port or 80),
        }
        changed = any(getattr(site, name) != value for name, value in wanted.items())
        if changed:
            for name, value in wanted.items():
                setattr(site, name, value)
            if not is_valid(site, self.place, references.problems):
                return
            site.save()
        if welcome:
            Page.objects.get(pk=welcome.pk).delete()
        settings_changed = [self._write_settings(site, name, references) for name in self.settings]
        outcome = CREATED if is_new else CHANGED if changed or any(settings_changed) else UNCHANGED
        report.count("site", outcome)

    def _root(self, references: References) -> Page | None:
        """Return the home page in English, where there is one, else in the site's first language that has it."""
        rows = references.find("page", self.data["root"]).rows
        codes = ["en", *self.languages]
        number = next((rows[code] for code in codes if code in rows), None)
        return Page.objects.filter(pk=number).first()

    def _write_settings(self, site: Site, name: str, references: References) -> bool:
        model = SETTINGS[name]
        instance = model.objects.filter(site=site).first() or model(site=site)
        values = resolve(self.settings[name], references, self.languages[0])
        if instance.pk and not differing(instance, values):
            return False
        set_fields(instance, values)
        if is_valid(instance, self.place / name, references.problems):
            instance.save()
        return True


def setting_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """Return the fields of settings that a package has."""
    return {name: field for name, field in content_fields(model).items() if name != "site"}


def _welcome_page() -> Page | None:
    """Return the page that Wagtail's migrations make, where nobody has touched it."""
    return Page.objects.filter(
        depth=2,
        content_type__model="page",
        numchild=0,
        latest_revision=None,
        title__startswith="Welcome to your new",
    ).first()
