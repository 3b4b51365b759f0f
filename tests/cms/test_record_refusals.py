"""What records refuse, at the field or at the row it is about."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from cms.content.moments import read_duration
from cms.content.plain import plain_duration
from cms.models import MediaItem, Project
from tests.factories import make_file_of, make_site

TWICE = {"blockErrors": {1: {"blockErrors": {"language": {"messages": ["This language stands twice."]}}}}}


def rows(kind, *languages, **rest):
    return [
        {"type": kind, "id": str(index), "value": {"language": language, **rest}}
        for index, language in enumerate(languages)
    ]


def recording(**fields) -> MediaItem:
    values = {"title": "Talk", "url": "https://example.org/talk", "kind": "video", **fields}
    return MediaItem(locale=Locale.objects.get(language_code="en"), **values)


@pytest.mark.django_db
def test_subtitles_in_one_language_twice_are_refused_at_the_second():
    make_site()
    recording(subtitles=rows("version", "en", "lt", url="")).full_clean()
    with pytest.raises(ValidationError) as caught:
        recording(subtitles=rows("version", "en", "en", url="")).full_clean()
    (error,) = caught.value.error_dict["subtitles"]
    assert error.as_json_data() == TWICE


@pytest.mark.django_db
def test_names_in_one_language_twice_are_refused_at_the_second():
    make_site()
    locale = Locale.objects.get(language_code="en")
    with pytest.raises(ValidationError) as caught:
        Project(
            name="Bridges", locale=locale, other_names=rows("name", "lt", "lt", name="Tiltai")
        ).full_clean()
    (error,) = caught.value.error_dict["other_names"]
    assert error.as_json_data() == TWICE


@pytest.mark.django_db
@pytest.mark.parametrize("duration", [dt.timedelta(0), dt.timedelta(seconds=-5), dt.timedelta(days=5)])
def test_no_recording_is_shorter_than_a_second_or_longer_than_days(duration):
    make_site()
    with pytest.raises(ValidationError) as caught:
        recording(duration=duration).full_clean()
    assert caught.value.message_dict == {"duration": ["Give a length between a second and 100 hours."]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "name", "errors"),
    [
        ("video", "a.webm", {}),
        ("audio", "a.webm", {}),
        ("audio", "a.ogg", {}),
        ("video", "a.ogg", {"file": ["This kind of recording comes as: mp4, webm."]}),
        ("audio", "a.pdf", {"file": ["This kind of recording comes as: m4a, mp3, ogg, webm, mp4."]}),
    ],
)
def test_file_of_a_recording_is_one_that_plays(kind, name, errors):
    make_site()
    found = {}
    try:
        recording(kind=kind, file=make_file_of(name, b"")).full_clean()
    except ValidationError as error:
        found = error.message_dict
    assert found == errors


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "is_taken"), [("a.vtt", True), ("a.txt", False)])
def test_subtitles_are_files_that_browsers_show(name, is_taken):
    make_site()
    block = MediaItem._meta.get_field("subtitles").stream_block
    value = block.to_python(rows("version", "en", url="", file=make_file_of(name, b"").pk))
    if is_taken:
        assert block.clean(value)[0].value["file"].filename == name
        return
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    assert caught.value.as_json_data() == {
        "blockErrors": {0: {"blockErrors": {"file": {"messages": ["Subtitles are WebVTT files: .vtt."]}}}}
    }


def accepted(duration: dt.timedelta) -> dt.timedelta | None:
    """Return the duration as a recording keeps it; None where it is refused."""
    item = MediaItem(title="Talk", url="https://example.org/talk", duration=duration)
    try:
        item.clean()
    except ValidationError:
        return None
    return item.duration


@given(st.timedeltas() | st.timedeltas(dt.timedelta(hours=-1), dt.timedelta(hours=101)))
def test_every_duration_is_written_as_a_package_reads_it_or_not_at_all(duration):
    kept, written = accepted(duration), plain_duration(duration)
    if kept is not None:
        assert read_duration(plain_duration(kept)) == kept
    if written is not None:
        assert accepted(read_duration(written)) == read_duration(written)
