"""Heads of pages and of their parts."""

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import (
    FOREIGN_LANGUAGE,
    FOREIGN_TITLE,
    HERE,
    actions,
    breadcrumb,
    date_block,
    facts,
    links,
    picture,
    tags,
)

group = Group("heads", "Heads of pages")


@group.component("hero", frame="wide")
def hero(words):
    yield state(
        "Home page",
        variant="home",
        title=words.brand,
        lead=words.lead,
        kicker=words.brand_line,
        actions=hero_actions(words),
    )
    yield state(
        "Alliance page with a picture",
        variant="alliance",
        title=words.titles[0],
        lead=words.lead,
        actions=hero_actions(words),
        image=picture(),
        breadcrumb=breadcrumb(words),
    )
    yield state("Title alone", title=words.brand)
    yield state(
        "Long words",
        variant="home",
        title=words.long_title,
        lead=words.paragraphs[0],
        kicker=words.long_organisation,
    )


def hero_actions(words):
    """Return the buttons that stand on a deep ground."""
    first, second = actions(words)
    return [first | {"style": "accent", "large": True}, second | {"style": "on-deep", "large": True}]


@group.component("page_header", frame="wide")
def page_header(words):
    yield state(
        "Usual",
        title=words.titles[1],
        lead=words.lead,
        tags=tags(words),
        facts=facts(words),
        breadcrumb=breadcrumb(words),
        actions=actions(words),
    )
    yield state(
        "With a picture",
        title=words.titles[2],
        lead=words.lead,
        kicker=words.kinds[1],
        image=picture(),
        breadcrumb=breadcrumb(words),
    )
    yield state("Title alone", title=words.titles[3])
    yield state(
        "In another language", title=FOREIGN_TITLE, lang=FOREIGN_LANGUAGE, breadcrumb=breadcrumb(words)
    )
    yield state(
        "Long words",
        title=words.long_title,
        lead=words.paragraphs[0],
        tags=[{"label": topic} for topic in words.topics] + [{"label": words.long_word, "tone": "neutral"}],
        image=picture(),
        breadcrumb=links([words.brand, words.long_word, words.long_title]),
    )


@group.component("event_header", frame="wide")
def event_header(words):
    cancelled = [{"label": words.statuses[3], "tone": "danger"}]
    whole = {
        "title": words.titles[4],
        "lead": words.lead,
        "tags": tags(words),
        "facts": facts(words),
        "breadcrumb": breadcrumb(words),
        "actions": actions(words),
    }
    yield state("One day", **whole, date=date_block())
    yield state(
        "Several days, with a picture",
        **whole,
        date=date_block(until=2),
        image=picture(),
        kicker=words.brand_line,
    )
    yield state("Past", **whole | {"actions": [], "tags": []}, date=date_block(), is_past=True)
    yield state("Cancelled", **whole | {"tags": cancelled}, date=date_block())
    yield state("Without a date yet", title=words.titles[4])
    yield state(
        "Long words",
        **whole | {"title": words.long_title, "lead": words.paragraphs[0]},
        date=date_block(until=2),
    )


@group.component("date_block", frame="part")
def show_date_block(words):
    yield state("One day", date=date_block())
    yield state("Several days", date=date_block(until=2))
    yield state("Past", date=date_block(), is_past=True)
    yield state("Small", date=date_block(), small=True)
    yield state("Small, several days", date=date_block(until=2), small=True)
    yield state("Small, past", date=date_block(), small=True, is_past=True)


@group.component("tags")
def show_tags(words):
    yield state("Kicker and tags", kicker=words.kinds[1], tags=tags(words))
    yield state("Kicker alone", kicker=words.kinds[1])
    yield state(
        "Many tags",
        tags=[{"label": topic, "tone": "neutral"} for topic in words.topics]
        + [{"label": words.statuses[3], "tone": "danger", "icon": "circle-alert"}],
    )


@group.component("facts")
def show_facts(words):
    plain = [{key: fact[key] for key in ("label", "value")} for fact in facts(words)]
    long = [
        {"label": words.long_word, "value": words.paragraphs[1]},
        {"label": words.labels[0], "value": words.long_word},
    ]
    yield state("In a row, with icons", facts=facts(words))
    yield state("In a row, with labels", facts=plain)
    yield state("One under the other", facts=plain, list=True)
    yield state("One under the other, with icons", facts=facts(words), list=True)
    yield state("One fact", facts=facts(words)[:1])
    yield state("Long words", facts=long, list=True)


@group.component("actions")
def show_actions(words):
    yield state("Two", actions=actions(words))
    yield state("One", actions=actions(words)[:1])
    yield state(
        "Large, with an icon",
        actions=[{"label": words.actions[1], "url": HERE, "icon": "file-text", "large": True}],
    )
    yield state(
        "To another language", actions=[{"label": FOREIGN_TITLE, "url": HERE, "lang": "de", "hreflang": "de"}]
    )
    yield state(
        "Many and long",
        actions=[
            *actions(words),
            *(
                {"label": text, "url": HERE, "style": "secondary"}
                for text in (words.titles[0], words.long_word)
            ),
        ],
    )


@group.component("section_head")
def section_head(words):
    yield state("Title", title=words.menu[1])
    yield state(
        "With a link to the whole list",
        title=words.menu[1],
        id="news",
        link_url=HERE,
        link_label=words.actions[1],
        link_hidden=words.menu[1],
    )
    yield state("A level below", title=words.titles[0], level=3)
    yield state("Long words", title=words.long_title, link_url=HERE, link_label=words.titles[1])


@group.component("contents", frame="aside")
def contents(words):
    headings = [{"id": f"part-{number}", "text": title} for number, title in enumerate(words.titles[:4])]
    children = [{"id": f"point-{number}", "text": title} for number, title in enumerate(words.menu[:3])]
    yield state("Usual", headings=headings)
    yield state(
        "Two levels", headings=[headings[0] | {"children": children}, *headings[1:]], title=words.menu[0]
    )
    yield state(
        "Long words", headings=[{"id": "a", "text": words.long_title}, {"id": "b", "text": words.long_word}]
    )
    yield state("One heading: nothing is shown", headings=headings[:1])
