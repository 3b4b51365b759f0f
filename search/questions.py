"""What somebody typed, taken apart: words, phrases in quotation marks, words with a minus before them."""

from dataclasses import dataclass
from typing import Final

#: Nobody types more; a longer question would only cost.
LONGEST: Final = 200
MOST_PARTS: Final = 12
#: Quotation marks that open, and those that end what each of them opens; any language's.
_ENDS: Final = {
    '"': '"',
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«»",
    "‚": "‘’",
    "‹": "›",
}
#: What stands before a word that must not be there: hyphen-minus, hyphen, minus sign, and the dash that
#: telephones write.
_MINUS: Final = "-‐−–"


@dataclass(frozen=True)
class Part:
    """A word or a phrase, as it was typed."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True)
class Question:
    """What is looked for, in the order it was typed."""

    text: str
    parts: tuple[Part, ...]

    @property
    def wanted(self) -> list[Part]:
        """What must be there."""
        return [part for part in self.parts if not part.is_unwanted]

    @property
    def unwanted(self) -> list[Part]:
        """What must not be there."""
        return [part for part in self.parts if part.is_unwanted]

    def with_words(self, words: dict[str, str]) -> str:
        """Return the question with other words in place of those that were typed."""
        found = []
        for part in self.parts:
            text = " ".join(words.get(word, word) for word in part.text.split())
            found.append(("-" if part.is_unwanted else "") + (f'"{text}"' if part.is_phrase else text))
        return " ".join(found)


def ask(typed: str) -> Question:
    """Take apart what was typed; linear, whatever it is. Unwanted words alone ask for nothing."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in typed[: 10 * LONGEST]).split())
    text = text[:LONGEST].strip()
    parts = list(dict.fromkeys(_parts(text)))[:MOST_PARTS]
    return Question(text, tuple(parts))


def _parts(text: str):
    place = 0
    while place < len(text):
        sign = text[place]
        if sign == " ":
            place += 1
            continue
        is_unwanted = sign in _MINUS and place + 1 < len(text) and text[place + 1] != " "
        if is_unwanted:
            place += 1
            sign = text[place]
        end = _end_of_phrase(text, place) if sign in _ENDS else None
        if end is not None:
            part = Part(text[place + 1 : end].strip(), is_phrase=True, is_unwanted=is_unwanted)
            place = end + 1
        else:
            end = text.find(" ", place)
            end = len(text) if end < 0 else end
            part = Part(text[place:end].strip("".join(_ENDS)), is_unwanted=is_unwanted)
            place = end
        if any(sign.isalnum() for sign in part.text):
            yield part


def _end_of_phrase(text: str, start: int) -> int | None:
    """Return where the phrase ends that begins at a quotation mark; None where it is never closed."""
    ends = [end for sign in _ENDS[text[start]] if (end := text.find(sign, start + 1)) > 0]
    return min(ends, default=None)
