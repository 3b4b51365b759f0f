"""What stands around every page."""

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
    breadcrumb,
    day,
    linked,
    links,
    logo,
)

group = Group("frame", "The page’s frame")

LANGUAGES = [
    {"code": code, "name": name, "url": HERE}
    for code, name in (("en", "English"), ("lt", "lietuvių"), ("lv", "latviešu"), ("uk", "українська"))
]
OTHERS = [
    {"code": code, "name": name, "url": HERE}
    for code, name in (("de", "Deutsch"), ("el", "ελληνικά"), ("fr", "français"), ("pl", "polski"))
]
CURRENT = {"code": "en", "name": "English"}
VERSIONS = [LANGUAGES[0] | {"current": True}, *LANGUAGES[1:]]
ORIGINAL = {"url": ELSEWHERE, "name": "Deutsch", "lang": "de", "dir": "ltr"}
HEBREW = {"url": ELSEWHERE, "name": "עברית", "lang": "he", "dir": "rtl"}
FOREIGN_TEXTS = {"brand_name": "Verband der Brückenstädte", "brand_line": "Gemeinsam bauen."}
TARGET = {"lang": "de", "dir": "ltr", "name": "Deutsch"}


def menu(words, current="", section=""):
    """Return a menu of five entries, the third with pages below it."""
    entries = [
        {"title": title, "url": HERE, "current": title == current, "section": title == section}
        for title in words.menu
    ]
    children = [
        {"title": title, "url": HERE, "current": bool(section) and index == 1}
        for index, title in enumerate(words.titles[:3])
    ]
    children.append({"title": FOREIGN_TITLE, "url": HERE, "lang": FOREIGN_LANGUAGE, "target": TARGET})
    entries[2]["children"] = children
    return entries


@group.component("stylesheets", frame="source")
def stylesheets(words):
    yield state("As it stands in the head of a page")


@group.component("scripts", frame="source")
def scripts(words):
    yield state("As it stands in the head of a page")


@group.component("skip_link")
def skip_link(words):
    yield state("Seen when it has the focus: press Tab")


@group.component("masthead", frame="wide")
def masthead(words):
    texts = {"brand_name": words.brand, "brand_line": words.brand_line}
    whole = {
        "site_texts": texts,
        "home_url": HERE,
        "search_url": HERE,
        "menu": menu(words, section=words.menu[2]),
        "current": CURRENT,
        "versions": VERSIONS,
        "other_languages": OTHERS,
    }
    yield state("Usual, on a page below Events", **whole)
    yield state("On a page of the menu, with what was searched for", **whole | {
        "menu": menu(words, current=words.menu[0]), "query": words.search,
    })  # fmt: skip
    yield state("With a note and a logo", **whole, note=words.note, logo=logo())
    yield state("Name alone", site_texts={"brand_name": words.brand})
    yield state(
        "Named in another language", **whole | {"site_texts": FOREIGN_TEXTS}, site_lang=FOREIGN_LANGUAGE
    )
    yield state("Long name, long menu", **whole | {
        "site_texts": {"brand_name": words.long_organisation, "brand_line": words.long_word},
        "menu": menu(words) + links([words.long_word, words.titles[0], words.titles[1]]),
    })  # fmt: skip


@group.component("search_form")
def search_form(words):
    yield state("Usual", search_url=HERE, id="search-usual")
    yield state(
        "With a query and a label", search_url=HERE, query=words.search, label=words.menu[1], id="own"
    )
    yield state(
        "In a language of its own", search_url=HERE, id="other", hidden=[{"name": "language", "value": "lv"}]
    )


@group.component("primary_menu", frame="wide", around='<div class="container">{}</div>')
def primary_menu(words):
    yield state("No page of it is current", menu=menu(words))
    yield state("First page is current", menu=menu(words, current=words.menu[0]))
    yield state("A page below the third is current", menu=menu(words, section=words.menu[2]))
    yield state("One entry", menu=links([words.menu[0]]))


@group.component("link_words", around=f'<a href="{HERE}">{{}}</a>')
def link_words(words):
    yield state("Usual", title=words.titles[0])
    yield state("In another language", title=FOREIGN_TITLE, lang=FOREIGN_LANGUAGE)
    yield state("Leads to a page in another language", title=words.titles[0], target=TARGET)
    yield state("Leads to a page in Hebrew", title=words.titles[0], target=HEBREW)


@group.component(
    "language_switcher", around='<div class="topbar"><div class="container topbar__in">{}</div></div>'
)
def language_switcher(words):
    yield state("Versions and others", versions=VERSIONS, other_languages=OTHERS, current=CURRENT)
    yield state("One version", versions=VERSIONS[:1], current=CURRENT)
    yield state("No other version", other_languages=OTHERS, current=CURRENT)


@group.component("notice", frame="wide")
def notice(words):
    text = linked(words.sentences[4], words.actions[1])
    yield state("Band", text=text)
    for level in ("info", "success", "warning", "danger"):
        yield state(f"Band: {level}", text=text, level=level, label=words.menu[1])
    for level in ("info", "success", "warning", "danger"):
        yield state(f"Box: {level}", text=text, level=level, box=True)
    yield state("Long text", text=f"{words.paragraphs[0]} {words.long_word}", level="warning")


@group.component("translation_notice", frame="wide")
def translation_notice(words):
    yield state("Partly translated", kind="partial", percent="85%", original=ORIGINAL)
    yield state("Not up to date", kind="outdated", outdated=1, since=day(), original=HEBREW)
    yield state("Both", kind="both", percent="85%", outdated=12, since=day(), original=ORIGINAL)
    yield state("The original is not public", kind="partial", percent="40%", since=day())


@group.component("shown_instead", frame="wide")
def shown_instead(words):
    yield state("Shown in German", original=ORIGINAL)
    yield state("Shown in Hebrew", original=HEBREW)


@group.component("breadcrumb")
def show_breadcrumb(words):
    yield state("Usual", items=breadcrumb(words))
    yield state(
        "A page above is not public",
        items=[*breadcrumb(words)[:1], {"title": words.menu[1]}, {"title": words.titles[1]}],
    )
    yield state("Deep and long", items=links([words.brand, *words.titles, words.long_title]))
    yield state("Home page: nothing is shown", items=links([words.brand]))


@group.component("page_dates")
def page_dates(words):
    yield state("Both", published=day(), updated=day(12))
    yield state("Published", published=day())
    yield state("Updated", updated=day(12))


@group.component("share")
def share(words):
    yield state("Usual", url=ELSEWHERE, title=words.titles[0])


@group.component("back_to_top")
def back_to_top(words):
    yield state("Usual")


@group.component("page_end", frame="wide")
def page_end(words):
    yield state("Usual", url=ELSEWHERE, title=words.titles[0], published=day(), updated=day(12))
    yield state("Not to be shared, without dates")


@group.component("footer", frame="wide")
def footer(words):
    texts = {"brand_name": words.brand}
    feeds = [{"title": "RSS", "url": HERE, "icon": "rss"}]
    foreign = [{"title": FOREIGN_TITLE, "url": HERE, "lang": FOREIGN_LANGUAGE, "target": TARGET}]
    contact = {"name": words.organisations[0], "email": EMAIL, "phone": PHONE, "address": words.address}
    columns = [
        {"title": words.menu[0], "links": links(words.menu)},
        {"title": words.menu[1], "links": [*links(words.titles[:2]), *feeds, *foreign]},
    ]
    legal = links(words.actions[:2])
    yield state(
        "Usual",
        site_texts=texts,
        about=words.lead,
        columns=columns,
        contact=contact,
        legal=legal,
        site_map_url=HERE,
        page_url=ELSEWHERE,
        credit=words.since,
    )
    yield state("Name alone", site_texts=texts)
    yield state(
        "In another language",
        site_texts=FOREIGN_TEXTS,
        site_lang=FOREIGN_LANGUAGE,
        about=FOREIGN_SENTENCE,
        columns=[{"title": "Aktuelles", "links": foreign}],
    )
    yield state(
        "Long words",
        site_texts={"brand_name": words.long_organisation},
        about=words.paragraphs[0],
        columns=[{"title": words.long_word, "links": links([words.long_title, words.long_word])}],
        contact=contact
        | {"name": words.long_person, "email": LONG_EMAIL, "url": ELSEWHERE, "url_label": words.long_word},
    )
