"""Links to other sites and pictures without a description are found wherever they stand in a page."""

import pytest

from cms.models import Contact, MediaItem, Organisation, Person, Project
from cms.upkeep.found import Gap, Inside, Link, found_in, words_of
from home.models import AccessibilityStatementPage, StandardPage
from news.models import ArticlePage, CallPage
from tests.factories import make_page, make_site, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.once]

URL = "https://example.org/"


def body(*blocks) -> StandardPage:
    raw = [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(blocks)]
    return StandardPage(body=StandardPage.body.field.to_python(raw))


def links(page) -> list[tuple[str, str, str]]:
    found = [each for each in found_in(page) if isinstance(each, Link)]
    return [(each.url, each.words, words_of(type(page), each.model_path)) for each in found]


def test_links_are_found_in_texts_blocks_and_fields():
    page = body(
        ("prose", f'<p><a href="{URL}a">A  site</a> and <a linktype="page" id="3">a page</a></p>'),
        ("links", {"title": "", "links": [{"type": "item", "id": "l", "value": {"text": "B", "url": URL}}]}),
        ("faq", {"items": [{"question": "Q", "answer": f'<a href="{URL}c#there">C</a>'}]}),
        ("call_to_action", {"title": "T", "link": {"text": "D", "url": f"{URL}d"}}),
        ("nothing-any-more", {"url": URL}),
    )
    assert links(page) == [
        (f"{URL}a", "A site", "Text"),
        (URL, "B", "Text › Links › Address"),
        (f"{URL}c", "C", "Text › Questions and answers › Questions › Answer"),
        (f"{URL}d", "D", "Text › Call to action › Link › Address"),
    ]
    [path] = [each.content_path for each in found_in(page) if isinstance(each, Link) and each.words == "B"]
    assert path == "body.b1.links.l.url"
    assert links(CallPage(apply_url=f"{URL}apply")) == [(f"{URL}apply", "", "Link to apply")]
    page = AccessibilityStatementPage(feedback=f'<p><a href="{URL}">Site</a></p>', enforcement_url="")
    assert [url for url, *_rest in links(page)] == [URL]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("HTTPS://Example.org/x", ["HTTPS://Example.org/x"]),
        (" https://exa\nmple.org/ ", ["https://example.org/"]),
        ("http://[x", ["http://[x"]),
        ("https://žemė.lt/ą", ["https://žemė.lt/ą"]),
        ("https://example.org/\ud800\x00", ["https://example.org/"]),
        ("mailto:ona@example.org", []),
        ("tel:+370", []),
        ("javascript:alert(1)", []),
        ("/en/", []),
        ("#here", []),
        ("", []),
    ],
)
def test_only_addresses_of_sites_are_taken(href, found):
    assert [each.url for each in found_in(CallPage(apply_url=href))] == found
    assert [url for url, *_rest in links(body(("prose", f'<a href="{href}">x</a>')))] == found


def test_links_to_pages_are_found_whether_the_pages_are_there_or_not():
    page = body(
        ("prose", '<p><a id="3" linktype="page">A page</a> <a linktype="document" id="4">a file</a></p>'),
        (
            "links",
            {"title": "", "links": [{"type": "item", "id": "l", "value": {"text": "B", "page": 999_999}}]},
        ),
    )
    page.related_pages = StandardPage.related_pages.field.to_python([{"type": "page", "value": 5, "id": "r"}])
    found = [(each.target, each.content_path) for each in found_in(page) if isinstance(each, Inside)]
    assert sorted(found) == [(3, "body.b0"), (5, "related_pages.r"), (999_999, "body.b1.links.l.page")]


def test_pictures_without_a_description_are_told_from_described_and_decorative_ones():
    def picture(**fields) -> dict:
        return {"image": 7, "alt_text": "", "decorative": False, "caption": "", **fields}

    page = body(
        ("picture", picture()),
        ("picture", picture(alt_text="A bridge.")),
        ("picture", picture(decorative=True)),
        ("gallery", {"title": "", "pictures": [{"type": "item", "id": "p", "value": picture(image=8)}]}),
        ("picture", picture(image=None)),
    )
    assert list(found_in(page)) == [
        Gap(7, "body.picture.image", "body.b0.image"),
        Gap(8, "body.gallery.pictures.item.image", "body.b3.pictures.p.image"),
    ]
    assert words_of(StandardPage, "body.gallery.pictures.item.image") == "Text › Gallery › Pictures › Picture"
    assert list(found_in(StandardPage(image_id=9))) == [Gap(9, "image", "image")]
    assert list(found_in(StandardPage(image_id=9, image_alt="A bridge."))) == []
    assert list(found_in(StandardPage(image_id=9, image_is_decorative=True))) == []


def test_links_of_records_stand_where_a_page_names_the_record(django_assert_num_queries):
    locale = make_site("en").locale
    authority, person, project, contact = (
        kind.objects.create(locale=locale, name=name, website=f"{URL}{name.lower()}", **more)
        for kind, name, more in (
            (Organisation, "Authority", {"type": "authority"}),
            (Person, "Ona", {}),
            (Project, "Bridges", {}),
            (Contact, "Desk", {}),
        )
    )
    film = MediaItem.objects.create(
        locale=locale,
        title="Film",
        url=f"{URL}film",
        subtitles=[("version", {"language": "lt", "url": f"{URL}lt"})],
    )
    raw = [
        ("people", {"title": "", "people": [person.pk, person.pk]}),
        ("contact", {"contact": contact.pk}),
        ("media", {"items": [film.pk, 999_999]}),
    ]
    page = make_page(
        ArticlePage,
        published_on="2030-01-28",
        original_publisher=authority,
        body=[{"type": kind, "value": value} for kind, value in raw],
    )
    page.project_links.create(project=project)
    page.organisation_links.create(organisation=authority)
    page.topic_links.create(topic=make_topic())
    page.save(clean=False)
    page = ArticlePage.objects.get(pk=page.pk)
    with django_assert_num_queries(7):  # two kinds of rows, five kinds of records
        found = sorted(links(page))
    assert found == [
        (f"{URL}authority", "Authority", "Organisation of a page › Organisation"),
        (f"{URL}authority", "Authority", "Original publisher"),
        (f"{URL}bridges", "Bridges", "Project of a page › Project"),
        (f"{URL}desk", "Desk", "Text › Contact"),
        (f"{URL}film", "Film", "Text › Videos and recordings › Recordings"),
        (f"{URL}lt", "Film", "Text › Videos and recordings › Recordings"),
        (f"{URL}ona", "Ona", "Text › People"),
        (f"{URL}ona", "Ona", "Text › People"),
    ]
    [path] = [each.content_path for each in found_in(page) if isinstance(each, Link) and each.words == "Desk"]
    assert path == f"body.{page.body[1].id}.contact"
