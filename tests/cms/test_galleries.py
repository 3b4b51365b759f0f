"""Galleries: each picture leads to its large size, which is made when its page is published."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from PIL import Image

from cms.models import CustomImage
from cms.publication import wanted_renditions
from home.models import StandardPage
from tests.factories import make_image, make_page, make_site

pytestmark = pytest.mark.django_db


def picture(image: CustomImage, **fields) -> dict:
    return {"image": image.pk, "alt_text": "A field", "decorative": False, "caption": "", **fields}


def gallery(*pictures: dict) -> list[dict]:
    return [{"type": "gallery", "value": {"title": "Fields", "pictures": list(pictures)}}]


def large_image() -> CustomImage:
    buffer = io.BytesIO()
    Image.new("RGB", (2000, 1000), "#1a4494").save(buffer, "JPEG")
    return CustomImage.objects.create(
        title="Wide", description="x", file=ContentFile(buffer.getvalue(), "wide.jpg")
    )


def shown(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def test_pictures_lead_to_their_large_sizes(client):
    make_site()
    image = large_image()
    page = make_page(
        StandardPage, body=gallery(picture(image), picture(make_image(), alt_text="", decorative=True))
    )
    links = shown(client, page).select("[data-lightbox] a")
    largest = image.renditions.get(filter_spec__startswith="max-1920")
    assert links[0]["href"] == largest.url
    assert (links[0]["data-width"], links[0]["data-height"]) == (str(largest.width), str(largest.height))
    assert [link["data-position"] for link in links] == ["1 of 2", "2 of 2"]
    assert [link.span.text for link in links] == ["Larger picture, 1 of 2", "Larger picture, 2 of 2"]
    assert client.get(links[0]["href"]).status_code == 200


def test_only_pictures_of_galleries_get_the_large_size():
    make_site()
    alone, among = make_image(), make_image()
    body = [{"type": "picture", "value": picture(alone)}, *gallery(picture(among))]
    wanted = wanted_renditions(make_page(StandardPage, body=body))
    assert ["large" in wanted[image.pk] for image in (alone, among)] == [False, True]


def test_gallery_published_before_there_was_a_large_size_leads_to_what_there_is(client):
    make_site()
    image = large_image()
    page = make_page(StandardPage, body=gallery(picture(image)))
    image.renditions.filter(filter_spec__startswith="max-").delete()
    (link,) = shown(client, page).select("[data-lightbox] a")
    assert link["href"] == image.renditions.get(filter_spec__startswith="width-1440").url


def test_sizes_that_a_small_original_does_not_fill_are_named_once(client):
    make_site()
    page = make_page(StandardPage, body=gallery(picture(make_image())))
    (link,) = shown(client, page).select("[data-lightbox] a")
    assert link["data-srcset"] == ""
