"""Records of which a source says little: what is enough, and what they are called then."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from cms.models import Contact, MediaItem, PoliticalGroup
from tests.factories import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site()


def refused(model, **fields) -> dict[str, list[str]]:
    """Return the messages by field that a record is refused with; empty where it is good."""
    try:
        model(locale=Locale.objects.get(language_code="en"), **fields).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("model", "fields", "messages"),
    [
        (Contact, {"email": "desk@example.org"}, {}),
        (Contact, {"phone": "+370 600 00000"}, {}),
        (Contact, {"address": "Bridge Street 1"}, {}),
        (Contact, {"website": "https://example.org/"}, {}),
        (Contact, {"name": "Help desk"}, {}),
        (Contact, {}, {"name": ["Give a name, or at least one way to reach them."]}),
        (Contact, {"role": "Secretariat"}, {"name": ["Give a name, or at least one way to reach them."]}),
        (PoliticalGroup, {"abbreviation": "PPE"}, {}),
        (PoliticalGroup, {"name": "Local list"}, {}),
        (PoliticalGroup, {}, {"name": ["Give a name or an abbreviation."]}),
        (MediaItem, {"title": "A greeting"}, {}),
        (MediaItem, {"title": ""}, {"title": ["This field cannot be blank."]}),
        (
            MediaItem,
            {"title": "", "url": "https://example.org/v"},
            {"title": ["This field cannot be blank."]},
        ),
    ],
)
def test_something_usable_must_be_there(model, fields, messages):
    assert refused(model, **fields) == messages


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Contact(name="Help desk", email="desk@example.org"), "Help desk"),
        (Contact(email="desk@example.org", phone="+370 600 00000"), "desk@example.org"),
        (Contact(phone="+370 600 00000"), "+370 600 00000"),
        (Contact(website="https://example.org/"), "https://example.org/"),
        (Contact(address="Bridge Street 1\nVilnius"), "Bridge Street 1 Vilnius"),
        (PoliticalGroup(name="Local list", abbreviation="LL"), "Local list (LL)"),
        (PoliticalGroup(name="Local list"), "Local list"),
        (PoliticalGroup(abbreviation="LL"), "LL"),
    ],
)
def test_record_is_called_by_what_is_known(record, name):
    assert str(record) == name


@pytest.mark.parametrize(
    ("model", "fields", "name"),
    [
        (Contact, {"email": "desk@example.org"}, "desk@example.org"),
        (PoliticalGroup, {"abbreviation": "PPE"}, "PPE"),
        (MediaItem, {"title": "A greeting"}, "A greeting"),
    ],
)
def test_record_known_by_little_is_listed_and_found_in_the_admin(client, model, fields, name):
    record = model.objects.create(locale=Locale.objects.get(language_code="en"), **fields)
    client.force_login(get_user_model().objects.create_superuser("ada"))
    prefix = f"wagtailsnippets_cms_{model._meta.model_name}"
    response = client.get(reverse(f"{prefix}:list"), {"q": name})
    assert list(response.context["object_list"]) == [record]
    rows = BeautifulSoup(response.content, "html.parser")
    edit = reverse(f"{prefix}:edit", args=[record.pk])
    assert name in [link.get_text(strip=True) for link in rows.select(f'td.title a[href="{edit}"]')]
    assert name in BeautifulSoup(client.get(edit).content, "html.parser").title.text
