import datetime as dt
import re

import pytest
from django.utils import translation

from cms import formats
from cms.languages import LANGUAGES

DAY = dt.date(2022, 1, 20)


@pytest.mark.parametrize(
    ("language", "precision", "text"),
    [
        ("en", "day", "20 January 2022"),
        ("lt", "day", "2022\u00a0m. sausio 20\u00a0d."),
        ("lv", "day", "2022. gada 20. janvāris"),
        ("uk", "day", "20 січня 2022\u202fр."),
        ("mt", "day", "20 ta’ Jannar 2022"),
        ("bg", "day", "20 януари 2022\u202fг."),
        ("en", "month", "January 2022"),
        ("lt", "month", "2022\u00a0m. sausis"),
        ("lv", "month", "2022. gada janvāris"),
        ("uk", "month", "січень 2022\u202fр."),
        ("lt", "year", "2022"),
    ],
)
def test_dates_are_written_as_each_language_does(language, precision, text):
    with translation.override(language):
        assert formats.format_date(DAY, precision) == text


@pytest.mark.parametrize(
    ("language", "month"), [("lt", "sausio"), ("lv", "janvāris"), ("uk", "січня"), ("en", "January")]
)
def test_month_beside_a_day_has_the_right_case(language, month):
    with translation.override(language):
        assert formats.day_parts(DAY)["month"] == month


def test_zone_is_named_by_its_place_and_offset_of_that_day():
    winter, summer = (dt.datetime(2022, month, 20, tzinfo=dt.UTC) for month in (1, 7))
    with translation.override("lv"):
        assert [formats.zone_label("Europe/Vilnius", when) for when in (winter, summer)] == [
            "Viļņa (UTC+2)",
            "Viļņa (UTC+3)",
        ]


@pytest.mark.parametrize(
    ("language", "minutes", "text"),
    [
        ("en", 5, "5 mins"),
        ("en", 95, "1 hr, 35 mins"),
        ("lt", 95, "1 val. 35 min."),
        ("uk", 60, "1 год"),
        ("bg", 95, "1 ч и 35 мин"),
        ("es", 95, "1 h y 35 min"),
        ("sl", 60, "1 h"),
        ("pt", 60, "1 h"),
        ("ar", 95, "1 س و35 د"),
    ],
)
def test_durations(language, minutes, text):
    with translation.override(language):
        assert formats.format_duration(minutes).replace("\xa0", " ") == text


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_numbers_are_not_parted_from_their_unit(language):
    with translation.override(language):
        told = [formats.format_duration(5), formats.format_duration(95), formats.format_size(31_200)]
    assert [re.findall(r"\d \w", text) for text in told] == [[], [], []]


def test_lists_end_with_the_language_s_word():
    with translation.override("lt"):
        assert formats.format_list(["a", "b", "c"]) == "a, b ir c"
    with translation.override("uk"):
        assert formats.format_list(["a", "b", "c"]) == "a, b і c"


@pytest.mark.parametrize(
    ("language", "size", "text"),
    [
        ("en", 512, "512 bytes"),
        ("en", 31_200, "31 kB"),
        ("en", 1_240_000, "1.2 MB"),
        ("lt", 1_240_000, "1,2 MB"),
        ("uk", 31_200, "31 кБ"),
        ("uk", 2_000_000_000, "2 ГБ"),
    ],
)
def test_sizes(language, size, text):
    with translation.override(language):
        assert formats.format_size(size).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("language", "zone", "place"),
    [
        ("en", "Europe/Kyiv", "Kyiv"),
        ("uk", "Europe/Kyiv", "Київ"),
        ("lt", "Europe/Kyiv", "Kijevas"),
        ("lv", "Europe/Kyiv", "Kijeva"),
        ("lv", "Asia/Kolkata", "Kalkāta"),
        ("uk", "Europe/Vilnius", "Вільнюс"),
    ],
)
def test_renamed_zone_keeps_the_name_of_its_place(language, zone, place):
    with translation.override(language):
        assert formats.zone_label(zone, dt.datetime(2022, 1, 20, tzinfo=dt.UTC)).split(" (")[0] == place
