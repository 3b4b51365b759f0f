"""The words of texts: where they stand, how they are folded, and which of their forms meet."""

import threading
import time
import tracemalloc
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.languages import LANGUAGES
from search.analysis import Token, fold, tokens
from tests.search.word_forms import WORDS, joined, our_stem, pairs_of

pytestmark = pytest.mark.once

CODES = [code for code, _name in LANGUAGES]
#: The least share of pairs of forms that meet, and the most of other pairs that do; the others have 0.9 and 0.4.
FLOORS = {
    "en": (0.98, 0.0), "lt": (0.98, 0.15), "lv": (0.98, 0.0), "uk": (0.97, 0.12), "pl": (0.98, 0.2),
    "de": (0.98, 0.0), "fr": (0.98, 0.2), "et": (0.96, 0.15), "cs": (0.97, 0.2), "bg": (0.97, 0.0),
    "ga": (0.84, 0.0), "mt": (0.85, 0.0),
}  # fmt: skip

LETTERS = st.characters(
    codec="utf-8",
    categories=["L", "M", "N", "P", "Cf", "Cc", "S", "Zs"],
    include_characters="'’ʼ\u00ad\u200b-",
)
WORDY = st.sampled_from("aeéёйїßłŁďǅİıſΣςά'’ʼ\u00ad\u200b\u200f\u0301\u0306\u0308אاб😀1½ -\0")
TEXTS = st.one_of(st.text(LETTERS), st.text(WORDY), st.text(st.sampled_from("оаіівськ’ стмьняцзю")))
ANY_LANGUAGE = st.sampled_from([*CODES, "ar", "he", "xx", ""])


def words(text: str, language: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, language)]


def stems(text: str, language: str) -> set[str]:
    return {token.stem for token in tokens(text, language)}


@pytest.mark.parametrize("language", WORDS)
def test_forms_of_a_word_meet_and_others_do_not(language):
    meeting, parting = pairs_of(language, "same"), pairs_of(language, "different")
    stem = our_stem(language)
    least, most = FLOORS.get(language, (0.9, 0.4))
    assert len(joined(meeting, stem)) / len(meeting) >= least
    assert len(joined(parting, stem)) / len(parting) <= most


def test_every_language_has_forms():
    assert sorted(WORDS) == sorted(CODES)
    many = ("en", "lt", "lv", "uk", "pl", "de", "fr", "et", "cs", "bg")
    assert [code for code in CODES if len(WORDS[code]["same"]) < (25 if code in many else 8)] == []
    assert [code for code in CODES if len(WORDS[code]["different"]) < (15 if code in many else 4)] == []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Коростень", "Korosten", "uk"),
        ("Київ", "Kyiv", "uk"),
        ("Коростень", "Korosten", "lt"),
        ("Пловдив", "Plovdiv", "bg"),
        ("Αθήνα", "Athina", "el"),
        ("Łódź", "Lodz", "pl"),
        ("Ukmergė", "ukmerge", "lt"),
        ("Straße", "STRASSE", "de"),
        ("Ærø", "aero", "da"),
        ("Đakovo", "dakovo", "hr"),
        ("м’яч", "м'яч", "uk"),
        ("Кам’янець", "Kamianets", "en"),
        ("ﬁnance", "finance", "en"),
        ("so\u00adzial", "sozial", "de"),
        ("ab\u200bcd", "abcd", "xx"),
    ],
)
def test_names_meet_across_scripts_and_keyboards(one, other, language):
    assert fold(one, language) == fold(other, language) != ""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bielsko-Biała, 2026–2027!", "pl", ["Bielsko", "Biała", "2026", "2027"]),
        ("l'énergie d’Orléans, aujourd'hui", "fr", ["énergie", "Orléans", "aujourd'hui"]),
        ("dell'energia", "it", ["energia"]),
        ("the city's plan, O’Brien", "en", ["the", "city", "plan", "O’Brien"]),
        ("м’яч Кам'янець", "uk", ["м’яч", "Кам'янець"]),
        ("Kennedy'ego", "pl", ["Kennedy"]),
        ("f’Malta il-belt", "mt", ["Malta", "il", "belt"]),
        (
            "a.b@example.org https://x.eu/y_z?q=1",
            "en",
            ["a", "b", "example", "org", "https", "x", "eu", "y", "z", "q", "1"],
        ),
        ("😀 ‘quoted’ 🇱🇹 — …", "en", ["quoted"]),
        ("A4 COVID-19", "en", ["A4", "COVID", "19"]),
        ("\u200fעיר\u200f\u00ad \0x\0", "he", ["עיר", "x"]),
        ("", "en", []),
    ],
)
def test_words_stand_where_they_are_said_to(text, language, expected):
    assert words(text, language) == expected


def test_a_token_says_all_of_its_word():
    assert list(tokens("Į Ukmergėje", "lt")) == [Token(0, 1, "i", "i"), Token(2, 11, "ukmergeje", "ukmerg")]


def test_an_unknown_language_is_folded_only():
    assert [(token.form, token.stem) for token in tokens("Żółwie miasta", "xx")] == [
        ("zolwie", "zolwie"),
        ("miasta", "miasta"),
    ]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_right_to_left_languages_find_a_word_behind_its_article(language):
    with_article, without = {"ar": ("المدينة", "مدينة"), "he": ("הקהילה", "קהילה")}[language]
    assert stems(with_article, language) == stems(without, language)


@given(TEXTS, ANY_LANGUAGE)
@settings(max_examples=150, deadline=None)
def test_any_text_is_analysed(text, language):
    last = 0
    for token in tokens(text, language):
        assert last <= token.start < token.end <= len(text)
        last = token.end
        assert token.form == fold(text[token.start : token.end], language)
        for key in (token.form, token.stem):
            assert 1 <= len(key) <= 60
            assert key.isascii()
            assert key.isalnum()
            assert key == key.lower()


@given(TEXTS, ANY_LANGUAGE)
@settings(max_examples=100, deadline=None)
def test_folding_twice_changes_nothing(text, language):
    folded = fold(text, language)
    assert fold(folded, language) == folded


@given(TEXTS, ANY_LANGUAGE)
@settings(max_examples=100, deadline=None)
def test_how_letters_are_composed_makes_no_difference(text, language):
    apart = unicodedata.normalize("NFD", text)
    assert [(token.form, token.stem) for token in tokens(text, language)] == [
        (token.form, token.stem) for token in tokens(apart, language)
    ]


@pytest.mark.parametrize("piece", ["a\u0301", "a'", "\0", "a\u200b", "ь", "\u0301\u0323", "l'", "a "])
@pytest.mark.parametrize("language", ["fr", "uk"])
def test_a_long_text_takes_time_by_its_length(piece, language):
    short, long = (
        min(seconds(("x" + piece * 4_000) * times, language) for _turn in range(3)) for times in (1, 8)
    )
    assert long < 30 * short + 0.05  # what grows by the square takes 64 times as long


def seconds(text: str, language: str) -> float:
    """Return the seconds of work that a text takes."""
    start = time.thread_time()
    list(tokens(text, language))
    return time.thread_time() - start


def test_threads_do_not_disturb_each_other():
    text = " ".join(f"miestas{number} Ukmergėje savivaldybių" for number in range(300))
    expected, found = list(tokens(text, "lt")), []
    threads = [
        threading.Thread(target=lambda: found.append(list(tokens(text, "lt")))) for _thread in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_all_languages_together_take_little_memory():
    tracemalloc.start()
    for code in CODES:
        list(tokens("Ukmergė miestas Київ πόλη", code))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
