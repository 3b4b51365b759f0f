import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.blocks import StoryBlock
from cms.models import MediaItem, Person
from tests.factories import make_document, make_image, make_site
from tests.filling import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", list(StoryBlock().child_blocks))
def test_every_block_explains_itself_and_shows_a_preview(client, name):
    make_site()
    world = World(2)
    for model in (Person, MediaItem):
        world.choose(model)
    make_document(), make_image()
    block = StoryBlock().child_blocks[name]
    assert block.meta.icon != "placeholder"
    assert str(block.label).strip()
    assert str(block.get_description()).strip()
    assert block.is_previewable
    client.force_login(get_user_model().objects.create_superuser("ada"))
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
