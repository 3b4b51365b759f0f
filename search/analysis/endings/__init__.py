"""Light stemmers by tables of endings, for languages that Snowball does not know or whose names it does not.

Each takes a clean word in its own script and its folded form, and returns a stem. They know the cases of nouns,
names and adjectives, and the sounds that change before them; verbs are left as they are.
"""

from collections.abc import Callable

from . import baltic, cyrillic, estonian, semitic, slavic

STEMMERS: dict[str, Callable[[str, str], str]] = {
    "bg": cyrillic.bulgarian,
    "cs": slavic.czech,
    "et": estonian.estonian,
    "he": semitic.hebrew,
    "hr": slavic.croatian,
    "lv": baltic.latvian,
    "mt": semitic.maltese,
    "pl": slavic.polish,
    "sk": slavic.slovak,
    "sl": slavic.slovene,
    "uk": cyrillic.ukrainian,
}
