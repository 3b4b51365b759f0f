"""Exporting: what is written loads back to the same site."""

import filecmp

import pytest
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    Translation,
)

from cms.content.entries import record_models
from cms.content.exporter import export
from cms.content.loader import load
from cms.content.segments import pieces_of
from cms.models import SiteSettings, Topic
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def wipe() -> None:
    """Remove everything a package holds, as if it had never been loaded."""
    for page in Page.objects.filter(depth=2):
        page.specific.delete()
    for model in (
        *record_models().values(),
        SiteSettings,
        get_image_model(),
        get_document_model(),
        StringTranslation,
        StringSegment,
        TemplateSegment,
        RelatedObjectSegment,
        OverridableSegment,
        TranslatableObject,
    ):
        model.objects.all().delete()


def words_of(row) -> dict[str, list[str]]:
    """Return the texts of a row by path, without the numbers that its links are stored by."""
    return {path: [text for text, _attrs in pieces] for path, pieces in pieces_of(row).items()}


def snapshot() -> dict:
    """Return what the database says of pages and records, without its own numbers."""
    pages = {
        (page.locale.language_code, page.url_path): (
            page.specific_class,
            page.live,
            page.has_unpublished_changes,
            page.first_published_at and page.first_published_at.replace(microsecond=0),
            words_of(page.specific),
        )
        for page in Page.objects.filter(depth__gt=1)
    }
    records = {
        (row.locale.language_code, row.translation_key): (str(row), words_of(row))
        for model in record_models().values()
        for row in model.objects.all()
    }
    progress = {
        (item.source.object_id, item.target_locale.language_code): item.get_progress()
        for item in Translation.objects.all()
    }
    return pages | records | progress


def differences(first, second) -> list[str]:
    """Return the names of files that two folders do not share."""
    compared = filecmp.dircmp(first, second)
    found = compared.left_only + compared.right_only
    _same, different, odd = filecmp.cmpfiles(first, second, compared.common_files, shallow=False)
    found += different + odd
    for name in compared.common_dirs:
        found += differences(first / name, second / name)
    return found


def test_export_over_the_same_site_changes_nothing(loaded, tmp_path):
    _counts, left_out = export(tmp_path / "export")
    assert left_out == []
    again = load(tmp_path / "export")
    assert (again.total("created"), again.total("changed")) == (0, 0)
    assert again.total("unchanged") == loaded.total("created") + loaded.total("unchanged")


def test_export_loads_back_to_the_same_site(loaded, tmp_path):
    before = snapshot()
    site = Site.objects.values_list("site_name", "hostname", "port", "is_default_site").get()
    export(tmp_path / "first")
    wipe()
    assert not Page.objects.filter(depth=2).exists()
    load(tmp_path / "first")
    assert snapshot() == before
    assert Site.objects.values_list("site_name", "hostname", "port", "is_default_site").get() == site
    export(tmp_path / "second")
    assert differences(tmp_path / "first", tmp_path / "second") == []


def test_export_writes_a_half_translated_text(loaded, package, edit, tmp_path):
    half = "[{heading: {text: Хто ми}}, {prose: [null, один, null]},"
    edit("pages/about.yaml", "[{heading: {text: Хто ми}}, null,", half)
    load(package)
    export(tmp_path / "export")
    again = load(tmp_path / "export")
    assert (again.total("created"), again.total("changed")) == (0, 0)
    written = next((tmp_path / "export/pages").glob("*-about-us.yaml")).read_text(encoding="utf-8")
    assert "один" in written


def test_what_the_translation_tools_do_not_know_is_told(loaded, tmp_path, capsys):
    page = StandardPage.objects.get(locale__language_code="uk")
    Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale).delete()
    call_command("export_content", str(tmp_path / "export"))
    told = capsys.readouterr()
    assert told.err.strip() == "Left out: Про нас (uk): wagtail-localize knows no source of it."
    assert "    2  images" in told.out.splitlines()


def test_same_names_get_ids_of_their_own(loaded, tmp_path):
    twin = Topic.objects.get(slug="digital", locale__language_code="en")
    twin.pk, twin.translation_key, twin.slug = None, "7c0a1f1e-64c5-4c6f-9c26-2f0f0f6a3c11", "digital-2"
    twin._state.adding = True
    twin.save()
    export(tmp_path / "export")
    text = (tmp_path / "export/records/topic.yaml").read_text(encoding="utf-8")
    assert "- id: digital-services\n" in text
    assert "- id: digital-services-2\n" in text
