"""Windows hold whole sentences, every word once, and stay within their bounds."""

from hypothesis import given
from hypothesis import strategies as st

from vedette.coding.local import windows

WORD = st.sampled_from(["attack", "Kupiansk", ",", "1990", "Shahed-136", "x" * 90])
TEXTS = st.lists(st.lists(WORD, min_size=1, max_size=80), min_size=1, max_size=8)


@given(TEXTS)
def test_every_word_is_in_one_window_and_in_its_order(sentences: list[list[str]]) -> None:
    parts = windows.words(sentences)
    groups = list(windows.packed(parts))
    seen = [(part.sentence, part.first + i) for group in groups for part in group for i in range(len(part.pieces))]
    assert seen == [(s, i) for s, sentence in enumerate(sentences) for i in range(len(sentence))]
    assert all(len(windows.window(group).pieces) <= windows.CAP for group in groups)


@given(TEXTS)
def test_a_mark_marks_its_words_and_no_others(sentences: list[list[str]]) -> None:
    parts = windows.words(sentences)
    group = windows.around(parts, 0)
    made = windows.window(group, (0, 0, 1))
    assert sum(made.marks) == len(parts[0].pieces[0])
    assert made.marks[made.heads[0]] == 1


def test_an_endless_sentence_is_read_to_its_bound_only() -> None:
    parts = windows.words([["7"] * 100_000, ["end"]])
    assert sum(len(part.pieces) for part in parts if part.sentence == 0) == windows.WORDS
    assert parts[-1].sentence == 1


def test_a_document_without_end_is_read_to_its_bound_only() -> None:
    parts = windows.words([["7"] * 500] * 200)
    assert sum(len(part.pieces) for part in parts) == windows.ALL_WORDS
