"""Links whose words say nothing by themselves are named to the editor, in every language."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.languages import LANGUAGES
from cms.link_texts import empty_links, says_nothing
from cms.link_words import EMPTY_WORDS
from home.models import AccessibilityStatementPage, StandardPage
from tests.factories import make_page, make_site
from tests.translation.conftest import messages_of

#: “here”, “click here”, “read more” and “this link” as pages say them, with what stands around them.
SAID = {
    "bg": ["тук", "Натиснете тук!", "Прочетете още…", "този линк"],
    "cs": ["zde", "Klikněte ZDE", "číst dále »", "(tento odkaz)"],
    "da": ["her", "Klik her.", "Læs mere", "dette link"],
    "de": ["hier", "Klicken Sie hier", "Weiterlesen …", "diesen Link"],
    "el": ["ΕΔΏ", "Κάντε κλικ εδώ", "Διαβάστε περισσότερα", "αυτός ο σύνδεσμος"],
    "en": ["HERE", "click  here", "Read more…", "“this link”"],
    "es": ["aquí", "Haga clic aquí", "leer más", "este enlace"],
    "et": ["siin", "Klõpsake siin", "Loe edasi", "see link"],
    "fi": ["tästä", "Klikkaa tästä", "Lue lisää →", "tämä linkki"],
    "fr": ["ici", "Cliquez ici", "plus d’informations", "ce lien"],
    "ga": ["anseo", "Cliceáil anseo", "Léigh tuilleadh", "an nasc seo"],
    "hr": ["ovdje", "Kliknite ovdje", "Pročitajte više", "ova poveznica"],
    "hu": ["itt", "Kattintson ide", "Tovább >", "ez a link"],
    "it": ["qui", "Clicca qui", "Leggi di più", "questo link"],
    "lt": ["čia", "Spauskite ČIA", "Skaityti daugiau…", "šią nuorodą"],
    "lv": ["šeit", "Spiediet šeit", "Lasīt vairāk", "šī saite"],
    "mt": ["hawn", "Ikklikkja hawn", "Aqra aktar", "din il-link"],
    "nl": ["hier", "Klik hier", "Lees verder", "deze link"],
    "pl": ["tutaj", "Kliknij tutaj", "Czytaj więcej", "ten link"],
    "pt": ["aqui", "Clique aqui", "Saiba mais", "esta ligação"],
    "ro": ["aici", "Faceți clic aici", "Citește mai mult", "acest link"],
    "sk": ["tu", "Kliknite sem", "Čítajte ďalej", "tento odkaz"],
    "sl": ["tukaj", "Kliknite tukaj", "Preberite več", "ta povezava"],
    "sv": ["här", "Klicka här", "Läs mer", "den här länken"],
    "uk": ["тут", "Натисніть тут", "Читати далі", "за цим посиланням"],
}


@pytest.mark.once
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_words_that_say_nothing_are_known_in_every_language(language):
    assert [text for text in SAID[language] if not says_nothing(text, language)] == []


@pytest.mark.once
def test_every_language_has_words_and_none_twice():
    assert set(EMPTY_WORDS) == {code for code, _name in LANGUAGES}
    for language, words in EMPTY_WORDS.items():
        listed = [" ".join(each.split()) for each in words.split(",")]
        assert (language, sorted(set(listed))) == (language, sorted(listed))
        assert [each for each in listed if each != each.lower() or not each] == []
        assert len(listed) > 15


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("www.example.org", True),
        ("example.org", True),
        ("Read the statement of the alliance", False),
        ("Here is how to join", False),
        ("čia", False),
        ("", False),
        ("→", False),
    ],
)
def test_words_that_say_something_are_left_alone(text, expected):
    assert says_nothing(text, "en") == expected


RICH = (
    '<p>Read <a href="https://example.org/">more</a> or <a linktype="page" id="2"><b>this page</b></a>.</p>'
)


def link(text: str) -> dict:
    """Return a link block with these words."""
    return {"text": text, "page": None, "document": None, "url": "https://example.org/", "language": ""}


@pytest.mark.django_db
def test_links_are_found_wherever_they_stand():
    home = make_site()
    home.key_messages = [("message", {"title": "One", "text": "", "link": link("Here")})]
    statement = make_page(AccessibilityStatementPage, home, feedback=RICH)
    body = [
        {"type": "prose", "value": RICH},
        {"type": "faq", "value": {"items": [{"question": "Why?", "answer": '<a href="/x/">Click here</a>'}]}},
        {"type": "links", "value": {"title": "", "links": [link("This link"), link("The council’s report")]}},
        {"type": "call_to_action", "value": {"title": "Join", "text": "", "link": link("example.org")}},
    ]
    page = make_page(StandardPage, home, body=json.dumps(body))
    assert empty_links(home) == ["Here"]
    assert empty_links(statement) == ["more", "this page"]
    assert empty_links(page) == ["more", "this page", "Click here", "This link", "example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize(("accept", "count"), [("text/html", 1), ("application/json", 0)])
def test_an_editor_is_warned_when_she_saves_and_not_when_the_page_saves_itself(client, accept, count):
    home = make_site()
    page = make_page(StandardPage, home, body=json.dumps([{"type": "prose", "value": RICH}]))
    client.force_login(get_user_model().objects.create_superuser("ada"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.get(address)
    form = response.context["form"]
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "",
            "body": streamfield([("prose", rich_text(RICH))]),
            "related_pages": streamfield([]),
            **{name: inline_formset([]) for name in form.formsets},
        }
    )
    client.post(address, data, headers={"accept": accept})
    told = messages_of(client.get(address))
    assert [text for level, text in told if level == "warning"] == count * [
        "The words of some links do not say where they lead: “more” and “this page”."
        " Read alone, they must make sense."
    ]
