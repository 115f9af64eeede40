"""Near copies; the reports are ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.documents.reports import Given, made

from vedette.documents.copies import find_copies, similarity
from vedette.model import Copy, Document

_WIRE = (
    "Two explosive drones struck the Ain al-Asad air base in western Iraq early on Thursday, a security official told the agency. "
    "One of them was brought down outside the fence, and the other burned a hangar in which nobody was working at the time. "
    "A group that calls itself the Islamic Resistance said in a message on its channel that it had fired both of them in answer to the war in Gaza. "
    "The Pentagon confirmed the incident in the afternoon and said that four soldiers had been treated for smoke, and that all of them were back on duty. "
    "It was the third attempt on the base within a week. Residents of the nearby town of Baghdadi said that they had heard sirens for ten minutes. "
    "The office of the prime minister called the incident unacceptable and said that a committee would look for those who were behind it."
)
_OTHER = (
    "American troops came under fire again in Anbar province. According to a spokesman of the coalition, a pair of unmanned aircraft reached Ain al-Asad shortly after midnight; "
    "air defence shot at both. A storage building caught fire, four service members inhaled smoke. The militia umbrella known as the Islamic Resistance in Iraq took responsibility. "
    "Prime Minister Sudani condemned what he called attacks on Iraq's guests, while commanders of the factions were silent."
)


def _document(text: str, day: int = 9, outlet: str = "Wire") -> Document:
    return made(Given(text=text, published=date(2023, 11, day).isoformat(), outlet=outlet))


def _pairs(copies: list[Copy]) -> set[tuple[str, str]]:
    return {(copy.document, copy.of) for copy in copies}


def test_a_syndicated_copy_with_small_edits_is_found_and_the_elder_is_the_original() -> None:
    edited = (
        _WIRE.replace("early on Thursday", "before dawn on Thursday")
        .replace("a security official told the agency", "an official said")
        .replace("four", "4")
    )
    first, second = _document(_WIRE), _document(f"BAGHDAD — {edited}", day=10, outlet="Gulf Daily")
    (copy,) = find_copies([second, first])
    assert (copy.document, copy.of) == (second.id, first.id)
    assert 0.6 <= copy.similarity < 1


def test_a_shortened_copy_is_found() -> None:
    short = " ".join(_WIRE.split(". ")[:2]) + "."
    first, second = _document(_WIRE), _document(short, day=10, outlet="Gulf Daily")
    assert similarity(first.text, second.text) < 0.6
    assert _pairs(list(find_copies([first, second]))) == {(second.id, first.id)}


def test_a_rewrite_that_credits_the_wire_is_a_copy_of_it() -> None:
    rewrite = (
        "Baghdad / Levant Wire. A hangar burned at Ain al-Asad after two explosive drones struck the Ain al-Asad air base in western Iraq. "
        "The group which took responsibility said that it had fired both of them in answer to the war in Gaza, as so often before. "
        "Soldiers had been treated for smoke, and that all of them were back on duty is what Washington says. Our reporter saw nothing."
    )
    wire = _document(_WIRE, outlet="Levant Wire")
    herald = _document(rewrite, outlet="Herald")
    assert (
        _pairs(list(find_copies([wire, herald])))
        == _pairs(list(find_copies([herald], [wire])))
        == {(herald.id, wire.id)}
    )
    uncredited = rewrite.replace("Levant Wire", "Staff")
    assert list(find_copies([wire, _document(uncredited, outlet="Herald")])) == []
    quoted = made(Given(text=f"Levant Wire was first to tell of it. {_OTHER}", published="2023-11-09", outlet="Herald"))
    assert list(find_copies([wire, quoted])) == [], "a credit without common words is no copy"


def test_two_reports_of_one_event_are_no_copies() -> None:
    assert list(find_copies([_document(_WIRE), _document(_OTHER, outlet="Gulf Daily")])) == []


def test_the_same_words_a_season_later_are_no_copy() -> None:
    first = _document(_WIRE)
    later = replace(made(Given(text=_WIRE, outlet="Later")), published=first.published + timedelta(days=90))
    assert list(find_copies([first, later])) == []


def test_a_document_is_no_copy_of_itself_however_often_it_comes() -> None:
    first = _document(_WIRE)
    assert list(find_copies([first, first], [first])) == []
    assert list(find_copies([first], [replace(first)])) == []


def test_a_new_document_is_held_against_those_already_there() -> None:
    elder, younger = _document(_WIRE), _document(_WIRE, day=10, outlet="Gulf Daily")
    assert _pairs(list(find_copies([younger], [elder]))) == {(younger.id, elder.id)}
    assert _pairs(list(find_copies([elder], [younger]))) == {(younger.id, elder.id)}, "the elder may arrive later"


def test_known_copies_are_not_told_again() -> None:
    elder, younger = _document(_WIRE), _document(_WIRE, day=10, outlet="Gulf Daily")
    known = list(find_copies([elder, younger]))
    assert list(find_copies([younger, elder], known=known)) == []


_NEWS = [_document(f"{_WIRE} {tail}", day=day, outlet=outlet) for day, outlet, tail in [
    (9, "Wire", ""), (9, "Gulf Daily", "More follows."), (10, "Levant Post", "The base was struck in 2020 too."), (11, "Wire", "A committee was formed.")]]  # fmt: skip
_NEWS += [
    _document(_OTHER, outlet="Anbar Today"),
    _document(f"{_OTHER} No more is known.", day=10, outlet="Tigris Times"),
]


def _groups(copies: list[Copy]) -> set[frozenset[str]]:
    groups: list[set[str]] = []
    for copy in copies:
        pair = {copy.document, copy.of}
        joined = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [pair.union(*joined)]
    return {frozenset(group) for group in groups}


@given(st.permutations(_NEWS), st.integers(min_value=0, max_value=len(_NEWS)))
def test_the_groups_do_not_depend_on_the_order_of_arrival(order: list[Document], cut: int) -> None:
    first = list(find_copies(order[:cut]))
    second = list(find_copies(order[cut:], order[:cut], known=first))
    assert (
        _groups(first + second)
        == _groups(list(find_copies(_NEWS)))
        == {frozenset(d.id for d in _NEWS[:4]), frozenset(d.id for d in _NEWS[4:])}
    )
