"""Parts of a recording, as a player asks for them."""

import pytest
from django.contrib.auth import get_user_model

from tests.cms.test_files import private_collection
from tests.factories import make_document, make_file_of, make_site

pytestmark = pytest.mark.django_db

CONTENT = b"\x1aE\xdf\xa3" + bytes(range(96))


@pytest.fixture
def recording():
    make_site()
    return make_file_of("talk.webm", CONTENT)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_recording_says_that_parts_can_be_had(client, recording):
    response = client.get(recording.url)
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/webm"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == "default-src 'none'; media-src 'self'"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, 99),
        ("bytes=10-19", 10, 19),
        ("bytes=90-500", 90, 99),
        ("bytes=-7", 93, 99),
        ("bytes=-500", 0, 99),
    ],
)
def test_part_of_a_recording(client, recording, asked, start, end):
    response = client.get(recording.url, headers={"range": asked})
    assert (response.status_code, body(response)) == (206, CONTENT[start : end + 1])
    assert response["Content-Range"] == f"bytes {start}-{end}/100"
    assert response["Content-Length"] == str(end + 1 - start)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_part_beyond_the_end_is_refused(client, recording, asked):
    response = client.get(recording.url, headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */100")


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=-", "bytes=0-1,5-6", "lines=0-5", "bytes=a-b"])
def test_what_is_no_single_part_gets_the_whole(client, recording, asked):
    response = client.get(recording.url, headers={"range": asked})
    assert (response.status_code, len(body(response))) == (200, 100)


def test_part_of_another_version_gets_the_whole(client, recording):
    tag = client.get(recording.url)["ETag"]
    found = [
        client.get(recording.url, headers={"range": "bytes=0-9", "if-range": wanted}).status_code
        for wanted in (tag, '"other"')
    ]
    assert found == [206, 200]


def test_parts_of_a_private_recording_ask_for_a_login(client, recording):
    recording.collection = private_collection()
    recording.save()
    assert client.get(recording.url, headers={"range": "bytes=0-9"}).status_code == 302
    client.force_login(get_user_model().objects.create_superuser("ada"))
    assert client.get(recording.url, headers={"range": "bytes=0-9"}).status_code == 206


def test_policy_of_a_document_allows_nothing(client):
    make_site()
    assert client.get(make_document().url)["Content-Security-Policy"] == "default-src 'none'"
