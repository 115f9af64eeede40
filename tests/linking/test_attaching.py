"""A report attached to a ledger leaves the clusters that the whole ledger gives at once."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.reports import MILITIA, OPTIONS, filed, report, ruling

from vedette.linking import LinkState, link, partition
from vedette.model import Decision, Document, Mention, Party

GROUP = Party(name="Kataib Hezbollah", id="group:kataib-hezbollah")

events = st.fixed_dictionaries({
    "day": st.integers(8, 11),
    "place": st.sampled_from(["erbil", "harir", "tanf", "kurdistan", None]),
    "actor": st.sampled_from([MILITIA, GROUP, None]),
    "mode": st.sampled_from(["drone", "rocket_missile", None]),
    "injured": st.sampled_from([None, 0, 2, 5]),
    "status": st.sampled_from(["occurred", "foiled", "denied"]),
})  # fmt: skip


def written(drawn: list[dict[str, object]]) -> list[tuple[Document, Mention]]:
    """A report of each event, each of an outlet of its own."""
    return [report(f"r{n}", published=date(2023, 11, 15), **fields) for n, fields in enumerate(drawn)]  # type: ignore[arg-type]


def batch(pairs: list[tuple[Document, Mention]], people: tuple[Decision, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """The clusters of all reports linked at once."""
    documents, mentions = filed(pairs)
    decisions = link(mentions, documents=documents, options=OPTIONS, standing=people)
    return partition({m.id: m for m in mentions}, (*decisions, *people), documents, options=OPTIONS).clusters


@given(st.lists(events, min_size=2, max_size=10), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_order_of_arrival_ends_in_the_batch_clusters(drawn: list[dict[str, object]], rng: object) -> None:
    pairs = written(drawn)
    expected = batch(pairs)
    rng.shuffle(pairs)  # type: ignore[attr-defined]
    assert batch(pairs) == expected
    documents, mentions = filed(pairs)
    state = LinkState(OPTIONS)
    for mention in mentions:
        state.attach([mention], documents)
    assert state.clusters == expected


@given(
    st.lists(events, min_size=3, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=4),
)
@settings(max_examples=100, deadline=None)
def test_replaying_the_decisions_a_ledger_holds_gives_its_clusters(
    drawn: list[dict[str, object]], said: list[tuple[int, int, bool]]
) -> None:
    pairs = written(drawn)
    documents, mentions = filed(pairs)
    people = tuple(
        ruling(mentions[a], mentions[b], "same" if yes else "different", hours=100 + n)
        for n, (a, b, yes) in enumerate(said)
        if a != b and max(a, b) < len(mentions)
    )
    state = LinkState(OPTIONS)
    made: list[Decision] = []
    for mention in mentions:
        made += state.attach([mention], documents).decisions
    made += state.judge(people).decisions
    assert state.clusters == batch(pairs, people)
    again = LinkState(OPTIONS)
    again.attach(mentions, documents)
    again.judge([*people, *made])
    assert again.clusters == state.clusters


def test_attaching_says_what_changed_and_nothing_the_second_time() -> None:
    documents, mentions = filed([report("a"), report("b", hours=2)])
    state = LinkState(OPTIONS)
    state.attach(mentions[:1], documents)
    done = state.attach(mentions[1:], documents)
    assert done.before == ((mentions[0].id,),)
    assert done.after == (tuple(sorted(m.id for m in mentions)),)
    assert [d.verdict for d in done.decisions] == ["same"]
    assert state.attach(mentions, documents).after == ()
