"""Cards."""

from typing import Any

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import (
    ELSEWHERE,
    EMAIL,
    FOREIGN_LANGUAGE,
    FOREIGN_SENTENCE,
    FOREIGN_TITLE,
    HERE,
    LONG_EMAIL,
    PHONE,
    date_block,
    day,
    logo,
    picture,
    portrait,
)
from cms.styleguide.words import Words

group = Group("cards", "Cards")


def foreign(words: Words) -> dict[str, Any]:
    """Return a title in another language and what says so."""
    return {"url": HERE, "title": FOREIGN_TITLE, "lang": FOREIGN_LANGUAGE, "lang_label": words.foreign[0]}


def card_props(words: Words, number: int = 0, **more: Any) -> dict[str, Any]:
    """Return the props of a card with a picture."""
    return {
        "url": HERE,
        "title": words.titles[number],
        "summary": words.sentences[number],
        "image": picture(),
        "date": day(number)["label"],
        "date_iso": day(number)["iso"],
        "kind": words.kinds[number % 3],
    } | more


@group.component("card", frame="card")
def card(words):
    yield state("Usual", **card_props(words))
    yield state("Without a picture", **card_props(words, image=None))
    yield state("Title alone", url=HERE, title=words.titles[1])
    yield state(
        "With tags",
        **card_props(
            words, tags=[{"label": words.topics[0]}, {"label": words.statuses[0], "tone": "success"}]
        ),
    )
    yield state("In another language", **card_props(words) | foreign(words) | {"summary": FOREIGN_SENTENCE})
    yield state(
        "Long words",
        **card_props(words, title=words.long_title, summary=words.paragraphs[0], kind=words.long_word),
    )
    yield state("A level above", url=HERE, title=words.long_word, level=2)


@group.component("event_card", frame="card")
def event_card(words):
    whole = {
        "url": HERE,
        "title": words.titles[4],
        "date": date_block(),
        "time_label": "13:00–14:30",
        "place": words.places[0],
        "kind": words.kinds[2],
    }
    yield state("Usual", **whole)
    yield state(
        "Several days, online",
        **whole | {"date": date_block(until=2), "place": words.online},
        is_online=True,
        summary=words.sentences[0],
    )
    yield state("Past", **whole, is_past=True)
    yield state("Cancelled", **whole, status={"label": words.statuses[3], "tone": "danger"})
    yield state("Postponed", **whole, status={"label": words.statuses[1], "tone": "warning"})
    yield state("In another language", **whole | foreign(words))
    yield state("Without a date", url=HERE, title=words.titles[4], kind=words.kinds[2])
    yield state(
        "Long words",
        **whole
        | {"title": words.long_title, "place": words.long_organisation, "summary": words.paragraphs[0]},
    )
    yield state("A level above", url=HERE, title=words.long_word, date=date_block(), level=2)


@group.component("call_card", frame="card")
def call_card(words):
    whole = {
        "url": HERE,
        "title": words.titles[3],
        "deadline_label": day()["label"],
        "deadline_iso": day()["iso"],
        "organisation": words.organisations[0],
        "country": words.country,
        "summary": words.sentences[2],
    }
    opened, closing, closed = (
        {"label": label, "tone": tone}
        for label, tone in zip(words.statuses, ("success", "warning", "past"), strict=False)
    )
    yield state("Open", **whole, state=opened)
    yield state("Closing soon", **whole, state=closing)
    yield state("Closed", **whole, state=closed, is_past=True)
    yield state("In another language", **whole | foreign(words) | {"summary": FOREIGN_SENTENCE}, state=opened)
    yield state("Title alone", url=HERE, title=words.titles[3])
    yield state(
        "Long words",
        **whole
        | {
            "title": words.long_title,
            "organisation": words.long_organisation,
            "summary": words.paragraphs[0],
        },
        state=opened,
    )
    yield state("A level above", url=HERE, title=words.long_word, country=words.country, level=2)


@group.component("media_card", frame="card")
def media_card(words):
    whole = {
        "url": HERE,
        "title": words.titles[5],
        "language_line": words.foreign[2],
        "duration": "3:20",
        "duration_iso": "PT3M20S",
    }
    yield state("Usual", **whole, image=picture())
    yield state("Without a picture", **whole)
    yield state("Without an address", **whole | {"url": ""})
    yield state(
        "Opens in place from elsewhere",
        **whole,
        image=picture(),
        note=words.sentences[1],
        player=ELSEWHERE,
        player_note=words.sentences[2],
    )
    track = {"url": HERE, "kind": "captions", "lang": FOREIGN_LANGUAGE, "label": words.foreign[1]}
    video = {"url": HERE, "type": "video/webm", "tracks": [track]}
    here = whole | {"url": "", "note": words.sentences[1]}
    yield state("Plays here", **here, image=picture(), file=video)
    yield state(
        "Sound with a transcript",
        **here,
        file={"url": HERE, "type": "audio/mpeg", "is_audio": True},
        transcript=FOREIGN_SENTENCE,
        transcript_lang=FOREIGN_LANGUAGE,
    )
    yield state(
        "In another language", **whole | {"title": FOREIGN_TITLE, "lang": FOREIGN_LANGUAGE}, image=picture()
    )
    yield state("Title alone", title=words.titles[5])
    yield state(
        "Long words",
        **whole | {"title": words.long_title, "language_line": words.paragraphs[1]},
        image=picture(),
    )
    yield state("A level above", url=HERE, title=words.long_word, image=picture(), level=2)


@group.component("person_card", frame="card")
def person_card(words):
    whole = {"name": words.people[0], "role": words.roles[0], "organisation": words.organisations[0]}
    yield state("Usual", **whole, url=HERE, image=portrait())
    yield state("Without a picture", **whole)
    yield state("With contacts", **whole, image=portrait(), text=words.sentences[2], email=EMAIL, phone=PHONE)
    yield state("Name alone", name=words.people[3])
    yield state(
        "Long words",
        name=words.long_person,
        role=words.roles[1],
        organisation=words.long_organisation,
        email=LONG_EMAIL,
        image=portrait(),
    )
    yield state("A level above", name=words.people[1], level=2)


@group.component("organisation_card", frame="card")
def organisation_card(words):
    whole = {
        "name": words.organisations[0],
        "kind": words.topics[1],
        "country": words.country,
        "place": words.places[1],
        "since_label": words.since,
    }
    yield state("Usual", **whole, url=HERE, logo=logo(), summary=words.sentences[3])
    lines = [
        {"label": words.actions[0], "text": ", ".join(words.topics[:2])},
        {"label": words.actions[1], "text": words.topics[2]},
    ]
    yield state("With what it offers and needs", **whole, url=HERE, logo=logo(), lines=lines)
    yield state("Without a logo", **whole, url=HERE)
    yield state("Without a link", **whole, logo=logo())
    yield state("Name alone", name=words.organisations[1])
    yield state(
        "In another language", **whole | {"name": "Verband der Brückenstädte", "lang": "de"}, url=HERE
    )
    yield state(
        "Long words",
        **whole | {"name": words.long_organisation, "kind": words.long_word},
        url=HERE,
        logo=logo(),
    )
    yield state("A level above", name=words.long_word, url=HERE, level=2)


@group.component("logo_list", frame="container")
def logo_list(words):
    names = [{"name": name, "url": HERE} for name in words.organisations]
    with_logos = [entry | {"logo": logo()} for entry in names]
    yield state("Logos", items=with_logos, title=words.table[0])
    yield state(
        "Logos and names",
        items=[*with_logos[:1], *names[1:], {"name": "Verband der Brückenstädte", "lang": "de"}],
    )
    yield state("One logo, no link", items=[{"name": words.organisations[0], "logo": logo()}])
    yield state(
        "Many and long",
        items=[
            *with_logos,
            *names,
            {"name": words.long_organisation, "url": HERE},
            {"name": words.long_word},
        ],
    )


@group.component("related_pages", frame="wide")
def related_pages(words):
    yield state("Three pages", items=[card_props(words, number) for number in range(3)])
    yield state(
        "One page, with a link to all",
        items=[card_props(words)],
        title=words.menu[1],
        link_url=HERE,
        link_label=words.actions[1],
        id="more",
    )
    yield state("Pages without pictures", items=[{"url": HERE, "title": title} for title in words.titles[:4]])
