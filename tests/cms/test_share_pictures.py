"""Pictures that pages are shared with: made of the title in our font, kept, bounded, for public pages alone."""

import io
import unicodedata

import pytest
from babel import Locale as Culture
from bs4 import BeautifulSoup
from django.test import RequestFactory
from fontTools.ttLib import TTFont
from PIL import Image
from wagtail.models import Locale, Page, PageViewRestriction

from cms import brand, lettering, share_drawing, share_pictures
from cms.furniture import Furniture
from cms.languages import LANGUAGES
from cms.models.site import ContentVersion, SiteSettings, SiteTexts
from cms.pictures import make_renditions
from home.models import StandardPage
from tests.factories import make_image, make_page, make_site
from tests.fixtures.database import again

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def made_page(shared_rows):
    with shared_rows():
        make_site("en", "lt")
        return make_page(StandardPage, title="Žąsų tiltas", slug="bridge")


@pytest.fixture
def page(made_page, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    ContentVersion.bump()
    return again(made_page)


def saved(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save(clean=False)
    ContentVersion.bump()
    return page


def told(client, page) -> dict[str, str]:
    """Return what the head of a page says to networks, by property."""
    head = BeautifulSoup(client.get(page.url).content, "html.parser").head
    tags = head.select("meta[property], meta[name]")
    return {tag.get("property") or tag["name"]: tag["content"] for tag in tags}


def path_of(address: str) -> str:
    return address.removeprefix("http://testserver")


def opened(response) -> Image.Image:
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


def general_picture(**fields):
    image = make_image(**fields)
    settings = SiteSettings.objects.get()
    settings.share_image = image
    settings.save()
    ContentVersion.bump()
    return image


def test_page_without_a_picture_is_shared_with_one_of_its_title(client, page):
    found = told(client, page)
    address = found["og:image"]
    assert address.startswith(f"http://testserver{page.url}share.png?v=")
    assert [found[f"og:image:{name}"] for name in ("width", "height")] == ["1200", "630"]
    name = SiteTexts.objects.get(locale__language_code="en").brand_name
    assert found["og:image:alt"] == f"Žąsų tiltas – {name}"
    assert found["twitter:card"] == "summary_large_image"
    response = client.get(path_of(address))
    picture = opened(response)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(response.content) < 100_000
    ground = tuple(bytes.fromhex(brand.colours()["deep"][1:]))
    assert picture.convert("RGB").getpixel((1150, 20)) == ground


def test_pictures_of_its_own_go_first(client, page):
    image = make_image(description="A bridge from above")
    make_renditions(image, "share")
    saved(page, image=image, image_alt="A bridge")
    found = told(client, page)
    assert "share.png" not in found["og:image"]
    assert found["og:image:alt"] == "A bridge"
    rendition = image.renditions.get()
    assert [found["og:image:width"], found["og:image:height"]] == [
        str(rendition.width),
        str(rendition.height),
    ]
    saved(page, share_image=image)
    assert told(client, page)["og:image:alt"] == "A bridge from above"


def test_home_is_shared_with_the_picture_of_the_site(client, page):
    home = Page.objects.get(pk=page.get_parent().pk).specific
    assert "share.png?v=" in told(client, home)["og:image"]
    opened(client.get(f"{home.url}share.png"))
    general_picture(description="Our bridges")
    found = told(client, home)
    assert ("share.png" in found["og:image"], found["og:image:alt"]) == (False, "Our bridges")
    assert "share.png" in told(client, page)["og:image"]


@pytest.mark.parametrize("title", ["جسر بين المدن", "גשר", "橋", "\U0001f389", "Bridge \U00010400"])
def test_title_our_font_has_no_letters_for_leaves_the_picture_of_the_site(client, page, title):
    saved(page, title=title)
    found = told(client, page)
    assert ("og:image" in found, found["twitter:card"]) == (False, "summary")
    assert client.get(f"{page.url}share.png").status_code == 404
    general_picture(description="Our bridges")
    assert told(client, page)["og:image:alt"] == "Our bridges"


def test_every_language_has_its_own(client, page):
    copy = page.copy_for_translation(Locale.objects.get(language_code="lt"))
    copy.alias_of = None
    saved(copy, title="Tiltas", live=True)
    assert told(client, copy)["og:image"].startswith("http://testserver/lt/")
    first, other = (client.get(f"{each.url}share.png") for each in (page, copy))
    assert first.content != other.content


def test_title_name_and_language_decide_the_address(client, page):
    found = {told(client, page)["og:image"], told(client, saved(page, title="Other"))["og:image"]}
    SiteTexts.objects.update(brand_name="Alliance of bridges")
    ContentVersion.bump()
    found.add(told(client, page)["og:image"])
    assert len(found) == 3
    words = share_pictures.Words("Title", "Name", "uk")
    assert words.tag != share_pictures.Words("Title", "Name", "bg").tag


def test_who_has_it_is_told_so_and_may_keep_it_under_its_own_address(client, page):
    address = path_of(told(client, page)["og:image"])
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=86400"
    again_asked = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again_asked.status_code, again_asked.content) == (304, b"")
    assert again_asked["Cache-Control"] == "public, max-age=86400"
    for query in ("", "?v=", "?v=older", f"?v={'x' * 5000}"):
        response = client.get(f"{page.url}share.png{query}")
        assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
        assert response["ETag"] == first["ETag"]


def test_nobody_gets_the_picture_of_a_private_page(client, admin_client, page):
    address = path_of(told(client, page)["og:image"])
    opened(client.get(address))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    ContentVersion.bump()
    for reader in (client, admin_client):
        assert reader.get(address).status_code == 404
    assert "og:image" not in told(admin_client, page)
    PageViewRestriction.objects.all().delete()
    saved(page, live=False)
    assert client.get(address).status_code == 404


def test_preview_names_no_picture_that_nobody_can_fetch(page):
    request = RequestFactory().get("/")
    assert "share.png" in share_pictures.shared_with(page, request, Furniture(), None)["src"]
    request.is_preview = True
    assert share_pictures.shared_with(page, request, Furniture(), None) is None


def test_it_is_made_once_and_the_oldest_is_forgotten(client, page, monkeypatch, tmp_path):
    monkeypatch.setattr(share_pictures.PICTURES, "most", 1)
    first = client.get(f"{page.url}share.png").content
    ContentVersion.bump()  # something else on the site has changed
    monkeypatch.setattr(share_pictures, "drawn", lambda *_words: b"another")
    assert client.get(f"{page.url}share.png").content == first
    saved(page, title="Other")
    assert client.get(f"{page.url}share.png").content == b"another"
    assert [file.read_bytes() for file in (tmp_path / "share").iterdir()] == [b"another"]


def test_who_waits_too_long_is_asked_to_come_again(client, page, monkeypatch):
    monkeypatch.setattr(share_pictures.PICTURES, "patience", 0.01)
    with share_pictures.PICTURES.making:
        response = client.get(f"{page.url}share.png")
    assert (response.status_code, response["Retry-After"]) == (503, "10")


def test_asking_again_costs_what_finding_the_page_does(client, page, django_assert_num_queries):
    client.get(f"{page.url}share.png")
    with django_assert_num_queries(2):
        client.get(f"{page.url}share.png")


@pytest.mark.parametrize("code", [code for code, _name in LANGUAGES])
def test_font_has_every_letter_of_every_language(code):
    """What CLDR calls countries and languages holds all that are in use."""
    culture = Culture.parse(code)
    words = " ".join([*culture.territories.values(), *culture.languages.values()])
    quotes = "„“”‚‘’«»‹›–—…·-()/&?!%€0123456789"
    for letters in (words.lower(), words.upper(), quotes):
        assert {letter for letter in letters if not lettering.can_set(lettering.cleaned(letter))} == set()


def test_files_have_the_letters_that_the_style_sheet_gives_them():
    """No box stands for a letter: what `unicode-range` promises is in the file."""
    for face in brand.faces():
        assert face.letters - TTFont(face.file).getBestCmap().keys() == set(), face.file.name
    assert len(brand.faces()) == 5


def test_letter_is_drawn_and_no_box_for_it():
    box = drawn_letters("\U0010ffff", force=True)
    found = {letter: drawn_letters(letter) for letter in "ŽąėįųūĶģņļЇєґОΩέΐőħșŁß"}
    assert box not in found.values()
    assert len(set(found.values())) == len(found)


def drawn_letters(text: str, *, force: bool = False) -> bytes:
    face = brand.faces()[0] if force else lettering.runs(text)[0][0]
    return bytes(lettering.font(face, 60, 700).getmask(text))


@pytest.mark.parametrize(
    "title", ["ž" * 5000, "Tiltas " * 700, "a-" * 2500, "W", "Ū" * 40 + " x", "\u00a0" * 90 + "ė"]
)
def test_every_title_fits(title):
    text = lettering.cleaned(title)
    assert len(text) <= lettering.LONGEST + 1
    for sizes, room in ((share_drawing.TITLE_SIZES, 1040), (share_drawing.NAME_SIZES, 920)):
        size, lines = lettering.fitted(text, room, sizes, 700)
        assert len(lines) <= dict(sizes)[size]
        assert max(lettering.width(line, size, 700) for line in lines) <= room
        assert size * 1.16 * len(lines) <= share_drawing.TITLE_BOTTOM - share_drawing.TITLE_TOP
    if len(title) > 1000:
        assert lines[-1].endswith("…")
    assert Image.open(io.BytesIO(share_drawing.drawn(text, text, "lt"))).size == (1200, 630)


def test_words_are_cut_only_where_nothing_else_helps():
    sizes = [(60, 4), (40, 4)]
    assert lettering.fitted("Europe-wide night – again", 240, sizes, 700) == (
        60,
        ["Europe-", "wide", "night\u00a0–", "again"],
    )
    assert lettering.fitted("Donaudampfschiff", 400, sizes, 700) == (40, ["Donaudampfschiff"])
    size, lines = lettering.fitted("Donaudampfschiff" * 2, 400, sizes, 700)
    assert (size, len(lines), "".join(lines)) == (40, 2, "Donaudampfschiff" * 2)


def test_what_is_not_seen_and_no_letter_is_left_out():
    assert (
        lettering.cleaned("\U0001f389\ufe0f Night\u00adtrains\x00\u200b\n\t5\u202f000\u2011A ")
        == "Nighttrains 5\u00a0000-A"
    )
    decomposed = unicodedata.normalize("NFD", "Žąsų ґанок Ωμέγα")
    assert lettering.cleaned(decomposed) == "Žąsų ґанок Ωμέγα"
    assert lettering.can_set("за\u0301мок")  # stress marks are of the Cyrillic file
    assert not lettering.can_set("x\u0301")
