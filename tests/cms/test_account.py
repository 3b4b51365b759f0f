"""One's own account in the admin."""

import re
import zoneinfo

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.choices import timezone_names
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def test_only_time_zones_of_places_are_offered(client):
    make_site()
    client.force_login(get_user_model().objects.create_superuser("ada"))
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    menu = re.search(r'<select[^>]*name="locale-current_time_zone".*?</select>', page, re.DOTALL)[0]
    offered = [value for value in re.findall(r'<option value="([^"]*)"', menu) if value]
    assert offered == list(timezone_names())
    assert "localtime" not in offered
    assert set(offered) <= zoneinfo.available_timezones()
