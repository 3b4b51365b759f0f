import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation

from cms.models import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic
from cms.record_choosers import RecordChooser
from news.models import EventPage
from tests.factories import make_site
from tests.filling import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Topic, Organisation, Person, Project, PoliticalGroup, Contact, MediaItem])
def test_records_are_found_by_name(client, model):
    make_site()
    record = World(1).make(model)
    client.force_login(get_user_model().objects.create_superuser("ada"))
    listing = reverse(f"wagtailsnippets_cms_{model._meta.model_name}:list")
    for query, found in ((str(getattr(record, "name", "") or record.title)[:6], True), ("nowhere", False)):
        response = client.get(listing, {"q": query})
        assert response.status_code == 200
        assert (record in response.context["object_list"]) == found


@pytest.mark.parametrize(
    ("model", "headings"),
    [
        (Organisation, ["Name", "Type", "Country", "Locale", "Updated"]),
        (Person, ["Name", "Position", "Country", "Locale", "Updated"]),
        (MediaItem, ["Title", "Kind", "Spoken language", "Locale", "Updated"]),
        (PoliticalGroup, ["Political group", "Abbreviation", "Locale"]),
    ],
)
def test_lists_head_their_columns_with_the_names_of_fields(client, model, headings):
    make_site()
    World(1).make(model)
    client.force_login(get_user_model().objects.create_superuser("ada"))
    page = client.get(reverse(f"wagtailsnippets_cms_{model._meta.model_name}:list")).content
    cells = BeautifulSoup(page, "html.parser").select("table.listing thead th")
    assert [text for cell in cells if (text := cell.get_text(strip=True))] == headings
    hidden = [cell.get_text(strip=True) for cell in cells if "wide-only" in cell.get("class", [])]
    assert hidden == [heading for heading in headings[1:] if heading != "Locale"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Choose video or recording"),
        ("lt", "Pasirinkti: vaizdo ar garso įrašas"),
        ("lv", "Izvēlēties: video vai ieraksts"),
        ("uk", "Вибрати: відео або аудіозапис"),
    ],
)
def test_choosers_speak_the_language_of_the_editor(language, text):
    block = EventPage._meta.get_field("recordings").stream_block.child_blocks["recording"]
    widgets = [
        block.widget,
        MediaItem.snippet_viewset.chooser_viewset.widget_class(),
        RecordChooser(MediaItem),
    ]
    with translation.override(language):
        for widget in widgets:
            assert str(widget.choose_one_text) == text
            assert text in widget.render_html("name", None, {"id": "x"})
