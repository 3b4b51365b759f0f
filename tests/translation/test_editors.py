import json

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms.models import PageTopic
from cms.translation.one_translation import the_translation
from cms.translation.submitting import submit
from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from tests.factories import make_page, make_topic
from tests.translation.conftest import messages_of

pytestmark = pytest.mark.django_db

LT = translators("lt")


def edit_url(instance) -> str:
    if isinstance(instance, StandardPage):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(f"wagtailsnippets_cms_{instance._meta.model_name}:edit", args=[instance.pk])


def test_a_translator_does_her_work(page, locales, translation_of, write, sign_in_as):
    submit(page, [locales["lt"]], None)
    target, client = page.get_translation(locales["lt"]), sign_in_as(LT)
    for path, text in (("title", "Tiltai"), ("slug", "tiltai")):
        write(translation_of(page, "lt"), path, text)
    assert client.get(edit_url(target)).status_code == 200
    response = client.post(edit_url(target), {"action": "publish"}, follow=True)
    assert messages_of(response) == [("success", "“Tiltai” is published in lietuvių.")]
    target.refresh_from_db()
    assert (target.live, target.title, target.url) == (True, "Tiltai", "/lt/tiltai/")


def test_incomplete_translation_is_refused_with_what_is_missing(page, locales, sign_in_as):
    submit(page, [locales["lt"]], None)
    target = page.get_translation(locales["lt"])
    response = sign_in_as(LT).post(edit_url(target), {"action": "publish"}, follow=True)
    assert messages_of(response) == [
        ("error", "“Bridges” was not published in lietuvių. What is wrong:"),
        ("error", "lietuvių: 1 text is not translated or is outdated: “Bridges”"),
    ]
    target.refresh_from_db()
    assert not target.live


def test_what_is_wrong_is_told_and_not_published(locales, translation_of, sign_in_as):
    topic = make_topic(slug="bridge")
    submit(topic, [locales["lt"]], None)
    make_topic(slug="bridges", locale=locales["lt"])
    topic.slug = "bridges"
    topic.save()
    translation_of(topic, "lt").source.update_from_db()
    target = topic.get_translation(locales["lt"])
    response = sign_in_as(LT).post(edit_url(target), {"action": "publish"}, follow=True)
    assert [level for level, _text in messages_of(response)] == ["error", "error"]
    target.refresh_from_db()
    assert target.slug == "bridge"


def test_publishing_needs_the_right(page, locales, sign_in_as):
    submit(page, [locales["lt"]], None)
    GroupPagePermission.objects.filter(group__name=LT, permission__codename="publish_page").delete()
    target = page.get_translation(locales["lt"])
    assert sign_in_as(LT).post(edit_url(target), {"action": "publish"})["Location"] == "/admin/"
    assert not page.get_translation(locales["lt"]).live


def two_translations(page, locales) -> StandardPage:
    """Make what old data may hold: two translations into one Latvian page. Return that page."""
    submit(page, [locales["lt"], locales["lv"]], None)
    lithuanian = page.get_translation(locales["lt"])
    source, _created = TranslationSource.get_or_create_from_instance(lithuanian)
    second = Translation.objects.create(source=source, target_locale=locales["lv"], enabled=False)
    Translation.objects.filter(pk=second.pk).update(enabled=True)
    return page.get_translation(locales["lv"])


def going_on(locales) -> list[str]:
    found = Translation.objects.filter(target_locale=locales["lv"], enabled=True)
    return [entry.source.locale.language_code for entry in found]


def test_the_editor_opens_where_old_data_has_two_translations(page, locales, sign_in_as):
    target = two_translations(page, locales)
    assert going_on(locales) == ["en", "lt"]
    assert sign_in_as(EDITORS).get(edit_url(target)).status_code == 200
    assert going_on(locales) == ["en"]


def test_a_second_translation_into_one_target_is_never_on(page, locales):
    target = two_translations(page, locales)
    second = Translation.objects.get(target_locale=locales["lv"], source__locale=locales["lt"])
    second.save()
    assert (second.enabled, going_on(locales)) == (False, ["en"])
    Translation.objects.filter(pk=second.pk).update(enabled=False)
    again, _created = Translation.objects.update_or_create(pk=second.pk, defaults={"enabled": True})
    assert (again.enabled, going_on(locales)) == (False, ["en"])
    assert the_translation(target).source.locale == locales["en"]
    assert not Translation.objects.filter(pk=second.pk).exists()


def test_a_chain_does_not_break_the_editor(page, locales, sign_in_as):
    submit(page, [locales["lt"], locales["lv"]], None)
    translate_object(page.get_translation(locales["lt"]), [locales["lv"]])
    target = page.get_translation(locales["lv"])
    assert (sign_in_as(EDITORS).get(edit_url(target)).status_code, going_on(locales)) == (200, ["en"])


def test_stopped_and_started_again(page, locales, translation_of, sign_in_as):
    submit(page, [locales["lt"]], None)
    target, client = page.get_translation(locales["lt"]), sign_in_as(LT)
    stop = reverse("wagtail_localize:stop_translation", args=[translation_of(page, "lt").pk])
    assert (client.post(stop).status_code, translation_of(page, "lt").enabled) == (302, False)
    restart = {"localize-restart-translation": "1"}
    assert sign_in_as(translators("lv")).post(edit_url(target), restart)["Location"] == "/admin/"
    assert not translation_of(page, "lt").enabled
    client.post(edit_url(target), restart)
    assert translation_of(page, "lt").enabled
    response = client.post(edit_url(target), restart, follow=True)
    assert messages_of(response)[-1] == ("error", "There is no stopped translation here.")


def test_translators_neither_stop_nor_write_records(locales, translation_of, sign_in_as):
    topic = make_topic(name="Bridge")
    submit(topic, [locales["lt"]], None)
    target, client = topic.get_translation(locales["lt"]), sign_in_as(LT)
    stop = reverse("wagtail_localize:stop_translation", args=[translation_of(topic, "lt").pk])
    assert client.post(stop)["Location"] == "/admin/"
    assert translation_of(topic, "lt").enabled
    own = make_topic(name="Lietuviška", locale=locales["lt"])
    answers = [client.get(edit_url(record)).status_code for record in (target, topic, own)]
    assert answers == [200, 302, 302]
    sign_in_as(EDITORS).post(stop)
    assert client.get(edit_url(target))["Location"] == "/admin/"
    client.post(edit_url(target), {"localize-restart-translation": "1"})
    assert not translation_of(topic, "lt").enabled


def test_only_versions_one_may_know_of_are_named(page, locales, translation_of, write, sign_in_as):
    submit(page, [locales["lt"], locales["lv"]], None)
    write(translation_of(page, "lv"), "title", "Slepens")
    translation_of(page, "lv").save_target(publish=False)
    target = page.get_translation(locales["lt"])
    for group, shown in ((LT, {"en"}), (EDITORS, {"en", "lv"})):
        props = json.loads(sign_in_as(group).get(edit_url(target)).context["props"])
        assert {other["locale"]["code"] for other in props["translations"]} == shown


def test_the_editor_opens_where_a_record_of_the_source_was_deleted(page, locales, sign_in_as):
    topic = make_topic()
    PageTopic.objects.create(page=page, topic=topic, locale=page.locale)
    page.save_revision().publish()
    submit(page, [locales["lt"]], None)
    topic.delete()
    assert sign_in_as(LT).get(edit_url(page.get_translation(locales["lt"]))).status_code == 200


def test_refusals_are_in_the_users_language(page, locales, sign_in_as):
    client = sign_in_as(LT)
    UserProfile.objects.create(user=client.user, preferred_language="lt")
    url = reverse("wagtailadmin_reports:page_types_usage")
    ((level, text),) = messages_of(client.get(url, follow=True))
    with override("lt"):
        assert (level, text) == ("error", gettext("Sorry, you do not have permission to access this area."))


def test_a_title_with_signs_is_shown_as_text(page, locales, translation_of, write):
    submit(page, [locales["lt"]], None)
    write(translation_of(page, "lt"), "title", "Tiltai &amp; keliai")
    assert page.get_translation(locales["lt"]).draft_title == "Tiltai & keliai"
    StringTranslation.objects.all().delete()
    assert page.get_translation(locales["lt"]).draft_title == "Bridges"


def test_empty_blocks_are_read(home, locales):
    page = make_page(StandardPage, home)
    block = page._meta.get_field("body").stream_block.child_blocks["quote"]
    extractor = StreamFieldSegmentExtractor(page._meta.get_field("body"), include_overridables=True)
    empty = [
        blocks.CharBlock(),
        blocks.TextBlock(),
        EmbedBlock(),
        ImageBlock(),
        blocks.RichTextBlock(),
        block,
    ]
    assert [extractor.handle_block(each, None) for each in empty] == [[]] * 6


def test_pages_in_other_languages_are_known_by_what_visitors_read(home, page, locales, sign_in_as):
    hidden = make_page(StandardPage, home, title="Not yet", live=False)
    page.title = "A draft"
    page.save_revision()
    client = sign_in_as(LT)
    shown, refused = (client.get(f"/admin/api/main/pages/{each.pk}/") for each in (page, hidden))
    assert shown.json() == {"id": page.pk, "title": "Bridges"}
    assert (refused.status_code, "Not yet" in refused.content.decode()) == (404, False)
