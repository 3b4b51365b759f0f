"""How well the forms of words meet in each language: ours, Snowball alone, and simplemma alone where it is installed.

    python -m tests.benchmarks.bench_analysis [language …]

Prints, of the forms in `tests/search/words.yaml`: pairs that meet, pairs wrongly joined, words a second without
memory of earlier ones, and the memory that a language takes. Each line is a process of its own.
"""

import subprocess
import sys
import time
from pathlib import Path

import Stemmer

from search.analysis import snowball
from search.analysis.folding import ascii_form, clean
from search.analysis.tokens import _analysed
from tests.search.word_forms import WORDS, Stem, forms_of, joined, our_stem, pairs_of

#: Snowball's languages that we do not take from it.
_LEFT_OUT = {"cs": "czech", "et": "estonian", "hr": "serbian", "pl": "polish"}
_TURNS = 20


def ours(language: str) -> tuple[Stem, Stem]:
    """Return our stem, and the same without its memory of words."""
    return our_stem(language), lambda word: _analysed(word, language)[1]


def snowball_alone(language: str) -> tuple[Stem, Stem] | None:
    """Return what Snowball makes of the whole word, folded."""
    rules = snowball._RULES.get(language)
    name = rules.name if rules else _LEFT_OUT.get(language)
    if not name:
        return None
    take = Stemmer.Stemmer(name, 0).stemWord

    def stem(word: str) -> str:
        return ascii_form(take(clean(word)), language)

    return stem, stem


def simplemma_alone(language: str) -> tuple[Stem, Stem] | None:
    """Return the lemma of its dictionaries in their frugal shape, folded."""
    try:
        from simplemma.strategies import DefaultStrategy
        from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
    except ImportError:
        return None
    code = {"hr": "hbs"}.get(language, language)
    if code not in SUPPORTED_LANGUAGES:
        return None
    strategy = DefaultStrategy(low_memory=True)

    def stem(word: str) -> str:
        return ascii_form(clean(strategy.get_lemma(word, code) or word), language)

    return stem, stem


WAYS = {"ours": ours, "Snowball": snowball_alone, "simplemma": simplemma_alone}


def resident() -> float:
    """Return the megabytes of memory that this process holds (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def measure(language: str, way: str) -> str:
    """Return the cells of one language and way."""
    made = WAYS[way](language)
    if made is None:
        return "– | – | – | –"
    stem, fresh = made
    before = resident()
    fresh(forms_of(language)[0])
    memory = resident() - before
    same, different = pairs_of(language, "same"), pairs_of(language, "different")
    met = len(joined(same, stem)) / len(same)
    wrong = len(joined(different, stem)) / len(different)
    start, forms = time.perf_counter(), forms_of(language)
    for _turn in range(_TURNS):
        for form in forms:
            fresh(form)
    rate = _TURNS * len(forms) / (time.perf_counter() - start)
    return f"{met:.2f} | {wrong:.2f} | {rate / 1000:.0f} | {memory:.1f}"


def main() -> None:
    """Print a table: of each way the pairs met, wrongly joined, thousand words a second, megabytes."""
    head = " | ".join(f"{way}: met | wrong | 1000 words/s | MB" for way in WAYS)
    print(f"| language | {head} |\n|{' --- |' * (1 + 4 * len(WAYS))}")
    for language in sys.argv[1:] or WORDS:
        cells = []
        for way in WAYS:
            command = [sys.executable, "-m", "tests.benchmarks.bench_analysis", "--one", language, way]
            cells.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
        print(f"| {language} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(measure(*sys.argv[2:4]))
    else:
        main()
