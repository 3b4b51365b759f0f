"""Only harmless PDFs are taken, they are stored where no address leads, and they go when they should."""

import os
import time
import zlib
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from pikepdf import Array, Dictionary, Name, Stream, String

from alliance import files, membership, pdf_checks
from alliance.models import ApplicationFile
from tests.alliance.conftest import hold_file, pdf_bytes, upload

pytestmark = pytest.mark.once


def with_action(action: Dictionary):
    def build(pdf):
        pdf.Root.OpenAction = pdf.make_indirect(action)

    return pdf_bytes(build)


def with_annotation(annotation: Dictionary):
    def build(pdf):
        pdf.pages[0].obj.Annots = Array([annotation])

    return pdf_bytes(build)


def with_attachment() -> bytes:
    def build(pdf):
        pdf.attachments["virus.exe"] = b"MZ"

    return pdf_bytes(build)


def with_form_script() -> bytes:
    def build(pdf):
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(pdf, b"<xdp/>"))

    return pdf_bytes(build)


def nested_deep() -> bytes:
    thing = Array([])
    for _level in range(80):
        thing = Array([thing])
    return pdf_bytes(lambda pdf: pdf.Root.__setitem__("/Deep", thing))


def encrypted(password: str) -> bytes:
    import io

    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=password))
        return out.getvalue()


def packed_zeros(megabytes: int) -> bytes:
    """Return a stream that unpacks to so many megabytes: one block, again and again."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * megabytes


def with_content(content: bytes, *filters: Name) -> bytes:
    def build(pdf):
        pdf.pages[0].obj.Contents = pdf.make_indirect(Stream(pdf, content, Filter=Array(filters)))

    return pdf_bytes(build)


def bomb() -> bytes:
    return with_content(packed_zeros(250), Name.FlateDecode)


def nested_bomb() -> bytes:
    return with_content(zlib.compress(packed_zeros(250)), Name.FlateDecode, Name.FlateDecode)


NASTY = {
    "empty": ("empty", lambda: b""),
    "web page": ("kind", lambda: b"<html><script>alert(1)</script>"),
    "program": ("kind", lambda: b"MZ\x90" + pdf_bytes()),
    "too large": ("size", lambda: pdf_bytes() + b"\0" * pdf_checks.MOST_BYTES),
    "cut off": ("broken", lambda: pdf_bytes()[:100]),
    "only the mark": ("broken", lambda: b"%PDF-1.7\n" + os.urandom(2000)),
    "password": ("encrypted", lambda: encrypted("u")),
    "rights": ("encrypted", lambda: encrypted("")),
    "script": ("active", lambda: with_action(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))),
    "launch": ("active", lambda: with_action(Dictionary(S=Name.Launch, F=String("cmd.exe")))),
    "form sent": (
        "active",
        lambda: with_action(Dictionary(S=Name.SubmitForm, F=String("https://example.org"))),
    ),
    "script at a field": (
        "active",
        lambda: with_annotation(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("x"))),
            )
        ),
    ),
    "rich media": ("active", lambda: with_annotation(Dictionary(Type=Name.Annot, Subtype=Name.RichMedia))),
    "form of forms": ("active", with_form_script),
    "attachment": ("embedded", with_attachment),
    "file at a place": (
        "embedded",
        lambda: with_annotation(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment)),
    ),
    "nested without end": ("broken", nested_deep),
    "bomb": ("bomb", bomb),
    "bomb in a bomb": ("bomb", nested_bomb),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_file_is_refused_with_a_word(name):
    code, make = NASTY[name]
    file = upload(make())
    with pytest.raises(ValidationError) as refused:
        pdf_checks.check_pdf(file, file.size)
    assert (refused.value.code, len(refused.value.messages)) == (code, 1)


def test_harmless_file_is_taken_and_a_link_in_it_is_harmless():
    for content in (pdf_bytes(), with_action(Dictionary(S=Name.URI, URI=String("https://example.org")))):
        file = upload(content)
        pdf_checks.check_pdf(file, file.size)
        assert file.tell() == 0


def test_file_is_private_and_known_by_its_hash(db):
    token = hold_file("../../Lēmums\r\n2026.PDF")
    stored = files.held(token)
    path = Path(default_storage.path(stored.file.name))
    assert path.is_relative_to(settings.PRIVATE_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert (stored.name, stored.size, len(stored.sha256)) == ("Lēmums 2026.pdf", path.stat().st_size, 64)
    assert "mums" not in path.name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\docs\\Mandate.pdf", "Mandate.pdf"),
        ("", "mandate.pdf"),
        (".pdf", "mandate.pdf"),
        ('a"; filename="x.exe', "a filename=x.exe.pdf"),
        ("рішення ради.PDF", "рішення ради.pdf"),
        ("x" * 300, "x" * 180 + ".pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
    ],
)
def test_name_is_cleaned(given, kept):
    assert files.clean_name(given) == kept


def test_held_files_are_few_and_not_for_long(db, monkeypatch):
    token = hold_file()
    monkeypatch.setattr(files, "MOST_HELD", 1)
    with pytest.raises(ValidationError, match="Too many"):
        hold_file()
    assert (files.held("nonsense"), files.held("")) == (None, None)
    ApplicationFile.objects.update(sent_at=timezone.now() - timedelta(days=1, minutes=1))
    assert files.held(token) is None


def test_files_of_nobody_are_swept(db, django_capture_on_commit_callbacks):
    hold_file()
    kept = ApplicationFile.objects.get().file.name
    lost = default_storage.save("applications/2026/01/lost.pdf", upload())
    assert files.sweep() == 0  # the row may still be on its way
    old = time.time() - 2 * 86_400
    for name in (kept, lost):
        os.utime(default_storage.path(name), (old, old))
    assert (files.sweep(), default_storage.exists(kept), default_storage.exists(lost)) == (1, True, False)
    ApplicationFile.objects.update(sent_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert membership.tidy()["held files"] == 1
    assert not default_storage.exists(kept)
