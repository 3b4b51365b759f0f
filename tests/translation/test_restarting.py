"""Translations that were stopped and go on, and pages that become aliases."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.translation.models import LanguageVersion
from cms.translation.recounting import recount
from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from tests.fixtures.database import again
from tests.translation.languages import locale, publish, translated, translation_of, version

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows, made_page):
    """A page published in English and Lithuanian."""
    with shared_rows():
        page = again(made_page)
        page.summary = "We build bridges."
        page = publish(page)
        translated(page, "lt")
    return page


@pytest.fixture
def stopped(made, db, sign_in_as):
    """A page whose Lithuanian version goes its own way."""
    page = again(made)
    stop = reverse("wagtail_localize:stop_translation", args=[translation_of(page, "lt").pk])
    assert sign_in_as(EDITORS).post(stop).status_code == 302
    return page


def restart(client, page) -> LanguageVersion:
    target = version(page, "lt")
    client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"localize-restart-translation": "1"})
    assert recount(page.translation_key, write=False) == []
    return LanguageVersion.objects.get(page=target)


def work_on(page, source: str) -> StringTranslation:
    return StringTranslation.objects.get(
        context__object_id=page.translation_key,
        context__path="summary",
        locale=locale("lt"),
        translation_of__data=source,
    )


def test_text_whose_source_changed_meanwhile_is_outdated(stopped, sign_in_as):
    stopped.summary = "We build long bridges."
    stopped = publish(stopped)
    found = restart(sign_in_as(EDITORS), stopped)
    assert (found.state, found.outdated, found.missing, found.shown_outdated) == ("outdated", 1, 0, 1)
    assert work_on(stopped, "We build long bridges.").data == "lt: We build bridges."
    assert version(stopped, "lt").summary == "lt: We build bridges."


def test_text_written_meanwhile_is_a_translation_and_stays(stopped, sign_in_as):
    lithuanian = StandardPage.objects.get(pk=version(stopped, "lt").pk)
    lithuanian.summary = "Laisvai parašyta."
    publish(lithuanian)
    found = restart(sign_in_as(EDITORS), stopped)
    assert (found.state, work_on(stopped, "We build bridges.").data) == ("published", "Laisvai parašyta.")
    stopped.image_is_decorative = True
    publish(StandardPage.objects.get(pk=stopped.pk))
    assert version(stopped, "lt").summary == "Laisvai parašyta."


def test_text_written_meanwhile_for_words_that_have_changed_is_outdated(stopped, sign_in_as):
    lithuanian = StandardPage.objects.get(pk=version(stopped, "lt").pk)
    lithuanian.summary = "Laisvai parašyta."
    publish(lithuanian)
    stopped.summary = "We build long bridges."
    stopped = publish(stopped)
    found = restart(sign_in_as(EDITORS), stopped)
    row = work_on(stopped, "We build long bridges.")
    assert (found.state, row.data, row.has_error) == ("outdated", "Laisvai parašyta.", True)
    assert version(stopped, "lt").summary == "Laisvai parašyta."


def test_facts_come_from_the_source_again(stopped, sign_in_as):
    stopped.image_is_decorative = True
    stopped = publish(stopped)
    assert not version(stopped, "lt").image_is_decorative
    restart(sign_in_as(EDITORS), stopped)
    assert version(stopped, "lt").image_is_decorative


def test_alias_is_made_by_who_decides_on_languages_and_is_no_version(page, sign_in_as):
    translated(page, "lt")
    target = version(page, "lt")
    url = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    sign_in_as(translators("lt")).post(url)
    target.refresh_from_db()
    assert target.alias_of_id is None
    sign_in_as(EDITORS).post(url)
    target.refresh_from_db()
    assert target.alias_of_id == page.pk
    assert not LanguageVersion.objects.filter(page=target).exists()


@pytest.mark.parametrize("name", ["delete", "move"])
def test_translators_neither_delete_nor_move_pages(page, sign_in_as, name):
    translated(page, "lt")
    target = version(page, "lt")
    home = target.get_parent()
    urls = {
        "delete": reverse("wagtailadmin_pages:delete", args=[target.pk]),
        "move": reverse("wagtailadmin_pages:move_confirm", args=[target.pk, home.pk]),
    }
    client = sign_in_as(translators("lt"))
    assert client.post(urls[name])["Location"] == "/admin/"
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    client.post(f"{bulk}?id={target.pk}", {"chooser": home.pk})
    assert version(page, "lt").path == target.path
