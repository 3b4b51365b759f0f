import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.translation.submitting import submit
from cms.users.roles import EDITORS, translators
from tests.factories import make_topic
from tests.fixtures.database import again
from tests.translation.conftest import messages_of
from tests.translation.languages import locale, translate_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows, made_page):
    """A page submitted to Lithuanian and Latvian, and translated."""
    with shared_rows():
        page = again(made_page)
        submit(page, [locale("lt"), locale("lv")], None)
        for code in ("lt", "lv"):
            translate_texts(page, code)
    return page


@pytest.fixture
def submitted(made, db):
    return again(made)


def address(translation) -> str:
    return reverse("wagtail_localize:update_translations", args=[translation.source_id])


def live(page, locales) -> list[bool]:
    return [page.get_translation(locales[code]).live for code in ("lt", "lv")]


def test_publishing_needs_the_right_on_every_translation(submitted, locales, translation_of, sign_in_as):
    GroupPagePermission.objects.filter(group__name=EDITORS, permission__codename="publish_page").delete()
    url = address(translation_of(submitted, "lt"))
    refused = sign_in_as(EDITORS).post(url, {"publish_translations": "on"})
    assert (refused["Location"], live(submitted, locales)) == ("/admin/", [False, False])
    assert sign_in_as(EDITORS).post(url, {"next": "/admin/pages/"})["Location"] == "/admin/pages/"


def test_translations_are_published_in_the_request(submitted, locales, translation_of, sign_in_as):
    sign_in_as(EDITORS).post(address(translation_of(submitted, "lt")), {"publish_translations": "on"})
    assert live(submitted, locales) == [True, True]


def test_a_locked_translation_is_told_and_the_other_published(submitted, locales, translation_of, sign_in_as):
    target = submitted.get_translation(locales["lt"])
    target.locked = True
    target.save()
    response = sign_in_as(EDITORS).post(
        address(translation_of(submitted, "lt")), {"publish_translations": "on"}, follow=True
    )
    assert messages_of(response) == [("error", "lietuvių: The page is locked.")]
    assert live(submitted, locales) == [False, True]


def test_an_error_in_one_language_is_told_and_does_not_stop_the_others(locales, translation_of, sign_in_as):
    topic = make_topic(slug="bridge")
    submit(topic, [locales["lt"], locales["lv"]], None)
    make_topic(slug="bridges", locale=locales["lt"])
    topic.slug = "bridges"
    topic.save()
    response = sign_in_as(EDITORS).post(
        address(translation_of(topic, "lt")), {"publish_translations": "on"}, follow=True
    )
    assert [topic.get_translation(locales[code]).slug for code in ("lt", "lv")] == ["bridge", "bridges"]
    ((level, text),) = messages_of(response)
    assert (level, text.startswith("lietuvių: ")) == ("error", True)


def test_machine_translation_is_for_those_who_may_edit_each(settings, submitted, translation_of, sign_in_as):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    url = address(translation_of(submitted, "lt"))
    response = sign_in_as(EDITORS).post(url, {"use_machine_translation": "on", "next": "/admin/pages/"})
    assert response["Location"] == "/admin/pages/"
    assert translation_of(submitted, "lv").get_progress()[1] > 0


def test_a_translation_may_become_an_alias_by_who_may_publish_it(submitted, locales, sign_in_as):
    target = submitted.get_translation(locales["lt"])
    url = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    group = translators("lt")
    GroupPagePermission.objects.filter(group__name=group, permission=publish).delete()
    assert sign_in_as(group).post(url)["Location"] == "/admin/"
    target.refresh_from_db()
    assert target.alias_of_id is None


def test_no_alias_of_what_one_may_not_read(submitted, locales, sign_in_as):
    submitted.unpublish()
    target = submitted.get_translation(locales["lt"])
    url = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    assert sign_in_as(translators("lt")).post(url)["Location"] == "/admin/"
    assert sign_in_as(EDITORS).get(url).status_code == 200
