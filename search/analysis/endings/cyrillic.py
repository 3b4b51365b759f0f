"""Ukrainian and Bulgarian."""

import re

from .stripping import Endings

_UKRAINIAN_VOWELS = "аеєиіїоуюя"
_UKRAINIAN = Endings(
    "а я у ю и і ї е є о ь й ом ем єм ям ам ою ею єю ами ями ах ях ів їв ей ья ьо ью ем"
    " ий ій ого ього ому ьому им їм ими іми їми их іх їх ім їм ої ьої ії ію ія ією іє іям іями іях ій",
    vowels=_UKRAINIAN_VOWELS,
)
_TOWN = Endings("ов ев єв", keep=4, vowels=_UKRAINIAN_VOWELS)
_DATIVE = Endings("ові еві єві", keep=4, vowels=_UKRAINIAN_VOWELS)
_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1$")
_TO_K = re.compile("(?:(?<=[тр]и)|(?<=[лн]і)|(?<=[еуо])|(?<=[вглмнрст]))ц$")
_TO_H = re.compile("(?<=о|и)з$|(?<=ра|ва|ль)з$")
_O_BEFORE_K = re.compile("([бвгджзлмнпрстхцчшщ])ок$")
_E_BEFORE_TS = re.compile("([бвгджзлмнпрстхчшщ])ець$")
_CLOSED = re.compile("і([дрлгкт])$")
_UKRAINIAN_WORDS = {"рік": "рок", "дім": "дом", "день": "дн", "дня": "дн", "голів": "голов", "людина": "люд"}
_UKRAINIAN_IRREGULAR = {
    "києв": "київ", "львов": "львів", "січен": "січн", "квітен": "квітн", "травен": "травн", "червен": "червн",
    "липен": "липн", "серпен": "серпн", "вересен": "вересн", "жовтен": "жовтн", "груден": "грудн",
    "березен": "березн", "тижден": "тижн", "сіл": "сел", "шкіл": "школ", "осіб": "особ", "сторін": "сторон",
    "ірпін": "ірпен", "діт": "дит",
}  # fmt: skip

_BULGARIAN_VOWELS = "аеиоуъюя"
_BULGARIAN = Endings(
    "а я е и о ю ьо ът ят ата ята ето ото ите ове овете еве евете ия ият ии иите ията ие ието тта щта йо й",
    vowels=_BULGARIAN_VOWELS,
)
_FLEETING = re.compile("([бвгджзклмнпрстфхцчшщ])(?:ъ([рлкмн])|е([нцк]))$")
_BULGARIAN_IRREGULAR = {"мяст": "мест", "хор": "чове", "човк": "чове", "човек": "чове", "човец": "чове"}


def ukrainian(word: str, form: str) -> str:
    """`Коростень`, `Коростені`; `Харків`, `Харкова`; `громада`, `громаді`."""
    if word in _UKRAINIAN_WORDS:
        return _UKRAINIAN_WORDS[word]
    word = _E_BEFORE_TS.sub(r"\1ць", word)
    stem, ending = _DATIVE.split(word)
    if not ending:
        stem, ending = _UKRAINIAN.split(word)
    stem = _DOUBLED.sub(r"\1", stem.rstrip("ь"))
    stem = _TO_K.sub("к", stem)
    if ending == "і":
        stem = _TO_H.sub("г", stem)
    stem, _town = _TOWN.split(stem)
    if len(stem) > 4:
        stem = _O_BEFORE_K.sub(r"\1к", stem)
        if stem.endswith("іст"):
            stem = stem[:-3] + "ост"
    if len(stem) > 3:
        stem = _CLOSED.sub(r"о\1", stem)
    return _UKRAINIAN_IRREGULAR.get(stem, stem)


def bulgarian(word: str, form: str) -> str:
    """`Пловдив`, `Пловдива`; `община`, `общините`; `център`, `центрове`."""
    stem, ending = _BULGARIAN.split(word)
    if ending in ("тта", "щта"):
        stem += ending[0]
    if stem.endswith("ц"):
        stem = stem[:-1] + "к"
    elif stem.endswith("лоз") and ending in ("и", "ите"):
        stem = stem[:-1] + "г"
    if len(stem) > 4:
        stem = _FLEETING.sub(lambda match: match[1] + (match[2] or match[3]), stem)
    return _BULGARIAN_IRREGULAR.get(stem, stem)
