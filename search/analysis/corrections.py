"""What Snowball leaves of names, articles and changing sounds, language by language."""

import re

#: Endings, and what stands for them before Snowball sees the word (folded where the language is, ADR 25).
_BEFORE: dict[str, list[tuple[re.Pattern[str], str]]] = {
    language: [(re.compile(ending), other) for ending, other in rules]
    for language, rules in {
        "de": [("(?<=[bdfghklmnrtw])s$", "")],
        "fi": [("(?<=...)nen$", "sen")],
        "it": [("(?<=t)à$", "ada")],
        "pt": [("(?:oes|aes|aos)$", "ao"), ("ais$", "al"), ("eis$", "el"), ("ois$", "ol"), ("eus$", "eu")],
        "ro": [("(?<=[^aeiou].)ur(?:i|ile|ilor)$", "")],
    }.items()
}
#: Endings of folded stems, and what stands for them.
_AFTER: dict[str, list[tuple[re.Pattern[str], str]]] = {
    language: [(re.compile(ending), other) for ending, other in rules]
    for language, rules in {
        "da": [("(?<=..[^s])s$", ""), ("(?<=...)(?:ern|en|et|er|e|n)$", ""), ("^by(?:e|er|en)$", "by")],
        "de": [("(?<=...)(?:(?<=[aou])s|(?<=nb)aus)$", "")],
        "el": [("(?<=....)i$", "")],
        "fi": [
            ("(?<=[uy])(?:ks|st)$", "s"), ("ng$", "nk"), ("(?<=sil|kun)$", "t"),
            ("(?<=silt)o$", ""), ("^turu?k?u?$", "turk"), ("(?<=hank)ke?$", ""),
        ],
        "ga": [
            ("(?<=...)(?:each|ach|igh?|eann|ann)a?$", ""), ("(?<=a)i(?=[dglnr]$)", ""), ("i(?=d$)", "ea"),
            ("(?<=...)(?:the|ti|th|i|e|u)$", ""),
        ],
        "ro": [("oa(?=[^aeiou]+$)", "o"), ("(?<=...)(?:ur|u|e|i)$", "")],
        "sv": [("(?<=..[^s])s$", ""), ("(?<=...)(?:arn|orn|ern|an|en|et|ar|or|er|n|a|e)$", "")],
    }.items()
}  # fmt: skip


def prepared(word: str, language: str) -> str:
    """Return a word as Snowball should see it."""
    for ending, other in _BEFORE.get(language, ()):
        word = ending.sub(other, word)
    return word


def put_right(stem: str, language: str) -> str:
    """Return a folded stem as it should be."""
    for ending, other in _AFTER.get(language, ()):
        stem = ending.sub(other, stem)
    return stem
