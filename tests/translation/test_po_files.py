import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.translation import po_files
from cms.translation.submitting import submit
from cms.users.roles import translators
from tests.fixtures.database import again
from tests.translation.conftest import messages_of
from tests.translation.languages import locale, publish

pytestmark = pytest.mark.django_db

LT = translators("lt")


@pytest.fixture(scope="module")
def made(shared_rows, made_page):
    """A page submitted to Lithuanian and Latvian."""
    with shared_rows():
        submit(again(made_page), [locale("lt"), locale("lv")], None)


@pytest.fixture
def translation(made, page, translation_of):
    """The Lithuanian translation of a page."""
    return translation_of(page, "lt")


def send(client, translation, content: bytes):
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    file = SimpleUploadedFile("texts.po", content, "text/x-gettext-translation")
    return client.post(url, {"file": file, "next": "/admin/reports/translations/"}, follow=True)


def test_a_file_goes_out_and_comes_back(translation, sign_in_as):
    client = sign_in_as(LT)
    response = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    po = polib.pofile(response.content.decode())
    next(entry for entry in po if entry.msgctxt == "title").msgstr = "Tiltai"
    assert messages_of(send(client, translation, str(po).encode())) == [("success", "1 text was taken.")]
    assert StringTranslation.objects.get().data == "Tiltai"


def test_what_cannot_be_taken_is_told(translation, sign_in_as):
    po = translation.export_po()
    po.append(polib.POEntry(msgid="Bridges", msgctxt="foreign", msgstr="Svetima"))
    for entry in po:
        if entry.msgctxt == "title":
            entry.msgstr = "ž" * 256
        if entry.msgctxt == "slug":
            entry.msgstr = "Mūsų tiltai!"
    told = messages_of(send(sign_in_as(LT), translation, str(po).encode()))
    assert StringTranslation.objects.get().data == "musu-tiltai"
    assert [level for level, _text in told] == ["success", "warning", "warning"]
    assert (told[0][1], told[-1][1]) == ("1 text was taken.", "“Bridges”: The page has no such text.")


def test_what_was_written_after_a_file_was_taken_out_is_kept(translation, sign_in_as, write):
    client = sign_in_as(LT)
    write(translation, "title", "Seni tiltai")
    po = polib.pofile(
        client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content.decode()
    )
    write(translation, "title", "Nauji tiltai")
    told = messages_of(send(client, translation, str(po).encode()))
    assert told[-1] == (
        "warning",
        "“Bridges”: It was changed here after the file was taken out, and is kept.",
    )
    assert StringTranslation.objects.get().data == "Nauji tiltai"


def test_outdated_texts_are_fuzzy_and_not_taken_back_as_they_were(page, translation, sign_in_as, write):
    client = sign_in_as(LT)
    write(translation, "title", "Tiltai")
    page.title = "New bridges"
    publish(page)
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    po = polib.pofile(client.get(url).content.decode())
    title = next(entry for entry in po if entry.msgctxt == "title" and not entry.obsolete)
    assert (title.msgid, title.msgstr, title.fuzzy) == ("New bridges", "Tiltai", True)
    send(client, translation, str(po).encode())
    row = StringTranslation.objects.get(translation_of__data="New bridges")
    assert row.has_error


@pytest.mark.parametrize(
    "content", [b"", b"/etc/hostname", b"\xff\xfe\x00", b'msgid "a"\nmsgstr', b'msgid "a"\nmsgstr "b"\n']
)
def test_what_is_no_file_for_this_translation_is_refused(translation, sign_in_as, content):
    ((level, _text),) = messages_of(send(sign_in_as(LT), translation, content))
    assert (level, StringTranslation.objects.count()) == ("error", 0)


def test_a_file_of_another_translation_is_refused(page, translation, translation_of, sign_in_as):
    po = translation_of(page, "lv").export_po()
    for entry in po:
        entry.msgstr = "X"
    told = messages_of(send(sign_in_as(LT), translation, str(po).encode()))
    assert told == [("error", "The file was made for another translation. Download a new one.")]
    assert not StringTranslation.objects.exists()


def test_a_large_file_is_refused_and_none_is_asked_for(translation, sign_in_as, monkeypatch):
    monkeypatch.setattr("cms.translation.guards.files.LARGEST", 10)
    told = messages_of(send(sign_in_as(LT), translation, str(translation.export_po()).encode()))
    assert told == [("error", "The file is too large.")]
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = sign_in_as(LT).post(url, {"next": "/admin/reports/translations/"}, follow=True)
    assert messages_of(response) == [("error", "Choose a PO file.")]


def test_reading_knows_its_limit(monkeypatch):
    monkeypatch.setattr(po_files, "LARGEST", 3)
    with pytest.raises(po_files.ValidationError):
        po_files.read_po(b"1234")


def test_others_get_and_send_no_file(translation, sign_in_as):
    client = sign_in_as(translators("lv"))
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    assert client.get(url)["Location"] == "/admin/"
    po = translation.export_po()
    for entry in po:
        entry.msgstr = "X"
    send(client, translation, str(po).encode())
    assert not StringTranslation.objects.exists()
