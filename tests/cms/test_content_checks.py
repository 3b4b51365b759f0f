"""The checks beside the preview look for more than Wagtail's, and say what they find in the editor's words."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.content_checks import MORE_RULES
from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("screen", ["editor", "page"])
def test_checks_are_ours_in_the_editor_and_in_the_corner_of_a_page(client, screen):
    page = make_page(StandardPage, make_site())
    client.force_login(get_user_model().objects.create_superuser("ada"))
    address = page.url if screen == "page" else reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(address).content.decode()
    rules = json.loads(re.search(r'<script id="checker-axe-configuration"[^>]*>(.+?)</script>', html)[1])
    asked, messages = rules["options"]["runOnly"], rules["messages"]
    assert set(MORE_RULES) <= set(asked)
    assert sorted(set(asked) - set(messages)) == []
    assert all(messages[rule]["error_name"] and messages[rule]["help_text"] for rule in MORE_RULES)
