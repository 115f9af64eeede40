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
    assert made.marks.count(windows.MARKED) == len(parts[0].pieces[0])
    assert made.marks[made.heads[0]] == windows.MARKED


@given(TEXTS)
def test_words_of_some_sentences_are_those_that_all_sentences_give_them(sentences: list[list[str]]) -> None:
    wanted = set(range(0, len(sentences), 2))
    alone = windows.words(sentences, wanted=wanted)
    assert alone == tuple(part for part in windows.words(sentences) if part.sentence in wanted)


def test_an_endless_sentence_is_read_to_its_bound_only() -> None:
    parts = windows.words([["7"] * 100_000, ["end"]])
    assert sum(len(part.pieces) for part in parts if part.sentence == 0) == windows.WORDS
    assert parts[-1].sentence == 1


def test_a_document_without_end_is_read_to_its_bound_only() -> None:
    parts = windows.words([["7"] * 500] * 200)
    assert sum(len(part.pieces) for part in parts) == windows.ALL_WORDS


def test_a_word_knows_on_which_side_of_the_mark_it_stands_and_how_far() -> None:
    parts = windows.words([["a"] * 40, ["b"]])
    made = windows.window(parts, (0, 20, 21))
    marks = [made.marks[at] for at in made.heads]
    assert marks[19] != marks[21]
    assert marks[19] == marks[18] != marks[17]
    assert marks[0] == marks[3] != marks[4]
    assert marks[-1] == windows.ELSEWHERE
    assert len(set(marks)) == 12
    assert max(marks) == windows.MARKS - 1
