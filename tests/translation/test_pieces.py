"""Which earlier translation belongs to which piece of a source: computed from words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translation.pieces import Entry, Piece, key_of, settle


def pieces(**paths: list[str]) -> dict[str, list[Piece]]:
    return {path: [Piece(path, key_of(text), text, {}) for text in texts] for path, texts in paths.items()}


def shown(**paths: list[tuple[str, str | None]]) -> dict[str, list[Entry]]:
    return {
        path: [
            Entry(key_of(text), translation, translation and key_of(text)) for text, translation in entries
        ]
        for path, entries in paths.items()
    }


def words_of(*sources: dict[str, list[Piece]]) -> dict[str, str]:
    return {piece.key: piece.data for source in sources for found in source.values() for piece in found}


def texts(result: dict[str, list[Entry]]) -> dict[str, list[tuple[str | None, bool]]]:
    return {path: [(entry.text, entry.is_outdated) for entry in entries] for path, entries in result.items()}


ARTICLE = shown(a=[("One.", "Viens."), ("Two.", "Divi."), ("Three.", "Trīs.")])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(["One.", "Two.", "Three."], ["Viens.", "Divi.", "Trīs."], id="unchanged"),
        pytest.param(["One.", "Twice.", "Three."], ["Viens.", "Divi.*", "Trīs."], id="one changed"),
        pytest.param(["Three.", "One.", "Two."], ["Trīs.", "Viens.", "Divi."], id="moved"),
        pytest.param(["One.", "Three."], ["Viens.", "Trīs."], id="one removed"),
        pytest.param(["One.", "Two.", "New.", "Three."], ["Viens.", "Divi.", None, "Trīs."], id="one added"),
    ],
)
def test_pieces_keep_their_translations(after, expected):
    result, _kept = settle(ARTICLE, {}, pieces(a=after), words_of(pieces(a=["One.", "Two.", "Three."])))
    found = [text and f"{text}{'*' if outdated else ''}" for text, outdated in texts(result)["a"]]
    assert found == expected


def test_text_that_left_the_source_comes_back_with_it():
    before = pieces(a=["One."], b=["Two."])
    start = shown(a=[("One.", "Viens.")], b=[("Two.", "Divi.")])
    without, kept = settle(start, {}, pieces(a=["One."]), words_of(before))
    assert (texts(without), kept) == ({"a": [("Viens.", False)]}, {"b": {key_of("Two."): "Divi."}})
    again, _kept = settle(without, kept, before, words_of(before))
    assert texts(again) == {"a": [("Viens.", False)], "b": [("Divi.", False)]}


def test_moved_block_takes_its_translation_along():
    result, _kept = settle(ARTICLE, {}, pieces(b=["Two."]), words_of(pieces(a=["Two."])))
    assert texts(result) == {"b": [("Divi.", False)]}


def test_address_of_a_page_is_never_taken_from_another_text():
    result, _kept = settle(shown(title=[("welcome", "sveiki")]), {}, pieces(slug=["welcome"]), {})
    assert texts(result) == {"slug": [(None, False)]}


SENTENCES = st.lists(st.sampled_from([f"Sentence {letter}." for letter in "abcdefgh"]), max_size=5)


@given(st.lists(st.dictionaries(st.sampled_from("pqr"), SENTENCES, max_size=3), min_size=1, max_size=6))
def test_no_translation_is_ever_dropped(sources):
    """Whatever a source becomes: every text ever given is shown or kept, and never for words it was not made for."""
    given_texts: dict[tuple[str, str], str] = {}
    current, kept = {}, {}
    for number, source in enumerate(sources):
        wanted = pieces(**source)
        current, kept = settle(current, kept, wanted, words_of(*[pieces(**each) for each in sources]))
        for path, entries in current.items():
            for entry in entries:
                if entry.text is None:
                    entry.text, entry.made_for = f"{entry.key}/{number}", entry.key
                    given_texts[path, entry.key] = entry.text
                assert entry.text.split("/")[0] == entry.made_for
    everywhere = {entry.text for entries in current.values() for entry in entries}
    everywhere |= {text for texts_ in kept.values() for text in texts_.values()}
    assert set(given_texts.values()) <= everywhere
