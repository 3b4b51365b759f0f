"""Where the desk is, and what stands on a page of it."""

from bs4 import BeautifulSoup
from django.urls import reverse


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
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())
