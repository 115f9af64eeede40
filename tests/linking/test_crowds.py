"""One act told a thousand times is one incident, whatever order its tellings come in and however they vary."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.reports import MILITIA, OPTIONS, filed, report, ruling

from vedette.linking import LinkState, incidents, link, partition
from vedette.linking.crowds import AGAIN, is_repeat
from vedette.linking.units import Units
from vedette.model import Decision, Document, Mention, Party

SMALL = replace(OPTIONS, crowd=3, max_component=12)
VERBS = ("struck", "hit", "tore through", "blew up at")
Pairs = list[tuple[Document, Mention]]
Clusters = tuple[tuple[str, ...], ...]


def flood(number: int, *, outlet: str | None = "Loud Times", seed: int = 7) -> Pairs:
    """One attack in so many wordings, with tolls and doers that vary."""
    luck = random.Random(seed)
    return [
        report(
            f"loud {n}", outlet=outlet, killed=luck.randint(40, 60), actor=luck.choice((MILITIA, MILITIA, None)), span=luck.choice((0, 0, 1)),
            text=f"Case {n}: a drone {luck.choice(VERBS)} the base at Erbil, killing many, a source told us.", weapons=luck.choice((("drone",), ())),
        )
        for n in range(number)
    ]  # fmt: skip


def clusters_of(pairs: Pairs, people: Iterable[Decision] = (), options: object = OPTIONS) -> Clusters:
    """The clusters of all reports linked at once."""
    documents, mentions = filed(pairs)
    said = tuple(people)
    decisions = link(mentions, documents=documents, options=options, standing=said)  # type: ignore[arg-type]
    return partition({m.id: m for m in mentions}, (*decisions, *said), documents, options=options).clusters  # type: ignore[arg-type]


def sizes(found: Clusters) -> list[int]:
    """How large the clusters are."""
    return sorted(map(len, found), reverse=True)


def test_a_thousand_variants_are_one_incident_of_one_source() -> None:
    documents, mentions = filed(flood(1000))
    decisions = link(mentions, documents=documents, options=OPTIONS)
    (found,) = incidents(mentions, decisions, (), (), documents, options=OPTIONS)
    assert len(found.mentions) == 1000 and found.independent_sources == 1
    assert "1000 times over; repetition is no confirmation" in found.grading.reason
    assert len(decisions) < 5_000, "each is compared with few, not with all"


def test_an_event_that_a_thousand_outlets_report_is_one_incident() -> None:
    pairs = [
        report(f"r{n}", killed=12, text=f"A drone {VERBS[n % 4]} the base at Erbil, outlet {n} says.")
        for n in range(1000)
    ]
    assert sizes(clusters_of(pairs)) == [1000]


def test_another_act_of_that_day_and_place_stays_another() -> None:
    other = report(
        "z", actor=Party(name="USA", id="USA/MIL"), target=MILITIA, mode="raid_ambush", weapons=("small_arms",),
        text="Troops stormed a house and arrested nobody.",
    )  # fmt: skip
    near = report("y", place="tanf", text="A drone struck the base at Erbil, killing many, a source told us.")
    found = clusters_of([*flood(300), other, near])
    assert sizes(found) == [300, 1, 1]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_a_flood_does_not_matter(seed: int) -> None:
    pairs = flood(120)
    whole = clusters_of(pairs)
    random.Random(seed).shuffle(pairs)
    assert clusters_of(pairs) == whole


def test_linking_a_flood_twice_yields_nothing_new() -> None:
    documents, mentions = filed(flood(200))
    first = link(mentions, documents=documents, options=OPTIONS)
    assert link(mentions, documents=documents, options=OPTIONS, standing=first) == ()
    assert sum(map(is_repeat, first)) > 150
    assert all(d.by.endswith(AGAIN) and d.verdict == "same" for d in first if is_repeat(d))


def test_a_flood_that_comes_piece_by_piece_is_one_incident_too() -> None:
    documents, mentions = filed(flood(400))
    state = LinkState(OPTIONS)
    made: list[Decision] = []
    for mention in mentions:
        made += state.attach([mention], documents).decisions
    assert sizes(state.clusters) == [400]
    assert partition({m.id: m for m in mentions}, made, documents, options=OPTIONS).clusters == state.clusters
    later = link(mentions, documents=documents, options=OPTIONS, standing=made)
    assert (
        partition({m.id: m for m in mentions}, (*made, *later), documents, options=OPTIONS).clusters == state.clusters
    )
    assert link(mentions, documents=documents, options=OPTIONS, standing=(*made, *later)) == ()


def test_two_acts_that_each_of_many_documents_tells_stay_two() -> None:
    pairs: Pairs = []
    for n in range(60):
        document, one = report(f"r{n}", text=f"A drone hit the base; a drone hit the base again, says {n}.")
        pairs += [(document, one), report(f"r{n}", document=document, ordinal=1, start=21)]
    documents, mentions = filed(pairs)
    home = {m.id: m.document for m in mentions}
    for cluster in clusters_of(pairs):
        assert len({home[id] for id in cluster}) == len(cluster), "no cluster holds two mentions of one document"
    assert len(clusters_of(pairs)) <= 8
    del documents


def test_a_person_takes_one_out_of_a_crowd_and_puts_it_back() -> None:
    pairs = flood(80)
    _, mentions = filed(pairs)
    whole = clusters_of(pairs)[0]
    by_id = {m.id: m for m in mentions}
    one = max(whole)
    apart = [ruling(by_id[one], by_id[other], "different", hours=100) for other in whole if other != one]
    assert sizes(clusters_of(pairs, apart)) == [79, 1]
    back = [ruling(by_id[one], by_id[other], "same", hours=200) for other in whole if other != one]
    assert sizes(clusters_of(pairs, [*apart, *back])) == [80]


def test_a_person_ties_a_crowd_whole() -> None:
    pairs = [*flood(80), report("z", place="harir", text="Rockets fell on the airfield, the governor said.")]
    _, mentions = filed(pairs)
    assert sizes(clusters_of(pairs)) == [80, 1]
    assert sizes(clusters_of(pairs, [ruling(mentions[40], mentions[80], "same")])) == [81]


events = st.fixed_dictionaries({
    "day": st.integers(8, 9),
    "place": st.sampled_from(["erbil", "erbil", "kurdistan"]),
    "actor": st.sampled_from([MILITIA, None]),
    "injured": st.sampled_from([None, 2, 5]),
})  # fmt: skip


@given(st.lists(events, min_size=4, max_size=24), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_small_crowds_come_out_the_same_in_any_order(drawn: list[dict[str, object]], luck: random.Random) -> None:
    pairs = [report(f"r{n}", published=date(2023, 11, 15), **fields) for n, fields in enumerate(drawn)]  # type: ignore[arg-type]
    whole = clusters_of(pairs, options=SMALL)
    luck.shuffle(pairs)
    assert clusters_of(pairs, options=SMALL) == whole
    assert sorted(id for one in whole for id in one) == sorted(m.id for _, m in pairs)


@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)))
)
def test_no_unit_holds_two_that_are_said_to_be_two(repeats: set[tuple[int, int]], foes: set[tuple[int, int]]) -> None:
    bad = {(f"m{min(p)}", f"m{max(p)}") for p in foes if p[0] != p[1]}
    units = Units.of({(f"m{min(p)}", f"m{max(p)}") for p in repeats if p[0] != p[1]}, bad)
    for a, b in bad:
        assert units.head(a) != units.head(b)
    for head, members in units.members.items():
        assert head == min(members) and all(units.head(id) == head for id in members)
