"""Czech, Slovak, Polish, Croatian and Slovene, on folded words: marks that nobody types make no difference."""

import re

from .stripping import Endings

#: `Brno`, `Trst`: r and l make a syllable.
_WITH_SYLLABLES = "aeiouyrl"

_POLISH = Endings(
    "a e i o u y ia ie io iu ii ja je ju ji ami iami ach iach om iom owi iowi owie ego iego emu iemu ymi imi ych ich ym"
    " im ej iej em iem ow iow mi"
)
_CZECH = Endings(
    "a e i o u y ami emi imi ymi ama ima um am em im om ym ach ech ich ych ou ove ovi eho iho emu imu",
    vowels=_WITH_SYLLABLES,
)
_SLOVAK = Endings(
    "a e i o u y ia ie iu ii ami mi iami ach iach och om am iam em im ym ich ych imi ymi ou ov ovi ova ove ej eho ieho"
    " emu iemu",
    vowels=_WITH_SYLLABLES,
)
_CROATIAN = Endings(
    "a e i o u ama ima ovima evima ovi evi ova eva ove eve om em og oga eg ega oj ih im omu emu ome",
    vowels=_WITH_SYLLABLES,
)
_SLOVENE = Endings(
    "a e i o u ama ami ema ih im imi ima ega emu em om oma omi ov ev ovi evi eh ah am oh ovih ovom ovoma",
    vowels=_WITH_SYLLABLES,
)

_E_BETWEEN = re.compile("([^aeiouy])i?e([bcdklmnrtv])$")
_A_BETWEEN = re.compile("([^aeiou])a([cklnr])$")
_POLISH_IRREGULAR = {"urzed": "urzad", "miest": "miast", "powiet": "powiat", "ludz": "lud"}
_CZECH_IRREGULAR = {"dit": "det", "smluv": "smlo"}
_SLOVAK_IRREGULAR = {"miest": "mest"}


def polish(word: str, form: str) -> str:
    """`Łódź`, `Łodzi`; `Kraków`, `Krakowie`; `mieszkaniec`, `mieszkańców`."""
    stem, ending = _POLISH.split(form)
    if word.endswith(("ć", "dź")) or ending[:1] == "i" or (not ending and word.endswith("dz")):
        stem = _replaced(stem, ("dz", "d"), ("c", "t"))
    else:
        stem = _replaced(stem, ("dz", "g"), ("rz", "r"), ("cz", "cz"), ("c", "k"))
    if stem.endswith("ow") and len(stem) > 4:
        stem = stem[:-2]
    if stem in _POLISH_IRREGULAR:
        return _POLISH_IRREGULAR[stem]
    return _E_BETWEEN.sub(r"\1\2", stem) if len(stem) > 4 else stem


def czech(word: str, form: str) -> str:
    """`Praha`, `Praze`; `obec`, `obce`; `Novák`, `Nováková`."""
    if word.endswith(("ští", "čtí")):
        form = form[:-2] + "ky"
    stem, _ending = _CZECH.split(form)
    stem = _hard(word, stem, c="k", z="h")
    if stem.endswith(("ov", "uv")) and len(stem) > 5:
        stem = stem[:-2]
    if len(stem) > 3:
        stem = _E_BETWEEN.sub(r"\1\2", stem)
    return _CZECH_IRREGULAR.get(stem, stem)


def slovak(word: str, form: str) -> str:
    """`Košice`, `Košiciach`; `mesto`, `miest`."""
    stem, _ending = _SLOVAK.split(form)
    stem = _hard(word, stem, c="k")
    if stem.endswith("ov") and len(stem) > 5:
        stem = stem[:-2]
    if len(stem) > 3:
        stem = _E_BETWEEN.sub(r"\1\2", stem)
    return _SLOVAK_IRREGULAR.get(stem, stem)


def croatian(word: str, form: str) -> str:
    """`Rijeka`, `Rijeci`; `grad`, `gradovi`; `Karlovac`, `Karlovca`."""
    stem, _ending = _CROATIAN.split(form)
    stem = _hard(word, stem, c="k", z="g")
    if len(stem) > 4:
        stem = _A_BETWEEN.sub(r"\1\2", stem)
    return stem


def slovene(word: str, form: str) -> str:
    """`Koper`, `Kopru`; `občina`, `občin`."""
    stem, _ending = _SLOVENE.split(form)
    if len(stem) > 4:
        stem = _E_BETWEEN.sub(r"\1\2", stem)
    return stem


def _hard(word: str, stem: str, **hard: str) -> str:
    """Return a stem with its last c or z as it is before most endings; č and ž do not come from there."""
    last = stem[-1:]
    if last in hard and word[len(stem) - 1 : len(stem)] == last:
        return stem[:-1] + hard[last]
    return stem


def _replaced(stem: str, *pairs: tuple[str, str]) -> str:
    """Return a stem with its last sound as it is before most endings."""
    for sound, other in pairs:
        if stem.endswith(sound):
            return stem[: -len(sound)] + other
    return stem
