import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import resolve, reverse
from wagtail.models import GroupPagePermission
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.models import PageTopic, Topic
from cms.translation.submitting import submit
from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from tests.factories import make_page, make_topic
from tests.translation.conftest import messages_of

pytestmark = pytest.mark.django_db


def coordinate(home, language: str) -> str:
    """Make a group that submits English pages to one language; return its name."""
    group = Group.objects.create(name=f"Coordinators {language}")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"), Permission.objects.get(codename="submit_translation")
    )
    there = home.get_translations().get(locale__language_code=language)
    for page, right in ((home, "change_page"), (there, "change_page"), (there, "add_page")):
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group.name


def languages_of(instance) -> list[str]:
    """Return the languages a page or record is translated into."""
    return sorted(instance.get_translations().values_list("locale__language_code", flat=True))


def test_only_own_languages_are_offered_and_taken(home, page, locales, sign_in_as):
    client = sign_in_as(coordinate(home, "lt"))
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    offered = client.get(url).context["form"].fields["locales"].queryset
    assert [locale.language_code for locale in offered] == ["lt"]
    refused = client.post(url, {"locales": [locales["lv"].pk]})
    assert (refused.status_code, languages_of(page)) == (200, [])
    taken = client.post(url, {"locales": [locales["lt"].pk]})
    assert (taken.status_code, languages_of(page)) == (302, ["lt"])


def test_nothing_is_made_where_one_may_not_add(home, page, locales, sign_in_as):
    group = coordinate(home, "lt")
    GroupPagePermission.objects.filter(group__name=group, permission__codename="add_page").delete()
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    sign_in_as(group).post(url, {"locales": [locales["lt"].pk]})
    assert languages_of(page) == []


def test_pages_below_only_where_all_may_be_edited(home, page, locales, sign_in_as):
    below = make_page(StandardPage, page)
    group = coordinate(home, "lt")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    sent = {"locales": [locales["lt"].pk], "include_subtree": "on"}
    GroupPagePermission.objects.filter(group__name=group, page=home).delete()
    own = make_page(StandardPage, home)
    assert sign_in_as(group).post(url, sent).status_code == 302
    assert (languages_of(page), languages_of(below), languages_of(own)) == ([], [], [])
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=Group.objects.get(name=group), page=home, permission=permission)
    sign_in_as(group).post(url, sent)
    assert (languages_of(page), languages_of(below)) == (["lt"], ["lt"])


def test_each_page_of_a_subtree_is_a_transaction_of_its_own(home):
    view = resolve(reverse("wagtail_localize:submit_page_translation", args=[home.pk])).func
    assert view._non_atomic_requests == {"default"}


def test_a_language_added_later_begins_with_the_source_as_it_is(page, locales, translation_of):
    submit(page, [locales["lt"]], None)
    page.title = "New bridges"
    page.save_revision().publish()
    submit(page, [locales["lv"]], None)
    assert page.get_translation(locales["lv"]).title == "New bridges"


def use(page, topic) -> None:
    """Give a page a topic."""
    PageTopic.objects.create(page=page, topic=topic, locale=page.locale)
    page.save_revision().publish()


def test_a_record_translated_before_is_left_as_it_is(home, page, locales, translation_of, write):
    topic = make_topic(name="Bridge")
    use(page, topic)
    submit(page, [locales["lt"]], None)
    translation = translation_of(topic, "lt")
    write(translation, "name", "Tiltas")
    translation.save_target()
    translation.enabled = False
    translation.save()
    other = make_page(StandardPage, home)
    use(other, topic)
    submit(other, [locales["lt"]], None)
    translation.refresh_from_db()
    assert (topic.get_translation(locales["lt"]).name, translation.enabled) == ("Tiltas", False)


def test_shared_record_in_two_languages_keeps_its_source(locales, translation_of, write):
    lithuanian = make_topic(name="Tiltas", locale=locales["lt"])
    submit(lithuanian, [locales["en"], locales["lv"]], None)
    write(translation_of(lithuanian, "lv"), "name", "Tilts")
    translation_of(lithuanian, "lv").save_target()
    english = lithuanian.get_translation(locales["en"])
    translate_object(english, [locales["lv"]])  # as any other code would
    latvian = lithuanian.get_translation(locales["lv"])
    into_latvian = Translation.objects.filter(target_locale=locales["lv"], enabled=True)
    assert latvian.name == "Tilts"
    assert [str(entry.source.locale.language_code) for entry in into_latvian] == ["lt"]


def test_an_error_in_one_language_does_not_stop_the_others(locales, sign_in_as):
    topic = make_topic(name="Bridge", slug="bridge")
    make_topic(name="Other", slug="bridge", locale=locales["lt"])
    url = reverse("wagtail_localize:submit_snippet_translation", args=["cms", "topic", topic.pk])
    sent = {"locales": [locales["lt"].pk, locales["lv"].pk]}
    response = sign_in_as(EDITORS).post(url, sent, follow=True)
    told = messages_of(response)
    assert languages_of(topic) == ["lv"]
    assert [level for level, _text in told] == ["error", "success"]
    assert (told[0][1].startswith("lietuvių: "), "latviešu" in told[1][1]) == (True, True)
    assert [entry.target_locale.language_code for entry in Translation.objects.all()] == ["lv"]


def test_translators_submit_nothing(page, locales, sign_in_as):
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = sign_in_as(translators("lt")).post(url, {"locales": [locales["lt"].pk]})
    assert (response.status_code, response["Location"], languages_of(page)) == (302, "/admin/", [])


def test_a_record_deleted_in_the_source_language_is_passed_over(page, locales):
    topic = make_topic()
    use(page, topic)
    submit(page, [locales["lt"]], None)
    Topic.objects.filter(pk=topic.pk).delete()
    page.save_revision().publish()
    assert submit(page, [locales["lv"]], None) == {}
