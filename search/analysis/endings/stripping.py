"""Taking the longest known ending off a word."""


class Endings:
    """A set of endings, and how many letters a word must keep."""

    def __init__(self, endings: str, keep: int = 3, vowels: str = "aeiouy"):
        self._endings = frozenset(endings.split())
        self._longest = max(map(len, self._endings))
        self._keep = keep
        self._vowels = frozenset(vowels)

    def split(self, word: str) -> tuple[str, str]:
        """Return what stays of a word, with a vowel in it, and its longest ending ("" if it has none)."""
        for place in range(max(self._keep, len(word) - self._longest), len(word)):
            if word[place:] in self._endings and not self._vowels.isdisjoint(word[:place]):
                return word[:place], word[place:]
        return word, ""
