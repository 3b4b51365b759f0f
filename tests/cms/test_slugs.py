"""Addresses from titles in all languages of the European Union and Ukrainian."""

import pytest

from cms.languages import LANGUAGES
from cms.slugs import ascii_slug

WORDS = {
    "bg": [
        ("Мостове на доверието", "mostove-na-doverieto"),
        ("България и София", "bulgaria-i-sofia"),
        ("Площад „Въздържание“", "ploshtad-vazdarzhanie"),
    ],
    "cs": [("Žluťoučký kůň a Přátelství", "zlutoucky-kun-a-pratelstvi")],
    "da": [("Århus, Ærø og København", "aarhus-aeroe-og-koebenhavn")],
    "de": [("Brücken für Städte und große Höfe", "bruecken-fuer-staedte-und-grosse-hoefe")],
    "el": [
        ("Καλημέρα Ελλάδα", "kalimera-ellada"),
        ("Ευρώπη, αυτοδιοίκηση και αύριο", "evropi-aftodioikisi-kai-avrio"),
        ("Γέφυρες εμπιστοσύνης", "gefyres-empistosynis"),
        ("Μπάμπης, άγγελος, συγχρονισμός", "bampis-angelos-synchronismos"),
        ("Ουράνιο ταξίδι, πρωτεΐνη", "ouranio-taxidi-proteini"),
        ("Άυλος", "aylos"),
    ],
    "en": [("Bridges of trust: the forum’s results", "bridges-of-trust-the-forums-results")],
    "es": [("El año de la cooperación", "el-ano-de-la-cooperacion")],
    "et": [("Sõprus üle äärte, Jõhvi", "soprus-ule-aarte-johvi")],
    "fi": [("Ystävyys yli äyräiden", "ystavyys-yli-ayraiden")],
    "fr": [("L’été des élus, œuvre commune", "lete-des-elus-oeuvre-commune")],
    "ga": [("Comhaontas na gcathracha éagsúla", "comhaontas-na-gcathracha-eagsula")],
    "hr": [("Đakovo i Čakovec", "dakovo-i-cakovec")],
    "hu": [("Őrült tűzű híd", "orult-tuzu-hid")],
    "it": [("Città più vicine", "citta-piu-vicine")],
    "lt": [("Ukmergė ir Šiauliai – ąčęėįšųūž", "ukmerge-ir-siauliai-aceeisuuz")],
    "lv": [("Uzticības tilti: Ķekava, Ģibuļi, Ļaudona", "uzticibas-tilti-kekava-gibuli-laudona")],
    "mt": [("Għaqda ta’ Ħaż-Żebbuġ", "ghaqda-ta-haz-zebbug")],
    "nl": [("Coöperatie van gemeenten", "cooperatie-van-gemeenten")],
    "pl": [("Łódź, Święto Źródeł", "lodz-swieto-zrodel")],
    "pt": [("Cooperação às fronteiras", "cooperacao-as-fronteiras")],
    "ro": [("Înfrățire și țări", "infratire-si-tari")],
    "sk": [("Ľudia a mestá, Štúrovo", "ludia-a-mesta-sturovo")],
    "sl": [("Češnje in žirafe", "cesnje-in-zirafe")],
    "sv": [("Vänorter i Östersjön på Åland", "vanorter-i-ostersjon-pa-aland")],
    "uk": [
        ("Мости довіри", "mosty-doviry"),
        ("Згурський Їжакевич, Яготин і Короп’є", "zghurskyi-yizhakevych-yahotyn-i-koropie"),
        ("Знам’янка, Щербухи, Юрій, Гоща", "znamianka-shcherbukhy-yurii-hoshcha"),
    ],
}


def test_every_language_has_its_words():
    assert WORDS.keys() == {code for code, _name in LANGUAGES}


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [(code, title, slug) for code, pairs in WORDS.items() for title, slug in pairs],
)
def test_slug_is_written_by_the_rule_of_the_language(language, title, slug):
    assert ascii_slug(title, language) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Susitikimas Корості", "susitikimas-korosti"),
        ("北京", "beijing"),
        ("שלום", "slvm"),
        ("!!!", "page"),
        ("", "page"),
        ("a" * 500, "a" * 200),
    ],
)
def test_any_text_has_a_slug(title, slug):
    assert ascii_slug(title, "lt") == slug
