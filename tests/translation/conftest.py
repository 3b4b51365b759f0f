"""A small site in three languages and who works on it."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.users.roles import ensure_roles
from home.models import HomePage, StandardPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again


def make_home() -> HomePage:
    """Make a site in English, Lithuanian and Latvian with its roles; return its English home page."""
    home = make_site("en", "lt", "lv")
    ensure_roles()
    return home


@pytest.fixture(scope="module")
def made_home(shared_rows) -> HomePage:
    with shared_rows():
        return make_home()


@pytest.fixture(scope="module")
def made_page(shared_rows, made_home) -> StandardPage:
    with shared_rows():
        return make_page(StandardPage, made_home, title="Bridges")


@pytest.fixture
def home(made_home, db) -> HomePage:
    """The English home page of a site in English, Lithuanian and Latvian, with its roles."""
    return again(made_home)


@pytest.fixture
def locales(home) -> dict[str, Locale]:
    """The languages of the site by code."""
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def page(made_page, db) -> StandardPage:
    """A published page in English."""
    return again(made_page)


@pytest.fixture
def sign_in_as() -> Callable:
    """A function that returns a client signed in as a member of groups: `sign_in_as("Translators lt")`."""

    def sign_in_as(*groups: str) -> Client:
        name = "-".join(groups) or "admin"
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            user = get_user_model().objects.create_user(name, is_superuser=not groups)
            user.groups.set(Group.objects.filter(name__in=groups))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return sign_in_as


@pytest.fixture
def translation_of() -> Callable:
    """A function that returns the translation of a page or record into a language."""

    def translation_of(instance, code: str) -> Translation:
        return Translation.objects.get(
            source__object_id=instance.translation_key,
            source__locale_id=instance.locale_id,
            target_locale__language_code=code,
        )

    return translation_of


@pytest.fixture
def write() -> Callable:
    """A function that writes a translated text: `write(translation, "title", "Tiltai")`."""

    def write(translation: Translation, path: str, text: str) -> StringTranslation:
        segment = StringSegment.objects.get(source=translation.source, context__path=path)
        return StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": text, "has_error": False},
        )[0]

    return write


def messages_of(response) -> list[tuple[str, str]]:
    """Return what a response told the user: level and text of each message."""
    return [(message.level_tag, str(message).strip()) for message in response.context["messages"]]
