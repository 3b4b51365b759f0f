"""A site in four languages with three pages that wait for one moment in each of them."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.releases.links import make_link
from cms.releases.models import ReleaseLink, ReleaseSet
from cms.releases.planning import add_pages, create
from cms.translation.beginning import begin
from cms.users.roles import EDITORS, ensure_roles
from home.models import HomePage, StandardPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again
from tests.translation.languages import locale, translate_texts

CODES = ("lt", "lv", "uk")


def make_home() -> HomePage:
    """Make a site in four languages, all of them published, with its roles; return its English home page."""
    home = make_site("en", *CODES)
    ensure_roles()
    return home


def make_editor():
    """Make an editor."""
    user = get_user_model().objects.create_user("editor")
    user.groups.set(Group.objects.filter(name=EDITORS))
    return user


def make_statement(home) -> list[StandardPage]:
    """Make three pages that nobody has published, the second below the first, whole in three more languages."""
    first = make_page(StandardPage, home, title="Statement", summary="What we say.", live=False)
    second = make_page(StandardPage, first, title="Signatures", summary="Who says it.", live=False)
    third = make_page(StandardPage, home, title="Questions", summary="What you may ask.", live=False)
    for page in (first, second, third):
        page.save_revision()
        begin(page, [locale(code) for code in CODES])
        for code in CODES:
            translate_texts(page, code)
    return [again(page) for page in (first, second, third)]


def make_release_set(statement, editor) -> ReleaseSet:
    """Make a set with these pages in all languages."""
    made = create(editor, "Statement of March")
    add_pages(made, [Page.objects.get(pk=page.pk) for page in statement], editor, with_versions=True)
    return made


@pytest.fixture(scope="module")
def made_home(shared_rows) -> HomePage:
    with shared_rows():
        return make_home()


@pytest.fixture(scope="module")
def made_editor(shared_rows, made_home):
    with shared_rows():
        return make_editor()


@pytest.fixture(scope="module")
def made_statement(shared_rows, made_home) -> list[StandardPage]:
    with shared_rows():
        return make_statement(again(made_home))


@pytest.fixture(scope="module")
def made_release_set(shared_rows, made_statement, made_editor) -> ReleaseSet:
    with shared_rows():
        return make_release_set(made_statement, again(made_editor))


@pytest.fixture
def home(made_home, db) -> HomePage:
    """The English home page of a site in four languages, all of them published, with its roles."""
    return again(made_home)


@pytest.fixture
def editor(made_editor, db):
    """An editor."""
    return again(made_editor)


@pytest.fixture
def as_editor(editor) -> Client:
    """A client signed in as the editor."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def statement(made_statement, db) -> list[StandardPage]:
    """Three pages that nobody has published, the second below the first, translated whole into three languages."""
    return [again(page) for page in made_statement]


@pytest.fixture
def release_set(made_release_set, db) -> ReleaseSet:
    """A set with these pages in all languages."""
    return again(made_release_set)


@pytest.fixture
def link(release_set, editor) -> ReleaseLink:
    """An address for the press, which works for two weeks."""
    return make_link(release_set, editor, "Press", timezone.now() + dt.timedelta(days=14))


def live_pages(release_set: ReleaseSet) -> list[bool]:
    """Return which pages of a set visitors see, in the order in which they were added."""
    return list(release_set.members.values_list("page__live", flat=True))


def make_due(release_set: ReleaseSet, **ago) -> None:
    """Let the moment of a planned set have come: a minute ago, or as long as said."""
    moment = timezone.now() - dt.timedelta(**(ago or {"minutes": 1}))
    ReleaseSet.objects.filter(pk=release_set.pk).update(moment=moment)


def log_of(release_set: ReleaseSet) -> list[str]:
    """Return what the log of a set tells of, the oldest first."""
    return list(release_set.entries.order_by("pk").values_list("what", flat=True))
