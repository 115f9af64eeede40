"""Folding brings the spellings of one name together and never splits what it has joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.names import as_base, fold, keys, unpossessed, without_articles, without_kind


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_a_folded_name_has_single_spaces_and_no_accents(name: str) -> None:
    folded = fold(name)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sana'a", "Sanaʿa"), ("Al-Asad", "al asad"), ("Ḩadīthah", "HADITHAH"), ("Łódź", "Lodz"), ("Çorum", "corum")],
)
def test_case_accents_apostrophes_and_hyphens_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_every_spelling_of_the_arabic_article_gives_one_key() -> None:
    assert len({without_articles(fold(n)) for n in ("Al-Hawl", "El Hawl", "al hawl")}) == 1
    assert without_articles("mosul") is None


def test_every_way_to_write_air_base_gives_one_key() -> None:
    ways = ("Nevatim Air Base", "Nevatim airbase", "Nevatim AB", "Nevatim base", "Nevatim Airport")
    assert {as_base(fold(way)) for way in ways} == {"nevatim ~base"}


def test_a_word_for_the_kind_is_taken_off_either_end() -> None:
    assert without_kind("anbar province") == ("anbar", "province")
    assert without_kind("city of mosul") == ("mosul", "city")
    assert without_kind("mosul") is None


def test_the_most_exact_key_comes_first() -> None:
    assert keys("al asad airbase") == ("al asad airbase", "*asad airbase", "al asad ~base", "*asad ~base")


def test_possessives_come_off_and_apostrophes_within_names_stay() -> None:
    assert unpossessed("Chile's Defence Ministry") == "Chile Defence Ministry"
    assert unpossessed("Asa'ib Ahl al-Haq") == "Asa'ib Ahl al-Haq"
