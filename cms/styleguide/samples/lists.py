"""Lists, and the ways through them."""

from django.core.paginator import Paginator
from django.utils.html import format_html

from cms import formats
from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import (
    ELSEWHERE,
    EMAIL,
    FOREIGN_LANGUAGE,
    FOREIGN_TITLE,
    HERE,
    LONG_EMAIL,
    PHONE,
    day,
    links,
    picture,
)

group = Group("lists", "Lists")


@group.component("list_item", around='<ul class="results" role="list"><li>{}</li></ul>')
def list_item(words):
    marked = format_html("{} <mark>{}</mark>", words.sentences[0], words.search)
    whole = {
        "url": HERE,
        "title": words.titles[0],
        "kind": words.kinds[0],
        "date": day()["label"],
        "date_iso": day()["iso"],
    }
    yield state("Found by a search", **whole, text=marked)
    yield state("With a picture", **whole, text=words.sentences[0], image=picture())
    yield state("Title alone", url=HERE, title=words.titles[1], level=3)
    yield state(
        "A file, with topics",
        **whole,
        text=marked,
        topics=words.topics,
        file="PDF, 1.2 MB",
        on_page={"url": HERE, "title": FOREIGN_TITLE, "lang": FOREIGN_LANGUAGE},
    )
    yield state(
        "In another language",
        **whole | {"title": FOREIGN_TITLE},
        lang=FOREIGN_LANGUAGE,
        dir="ltr",
        lang_label=words.foreign[0],
    )
    yield state(
        "Long words", **whole | {"title": words.long_title, "kind": words.long_word}, text=words.paragraphs[0]
    )


@group.component("document_link")
def document_link(words):
    yield state("Usual", url=HERE, title=words.titles[0], format="PDF", size=formats.format_size(1234567))
    yield state(
        "In another language",
        url=HERE,
        title=FOREIGN_TITLE,
        format="PDF",
        language=words.foreign[1],
        lang=FOREIGN_LANGUAGE,
        date=day()["label"],
    )
    yield state("Title alone", url=HERE, title=words.titles[1])
    yield state(
        "Long words", url=HERE, title=f"{words.long_word}.pdf", format="DOCX", size=formats.format_size(987)
    )


@group.component("link_list")
def link_list(words):
    foreign = {"title": FOREIGN_TITLE, "lang": FOREIGN_LANGUAGE, "language": words.foreign[1]}
    yield state(
        "Usual",
        items=[
            *links(words.titles[:2]),
            {"title": words.organisations[1], "url": ELSEWHERE, "is_external": True, "meta": "PDF"},
            foreign | {"url": ELSEWHERE, "is_external": True},
        ],
    )
    yield state("One link", items=links(words.titles[:1]))
    yield state("Without addresses", items=[{"title": words.titles[0], "meta": words.foreign[2]}, foreign])
    yield state("Long words", items=links([words.long_title, words.long_word], is_external=True))


@group.component("topics")
def topics(words):
    yield state("Usual", topics=links(words.topics))
    yield state("One, without a link", topics=[{"title": words.topics[0]}], title=words.menu[1])
    yield state("Many and long", topics=links([*words.topics, *words.titles, words.long_word]))


@group.component("contact", frame="aside")
def contact(words):
    yield state(
        "Usual",
        name=words.people[0], role=words.roles[0], email=EMAIL, phone=PHONE, address=words.address, url=ELSEWHERE,
        url_label="example.org", text=words.organisations[0],
    )  # fmt: skip
    yield state("Address alone", email=EMAIL)
    yield state(
        "Long words",
        name=words.long_person,
        role=words.roles[1],
        email=LONG_EMAIL,
        url=f"{ELSEWHERE}{'bridges/' * 9}",
    )


@group.component("empty_state")
def empty_state(words):
    yield state(
        "Usual",
        title=words.questions[0],
        text=words.sentences[4],
        action={"label": words.actions[1], "url": HERE},
    )
    yield state("Title alone", title=words.questions[1], icon="calendar", level=3)
    yield state("Long words", title=words.long_word, text=words.paragraphs[0])


def paged(number: int, last: int) -> dict:
    """Return the props of a pagination."""
    page = Paginator(range(last * 10), 10).page(number)
    shown = page.paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    entries = [
        {"number": each, "url": HERE, "current": each == number} if isinstance(each, int) else {"gap": True}
        for each in shown
    ]
    return {
        "page": page,
        "page_links": entries,
        "prev_url": HERE if page.has_previous() else "",
        "next_url": HERE if page.has_next() else "",
    }


@group.component("pagination", frame="container")
def pagination(words):
    yield state("First of two", **paged(1, 2))
    yield state("In the middle of many", **paged(48, 96))
    yield state("Last of ten", **paged(10, 10))
    yield state("One page: nothing is shown", **paged(1, 1))


@group.component("filters", frame="container")
def filters(words):
    kinds = [
        {"label": kind, "url": HERE, "current": number == 1, "count": 12 * number}
        for number, kind in enumerate(words.kinds)
    ]
    subjects = [{"label": topic, "url": HERE} for topic in words.topics]
    groups = [{"label": words.menu[1], "options": kinds}, {"label": words.menu[2], "options": subjects}]
    yield state("Two groups, one of them set", groups=groups, clear_url=HERE, label=words.menu[0])
    yield state(
        "With a search",
        groups=groups[1:],
        action=HERE,
        query=words.search,
        search_label=words.actions[1],
        hidden=[{"name": "kind", "value": "story"}],
    )
    yield state(
        "With a search and choices",
        groups=groups[1:],
        action=HERE,
        selects=[
            {
                "name": f"choice-{number}",
                "label": words.menu[number],
                "options": [{"value": topic, "label": f"{topic} (2)"} for topic in words.topics],
            }
            for number in (1, 2, 3)
        ],
    )
    yield state("Search alone", action=HERE)
    yield state("Above an agenda", groups=groups, label=words.menu[1], level=3, **{"class": "filters--box"})
    yield state(
        "Many and long",
        groups=[
            {
                "label": words.long_word,
                "options": subjects * 3
                + [{"label": words.long_title, "url": HERE}, {"label": words.long_word, "url": HERE}],
            }
        ],
    )
