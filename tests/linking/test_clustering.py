"""Clusters are a pure function of mentions and standing decisions."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.reports import START

from vedette.linking.clustering import cluster
from vedette.model import Decision
from vedette.model.judgement import Verdict

IDS = [f"m{n:02d}" for n in range(9)]
PAIRS = [(a, b) for i, a in enumerate(IDS) for b in IDS[i + 1 :]]


def decided(
    pair: tuple[str, str], verdict: Verdict, *, weight: float | None = None, person: bool = False, hours: int = 0
) -> Decision:
    """A decision on a pair."""
    moment = START + timedelta(hours=hours)
    by = "ana" if person else "link/1"
    return Decision(
        id=Decision.id_for(*pair, verdict, by, person, moment), first=pair[0], second=pair[1], verdict=verdict, by=by, reason="r",
        recorded_at=moment, person=person, weight=weight,
    )  # fmt: skip


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Decision], set[tuple[str, str]]]:
    """Decisions of the model and of people, and pairs under a veto."""
    model = draw(st.dictionaries(st.sampled_from(PAIRS), st.integers(-60, 60), max_size=25))
    people = draw(
        st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(["same", "different", "unsure"])), max_size=8)
    )
    vetoed = draw(st.sets(st.sampled_from(PAIRS), max_size=8))
    decisions = [
        decided(pair, "same" if w > 20 else "unsure" if w > -20 else "different", weight=w / 10)
        for pair, w in model.items()
    ]
    decisions += [decided(pair, verdict, person=True, hours=n + 1) for n, (pair, verdict) in enumerate(people)]  # type: ignore[arg-type]
    return decisions, vetoed


def clusters(
    decisions: list[Decision], vetoed: set[tuple[str, str]] | None = None, ids: list[str] = IDS
) -> tuple[tuple[str, ...], ...]:
    """The clusters of the nine ids."""
    bad = vetoed or set()
    return cluster(ids, decisions, forbidden=lambda a, b: (min(a, b), max(a, b)) in bad).clusters


def standing_people(decisions: list[Decision]) -> dict[tuple[str, str], str]:
    """What people last said of each pair."""
    said: dict[tuple[str, str], str] = {}
    for d in sorted(decisions, key=lambda d: d.recorded_at):
        if d.person:
            said[d.first, d.second] = d.verdict
    return said


@given(judged())
def test_every_mention_is_in_exactly_one_cluster(case: tuple[list[Decision], set[tuple[str, str]]]) -> None:
    found = clusters(*case)
    assert sorted(id for one in found for id in one) == IDS


@given(judged(), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_of_mentions_and_decisions_does_not_matter(
    case: tuple[list[Decision], set[tuple[str, str]]], rng: object
) -> None:
    decisions, vetoed = case
    shuffled, ids = list(decisions), list(IDS)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    rng.shuffle(ids)  # type: ignore[attr-defined]
    assert clusters(shuffled, vetoed, ids) == clusters(decisions, vetoed)


@given(judged())
@settings(max_examples=300)
def test_no_chain_brings_together_what_a_veto_or_a_person_parts(
    case: tuple[list[Decision], set[tuple[str, str]]],
) -> None:
    decisions, vetoed = case
    said = standing_people(decisions)
    together = [(a, b) for one in clusters(*case) for i, a in enumerate(one) for b in one[i + 1 :]]
    for pair in together:
        assert said.get(pair) != "different"
        assert pair not in vetoed or said.get(pair) == "same"


@given(judged())
def test_what_a_person_ties_is_together_or_raised_as_a_conflict(
    case: tuple[list[Decision], set[tuple[str, str]]],
) -> None:
    decisions, vetoed = case
    result = cluster(IDS, decisions, forbidden=lambda a, b: (min(a, b), max(a, b)) in vetoed)
    home = {id: one for one in result.clusters for id in one}
    refused = {(d.first, d.second) for d in result.conflicts}
    for pair, verdict in standing_people(decisions).items():
        if verdict == "same":
            assert home[pair[0]] == home[pair[1]] or pair in refused


@given(judged())
@settings(max_examples=300)
def test_a_person_who_ties_two_mentions_joins_their_clusters_whole_or_is_told_of_the_conflict(
    case: tuple[list[Decision], set[tuple[str, str]]],
) -> None:
    decisions, vetoed = case
    result = cluster(IDS, decisions, forbidden=lambda a, b: (min(a, b), max(a, b)) in vetoed)
    home = {id: one for one in result.clusters for id in one}
    said = standing_people(decisions)
    ties = {pair for pair, verdict in said.items() if verdict == "same"}
    # What the model would have made of it: everything that is decided but the ties, which only lift their own veto.
    model = clusters([d for d in decisions if not (d.person and (d.first, d.second) in ties)], vetoed - ties)
    whole = {id: one for one in model for id in one}
    raised = {(d.first, d.second) for d in result.conflicts}
    for a, b in ties - raised:
        assert {*whole[a], *whole[b]} <= set(home[a])


def test_a_word_across_two_clusters_takes_along_what_only_a_third_had_joined() -> None:
    one = [decided(("m00", "m01"), "same", weight=5.0), decided(("m01", "m02"), "same", weight=5.0)]
    one.append(decided(("m00", "m02"), "unsure", weight=-0.5))
    far = [decided((a, "m03"), "different", weight=-3.0) for a in ("m00", "m01", "m02")]
    assert clusters([*one, *far], ids=IDS[:4]) == (("m00", "m01", "m02"), ("m03",))
    word = decided(("m00", "m03"), "same", person=True, hours=1)
    assert clusters([*one, *far, word], ids=IDS[:4]) == (("m00", "m01", "m02", "m03"),)


def test_where_a_veto_parts_the_rest_the_named_two_are_one_and_the_word_is_a_conflict() -> None:
    model = [decided(("m00", "m01"), "same", weight=5.0)]
    word = decided(("m00", "m02"), "same", person=True, hours=1)
    found = cluster(IDS[:3], [*model, word], forbidden=lambda a, b: {a, b} == {"m01", "m02"})
    assert found.clusters == (("m00", "m02"), ("m01",))
    assert found.conflicts == (word,)


@given(judged(), st.sampled_from(PAIRS), st.sampled_from(["same", "different"]))
def test_undoing_a_decision_restores_the_partition(
    case: tuple[list[Decision], set[tuple[str, str]]], pair: tuple[str, str], verdict: Verdict
) -> None:
    decisions = [d for d in case[0] if not (d.person and (d.first, d.second) == pair)]
    undone = [*decisions, decided(pair, verdict, person=True, hours=90), decided(pair, "unsure", person=True, hours=91)]
    assert clusters(undone, case[1]) == clusters(decisions, case[1])


def test_the_later_word_of_a_person_outranks_the_earlier_and_both_outrank_the_model() -> None:
    model = decided(("m00", "m01"), "same", weight=7.0, hours=50)
    no = decided(("m00", "m01"), "different", person=True, hours=1)
    yes = decided(("m00", "m01"), "same", person=True, hours=2)
    assert ("m00", "m01") in clusters([model])
    assert ("m00", "m01") not in clusters([model, no])
    assert ("m00", "m01") in clusters([yes, model, no])


def test_one_strong_link_does_not_chain_two_events() -> None:
    chain = [decided(("m00", "m01"), "same", weight=5.0), decided(("m01", "m02"), "same", weight=4.0)]
    against = decided(("m00", "m02"), "different", weight=-6.0)
    assert clusters([*chain, against])[:2] == (("m00", "m01"), ("m02",))


def test_a_component_over_its_bound_is_cut_where_its_links_are_weakest() -> None:
    strong = [decided((IDS[n], IDS[n + 1]), "same", weight=6.0) for n in (0, 2, 4)]
    weak = [decided((IDS[n], IDS[n + 1]), "unsure", weight=-1.0) for n in (1, 3)]
    found = cluster(IDS[:6], [*strong, *weak], forbidden=lambda _a, _b: False, max_component=2).clusters
    assert found == (("m00", "m01"), ("m02", "m03"), ("m04", "m05"))
