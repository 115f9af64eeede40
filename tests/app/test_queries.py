"""One record by its id, and why each field says what it says."""

from __future__ import annotations

from dataclasses import fields

import pytest
from tests.briefing.ledgers import campaign, view
from tests.linking.reports import FORCES, HARIR, MILITIA, report

from vedette.app import queries
from vedette.app.workspace import View
from vedette.errors import InputError
from vedette.model import Attribution, Incident, Mention, Quantity


@pytest.fixture(scope="module")
def seen() -> View:
    """Two reports of one attack, that differ on its toll."""
    said = (Attribution(actor=MILITIA, how="claimed"),)
    pairs = [
        report("A", injured=3, killed=1, outcomes=("hit",), attributions=said),
        report("B", injured=Quantity.at_least(5), outcomes=("hit",), hours=2),
    ]
    return view([one for one, _ in pairs], [one for _, one in pairs], campaign()[1].tallies[:0])


@pytest.fixture(scope="module")
def incident(seen: View) -> Incident:
    """The one incident."""
    assert len(seen.incidents) == 1
    return seen.incidents[0]


@pytest.mark.parametrize("field", [*queries.FIELDS, *queries.SPOKEN, *queries.DERIVED])
def test_every_field_is_explained_or_said_to_be_unknown(seen: View, incident: Incident, field: str) -> None:
    unknown = {"launched_from", "multiplicity", "missing", "harmed"}
    for record in (incident, seen.mentions[0]):
        target = f"{record.id}.{field}"
        if field in unknown or (field == "grading" and isinstance(record, Mention)):
            with pytest.raises(InputError, match=f"{field}|graded"):
                queries.why(seen, target)
            continue
        found = queries.why(seen, target)
        assert found.id == record.id and found.value and found.rule
        if field not in queries.DERIVED:
            assert found.tellings
            assert all(one.sentence and one.words and one.words in one.sentence for one in found.tellings)


def test_fields_asked_for_are_those_of_the_record() -> None:
    assert set(queries.FIELDS) < {one.name for one in fields(Incident)}


def test_one_sort_of_casualties_is_told_alone_with_its_disagreement(seen: View, incident: Incident) -> None:
    injured, killed = (queries.why(seen, f"{incident.id}.{field}") for field in ("injured", "killed"))
    assert injured.disagreement and len(injured.tellings) == 2
    assert not killed.disagreement and len(killed.tellings) == 1
    assert killed.value == "killed target low 1 best 1 high 1"


def test_every_record_is_found_by_its_id(seen: View) -> None:
    records: list[queries.AnyRecord] = [*seen.incidents, *seen.mentions, *seen.documents.values(), *seen.decisions]
    for one in records:
        assert queries.find(seen, one.id) is one
        assert queries.as_wire(one)["id"] == one.id


def test_a_former_id_leads_to_the_incident(seen: View, incident: Incident) -> None:
    younger = f"i{seen.mentions[1].id[1:]}"
    assert younger in incident.former_ids
    assert queries.find(seen, younger) is incident


def test_a_wrong_target_is_named_with_the_way_out(seen: View, incident: Incident) -> None:
    document = next(iter(seen.documents))
    for target, said in (
        ("i0.when", "no record 'i0'.*vedette incidents"),
        (f"{document}.when", f"vedette show {document} prints it"),
        (f"{incident.id}.motive", "unknown field 'motive'.*known: act"),
        (incident.id, "name a field, as in"),
    ):
        with pytest.raises(InputError, match=said):
            queries.why(seen, target)


def test_a_total_is_explained_by_the_words_that_give_it() -> None:
    facts = campaign()[1]
    held = view(facts.documents.values(), tuple(facts.mentions.values()), facts.tallies)
    with_counter = next(one for one in facts.tallies if one.counter)
    found = queries.why(held, f"{with_counter.id}.count")
    assert (found.value, found.tellings[0].words) == ("low 40", "At least 40")
    assert queries.why(held, with_counter.id).value == "low 40"
    assert queries.why(held, f"{with_counter.id}.counter").value == "Pentagon"
    with pytest.raises(InputError, match=r"nothing is known of field 'actor'.*known: count, counter"):
        queries.why(held, f"{with_counter.id}.actor")


def test_values_are_told_on_one_line() -> None:
    assert queries.words(HARIR) == "Harir oa:ORBR"
    assert (
        queries.words((FORCES, MILITIA))
        == "United States forces USA/MIL, Iran-backed militias generic:iran-backed-militias"
    )
