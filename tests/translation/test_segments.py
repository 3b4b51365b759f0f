import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationSource,
)

from cms.models import Contact, MediaItem
from cms.translation.submitting import submit
from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from tests.factories import make_image, make_page, make_topic
from tests.fixtures.database import again
from tests.translation.languages import locale, translate_texts

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
LT = translators("lt")


def make_pictured(page: StandardPage) -> StandardPage:
    """Give a page a picture, a link and a related page, and submit it to Lithuanian and Latvian."""
    page.image, page.image_alt = make_image(), "A bridge."
    page.body = [("prose", '<p>See <a href="https://example.org/en">this</a>.</p>')]
    page.related_pages = [("page", make_page(StandardPage, page.get_parent()))]
    page.save_revision().publish()
    submit(page, [locale("lt"), locale("lv")], None)
    return page


@pytest.fixture(scope="module")
def made_pictured(shared_rows, made_page):
    with shared_rows():
        return make_pictured(again(made_page))


@pytest.fixture
def pictured(made_pictured, db):
    """A page with a picture, a link and a related page, submitted to Lithuanian and Latvian."""
    return again(made_pictured)


def string_url(translation, path: str) -> str:
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def override_url(translation, path: str) -> str:
    segment = OverridableSegment.objects.get(source=translation.source, context__path__contains=path)
    return reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])


def put(client: Client, url: str, value) -> object:
    return client.put(url, f"value={value}", content_type=FORM)


def test_a_text_is_written_and_deleted_in_both_forms(pictured, translation_of, sign_in_as):
    client, url = sign_in_as(LT), string_url(translation_of(pictured, "lt"), "title")
    assert put(client, url, "Tiltai").status_code == 201
    boundary = "x"
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="value"\r\n\r\nKiti\r\n--{boundary}--\r\n'
    assert client.put(url, body, content_type=f"multipart/form-data; boundary={boundary}").status_code == 200
    assert StringTranslation.objects.get().data == "Kiti"
    assert client.delete(url).status_code == 200
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("body", ["", "value=", "other=x", "value=a%00b"])
def test_a_text_that_is_none_is_refused(pictured, translation_of, sign_in_as, body):
    url = string_url(translation_of(pictured, "lt"), "title")
    response = sign_in_as(LT).put(url, body, content_type=FORM)
    assert (response.status_code, StringTranslation.objects.count()) == (400, 0)


def test_a_text_of_another_page_or_source_is_refused(home, pictured, locales, translation_of, sign_in_as):
    other = make_page(StandardPage, home)
    submit(other, [locales["lt"]], None)
    latvian, _created = TranslationSource.get_or_create_from_instance(pictured.get_translation(locales["lv"]))
    for source in (translation_of(other, "lt").source, latvian):
        foreign = StringSegment.objects.get(source=source, context__path="title")
        args = [translation_of(pictured, "lt").pk, foreign.pk]
        response = put(sign_in_as(LT), reverse("wagtail_localize:edit_string_translation", args=args), "x")
        assert response.status_code == 404
    foreign = OverridableSegment.objects.get(source=latvian, context__path="image")
    args = [translation_of(pictured, "lt").pk, foreign.pk]
    put(sign_in_as(LT), reverse("wagtail_localize:edit_override", args=args), make_image().pk)
    assert (StringTranslation.objects.count(), SegmentOverride.objects.count()) == (0, 0)


def test_a_locked_page_takes_neither_text_nor_value(pictured, locales, translation_of, sign_in_as):
    target = pictured.get_translation(locales["lt"])
    target.locked = True
    target.save()
    translation, client = translation_of(pictured, "lt"), sign_in_as(LT)
    picture = make_image().pk
    answers = [
        put(client, string_url(translation, "title"), "Tiltai"),
        client.delete(string_url(translation, "title")),
        put(client, override_url(translation, "image"), picture),
        client.delete(override_url(translation, "image")),
        client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk])),
        client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk])),
        client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk])),
        client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4 + [302] * 4
    assert {answer["Location"] for answer in answers[4:]} == {"/admin/"}
    assert (StringTranslation.objects.count(), SegmentOverride.objects.count()) == (0, 0)


def test_a_text_too_long_for_its_place_stays_with_its_translator(
    pictured, locales, translation_of, sign_in_as
):
    translation, client = translation_of(pictured, "lt"), sign_in_as(LT)
    response = put(client, string_url(translation, "title"), "ž" * 256)
    assert (response.status_code, response.json()["error"], response.json()["data"]) == (
        201,
        "This text has 256 characters; at most 255 fit here.",
        "ž" * 256,
    )
    assert put(client, string_url(translation, "title"), "ž" * 300).status_code == 200
    edit = reverse("wagtailadmin_pages:edit", args=[pictured.get_translation(locales["lt"]).pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"action": "publish"}).status_code == 302
    target = pictured.get_translation(locales["lt"])
    assert (target.live, target.title) == (False, "Bridges")
    assert put(client, string_url(translation, "title"), "Tiltai").json()["error"] is None


@pytest.mark.parametrize(
    ("path", "value", "status"),
    [
        ("image", "99999", 400),
        ("image", "x", 400),
        ("image", "", 400),
        ("related_pages", "99999", 400),
        ("example.org", "javascript:alert(1)", 400),
        ("example.org", "ftp://example.org/", 400),
        ("example.org", "//example.org/", 400),
        ("example.org", "/lt/", 400),
        ("example.org", "https://", 400),
        ("example.org", "https://[", 400),
        ("example.org", "https://example.org/a b", 400),
        ("example.org", "https://example.org/lt", 201),
        ("example.org", "mailto:a@example.org", 201),
        ("example.org", "tel:%2B37060000000", 201),
    ],
)
def test_a_value_is_of_the_kind_of_the_source(pictured, translation_of, sign_in_as, path, value, status):
    url = override_url(translation_of(pictured, "lt"), path)
    response = put(sign_in_as(LT), url, value)
    assert (response.status_code, SegmentOverride.objects.count()) == (status, int(status == 201))


def test_a_picture_one_may_choose(pictured, translation_of, sign_in_as):
    url, picture = override_url(translation_of(pictured, "lt"), "image"), make_image().pk
    assert put(sign_in_as(LT), url, picture).json()["data"] == picture
    GroupCollectionPermission.objects.filter(group__name=LT).delete()
    assert put(sign_in_as(LT), url, pictured.image_id).status_code == 400
    assert SegmentOverride.objects.get().data == picture


def test_a_page_one_may_know_of(home, pictured, locales, translation_of, sign_in_as):
    url = override_url(translation_of(pictured, "lt"), "related_pages")
    hidden = make_page(StandardPage, home, live=False)
    own = make_page(StandardPage, home.get_translation(locales["lt"]), live=False)
    client = sign_in_as(LT)
    assert [put(client, url, page.pk).status_code for page in (hidden, home, own)] == [400, 201, 200]


@pytest.mark.parametrize(
    ("model", "fields", "path", "good", "bad"),
    [
        (Contact, {"name": "A", "email": "a@example.org"}, "email", "b@example.org", "b"),
        (Contact, {"name": "A", "phone": "+370 5"}, "phone", "+371 6", "9" * 41),
        (MediaItem, {"title": "A", "url": "https://example.org/en"}, "url", "https://example.org/lt", "lt"),
    ],
)
def test_values_of_records(locales, translation_of, sign_in_as, model, fields, path, good, bad):
    record = model.objects.create(locale=locales["en"], **fields)
    submit(record, [locales["lt"], locales["lv"]], None)
    client, url = sign_in_as(LT), override_url(translation_of(record, "lt"), path)
    good = good.replace("+", "%2B")
    assert [put(client, url, value).status_code for value in (bad, good)] == [400, 201]
    foreign = override_url(translation_of(record, "lv"), path)
    assert put(client, foreign, good).status_code == 403


def test_an_override_is_one_row_and_old_doubles_are_mended(pictured, translation_of, sign_in_as):
    translation, client = translation_of(pictured, "lt"), sign_in_as(LT)
    url, first, second = override_url(translation, "image"), make_image().pk, make_image().pk
    segment = OverridableSegment.objects.get(source=translation.source, context__path="image")
    for _time in range(2):
        SegmentOverride.objects.create(
            context=segment.context, locale=translation.target_locale, data_json=str(first)
        )
    assert put(client, url, second).status_code == 200
    assert SegmentOverride.objects.get().data == second
    assert client.delete(url).status_code == 200
    assert not SegmentOverride.objects.exists()


def test_the_source_is_shown_where_the_chosen_was_deleted(pictured, locales, translation_of, sign_in_as):
    translation, client = translation_of(pictured, "lt"), sign_in_as(EDITORS)
    picture, chosen = make_image(), make_page(StandardPage, pictured.get_parent())
    put(client, override_url(translation, "image"), picture.pk)
    put(client, override_url(translation, "related_pages"), chosen.pk)
    picture.delete()
    chosen.delete()
    preview = client.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
    translate_texts(pictured, "lt")
    edit = reverse("wagtailadmin_pages:edit", args=[pictured.get_translation(locales["lt"]).pk])
    client.post(edit, {"action": "publish"})
    target = pictured.get_translation(locales["lt"])
    assert (preview.status_code, client.get(edit).status_code) == (200, 200)
    assert (target.live, target.image_id) == (True, pictured.image_id)
    assert target.related_pages[0].value.pk == pictured.related_pages[0].value.pk


def test_translators_translate_records_of_their_language_only(locales, translation_of, sign_in_as):
    topic = make_topic(name="Bridge")
    submit(topic, [locales["lt"], locales["lv"]], None)
    client = sign_in_as(LT)
    own, foreign = (string_url(translation_of(topic, code), "name") for code in ("lt", "lv"))
    assert [put(client, url, "Tiltas").status_code for url in (own, foreign)] == [201, 403]


def test_a_slug_becomes_an_address_as_it_is_written(pictured, translation_of, sign_in_as):
    url = string_url(translation_of(pictured, "lt"), "slug")
    answer = put(sign_in_as(LT), url, "Antrasis susitikimas ąžuolyne 🎉/x").json()
    assert (answer["data"], answer["error"]) == ("antrasis-susitikimas-azuolyne-tada-x", None)


def test_blanks_are_no_text(pictured, translation_of, sign_in_as):
    url = string_url(translation_of(pictured, "lt"), "title")
    assert put(sign_in_as(LT), url, "%20%20").status_code == 400
    assert not StringTranslation.objects.exists()
