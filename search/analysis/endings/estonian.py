"""Estonian, on folded words: cases of both numbers, and the commonest changes of a stem."""

import re

from .stripping import Endings

#: All cases but the first stand on a vowel, most plurals on `-de` or `-te`.
_CASES = Endings(
    "sse s st le l lt ks ni na ga t d de te ne se"
    " desse des dest dele del delt deks deni dena dega tesse tes test tele tel telt teks teni tena tega"
    " sed sesse ses sest sele sel selt seks sega stesse stes stest stele stel stelt steks stega ste"
)
_PLURAL = Endings("te tesse tes test tele tel telt teks teni tena tega", keep=4)
_VOWEL = Endings("a e i o u")
_GRADES = {
    "konn": "kond", "vall": "vald", "sill": "sild", "ajal": "ajalug", "kinn": "kind", "hamm": "hamb",
}  # fmt: skip
#: Long stops, and a `j` between stem and ending: `küte`, `kütte`; `tühi`, `tühjad`.
_LONG_STOP = re.compile("(?:(?<=k)k|(?<=p)p|(?<=t)t|(?<=[^aeiou])j)$")


def estonian(word: str, form: str) -> str:
    """`Tallinn`, `Tallinna`, `Tallinnas`; `haridus`, `hariduse`; `vald`, `valla`."""
    stem = _without_case(form.replace("joe", "jogi"))  # rivers: `Emajõe`
    stem = _without_case(_VOWEL.split(stem)[0])
    stem = _LONG_STOP.sub("", _VOWEL.split(stem)[0])
    for weak, strong in _GRADES.items():
        if stem.endswith(weak):
            return stem[: -len(weak)] + strong
    return stem


def _without_case(word: str) -> str:
    """Return a word without the ending of its case, if that stands on a vowel or is a plural."""
    stem, ending = _CASES.split(word)
    if ending and stem[-1] in "aeiou" and (len(ending) > 1 or len(stem) > 4):
        return stem
    return _PLURAL.split(word)[0]
