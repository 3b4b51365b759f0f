"""Pictures of published pages: made at once, or once for all pages."""

from contextlib import suppress

import pytest

from cms.pictures import PRESETS
from cms.publication import renditions_made_once
from home.models import StandardPage
from tests.factories import make_image, make_page, make_site

pytestmark = pytest.mark.django_db

SPECS = {spec for preset in ("card", "lead", "share") for spec in PRESETS[preset]}


@pytest.fixture
def image():
    make_site()
    return make_image()


def specs(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def publish(image) -> None:
    make_page(StandardPage, image=image, image_alt="A blue field.")


def test_pictures_are_made_at_publication(image):
    publish(image)
    assert specs(image) == SPECS


def test_pictures_of_many_pages_are_made_at_the_end(image):
    with renditions_made_once():
        publish(image)
        publish(image)
        assert specs(image) == set()
    assert specs(image) == SPECS


def test_no_picture_is_made_after_an_error(image):
    with suppress(ZeroDivisionError), renditions_made_once():
        publish(image)
        raise ZeroDivisionError
    assert specs(image) == set()
    publish(image)
    assert specs(image) == SPECS
