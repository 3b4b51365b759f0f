"""Files: what is handed out, to whom, and with which headers."""

import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFile
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CustomDocument, CustomImage
from cms.pictures import make_renditions
from tests.factories import make_document, make_image, make_site

pytestmark = pytest.mark.django_db


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return collection


def test_document_is_handed_out_by_a_view_with_safe_headers(client):
    make_site()
    document = make_document()
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in response
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_private_document_asks_for_a_login(client):
    make_site()
    document = make_document(collection=private_collection())
    assert client.get(document.url).status_code == 302


def test_renditions_have_an_address_and_originals_have_none(client):
    make_site()
    image = make_image()
    make_renditions(image, "card")
    rendition = image.renditions.first()
    response = client.get(rendition.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Content-Security-Policy"] == "default-src 'none'"
    for path in (image.file.name, "../db.sqlite3", "images/nothing.webp", "images/page.html"):
        assert client.get(f"/media/{path}").status_code == 404, path


def test_rendition_of_a_private_picture_is_not_found(client):
    make_site()
    image = make_image(collection=private_collection())
    make_renditions(image, "card")
    assert client.get(image.renditions.first().url).status_code == 404


@pytest.mark.parametrize("make", [make_image, make_document])
def test_deleted_file_is_gone_from_disk(make, django_capture_on_commit_callbacks):
    make_site()
    thing = make()
    path = Path(thing.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        thing.delete()
    assert not path.exists()


def upload(client, name: str, kind: str, size: tuple[int, int] = (60, 40), **fields):
    buffer = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(buffer, kind)
    client.force_login(get_user_model().objects.create_superuser("ada"))
    data = {
        "title": "A picture",
        "file": SimpleUploadedFile(name, buffer.getvalue()),
        "collection": Collection.get_first_root_node().pk,
        "description": "A field.",
        **fields,
    }
    return client.post(reverse("wagtailimages:add"), data)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.avif", "AVIF"), ("a.gif", "GIF")],
)
def test_pictures_of_these_kinds_are_taken(client, name, kind):
    upload(client, name, kind)
    assert CustomImage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kind", "size", "fields", "field"),
    [
        ("a.bmp", "BMP", (60, 40), {}, "file"),
        ("a.png", "JPEG", (60, 40), {}, "file"),
        ("a.png", "PNG", (8000, 5001), {}, "file"),
        ("a.png", "PNG", (60, 40), {"description": ""}, "description"),
        ("a.png", "PNG", (60, 40), {"is_decorative": "on"}, "is_decorative"),
    ],
)
def test_pictures_too_large_of_another_kind_or_neither_described_nor_decorative_are_refused(
    client, name, kind, size, fields, field
):
    response = upload(client, name, kind, size, **fields)
    assert list(response.context["form"].errors) == [field]
    assert not CustomImage.objects.exists()


def test_description_and_decoration_stand_together(client):
    client.force_login(get_user_model().objects.create_superuser("ada"))
    names = list(client.get(reverse("wagtailimages:add")).context["form"].fields)
    assert names[names.index("description") + 1] == "is_decorative"


def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded(client, monkeypatch):
    decoded, buffer = [], io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(buffer, "PNG")
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: decoded.append(picture.size))
    client.force_login(get_user_model().objects.create_superuser("ada"))
    data = {
        "title": "A picture",
        "file": SimpleUploadedFile("a.png", buffer.getvalue()),
        "collection": Collection.get_first_root_node().pk,
        "description": "A field.",
    }
    response = client.post(reverse("wagtailimages:add"), data)
    assert response.context["form"].errors == {
        "file": ["This file has too many pixels (108000000). Maximum pixels 40000000."]
    }
    assert decoded == []


def send_document(client, name: str, content: bytes):
    users = get_user_model().objects
    client.force_login(users.filter(username="ada").first() or users.create_superuser("ada"))
    data = {
        "title": "A document",
        "file": SimpleUploadedFile(name, content),
        "collection": Collection.get_first_root_node().pk,
        "language": "en",
    }
    return client.post(reverse("wagtaildocs:add"), data)


@pytest.mark.parametrize(
    "kind",
    [
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "odt",
        "ods",
        "odp",
        "zip",
        "rtf",
        "mp4",
        "webm",
        "mp3",
        "m4a",
        "ogg",
        "vtt",
    ],
)
def test_document_that_is_not_what_its_name_says_is_refused(client, kind):
    response = send_document(client, f"a.{kind}", b"<html><script>alert(1)</script></html>")
    assert response.context["form"].errors == {
        "file": [f"This is no {kind.upper()} file, whatever its name says."]
    }
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 and so on"),
        ("a.PDF", b"%PDF-1.7 and so on"),
        ("a.docx", b"PK\x03\x04 and so on"),
        ("a.zip", b"PK\x05\x06" + bytes(18)),
        ("a.rtf", b"{\\rtf1 and so on}"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42 and so on"),
        ("a.m4a", b"\x00\x00\x00\x18ftypM4A  and so on"),
        ("a.webm", b"\x1aE\xdf\xa3 and so on"),
        ("a.mp3", b"ID3\x04 and so on"),
        ("a.mp3", b"\xff\xfb\x90\x00 and so on"),
        ("a.ogg", b"OggS\x00 and so on"),
        ("a.vtt", b"\xef\xbb\xbfWEBVTT"),
        ("a.csv", b"a;b"),
        ("a.txt", b"Hello"),
    ],
)
def test_documents_of_these_kinds_are_taken(client, name, content):
    assert send_document(client, name, content).status_code == 302
    assert CustomDocument.objects.get().file.read() == content


def test_recordings_may_be_larger_than_documents(client, settings):
    settings.DOCUMENT_MAX_BYTES, settings.RECORDING_MAX_BYTES = 20, 40
    refused = [
        send_document(client, name, content).context["form"].errors
        for name, content in [("a.pdf", b"%PDF-" + bytes(20)), ("a.ogg", b"OggS" + bytes(40))]
    ]
    assert refused == [
        {"file": ["The file is larger than 20\xa0bytes."]},
        {"file": ["The file is larger than 40\xa0bytes."]},
    ]
    assert send_document(client, "a.ogg", b"OggS" + bytes(30)).status_code == 302


def test_form_says_how_large_a_file_may_be(client):
    client.force_login(get_user_model().objects.create_superuser("ada"))
    form = client.get(reverse("wagtaildocs:add")).context["form"]
    assert form.fields["file"].help_text == "Up to 20.0\xa0MB; video and sound up to 200.0\xa0MB."


@pytest.mark.parametrize(("language", "told"), [("lt", "lt"), ("", None)])
def test_document_is_told_in_its_own_language(client, language, told):
    make_site("en", "lt")
    response = client.get(make_document(language=language).url, headers={"accept-language": "en"})
    assert response.headers.get("Content-Language") == told
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_rendition_is_the_same_for_every_language(client):
    make_site()
    image = make_image()
    make_renditions(image, "card")
    response = client.get(image.renditions.first().url)
    assert "Content-Language" not in response
    assert "Vary" not in response
