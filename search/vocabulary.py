"""What the words of a question are found by: their stems, longer words they are part of, words one letter away.

The index's own words are asked, so that `ukmerge` finds the stem of Ukmergė without knowing how it is spelt, and
nothing is suggested that stands nowhere.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from search.analysis import Token, is_foreign, tokens
from search.compounds import halves, longer
from search.matching import STEM, Clause
from search.models import Term
from search.questions import Part, Question
from search.terms import begins, terms

#: A word of so few letters that stands in so large a part of all entries says little, if it is not alone.
_SMALL: Final = 5
_NEARLY_EVERYWHERE: Final = 0.4
_MANY: Final = 20
#: A word of so many entries is not looked for in longer ones: it alone is more than anybody reads through.
_ENOUGH_ALONE: Final = 2_000


@dataclass
class Words:
    """A question in the words of one language's index."""

    language: str
    clauses: list[Clause] = field(default_factory=list)
    unwanted: list[Clause] = field(default_factory=list)
    #: words that were typed and stand nowhere, in this language
    unknown: list[str] = field(default_factory=list)


def in_words(question: Question, languages: Iterable[str]) -> list[Words]:
    """Return a question in the words of each language; three queries.

    In one language alone, a word that stands nowhere is looked for in two halves too; one query each.
    """
    parts = {code: [(part, list(tokens(part.text, code))) for part in question.parts] for code in languages}
    spelt = {code: dict(_other_spellings(parts[code], code)) for code in parts}
    known = _looked_up(
        {
            code: [*(token for part, found in parts[code] for token in found), *spelt[code].values()]
            for code in parts
        }
    )
    for code in parts:
        known[code].spelt = spelt[code]
    free = {
        code: [
            token
            for part, found in parts[code]
            for token in found
            if not (part.is_phrase or part.is_unwanted)
            and not is_foreign(part.text[token.start : token.end], code)
        ]
        for code in parts
    }
    for code, longer_words in longer(free).items():
        known[code].longer = longer_words
        known[code].takes_apart = len(parts) == 1
    return [_in_words(parts[code], known[code]) for code in parts]


def _other_spellings(parts: Iterable[tuple[Part, list[Token]]], language: str) -> Iterator[tuple[str, Token]]:
    """Yield words that may be spelt in another way too, by their forms: Ukrainian г is h, but Гданськ is Gdańsk."""
    for part, found in parts:
        for token in found:
            ways = ()
            if "г" in part.text[token.start : token.end].lower():
                ways = ("h", "g")
            elif language == "uk" and "g" in token.form:
                ways = ("g", "h")
            if ways:
                yield (
                    token.form,
                    Token(token.start, token.end, token.form.replace(*ways), token.stem.replace(*ways)),
                )


def _in_words(parts: Iterable[tuple[Part, list[Token]]], known: "_Known") -> Words:
    words = Words(known.language)
    for part, found in parts:
        if part.is_phrase and len(found) > 1:
            entries = min(known.entries[token.stem] for token in found)
            forms = tuple(token.form for token in found)
            clauses = [Clause(phrase=forms, weight=2.0 * len(found), entries=entries)]
        else:
            clauses = [clause for token in found for clause in _clauses(token, part, known)]
            words.unknown += [
                part.text[token.start : token.end]
                for token in found
                if not (part.is_unwanted or part.is_phrase or known.has(token))
            ]
        (words.unwanted if part.is_unwanted else words.clauses).extend(clauses)
    return words


def completions(beginning: str, language: str, most: int) -> list[str]:
    """Return forms that begin with what is being typed, the most frequent first; one query."""
    token = next(iter(tokens(beginning, language)), None)
    if token is None:
        return []
    rows = (
        terms(language)
        .filter(begins("form", token.form))
        .order_by("-entries", "form")
        .values_list("form", flat=True)[: 2 * most]
    )
    return list(dict.fromkeys(rows))[:most]


class _Known:
    """What the index knows of words and of their stems, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        #: by form
        self.stems: defaultdict[str, set[str]] = defaultdict(set)
        #: by stem: how many entries have one of its forms, at most
        self.entries: Counter[str] = Counter()
        #: by form: how many entries have this very form
        self.of_form: Counter[str] = Counter()
        #: by form: its other spelling
        self.spelt: dict[str, Token] = {}
        #: words that stand nowhere are taken apart
        self.takes_apart = False
        #: how many there are of the language
        self.total = 0
        #: longer words (search.compounds)
        self.longer: dict = {}

    def has(self, token: Token) -> bool:
        """Tell whether a word stands somewhere, in any form, alone or in a longer one."""
        other = self.spelt.get(token.form)
        stands = self.stems[token.form] or self.entries[token.stem] or self.longer.get(token.form)
        return bool(stands or (other and (self.stems[other.form] or self.entries[other.stem])))

    def together(self, form: str) -> Iterator[str]:
        """Yield words that a word makes with the one before or after it in the question."""
        for key, others in self.longer.items():
            if isinstance(key, tuple) and form in key:
                yield from others


def _looked_up(asked: dict[str, list[Token]]) -> dict[str, _Known]:
    """Return what is known of words, by language; one query."""
    known = {code: _Known(code) for code in asked}
    forms = {code: {token.form for token in found} for code, found in asked.items()}
    condition = Q()
    for code, found in asked.items():
        stems = {token.stem for token in found}
        condition |= Q(language=code, form__in={*forms[code], Term.EVERY}) | Q(language=code, stem__in=stems)
    rows = Term.objects.filter(condition, entries__gt=0) if asked else Term.objects.none()
    for code, form, stem, entries in rows.values_list("language", "form", "stem", "entries"):
        if form == Term.EVERY:
            known[code].total = entries
            continue
        known[code].entries[stem] += entries
        if form in forms[code]:
            known[code].stems[form].add(stem)
            known[code].of_form[form] += entries
    return known


def small_forms(forms: Iterable[str], language: str) -> set[str]:
    """Return those of the words that are small and stand nearly everywhere, as “of”; one query."""
    short = {form for form in forms if len(form) <= _SMALL}
    if not short:
        return set()
    rows = terms(language).filter(form__in={*short, Term.EVERY}).values_list("form", "entries")
    entries = Counter()
    for form, number in rows:
        entries[form] += number
    least = max(_MANY, _NEARLY_EVERYWHERE * entries.pop(Term.EVERY, 0))
    return {form for form, number in entries.items() if number >= least}


def _clauses(token: Token, part: Part, known: _Known) -> list[Clause]:
    """Return a word, or the two that it is made of where it stands nowhere itself."""
    is_taken_apart = known.takes_apart and not (known.has(token) or part.is_phrase or part.is_unwanted)
    stems = halves(part.text[token.start : token.end], known.language) if is_taken_apart else ()
    return [Clause(near=(stem,)) for stem in stems] or [_clause(token, part, known)]


def _clause(token: Token, part: Part, known: _Known) -> Clause:
    stems = {token.stem, *known.stems[token.form]}
    other = known.spelt.get(token.form)
    if other:
        stems |= {stem for stem in (other.stem, *known.stems[other.form]) if known.entries[stem]}
    entries = max(known.entries[stem] for stem in stems)
    total = max(known.total, entries, 1)  # of a young vocabulary, it may not be known
    weight = math.log1p(total / max(1, entries))
    if part.is_phrase:
        return Clause(near=(token.form,), weight=weight, entries=entries)
    near = (token.form, *(STEM + stem for stem in sorted(stems)))
    if part.is_unwanted:
        return Clause(near=near, weight=weight)
    near = tuple(dict.fromkeys((*near, *known.together(token.form))))
    is_enough = entries >= _ENOUGH_ALONE
    far = tuple(form for form in known.longer.get(token.form, ()) if form not in near and not is_enough)
    is_everywhere = known.of_form[token.form] >= max(_MANY, _NEARLY_EVERYWHERE * known.total)
    is_small = is_everywhere and len(token.form) <= _SMALL
    return Clause(near, far, weight=weight, is_small=is_small, entries=entries)
