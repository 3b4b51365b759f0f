import importlib

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Locale
from wagtail.permissions import policy_registry
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.models import Topic
from cms.translation.languages_of import languages_of, works_in_all
from cms.translation.record_policies import RecordPolicy, record_models
from cms.translation.submitting import submit
from cms.users.roles import EDITORS, REVIEWERS, translators
from tests.factories import make_image, make_topic
from tests.fixtures.database import again
from tests.translation.conftest import messages_of
from tests.translation.languages import locale

pytestmark = pytest.mark.django_db

LT = translators("lt")


def test_every_kind_of_record_has_the_policy():
    policies = {model: type(policy_registry.get_by_type(model)) for model in record_models()}
    assert (len(policies), set(policies.values())) == (10, {RecordPolicy})


def test_languages_of_a_user(locales, sign_in_as):
    found = {
        group: {code for code, locale in locales.items() if locale.pk in languages_of(sign_in_as(group).user)}
        for group in (EDITORS, REVIEWERS, LT)
    }
    assert found == {EDITORS: {"en", "lt", "lv"}, REVIEWERS: set(), LT: {"lt"}}
    assert [works_in_all(sign_in_as(*groups).user) for groups in ((), (EDITORS,), (LT,))] == [
        True,
        True,
        False,
    ]
    inactive = get_user_model().objects.create_user("gone", is_superuser=True, is_active=False)
    assert languages_of(inactive) == frozenset()


@pytest.fixture(scope="module")
def made(shared_rows, made_page) -> dict[str, Topic]:
    """A topic in English, its translations, and one written in Lithuanian."""
    with shared_rows():
        topic = make_topic(name="Bridge")
        submit(topic, [locale("lt"), locale("lv")], None)
        found = {code: topic.get_translation(locale(code)) for code in ("lt", "lv")}
        return {"en": topic, **found, "own": make_topic(name="Sava", locale=locale("lt"))}


@pytest.fixture
def topics(made, db) -> dict[str, Topic]:
    return {code: again(topic) for code, topic in made.items()}


@pytest.mark.parametrize(
    ("group", "change", "delete"),
    [
        (EDITORS, {"en", "lt", "lv", "own"}, {"en", "lt", "lv", "own"}),
        (LT, {"lt"}, set()),
        (translators("lv"), {"lv"}, set()),
        (REVIEWERS, set(), set()),
    ],
)
def test_who_may_do_what_with_records(topics, sign_in_as, group, change, delete):
    user, policy = sign_in_as(group).user, policy_registry.get_by_type(Topic)
    for action, expected in (("change", change), ("delete", delete)):
        one_by_one = {
            name
            for name, topic in topics.items()
            if policy.user_has_permission_for_instance(user, action, topic)
        }
        at_once = set(policy.instances_user_has_permission_for(user, action))
        able = {
            name
            for name, topic in topics.items()
            if policy.users_with_permission_for_instance(action, topic).filter(pk=user.pk).exists()
        }
        assert (one_by_one, able) == (expected, expected)
        assert at_once == {topics[name] for name in expected}


def test_a_translation_that_ended_is_no_longer_the_translators(topics, sign_in_as):
    Translation.objects.update(enabled=False)
    policy = policy_registry.get_by_type(Topic)
    assert not policy.user_has_permission_for_instance(sign_in_as(LT).user, "change", topics["lt"])


def test_lists_show_ones_own(topics, sign_in_as):
    client = sign_in_as(LT)
    listed = client.get(reverse("wagtailsnippets_cms_topic:list")).context["object_list"]
    assert list(listed) == [topics["lt"]]
    named = client.get(reverse("wagtail_localize:snippets_api_listing", args=["cms", "topic"])).json()
    assert [entry["id"] for entry in named] == [topics["lt"].pk]
    chosen = client.get(reverse("wagtailsnippetchoosers_cms_topic:choose_results"))
    assert set(chosen.context["results"]) == {topics["lt"], topics["own"]}
    report = client.get(reverse("wagtail_localize:translations_report"))
    assert {entry.target_locale.language_code for entry in report.context["object_list"]} == {"lt"}


def test_records_are_made_in_ones_own_languages(home, sign_in_as):
    client = sign_in_as(LT)
    client.user.user_permissions.add(Permission.objects.get(codename="add_topic"))
    url = reverse("wagtailsnippets_cms_topic:add")
    found = {code: client.get(f"{url}?locale={code}").status_code for code in ("lt", "lv", "xx")}
    assert (found, client.get(url).status_code) == ({"lt": 200, "lv": 302, "xx": 302}, 302)


def test_deleting_many_records_asks_for_each(topics, sign_in_as):
    url = reverse("wagtail_bulk_action", args=["cms", "topic", "delete"])
    ids = "&".join(f"id={topic.pk}" for topic in topics.values())
    assert sign_in_as(LT).post(f"{url}?{ids}")["Location"] == "/admin/"
    assert Topic.objects.count() == 4
    sign_in_as(EDITORS).post(f"{url}?{ids}")
    assert Topic.objects.count() == 0


def test_a_language_with_translated_texts_is_kept(topics, translation_of, write, locales, sign_in_as):
    write(translation_of(topics["en"], "lv"), "name", "Tilts")
    Topic.objects.filter(locale=locales["lv"]).delete()
    url = reverse("wagtaillocales:delete", args=[locales["lv"].pk])
    response = sign_in_as().post(url, follow=True)
    assert [level for level, _text in messages_of(response)] == ["error"]
    assert StringTranslation.objects.filter(locale=locales["lv"]).exists()
    new = Locale.objects.create(language_code="pl")
    sign_in_as().post(reverse("wagtaillocales:delete", args=[new.pk]))
    assert not Locale.objects.filter(language_code="pl").exists()


def test_old_data_is_repaired(page, locales, translation_of):
    page.image, page.image_alt = make_image(), "A bridge."
    page.save_revision().publish()
    submit(page, [locales["lt"], locales["lv"]], None)
    lithuanian = page.get_translation(locales["lt"])
    source, _created = TranslationSource.get_or_create_from_instance(lithuanian)
    second = Translation.objects.create(source=source, target_locale=locales["lv"], enabled=False)
    Translation.objects.filter(pk=second.pk).update(enabled=True)
    context = OverridableSegment.objects.get(source=translation_of(page, "lv").source).context
    for number in (1, 2, 3):
        SegmentOverride.objects.create(context=context, locale=locales["lv"], data_json=str(number))
    SegmentOverride.objects.create(context=context, locale=locales["lt"], data_json="4")
    repair = importlib.import_module("cms.translation.migrations.0002_one_translation_and_one_override")
    repair.delete_second_translations(apps, None)
    repair.delete_second_overrides(apps, None)
    kept = Translation.objects.filter(source__object_id=page.translation_key).order_by("pk")
    assert [(entry.source.locale.language_code, entry.target_locale.language_code) for entry in kept] == [
        ("en", "lt"),
        ("en", "lv"),
    ]
    assert sorted(SegmentOverride.objects.values_list("data_json", flat=True)) == ["3", "4"]


def test_machine_translation_asks_and_marks_what_does_not_fit(
    settings, page, locales, translation_of, sign_in_as
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "tests.translation.doubling.Doubling"}
    page.title, page.summary = "x" * 250, "y"
    page.save_revision().publish()
    submit(page, [locales["lt"]], None)
    url = reverse("wagtail_localize:machine_translate", args=[translation_of(page, "lt").pk])
    next_url = {"next": "/admin/reports/translations/"}
    assert sign_in_as(translators("lv")).post(url, next_url)["Location"] == "/admin/"
    assert not StringTranslation.objects.exists()
    told = messages_of(sign_in_as(LT).post(url, next_url, follow=True))
    assert ("warning", "1 text is too long for its place.") in told
    errors = dict(StringTranslation.objects.values_list("context__path", "has_error"))
    assert (errors["title"], errors["summary"]) == (True, False)
