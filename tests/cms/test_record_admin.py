import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.models import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic
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
