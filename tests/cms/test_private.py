"""Private pages: what stands before them, and who gets to know of them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageViewRestriction, get_page_models

from cms.models import BasePage, Organisation
from home.models import StandardPage
from tests.factories import make_page, make_site
from tests.filling import full_page

pytestmark = pytest.mark.django_db


def close(page, capture) -> PageViewRestriction:
    """Give a page a password."""
    with capture(execute=True):
        return PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="bridge"
        )


def read(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def described(page: BeautifulSoup, field: str) -> str:
    """Return what a screen reader adds to the name of a field."""
    control = page.select_one(f'main [name="{field}"]')
    assert page.select_one(f'label[for="{control["id"]}"]')
    ids = control.get("aria-describedby", "").split()
    return " ".join(page.find(id=key).get_text(" ", strip=True) for key in ids)


@pytest.mark.parametrize(
    "model", [model for model in get_page_models() if issubclass(model, BasePage)], ids=lambda m: m.__name__
)
def test_page_with_a_password_tells_nothing_of_itself(client, model, django_capture_on_commit_callbacks):
    make_site("en", "lt")
    related = make_page(StandardPage, title="Somewhere else")
    page = full_page(model, 1, related_pages=[{"type": "page", "value": related.pk}])
    close(page, django_capture_on_commit_callbacks)
    response = client.get(page.url)
    shown = read(response)
    assert (response.status_code, shown.h1.get_text(strip=True)) == (200, "Password needed")
    assert shown.select_one('main input[name="return_url"]')["value"] == page.url
    words = response.content.decode()
    told = [page.title, page.summary, page.search_description, "Somewhere else", page.slug]
    told += Organisation.objects.values_list("name", flat=True)
    words = words.replace(page.url, "") if model.__name__ != "HomePage" else words
    assert [text for text in told if text and text in words] == []


@pytest.mark.parametrize(
    ("language", "heading", "label", "error"),
    [
        ("en", "Password needed", "Password", "This is not the password. Please try again."),
        ("lt", "Reikia slaptažodžio", "Slaptažodis", "Slaptažodis neteisingas. Bandykite dar kartą."),
        ("lv", "Vajadzīga parole", "Parole", "Parole nav pareiza. Mēģiniet vēlreiz."),
        ("uk", "Потрібен пароль", "Пароль", "Пароль неправильний. Спробуйте ще раз."),
    ],
)
def test_wrong_password_is_told_at_its_field(
    client, language, heading, label, error, django_capture_on_commit_callbacks
):
    page = make_page(StandardPage, make_site(language))
    restriction = close(page, django_capture_on_commit_callbacks)
    form = read(client.get(page.url))
    assert form.h1.get_text(strip=True) == heading
    assert form.select_one("main label").get_text(strip=True) == label
    assert form.select_one('meta[name="robots"]')["content"] == "noindex"
    assert form.select_one(f'main a[href="/{language}/"]')
    action = form.select_one("main form")["action"]
    response = client.post(action, {"password": "wrong", "return_url": page.url})
    assert error in described(read(response), "password")
    opened = client.post(
        reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk]),
        {"password": "bridge", "return_url": page.url},
    )
    assert (opened.status_code, opened.url) == (302, page.url)


@pytest.mark.parametrize(
    ("language", "heading", "lead"),
    [("en", "Log in", "This page is open"), ("lt", "Prisijungti prie paskyros", "Šis puslapis"),
     ("lv", "Pieteikties", "Šī lapa"), ("uk", "Увійти", "Ця сторінка")],
)  # fmt: skip
def test_login_page_is_ours(client, language, heading, lead, django_capture_on_commit_callbacks):
    page = make_page(StandardPage, make_site(language))
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    get_user_model().objects.create_user("ada", password="lovelace-1843")
    shown = read(client.get(page.url, follow=True))
    assert shown.h1.get_text(strip=True) == heading
    assert lead in shown.main.get_text()
    assert shown.select_one('meta[name="robots"]')["content"] == "noindex"
    form = shown.select_one("main form")
    entered = {"username": "ada", "next": form.select_one('[name="next"]')["value"]}
    failed = read(client.post(form["action"], entered | {"password": "wrong"}))
    assert described(failed, "password")
    done = client.post(form["action"], entered | {"password": "lovelace-1843"})
    assert (done.status_code, done.url) == (302, page.url)
