"""Ids of incidents last: whatever is linked, parted and joined again, each names one mention and is never used twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.reports import OPTIONS, filed, report, ruling

from vedette.linking import incidents, link
from vedette.model.ids import incident_of

told = st.lists(
    st.tuples(
        st.integers(8, 10),
        st.sampled_from(["erbil", "harir", None]),
        st.sampled_from(["occurred", "denied", "hypothetical"]),
    ),
    min_size=1,
    max_size=7,
)
said = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["same", "different", "unsure"])), max_size=4
)


@given(told, said)
@settings(max_examples=120, deadline=None)
def test_every_incident_rests_on_a_mention_and_no_id_is_used_twice(
    drawn: list[tuple[int, str | None, str]], rulings: list[tuple[int, int, str]]
) -> None:
    pairs = [
        report(f"r{n}", day=day, place=place, status=status, hours=n) for n, (day, place, status) in enumerate(drawn)
    ]
    documents, mentions = filed(pairs)
    people = tuple(
        ruling(mentions[a], mentions[b], verdict, hours=50 + n)  # type: ignore[arg-type]
        for n, (a, b, verdict) in enumerate(rulings)
        if a != b and max(a, b) < len(mentions)
    )
    decisions = (*link(mentions, documents=documents, options=OPTIONS, standing=people), *people)
    found = incidents(mentions, decisions, (), (), documents, options=OPTIONS)
    ids = [i.id for i in found]
    held = [id for i in found for id in i.mentions]
    kinds = {m.id: m.is_incident for m in mentions}
    assert len(ids) == len(set(ids))
    assert len(held) == len(set(held))
    assert not {former for i in found for former in i.former_ids} & set(ids)
    for i in found:
        assert i.id == incident_of(i.mentions[0])
        assert any(kinds[id] for id in i.mentions)
        assert {former[1:] for former in i.former_ids} <= {id[1:] for id in i.mentions}
    assert {id for id, real in kinds.items() if real} <= set(held)


@given(told, st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_further_reports_lose_no_id_that_was_ever_shown(drawn: list[tuple[int, str | None, str]], cut: int) -> None:
    pairs = [
        report(f"r{n}", day=day, place=place, status=status, hours=n) for n, (day, place, status) in enumerate(drawn)
    ]
    documents, mentions = filed(pairs)
    first = mentions[:cut]
    early = link(first, documents=documents, options=OPTIONS)
    shown = {i.id for i in incidents(first, early, (), (), documents, options=OPTIONS)}
    later = (*early, *link(mentions, documents=documents, options=OPTIONS, standing=early))
    found = incidents(mentions, later, (), (), documents, options=OPTIONS)
    leads = {id for i in found for id in (i.id, *i.former_ids)} | {incident_of(id) for i in found for id in i.mentions}
    assert shown <= leads
