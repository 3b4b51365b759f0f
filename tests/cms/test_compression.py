"""Text is compressed for whoever understands it, and nothing else is."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.middleware import CompressTextMiddleware
from tests.factories import make_site

TEXT = "One truth in every language. " * 100


def answer(response: HttpResponse, accepts: str = "gzip") -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressTextMiddleware(lambda request: response)(request)


@pytest.mark.django_db
def test_page_is_compressed_and_says_that_it_depends_on_what_is_accepted(client):
    home = make_site()
    plain = client.get(home.url)
    packed = client.get(home.url, headers={"accept-encoding": "gzip"})
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xml", "text/calendar"])
def test_text_is_compressed(kind):
    assert answer(HttpResponse(TEXT, content_type=kind))["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("kind", ["image/webp", "video/mp4", "application/pdf", "font/woff2"])
def test_what_is_compressed_already_stays_as_it_is(kind):
    assert "Content-Encoding" not in answer(HttpResponse(TEXT, content_type=kind))


def test_part_of_a_file_stays_as_it_is():
    assert "Content-Encoding" not in answer(HttpResponse(TEXT, content_type="text/vtt", status=206))


def test_nothing_is_compressed_for_those_who_do_not_ask():
    assert "Content-Encoding" not in answer(HttpResponse(TEXT), accepts="identity")
