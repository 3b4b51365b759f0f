"""Files and fields that are meant to break something: each comes back with a word at its field, and nothing is kept."""

import pytest
from django.core.files.storage import default_storage

from alliance.models import Application, ApplicationFile
from cms.mail.models import Message
from tests.alliance.conftest import mails
from tests.alliance.form import FIELDS, problems, soup, upload
from tests.alliance.test_files import NASTY

pytestmark = [pytest.mark.once, pytest.mark.django_db]

#: What is told of a file, by what is wrong with it; `test_files` has all that can be.
TOLD = {
    "web page": "This is no PDF file",
    "program": "This is no PDF file",
    "password": "The file is protected by a password.",
    "script": "The file has scripts or forms in it",
    "attachment": "The file has other files in it.",
    "bomb": "The file is too large when it is unpacked.",
    "bomb in a bomb": "The file is too large when it is unpacked.",
}


def stored_files() -> list[str]:
    """Return what lies where files of applicants lie."""
    folder = "applications"
    if not default_storage.exists(folder):
        return []
    years = default_storage.listdir(folder)[0]
    months = [
        f"{folder}/{year}/{month}"
        for year in years
        for month in default_storage.listdir(f"{folder}/{year}")[0]
    ]
    return sorted(name for month in months for name in default_storage.listdir(month)[1])


@pytest.mark.parametrize("name", TOLD)
def test_nasty_file_is_told_of_at_its_field_and_nothing_else_is_lost(apply, name):
    before = stored_files()
    response = apply(mandate=upload(NASTY[name][1]()))
    page = soup(response)
    assert (response.status_code, [told.startswith(TOLD[name]) for told in problems(response)]) == (
        200,
        [True],
    )
    assert page.select_one(".error-summary a")["href"] == "#id_mandate"
    assert page.find(id="id_text").get_text().strip() == FIELDS["text"]
    assert page.find(id="id_kept").get("value", "") == ""
    assert (ApplicationFile.objects.count(), stored_files(), Application.objects.count()) == (0, before, 0)


@pytest.mark.parametrize("name", ["organisation_name", "contact_name", "contact_role"])
def test_names_put_no_line_into_a_mail(apply, name):
    apply(**{name: "Ādaži\r\n\r\x00\u2028\x0b\x85 Bcc: all@example.org"})
    assert mails() == [("confirm", "ilze@adazi.lv")]
    assert getattr(Application.objects.get(), name) == "Ādaži Bcc: all@example.org"
    assert len(Message.objects.get().subject.splitlines()) == 1


def test_bytes_that_are_no_text_are_answered_calmly(client, join_page):
    names = (*FIELDS, "stamp", "subject", "draft", "kept", "proof", "consent", "consent_words", "action")
    head = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n'
    body = b"".join(head.format(name).encode() + b"\xd0\xcb\xff\xfe\x00\r\n" for name in names)
    response = client.post(
        f"/en/_application/{join_page.pk}/", body + b"--x--\r\n", "multipart/form-data; boundary=x"
    )
    told = soup(response).select(".error-summary li")
    assert (response.status_code, len(told) > 5) == (200, True)
    assert (Application.objects.count(), ApplicationFile.objects.count(), mails()) == (0, 0, [])


def test_cut_off_post_is_answered_calmly(client, join_page):
    response = client.post(
        f"/en/_application/{join_page.pk}/",
        b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nilze',
        content_type="multipart/form-data; boundary=x",
    )
    assert (response.status_code, Application.objects.count()) == (200, 0)
    assert problems(response) != []
