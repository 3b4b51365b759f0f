"""Members of the alliance: the map they are on, their partnerships, and who would fit."""

from django.utils.html import format_html

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import HERE

group = Group("members", "Members")


@group.component("europe_map", frame="container")
def europe_map(words):
    places = [("LT", 3, 358, 256), ("UA", 11, 436, 329), ("DE", 1, 251, 319), ("SE", 2, 290, 198)]
    countries = [
        {"code": code, "url": HERE, "label": f"{code}: {count}", "count": count, "x": x, "y": y}
        for code, count, x, y in places
    ]
    countries[0]["current"] = True
    dot = {"code": "MT", "url": HERE, "label": "MT: 1", "count": 1, "x": 286, "y": 515, "small": True}
    size = {"width": 600, "height": 530, "label": words.menu[0]}
    yield state("Countries with members, one chosen", countries=[*countries, dot], **size)


@group.component("match", around='<ul class="results" role="list"><li>{}</li></ul>')
def match(words):
    whole = {"name": words.organisations[0], "url": HERE, "place": words.places[1], "points": "45"}
    yield state("Usual", **whole, reasons=words.sentences[:3])
    yield state("In another language", **whole | {"name": "Brückenstadt", "lang": "de"}, level=2)
    yield state("Long words", name=words.long_organisation, url=HERE, reasons=[words.long_word])


@group.component("partnership", around='<ul class="results" role="list"><li>{}</li></ul>')
def partnership(words):
    whole = {"name": words.organisations[0], "url": HERE, "since": words.since, "topics": words.topics[0]}
    yield state("Usual", **whole, text=format_html("<p>{}</p>", words.paragraphs[0]))
    german = format_html("<p>{}</p>", "Zwei Städte heizen gemeinsam.")
    yield state(
        "In another language",
        **whole | {"name": "Brückenstadt", "lang": "de"},
        text=german,
        text_lang="de",
        text_language=words.foreign[1],
        level=2,
    )
    yield state("Name alone", name=words.long_organisation, url=HERE)
