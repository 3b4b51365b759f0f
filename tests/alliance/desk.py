"""What tests of the desk share: who enters it, and its addresses."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.users.roles import EDITORS, REVIEWERS, ensure_roles

__all__ = ["EDITORS", "REVIEWERS", "enter"]


@pytest.fixture
def enter(client, join_page):
    """A function that signs a member of a group in and returns the client; the user is `client.user`."""
    ensure_roles()

    def enter(group: str = REVIEWERS):
        users = get_user_model().objects
        user = users.filter(username=group).first() or users.create_user(group)
        user.groups.set(Group.objects.filter(name=group))
        client.force_login(user)
        client.user = user
        return client

    return enter


def index(query: str = "") -> str:
    """Return the address of the list of applications."""
    return reverse("applications_modeladmin_index") + query


def screen(application) -> str:
    """Return the address of an application's screen."""
    return reverse("applications_modeladmin_edit", args=[application.pk])


def act(application, verb: str) -> str:
    """Return the address of a verb."""
    return reverse("applications_modeladmin_act", args=[application.pk, verb])


def shown(response) -> str:
    """Return the words of a page, as a reader meets them."""
    from bs4 import BeautifulSoup

    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())
