"""The commands, on an empty site."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.content.loader import load
from home.models import HomePage
from tests.content.conftest import edited

pytestmark = pytest.mark.django_db


def files_below(folder) -> list[str]:
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def with_picture(small: Path, package: Path) -> Path:
    (small / "images").mkdir()
    (small / "images/bridge.png").write_bytes((package / "images/bridge.png").read_bytes())
    (small / "images.yaml").write_text("- {id: bridge, file: images/bridge.png, description: A bridge}\n")
    edited(small, "pages/home.yaml", "{title: Home}", "{title: Home, image: bridge, image_alt: A bridge}")
    return small


def test_dry_run_leaves_no_trace(small, package):
    report = load(with_picture(small, package), dry_run=True)
    assert report.total("created") == 10
    assert not HomePage.objects.exists()
    assert not get_image_model().objects.exists()
    assert Page.objects.filter(title__startswith="Welcome to your new").exists()
    assert files_below(settings.PRIVATE_ROOT) + files_below(settings.MEDIA_ROOT) == []


def test_load_prints_what_it_did(small, capsys):
    call_command("load_content", str(small), "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["created", "changed", "unchanged"]
    assert ["languages", "1", "0", "1"] in [line.split() for line in lines]
    assert ["news.ArticlePage", "(lt)", "1", "0", "0"] in [line.split() for line in lines]
    assert lines[-1] == "This was a dry run: nothing was changed."


def test_load_prints_what_is_wrong(small, capsys):
    edited(small, "pages/one.yaml", "kind: news", "kinds: news")
    with pytest.raises(CommandError, match=r"^1 problem; nothing was changed\.$"):
        call_command("load_content", str(small))
    assert capsys.readouterr().err.strip() == ("pages/one.yaml:7: fields.kinds: There is no field “kinds”.")


def test_load_wants_a_folder(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_content", str(tmp_path / "nowhere"))


def test_export_wants_an_empty_folder(small):
    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_content", str(small))


def test_part_of_a_site_is_loaded_onto_it(small, tmp_path):
    load(small)
    part = tmp_path / "part"
    (part / "pages").mkdir(parents=True)
    (part / "package.yaml").write_text("format: tiltas-content/1\n")
    (part / "pages/two.yaml").write_text(
        "id: two\ntype: news.ArticlePage\nparent: news\nsource: lt\n"
        "fields: {title: Antra, related_pages: [{page: one}]}\ntopics: [energy]\n"
    )
    report = load(part)
    assert (report.total("created"), report.total("changed")) == (1, 0)
    page = Page.objects.get(title="Antra").specific
    assert page.get_parent().title == "Naujienos"
    assert page.related_pages[0].value.title == "One"
    assert page.topic_links.get().topic.name == "Energy"
