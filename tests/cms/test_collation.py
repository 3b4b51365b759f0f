"""Names in the order in which a reader of each language looks for them."""

import pytest

from cms.collation import in_order
from cms.languages import LANGUAGES

ORDERED = {
    "bg": "Бургас, Варна, Йовково, Перник, Шумен, Щърково, Ямбол",
    "cs": "Brno, Cvikov, Čáslav, Holešov, Cheb, Ivančice, Řevnice, Zlín, Žatec",
    "da": "Billund, Odense, Viborg, Ærø, Ølstykke, Aalborg, Århus",
    "de": "Aachen, Ängelholm, Berlin, Köln, Konstanz, Übach, Ulm",
    "el": "Αθήνα, Άργος, Βόλος, Έδεσσα, Ήπειρος, Θήβα, Ωρωπός",
    "en": "Éire, Exeter, Malmö, Malton, York, Žilina",
    "es": "León, Lugo, Nerja, Noja, Ñuñoa, Oviedo, Zamora",
    "et": "Rakvere, Saue, Šauļi, Zagreb, Žilina, Tartu, Valga, Õru, Ärina, Öru, Ülenurme",
    "fi": "Helsinki, Turku, Vaasa, Zagreb, Åland, Äänekoski, Öja",
    "fr": "Angers, Évry, Fès, Nîmes, Niort",
    "ga": "Áth Luain, Béal Feirste, Corcaigh, Éadan, Gaillimh",
    "hr": "Cres, Čakovec, Ćićarija, Delnice, Džep, Đakovo, Lovran, Ljubuški, Nin, Njivice, Zagreb, Žminj",
    "hu": "Cegléd, Csongrád, Gödöllő, Gyula, Ózd, Ököritó, Őriszentpéter, Sopron, Szeged, Zalaegerszeg, Zsámbék",
    "it": "Aosta, Cefalù, Forlì, Trento",
    "lt": "Birštonas, Cirkliškis, Čekiškė, Ignalina, Yliai, Įpiltis, Jonava, Skuodas, Šakiai, Zarasai, Žagarė",
    "lv": "Cēsis, Čaks, Gulbene, Ģibuļi, Kuldīga, Ķekava, Limbaži, Ļaudona, Saldus, Šķaune, Zilupe, Žīguri",
    "mt": "Birgu, Ċirkewwa, Floriana, Ġgantija, Gudja, Għarb, Hal, Ħamrun, Żebbuġ, Zonqor",
    "nl": "Breda, Eede, Één, Zwolle",
    "pl": "Ciechanów, Ćmielów, Lublin, Łódź, Oława, Ósno, Sopot, Świdnik, Zamość, Źródła, Żory",
    "pt": "Água, Braga, Évora, Faro",
    "ro": "Arad, Ăla, Bacău, Iași, Înăi, Jibou, Sibiu, Șimleu, Turda, Țara",
    "sk": "Cífer, Čadca, Hnúšťa, Chynorany, Ilava, Senec, Šahy, Zvolen, Žilina",
    "sl": "Celje, Črnomelj, Sevnica, Šentjur, Zagorje, Žalec",
    "sv": "Arboga, Umeå, Visby, Zinkgruvan, Åre, Älvsbyn, Örebro",
    "uk": "Гадяч, Ґоща, Дубно, Енергодар, Єлань, Житомир, Ізюм, Їжаківка, Коростень, Щастя, Яготин",
}


def test_every_language_has_its_names():
    assert ORDERED.keys() == {code for code, _name in LANGUAGES}


@pytest.mark.parametrize("language", ORDERED)
def test_names_stand_in_the_order_of_the_language(language):
    names = ORDERED[language].split(", ")
    assert in_order(reversed(names), language) == names


def test_numbers_case_and_marks_decide_last():
    assert in_order(["Zone 10", "zone 2", "Zone 2", "Rose", "Rosé"], "en") == [
        "Rose",
        "Rosé",
        "Zone 2",
        "zone 2",
        "Zone 10",
    ]


def test_names_in_other_scripts_have_a_place():
    names = ["Київ", "Αθήνα", "Kaunas", "北京", "", "!"]
    assert sorted(in_order(names, "lt")) == sorted(names)
    assert in_order(["Kyiv", "Київ"], "uk") == ["Київ", "Kyiv"]
