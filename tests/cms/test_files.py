"""Files: what is handed out, to whom, and with which headers."""

import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CustomImage
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
