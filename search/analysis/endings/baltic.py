"""Latvian, on folded words."""

from .stripping import Endings

_LATVIAN = Endings("s a e i o u as es is us os ai ei ie am em im um iem ais", keep=2)


def latvian(word: str, form: str) -> str:
    """`Ventspils`, `Ventspilī`; `upe`, `upju`; `latvietis`, `latvieši`."""
    stem, _ending = _LATVIAN.split(form)
    if stem.endswith("aj") and len(stem) > 4:  # `jaunajā`; and `iedzīvotājs`, so that it is always off
        return stem[:-2]
    if stem.endswith(("pj", "bj", "mj", "vj")):
        return stem[:-1]
    if stem.endswith("ies") and len(stem) > 4:
        return stem[:-1] + "t"
    return stem
