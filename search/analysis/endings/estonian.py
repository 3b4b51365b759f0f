"""Estonian, on folded words: cases of both numbers, and the commonest changes of a stem."""

from .stripping import Endings

_CASES = Endings(
    "desse des dest dele del delt deks deni dena deta dega de tesse tes test tele tel telt teks teni tena teta tega te"
    " sse st le lt ks ni na ta ga ne se sed ses sest sel sele selt seks sega ste steks stega stele stel stes stest id"
)
_AFTER_VOWEL = Endings("s t d l", keep=4)
_VOWEL = Endings("a e i u", keep=3)
_GRADES = {"konn": "kond", "vall": "vald", "sill": "sild", "raama": "raamat"}


def estonian(word: str, form: str) -> str:
    """`Tallinn`, `Tallinna`, `Tallinnas`; `haridus`, `hariduse`; `vald`, `valla`."""
    stem, _ending = _CASES.split(form)
    if len(stem) > 4 and stem[-2] in "aeiou":
        stem, _ending = _AFTER_VOWEL.split(stem)
    stem, _ending = _VOWEL.split(stem)
    for weak, strong in _GRADES.items():
        if stem.endswith(weak):
            return stem[: -len(weak)] + strong
    return stem
