"""Judgements move from the mentions of an older coding to those of the one that stands."""

from __future__ import annotations

import dataclasses

from tests.contracts.samples import coding, decision, document, override

from vedette.linking import carry, heirs
from vedette.model import Act, Mention, Reading, When, Where
from vedette.model.ids import incident_of


def read(number: int, coder: str, start: int = 7, end: int = 15, kind: str = "ASSAULT") -> Mention:
    """The attack of a numbered report, by a coder that takes these characters for its trigger."""
    report = document(number)
    act = Reading(value=Act(kind=kind), passages=(report.passage(start, end),))  # type: ignore[arg-type]  # a kind
    made = coding(report, coder=coder, mentions=1).mentions[0]
    return dataclasses.replace(made, id=Mention.id_for(report.id, coder, act, start), act=act)


def decided_by_publication(mention: Mention) -> Reading[When]:
    """A day that rests on no words."""
    return Reading(value=When(latest=mention.when.value.latest, basis="publication"), passages=(), basis="publication")


def test_an_heir_overlaps_in_the_same_document_and_kind() -> None:
    old = read(1, "a/1")
    same, wide, beside = read(1, "a/2", 7, 12), read(1, "a/2", 0, 15), read(1, "a/2", 16, 21)
    assert heirs([old], [same, wide, beside]) == {old.id: wide.id}
    other = dataclasses.replace(beside, casualties=(), place=None, instruments=(), when=decided_by_publication(beside))
    assert heirs([old], [other, read(2, "a/2"), read(1, "a/2", kind="PROTEST")]) == {}


def test_an_act_told_by_another_word_is_found_by_what_else_it_rests_on() -> None:
    old = dataclasses.replace(read(1, "a/1"), casualties=(), instruments=())
    where = Reading(value=Where(name="Erbil"), passages=(document(1).passage(22, 32),))
    placed = dataclasses.replace(old, place=where)
    other = dataclasses.replace(read(1, "a/2", 33, 38), casualties=(), instruments=(), when=decided_by_publication(old))
    moved = dataclasses.replace(other, place=where)
    assert heirs([placed], [moved]) == {placed.id: moved.id}
    assert heirs([placed], [dataclasses.replace(other, place=None)]) == {}
    elsewhere = dataclasses.replace(placed, id=read(1, "a/1", 33, 36).id, act=read(1, "a/1", 33, 36).act)
    assert heirs([placed, elsewhere], [moved]) == {elsewhere.id: moved.id}, "its trigger makes it another's heir"


def test_decisions_and_overrides_move_with_their_words() -> None:
    first, second, a, b = read(1, "a/1"), read(2, "a/1"), read(1, "a/2"), read(2, "a/2")
    d, o = decision(first.id, second.id, person=True), override(incident_of(second.id))
    moved = carry([d], [o], superseded=[first, second], standing=[a, b])
    [carried], [laid] = moved.decisions, moved.overrides
    assert {carried.first, carried.second} == {a.id, b.id} and carried.first < carried.second
    assert (carried.id, carried.reason, carried.by) == (d.id, d.reason, d.by)
    assert laid == dataclasses.replace(o, incident=incident_of(b.id)) and moved.lost == ()


def test_what_has_no_heir_is_given_back_and_nothing_is_moved_that_stands() -> None:
    first, second, a = read(1, "a/1"), read(2, "a/1"), read(1, "a/2")
    lost, kept = decision(first.id, second.id, person=True), decision(a.id, second.id, person=True)
    gone = override(incident_of(first.id))
    moved = carry([lost, kept], [gone], superseded=[first], standing=[second])
    assert moved.decisions == (kept,) and set(moved.lost) == {lost, gone} and moved.overrides == ()


def test_same_that_has_come_true_is_let_go_and_different_is_raised() -> None:
    first, second, a = read(1, "a/1", 7, 10), read(1, "a/1", 11, 15), read(1, "a/2")
    for verdict, lost in (("same", 0), ("different", 1)):
        d = decision(first.id, second.id, verdict, person=True)  # type: ignore[arg-type]  # a verdict
        moved = carry([d], [], superseded=[first, second], standing=[a])
        assert moved.decisions == () and len(moved.lost) == lost


def test_the_models_own_decisions_stay_where_they_are() -> None:
    first, second, a, b = read(1, "a/1"), read(2, "a/1"), read(1, "a/2"), read(2, "a/2")
    d = decision(first.id, second.id)
    assert carry([d], [], superseded=[first, second], standing=[a, b]).decisions == (d,)
