"""The file of a recording and those of its subtitles are facts, its title and transcript are texts."""

import pytest

from cms.models import MediaItem
from cms.translation.releasing import release
from cms.translation.submitting import submit
from tests.factories import make_file_of, make_site
from tests.translation.languages import locale, translate_texts, translation_of, version

pytestmark = pytest.mark.django_db


def subtitles(*files) -> list[dict]:
    return [
        {"type": "version", "id": code, "value": {"language": code, "url": "", "file": file.pk}}
        for code, file in zip(("en", "uk"), files, strict=False)
    ]


def test_files_are_the_same_in_every_language_and_the_transcript_is_translated():
    make_site("en", "lt")
    files = [make_file_of(name, b"") for name in ("a.webm", "a-en.vtt", "b.webm", "b-uk.vtt")]
    item = MediaItem.objects.create(
        locale=locale("en"),
        title="A greeting",
        transcript="Hello.",
        file=files[0],
        subtitles=subtitles(files[1]),
    )
    submit(item, [locale("lt")], None)
    translate_texts(item, "lt")
    release(translation_of(item, "lt"))
    found = version(item, "lt")
    assert (found.title, found.transcript) == ("lt: A greeting", "lt: Hello.")
    assert (found.file, [row.value["file"] for row in found.subtitles]) == (files[0], [files[1]])

    item.file, item.transcript = files[2], "Good day."
    item.subtitles = subtitles(files[1], files[3])
    item.save()
    found = version(item, "lt")
    assert (found.file, [row.value["file"] for row in found.subtitles]) == (files[2], [files[1], files[3]])
    assert found.transcript == "lt: Hello."
