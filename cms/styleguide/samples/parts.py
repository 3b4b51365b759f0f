"""Small parts."""

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import FOREIGN_LANGUAGE, FOREIGN_TITLE, HERE

group = Group("parts", "Small parts")


@group.component("icon", frame="part")
def icon(words):
    yield state("Usual", name="handshake")
    yield state("Large", name="calendar", **{"class": "icon--large"})
    yield state("Mirrored where text runs to the left", name="arrow-right", **{"class": "icon--directional"})


@group.component("badge", frame="part")
def badge(words):
    yield state("Usual", label=words.kinds[0])
    for tone in ("brand", "neutral", "past", "success", "warning", "danger"):
        yield state(f"Tone: {tone}", label=words.statuses[0], tone=tone)
    yield state("A link", label=words.topics[0], url=HERE)
    yield state("With an icon", label=words.statuses[3], tone="danger", icon="circle-alert")
    yield state("In another language", label="Städtepartnerschaft", lang=FOREIGN_LANGUAGE)
    yield state("Long word", label=words.long_word)


@group.component("button", frame="part")
def button(words):
    yield state("Usual", label=words.actions[0], url=HERE)
    for style in ("secondary", "accent", "on-deep"):
        yield state(f"Style: {style}", label=words.actions[0], url=HERE, style=style)
    yield state("Large", label=words.actions[0], url=HERE, large=True)
    yield state("Icon before", label=words.actions[2], url=HERE, icon="calendar-plus", style="secondary")
    yield state("Icon after", label=words.actions[0], url=HERE, icon_after="arrow-right")
    yield state("Download", label=words.actions[1], url=HERE, icon="download", meta="PDF", download=True)
    yield state(
        "To another language", label=FOREIGN_TITLE, url=HERE, lang=FOREIGN_LANGUAGE, hreflang=FOREIGN_LANGUAGE
    )
    yield state("Submits a form", label=words.actions[0], name="send", value="1")
    yield state("Long word", label=words.long_word, url=HERE, icon="mail", icon_after="arrow-right")
