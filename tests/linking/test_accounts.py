"""One incident, however many reports: ids, sources, figures, overrides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.reports import FORCES, MILITIA, OPTIONS, at, filed, report, ruling

from vedette.errors import ConfigError
from vedette.linking import LinkOptions, incidents, link
from vedette.model import (
    Attribution,
    Copy,
    Decision,
    Document,
    Incident,
    Instrument,
    Mention,
    Override,
    Party,
    Quantity,
)
from vedette.model.ids import incident_of


def ledger(
    pairs: list[tuple[Document, Mention]],
    *,
    people: tuple[Decision, ...] = (),
    overrides: tuple[Override, ...] = (),
    copies: tuple[Copy, ...] = (),
    options: LinkOptions = OPTIONS,
) -> tuple[Incident, ...]:
    """The incidents of these reports, linked by the model and ruled on by people."""
    documents, mentions = filed(pairs)
    decisions = link(mentions, documents=documents, options=options, standing=people)
    return incidents(mentions, (*decisions, *people), overrides, copies, documents, options=options)


def override(incident: str, field: str, value: str, *, hours: float = 200.0) -> Override:
    """A person's value."""
    id = Override.id_for(incident, field, value, "ana", at(hours))
    return Override(
        id=id, incident=incident, field=field, value=value, by="ana", reason="read the statement", recorded_at=at(hours)
    )


def test_two_reports_of_one_attack_are_one_incident_named_after_the_first_written() -> None:
    first, second = report("a"), report("b", hours=5)
    (incident,) = ledger([first, second])
    assert incident.id == incident_of(first[1].id)
    assert incident.mentions == (first[1].id, second[1].id)
    assert incident.independent_sources == 2


def test_a_further_report_keeps_the_id_of_the_incident() -> None:
    pairs = [report("a"), report("b", hours=5), report("c", hours=9)]
    assert {ledger(pairs[:n])[0].id for n in (1, 2, 3)} == {incident_of(pairs[0][1].id)}


def test_attacks_on_other_days_or_at_other_bases_stay_apart() -> None:
    assert (
        len(ledger([report("a"), report("b", day=14), report("c", place="tanf"), report("d", day=2, place="harir")]))
        == 4
    )


def test_signals_are_no_incidents() -> None:
    assert ledger([report("a", status="hypothetical"), report("b", kind="AID", mode=None)]) == ()


def test_a_cluster_of_denials_alone_is_no_incident() -> None:
    assert ledger([report("a", status="denied"), report("b", status="denied")]) == ()


def test_copies_of_one_text_count_as_one_source_and_are_not_proof_of_sameness() -> None:
    one, other = report("a"), report("b")
    copy = Copy(document=other[0].id, of=one[0].id, similarity=0.99, recorded_at=at(1))
    (incident,) = ledger([one, other], copies=(copy,))
    assert incident.independent_sources == 1
    apart = report("c", day=20)
    copy = Copy(document=apart[0].id, of=one[0].id, similarity=0.99, recorded_at=at(1))
    assert len(ledger([one, apart], copies=(copy,))) == 2


def test_one_outlet_counts_once_however_often_it_reports() -> None:
    (incident,) = ledger([report("a", outlet="Wire"), report("b", outlet="wire", hours=3)])
    assert len(incident.mentions) == 2
    assert incident.independent_sources == 1


def test_the_best_toll_is_the_latest_of_the_most_reliable_and_every_figure_is_kept() -> None:
    options = LinkOptions(recorded_at=at(50), reliability={"Good": "A", "Poor": "D"})
    pairs = [
        report("a", outlet="Good", injured=2, published=date(2023, 11, 10)),
        report("b", outlet="Good", injured=3, published=date(2023, 11, 12), hours=4),
        report("c", outlet="Poor", injured=9, published=date(2023, 11, 13), hours=5),
    ]
    (incident,) = ledger(pairs, options=options)
    (toll,) = incident.casualties
    assert toll.value is not None
    assert toll.value.count == Quantity(low=3, best=3, high=9)
    assert [t.reading.value.count.figure for t in toll.told if t.reading.value.count] == [2, 3, 9]
    assert toll.disagreement
    assert incident.disagreements == ("casualties.injured.target",)


def test_a_toll_of_an_unnamed_side_is_not_counted_beside_the_same_toll_of_a_named_side() -> None:
    (incident,) = ledger([report("a", injured=3), report("b", injured=3, side="unknown", hours=2)])
    assert [(c.value.effect, c.value.side) for c in incident.casualties if c.value] == [("injured", "target")]


def test_at_least_leaves_the_top_of_the_range_open() -> None:
    (incident,) = ledger(
        [report("a", killed=2), report("b", killed=Quantity.at_least(3), published=date(2023, 11, 12), hours=2)]
    )
    assert incident.casualties[0].value is not None
    assert incident.casualties[0].value.count == Quantity(low=2, best=3, high=None)


def resolved(*told: int | Quantity) -> Quantity | None:
    """The number of killed that sources give who tell these one day after another."""
    days = (date(2023, 11, 10 + n) for n in range(len(told)))
    pairs = [
        report(f"r{n}", killed=count, published=day, hours=n)
        for n, (count, day) in enumerate(zip(told, days, strict=True))
    ]
    same = tuple(ruling(pairs[0][1], later[1], "same") for later in pairs[1:])
    (incident,) = ledger(pairs, people=same)
    value = incident.casualties[0].value
    return value.count if value else None


def test_an_approximate_figure_is_no_bound_on_itself() -> None:
    about = Quantity(best=70)
    assert resolved(about) == about
    assert resolved(about, Quantity(best=70)) == about
    assert resolved(about, 72) == Quantity(low=70, best=72, high=72)
    assert resolved(72, about) == Quantity(best=70, high=72)


def test_a_single_bound_stays_as_it_was_told() -> None:
    for told in (Quantity.at_least(3), Quantity(low=24, high=99), Quantity(high=5), Quantity.exactly(4)):
        assert resolved(told) == told


@given(
    st.lists(
        st.one_of(
            st.integers(0, 20),
            st.integers(0, 20).map(Quantity.at_least),
            st.integers(0, 20).map(lambda n: Quantity(best=n)),
            st.integers(0, 20).map(lambda n: Quantity(low=n, high=n + 9)),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(deadline=None)
def test_the_last_told_figure_is_the_best_and_no_source_lies_outside_the_range(told: list[int | Quantity]) -> None:
    found = resolved(*told)
    each = [Quantity.exactly(one) if isinstance(one, int) else one for one in told]
    assert found is not None
    assert found.best in (each[-1].best, each[-1].low)
    for one in each:
        assert found.low is None or one.low is None or found.low <= one.low
        assert found.high is None or one.high is None or found.high >= one.high


def test_the_closest_word_of_any_source_names_the_weapon() -> None:
    pairs = [report("a", weapons=("drone",)), report("b", weapons=("one_way_drone",), hours=2)]
    (incident,) = ledger(pairs)
    assert [one.weapon for one in incident.instruments.value or ()] == ["one_way_drone"]


def test_a_later_report_that_gives_no_number_of_weapons_takes_none_away() -> None:
    two = Instrument(weapon="rocket", count=Quantity.exactly(2))
    three = Instrument(weapon="rocket", count=Quantity.exactly(3))
    first = report("a", weapons=(two,), published=date(2023, 11, 10))
    bare = report("b", weapons=("rocket",), published=date(2023, 11, 11), hours=1)
    last = report("c", weapons=(three,), published=date(2023, 11, 12), hours=2)
    (incident,) = ledger([first, bare])
    assert incident.instruments.value == (two,)
    (incident,) = ledger([first, bare, last])
    assert incident.instruments.value == (three,)


def test_nobody_did_it_where_the_sides_accuse_each_other() -> None:
    us, them = Party(name="Army", id="IRQ/MIL"), Party(name="Group", id="group:x")
    blames = [Attribution(actor=them, how="accused", by=us)], [Attribution(actor=us, how="accused", by=them)]
    pairs = [
        report("a", actor=them, target=None, attributions=blames[0]),
        report("b", actor=us, target=None, attributions=blames[1], hours=1),
    ]
    people = (ruling(pairs[0][1], pairs[1][1], "same"),)
    (incident,) = ledger(pairs, people=people)
    assert incident.actor.value is None
    assert len(incident.attributions) == 2
    assert "actor" in incident.disagreements


def test_the_most_precise_place_told_is_the_place() -> None:
    (incident,) = ledger([report("a", place="kurdistan"), report("b", place="erbil", hours=1)])
    assert incident.place.value is not None
    assert incident.place.value.precision == "facility"
    assert not incident.place.disagreement


def test_a_later_denial_of_a_better_source_changes_the_status_and_deletes_nothing() -> None:
    options = LinkOptions(recorded_at=at(50), reliability={"Good": "A", "Poor": "D"})
    pairs = [
        report("a", outlet="Poor"),
        report("b", outlet="Good", status="denied", published=date(2023, 11, 12), hours=9),
    ]
    (incident,) = ledger(pairs, options=options)
    assert incident.status.value == "denied"
    assert len(incident.status.told) == 2
    assert incident.severity.level == 0
    assert incident.grading.credibility == 5
    (unsure,) = ledger(pairs)
    assert unsure.status.value == "occurred"
    assert unsure.grading.credibility == 4


def test_a_person_joins_what_the_model_left_apart_and_the_younger_id_leads_to_the_elder() -> None:
    one, other = report("a"), report("b", place="harir", hours=3)
    assert len(ledger([one, other])) == 2
    (incident,) = ledger([one, other], people=(ruling(one[1], other[1], "same"),))
    assert incident.id == incident_of(one[1].id)
    assert incident.former_ids == (incident_of(other[1].id),)


def test_undoing_a_persons_decision_restores_the_incidents_and_a_split_keeps_the_elder() -> None:
    one, other = report("a"), report("b", hours=3)
    parted = ruling(one[1], other[1], "different", hours=100)
    undone = ruling(one[1], other[1], "unsure", hours=101)
    (joined,) = ledger([one, other])
    assert [i.id for i in ledger([one, other], people=(parted,))] == [incident_of(one[1].id), incident_of(other[1].id)]
    (again,) = ledger([one, other], people=(parted, undone))
    assert (again.id, again.mentions) == (joined.id, joined.mentions)


def test_an_override_sets_the_value_keeps_the_sources_and_recomputes_severity() -> None:
    one = report("a", injured=2)
    id = incident_of(one[1].id)
    (incident,) = ledger([one], overrides=(override(id, "casualties.killed.target", "4"),))
    killed = next(c for c in incident.casualties if c.value and c.value.effect == "killed")
    assert killed.override is not None
    assert incident.severity.level == 6
    (back,) = ledger([one], overrides=(override(id, "status", '"foiled"'), override(id, "status", "null", hours=201)))
    assert back.status.value == "occurred"


def test_an_override_made_under_the_younger_id_outlives_the_merge() -> None:
    one, other = report("a"), report("b", place="harir", hours=3)
    later = override(incident_of(other[1].id), "status", '"foiled"')
    (incident,) = ledger([one, other], people=(ruling(one[1], other[1], "same"),), overrides=(later,))
    assert incident.status.value == "foiled"


def test_a_dropped_incident_is_gone_until_it_is_put_back() -> None:
    one = report("a")
    id = incident_of(one[1].id)
    assert ledger([one], overrides=(override(id, "drop", "true"),)) == ()
    assert len(ledger([one], overrides=(override(id, "drop", "true"), override(id, "drop", "false", hours=300)))) == 1


def test_an_override_that_cannot_be_names_itself_and_the_known_fields() -> None:
    one = report("a")
    with pytest.raises(ConfigError, match="known fields: act"):
        ledger([one], overrides=(override(incident_of(one[1].id), "weather", '"rain"'),))


def test_an_act_inside_an_operation_is_part_of_its_incident() -> None:
    whole = report("a", place="kurdistan", mode="raid_ambush")
    part = report("a", place="erbil", document=whole[0], ordinal=1, part_of=whole[1].id)
    found = {i.id: i for i in ledger([whole, part])}
    assert found[incident_of(part[1].id)].part_of == incident_of(whole[1].id)


def test_linking_twice_adds_nothing() -> None:
    documents, mentions = filed([report("a"), report("b", hours=2), report("c", day=10, hours=3)])
    first = link(mentions, documents=documents, options=OPTIONS)
    assert first
    assert link(mentions, documents=documents, options=OPTIONS, standing=first) == ()


def test_swapped_sides_are_never_one_event() -> None:
    one, other = report("a"), report("b", actor=FORCES, target=MILITIA)
    assert len(ledger([one, other])) == 2
