"""What stories are made of."""

from django.utils.html import format_html

from cms import formats
from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import (
    ELSEWHERE,
    FOREIGN_LANGUAGE,
    FOREIGN_SENTENCE,
    FOREIGN_TITLE,
    HERE,
    actions,
    day,
    linked,
    picture,
    portrait,
    rich,
)

group = Group("text", "Text")


@group.component("prose")
def prose(words):
    html = format_html(
        '<h2>{}</h2><p>{}</p><ul><li>{}</li><li><strong>{}</strong></li></ul><h3>{}</h3><p>{} <a href="{}">{}</a></p>'
        "<ol><li>{}</li><li>{}</li></ol>",
        words.titles[0], words.paragraphs[0], words.sentences[0], words.sentences[1], words.titles[1],
        words.paragraphs[1], HERE, words.actions[1], words.sentences[2], words.sentences[3],
    )  # fmt: skip
    foreign = format_html("<p>{}</p>", "גשר אחד מחבר שתי גדות, ושתי ערים.")
    yield state("Headings, lists, links", html=html)
    yield state("One paragraph", html=rich(words.paragraphs[0]))
    yield state("In another language", html=rich(FOREIGN_SENTENCE), lang=FOREIGN_LANGUAGE, dir="ltr")
    yield state("In a language of the other direction", html=foreign, lang="he", dir="rtl")
    yield state(
        "Long words", html=rich(f"{words.long_word} {words.sentences[0]}", f"{ELSEWHERE}{'bridge-' * 18}")
    )


@group.component("callout")
def callout(words):
    yield state("A sentence, set large", text=words.sentences[3])
    yield state("Rich text under a title", title=words.titles[0], html=rich(*words.paragraphs))
    yield state("Long words", text=words.long_title)


@group.component("quote")
def quote(words):
    yield state(
        "Usual",
        text=words.sentences[3],
        verb=words.said,
        name=words.people[0],
        role=words.roles[0],
        image=portrait(),
        source_url=HERE,
    )
    yield state("Without a picture", text=words.paragraphs[0], name=words.people[1], role=words.roles[1])
    yield state("Text alone", text=words.sentences[1])
    yield state("In another language", text=FOREIGN_SENTENCE, lang=FOREIGN_LANGUAGE, name=words.people[1])
    yield state(
        "Long words",
        text=f"{words.long_word}: {words.lead}",
        name=words.long_person,
        role=words.long_organisation,
        image=portrait(),
    )


@group.component("timeline")
def timeline(words):
    items = [
        {
            "date_iso": day(30 * step)["iso"],
            "date_label": day(30 * step)["label"],
            "title": title,
            "text": text,
        }
        for step, (title, text) in enumerate(zip(words.titles, words.sentences, strict=False))
    ]
    yield state("Five steps, one with a link", items=[items[0] | {"url": HERE}, *items[1:]])
    yield state("One step", items=items[:1])
    yield state("Texts alone", items=[{"text": sentence} for sentence in words.sentences[:3]])
    yield state(
        "Periods in words",
        items=[
            {"date_label": words.labels[0], "title": words.titles[0]},
            {"date_label": words.long_word, "text": words.paragraphs[0]},
        ],
    )


@group.component("faq")
def faq(words):
    items = [
        {"question": question, "answer": rich(words.paragraphs[0]), "id": f"question-{number}"}
        for number, question in enumerate(words.questions)
    ]
    yield state("Three questions", items=items)
    yield state("One question, a level above", items=items[:1], level=2)
    yield state("Long words", items=[{"question": words.long_title, "answer": rich(words.long_word)}])


@group.component("table")
def table(words):
    caption, *headers = words.table
    rows = [
        [place, f"{share} %", year]
        for place, share, year in zip(
            words.organisations, (50, 30, 20), ("2019", "2021", "2024"), strict=True
        )
    ]
    yield state(
        "Rows with headers",
        caption=caption,
        headers=headers,
        rows=rows,
        row_headers=True,
        note=words.sentences[2],
    )
    yield state("Without headers", caption=caption, rows=rows)
    yield state("One row", caption=caption, headers=headers, rows=rows[:1])
    yield state(
        "Wide",
        caption=words.long_title,
        headers=[*words.topics, *words.menu],
        rows=[[*words.topics, *words.menu]] * 3,
    )
    yield state(
        "Long words",
        caption=caption,
        headers=headers,
        rows=[[words.long_organisation, words.long_word, words.paragraphs[1]]],
    )


@group.component("picture")
def show_picture(words):
    sources = [{"type": "image/webp", "srcset": picture()["srcset"]}]
    yield state("Described", image=picture(words.titles[1]), sizes="46rem")
    yield state("Described in another language", image=picture(FOREIGN_TITLE, lang=FOREIGN_LANGUAGE))
    yield state("With sources, loaded first", image=picture(sources=sources), eager=True)
    yield state("With a class", image=portrait(), **{"class": "person-card__image"})


@group.component("figure")
def figure(words):
    yield state(
        "Caption and credit of the picture",
        image=picture(words.titles[1], caption=words.sentences[1], credit=words.photographer),
    )
    yield state(
        "Caption and credit of its place",
        image=picture(),
        caption=words.sentences[0],
        credit=words.photographer,
        sizes="46rem",
        eager=True,
    )
    yield state("Without a caption", image=picture(words.titles[1]))
    yield state("One of a gallery", image=picture(words.titles[1], large=picture()), number=2, total=6)
    yield state("Small picture", image=portrait(), caption=words.people[0])
    yield state(
        "Long words",
        image=picture(),
        caption=f"{words.paragraphs[0]} {words.long_word}",
        credit=words.long_person,
    )


@group.component("gallery")
def gallery(words):
    images = [
        picture(title, caption=title, credit=words.photographer, large=picture(title))
        for title in words.titles
    ]
    yield state("Six pictures", images=images, title=words.titles[1])
    yield state("One picture", images=images[:1])
    yield state("Two, one without words", images=[picture(), images[0]])
    yield state(
        "Long captions",
        images=[picture(caption=words.long_title), picture(caption=words.long_word), images[0]],
    )


@group.component("credit")
def credit(words):
    yield state("Text", text=words.photographer)
    yield state(
        "With a label and a link", label=words.roles[2], text=linked(words.people[2], words.organisations[2])
    )


@group.component("key_figures")
def key_figures(words):
    values = ("40", formats.format_number(128), formats.format_number(1250000))
    items = [{"value": value, "label": label} for value, label in zip(values, words.counted, strict=True)]
    yield state("Three figures", items=items)
    yield state("One figure", items=items[:1])
    yield state("Many and long", items=[*items, *items[:2], {"value": values[2], "label": words.long_word}])


@group.component("goals")
def goals(words):
    icons = ("handshake", "network", "lightbulb", "sprout", "users")
    items = [
        {"icon": icon, "title": topic, "text": sentence}
        for icon, topic, sentence in zip(icons, words.topics, words.sentences, strict=True)
    ]
    yield state("Five goals", items=items)
    yield state("Texts alone", items=[{"text": sentence} for sentence in words.sentences[:3]])
    yield state("One goal, a level above", items=items[:1], level=2)
    yield state("Long words", items=[{"title": words.long_word, "text": words.long_title}, items[0]])


@group.component("principles")
def principles(words):
    yield state("Five principles", items=words.sentences)
    yield state("One principle", items=words.sentences[:1])
    yield state(
        "Twelve and long", items=[*words.sentences, *words.sentences, words.paragraphs[0], words.long_word]
    )


@group.component("action_list")
def action_list(words):
    yield state("Five actions", items=[linked(words.sentences[0], words.actions[1]), *words.sentences[1:]])
    yield state("One action", items=words.sentences[:1])
    yield state("Long words", items=[words.paragraphs[0], words.long_word])


@group.component("cta_band", frame="wide")
def cta_band(words):
    yield state("Two actions", title=words.actions[0], text=words.lead, actions=actions(words), id="join")
    yield state("Title alone", title=words.actions[0])
    yield state(
        "Long words",
        title=words.long_title,
        text=words.paragraphs[0],
        actions=[{"label": words.long_word, "url": HERE}, *actions(words)],
    )
