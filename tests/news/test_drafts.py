"""Events and calls whose dates are not known yet: saved and previewed as drafts, never published."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, get_page_models
from wagtail.test.utils.form_data import streamfield
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.models import BasePage
from news.models import CallIndexPage, CallPage, EventIndexPage, EventPage
from tests.factories import make_page, make_site
from tests.news.posting import a_call, create, edit, errors, event, posted, slot

pytestmark = pytest.mark.django_db

#: type → its index, the date that a draft may lack, the fields of a form
KINDS = {
    EventPage: (EventIndexPage, "start_at", event),
    CallPage: (CallIndexPage, "deadline_at", a_call),
}
BLANK = ["This field cannot be blank."]
NOT_SET = "The date is not set yet."


@pytest.fixture(params=KINDS, ids=lambda model: model.__name__)
def kind(request):
    """Each type with a date that a draft may lack: model, index, field, form."""
    return request.param, *KINDS[request.param]


def undated(model, field, **values):
    """Make a draft without its date, as code does."""
    return make_page(
        model, **{field: None, "end_at": None} if model is EventPage else {field: None}, live=False, **values
    )


def facts(html: str) -> dict[str, str]:
    found = BeautifulSoup(html, "html.parser").select(".page-header .facts > div")
    return {fact.dt.get_text(strip=True).rstrip(":"): fact.dd.get_text(strip=True) for fact in found}


def test_only_these_dates_may_wait_for_publication():
    waiting = {
        model: [
            field.name
            for field in model._meta.concrete_fields
            if field.null and not field.blank and field.editable
        ]
        for model in get_page_models()
        if issubclass(model, BasePage)
    }
    assert {model: names for model, names in waiting.items() if names} == {
        model: [field] for model, (_index, field, _form) in KINDS.items()
    }


# --- In the admin ---


def test_draft_is_saved_without_its_date(client, editor, kind):
    model, index, field, form = kind
    response = create(client, model, index, form(**{field: "", "end_at": ""}), action="save")
    page = model.objects.get(slug="a-page")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, getattr(page, field)) == (False, None)
    assert getattr(page.get_latest_revision_as_object(), field) is None
    assert client.get(response.url).context["form"][field].value() is None


def test_draft_is_saved_by_itself_without_its_date(client, editor, kind):
    model, index, field, form = kind
    answer = create(client, model, index, form(**{field: ""}), "save", headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert getattr(model.objects.get(slug="a-page"), field) is None


def test_page_is_not_published_without_its_date(client, editor, kind):
    model, index, field, form = kind
    response = create(client, model, index, form(**{field: ""}))
    assert errors(response) == {field: ["This field is required."]}
    assert not model.objects.exists()


def test_draft_is_published_once_its_date_is_known(client, editor, kind):
    model, index, field, form = kind
    create(client, model, index, form(**{field: ""}), action="save")
    page = model.objects.get(slug="a-page")
    assert errors(edit(client, page, form(**{field: ""}))) == {field: ["This field is required."]}
    assert not model.objects.get(pk=page.pk).live
    response = edit(client, page, form())
    assert response.status_code == 302, errors(response)
    page = model.objects.get(pk=page.pk)
    assert (page.live, getattr(page, field) is None) == (True, False)


def test_draft_of_a_published_page_may_lose_its_date_and_the_page_does_not(client, editor, kind):
    model, _index, field, form = kind
    page = make_page(model, slug="a-page")
    response = edit(client, page, form(**{field: "", "end_at": ""}), action="save")
    assert response.status_code == 302, errors(response)
    page = model.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.live, getattr(page, field) is None, getattr(draft, field)) == (True, False, None)
    with pytest.raises(ValidationError) as caught:
        page.latest_revision.publish()
    assert caught.value.message_dict == {field: BLANK}
    assert getattr(model.objects.get(pk=page.pk), field) is not None
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert NOT_SET in facts(response.content.decode()).values()


def test_bad_dates_are_refused_in_drafts_too(client, editor, kind):
    model, index, field, form = kind
    response = create(client, model, index, form(**{field: "tomorrow"}), action="save")
    assert errors(response) == {field: ["Enter a valid date/time."]}


@pytest.mark.parametrize(
    "fields", [{}, {"partner_time_zone": "Europe/Kyiv", "registration_url": "https://example.org/"}]
)
def test_preview_of_an_event_without_its_date_says_so(client, editor, fields):
    parent = make_page(EventIndexPage)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "eventpage", parent.pk])
    agenda = streamfield([slot("13:00", "13:05", title="Opening")])
    assert client.post(url, posted(event(start_at="", end_at="", agenda=agenda, **fields))).json()["is_valid"]
    html = client.get(url).content.decode()
    assert facts(html)["Time"] == NOT_SET
    page = BeautifulSoup(html, "html.parser")
    assert (page.select(".date-block"), page.select_one("#agenda").text) == ([], "Agenda")
    assert "Opening" in html


def test_preview_of_a_call_without_its_date_says_so(client, editor):
    parent = make_page(CallIndexPage)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "callpage", parent.pk])
    data = a_call(deadline_at="", opens_at="2030-01-01 09:00")
    assert client.post(url, posted(data)).json()["is_valid"]
    html = client.get(url).content.decode()
    assert (facts(html)["Deadline"], "Time left" in facts(html)) == (NOT_SET, False)
    badges = [badge.text for badge in BeautifulSoup(html, "html.parser").select(".page-header .badge")]
    assert "No deadline yet" in badges


def bulk_publish(client, *pages, below: bool = False):
    keys = "&".join(f"id={page.pk}" for page in pages)
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?{keys}&next=/admin/"
    return client.post(url, {"include_descendants": "on"} if below else {}, follow=True)


@pytest.mark.parametrize("below", [False, True])
def test_many_pages_are_not_published_at_once_while_one_lacks_its_date(client, editor, kind, below):
    model, index, field, _form = kind
    label = {"start_at": "Start", "deadline_at": "Deadline"}[field]
    page = undated(model, field, title="In the making")
    other = make_page(model, live=False, title="Ready")
    other.save_revision()
    chosen = [index.objects.get()] if below else [other, page]
    response = bulk_publish(client, *chosen, below=below)
    assert [str(message).strip() for message in response.context["messages"]] == [
        f"Nothing was published. These pages lack something: “In the making” ({label})."
    ]
    assert not model.objects.live().exists()
    bulk_publish(client, other)
    assert [found.title for found in model.objects.live()] == ["Ready"]


# --- In code ---


def test_code_saves_a_draft_without_its_date_and_cannot_publish_it(kind):
    model, _index, field, _form = kind
    make_site()
    page = undated(model, field)
    revision = page.save_revision()
    with pytest.raises(ValidationError) as caught:
        revision.publish()
    assert caught.value.message_dict == {field: BLANK}
    assert not model.objects.get(pk=page.pk).live
    page.go_live_at = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(ValidationError):
        page.save_revision()


def test_draft_without_its_date_is_translated_and_not_published_in_any_language(
    kind, django_capture_on_commit_callbacks
):
    model, _index, field, _form = kind
    make_site("en", "lt")
    lt = Locale.objects.get(language_code="lt")
    page = undated(model, field)
    page.save_revision()
    translate_object(page.get_parent().specific, [lt])
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(page, [lt])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.save_target(publish=False)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError) as caught:
        translation.save_target(publish=True)
    assert caught.value.message_dict == {field: BLANK}
    target = model.objects.get(locale=lt)
    assert (target.live, getattr(target, field)) == (False, None)
