"""One's own account in the admin."""

import re
import zoneinfo

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.choices import timezone_names
from cms.quickstart import DEMO_ACCOUNTS, make_demo_accounts
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


@pytest.mark.parametrize("name", DEMO_ACCOUNTS)
def test_demo_account_is_saved_as_it_is(client, name):
    make_site("en", "lt", "lv", "uk")
    make_demo_accounts("a password for the demo")
    client.force_login(get_user_model().objects.get(username=name))
    url = reverse("wagtailadmin_account")
    fields = {}
    for panels in client.get(url).context["panels_by_tab"].values():
        for panel in panels:
            form = panel.get_form()
            fields |= {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}
    fields = {field: value for field, value in fields.items() if not hasattr(value, "read")}
    response = client.post(url, fields)
    assert (response.status_code, response.url) == (302, url)
