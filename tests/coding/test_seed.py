"""The first report as a whole: one published commentary, of which one act is an incident."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.coding.making import RECORDED, document

from vedette.coding.rules import RulesCoder
from vedette.model import Mention
from vedette.store.base import Coding

MILITIAS = "generic:iran-backed-militias"


@pytest.fixture
def coding(shared: Path) -> Coding:
    report = (shared / "seed" / "report-2023-11-13.txt").read_text("utf-8")
    text = re.sub(r"^\s*date \d{4}-\d\d-\d\d\s*", "", report)
    return RulesCoder().code(document(text), recorded_at=RECORDED)


def _signals(coding: Coding) -> set[tuple[str, str | None, str | None]]:
    return {(m.kind, _id(m, "actor"), _id(m, "target")) for m in coding.mentions if not m.is_incident}


def _id(mention: Mention, field: str) -> str | None:
    reading = getattr(mention, field)
    return reading.value.id if reading is not None else None


def test_the_only_incident_is_the_dud_at_erbil(coding: Coding) -> None:
    (incident,) = [m for m in coding.mentions if m.is_incident]
    assert (incident.kind, incident.mode, incident.status.value) == ("ASSAULT", "drone", "foiled")
    assert [r.value for r in incident.outcomes] == ["dud"]
    assert (_id(incident, "actor"), _id(incident, "target")) == (MILITIAS, "USA/MIL")
    assert incident.place is not None
    assert (incident.place.value.name, incident.place.value.country) == ("Erbil air base", "IQ")
    assert [(r.value.weapon, r.value.count and r.value.count.figure) for r in incident.instruments] == [("drone", 1)]
    assert incident.severity.label == "L2"


def test_the_casualties_of_the_dud_stay_without_a_number(coding: Coding) -> None:
    (incident,) = [m for m in coding.mentions if m.is_incident]
    assert [(r.value.effect, r.value.count, r.value.word) for r in incident.casualties] == [("harmed", None, "minimal")]


def test_the_day_of_the_dud_is_known_only_as_before_publication(coding: Coding) -> None:
    (incident,) = [m for m in coding.mentions if m.is_incident]
    when = incident.when.value
    assert (when.earliest, when.latest, when.basis) == (None, date(2023, 11, 13), "publication")


def test_forty_attacks_are_one_tally(coding: Coding) -> None:
    (tally,) = coding.tallies
    assert (tally.count.value.low, tally.count.value.high, tally.bound) == (40, None, "at_least")
    assert (tally.from_day, tally.to_day) == (date(2023, 10, 23), date(2023, 11, 13))
    assert tally.counted.target is not None
    assert tally.counted.target.value.id == "USA/MIL"
    assert [place.value.country for place in tally.counted.places] == ["IQ", "SY"]


def test_what_was_said_is_kept_as_signals(coding: Coding) -> None:
    signals = _signals(coding)
    assert ("CONSULT", "IRQ/GOV", MILITIAS) in signals
    assert ("REQUEST", "IRQ/GOV", MILITIAS) in signals
    assert ("REJECT", MILITIAS, "IRQ/GOV") in signals
    assert ("REQUEST", "IRQ/GOV", "IRN/GOV") in signals
    assert any(kind == "REJECT" and actor == "IRN/GOV" for kind, actor, _ in signals)
    assert ("ACCUSE", "IRN", "ISR") in signals
    assert ("THREATEN", "IRN", "USA") in signals
    assert ("THREATEN", "group:hezbollah", None) in signals
    assert ("AID", "USA/GOV", "ISR") in signals


def test_the_vow_keeps_its_condition(coding: Coding) -> None:
    vow = next(m for m in coding.mentions if m.kind == "THREATEN" and _id(m, "actor") == MILITIAS)
    assert vow.condition is not None
    assert vow.condition.value == "until Israeli forces end their siege and bombardment of the Gaza Strip"


def test_a_judgement_is_kept_with_the_one_who_made_it(coding: Coding) -> None:
    judged = [m for m in coding.mentions if m.kind == "ASSAULT" and m.status.value == "hypothetical"]
    assert [r.value.by.name for m in judged for r in m.attributions if r.value.by] == ["David Schenker"]


def test_no_value_lacks_the_words_it_was_read_in(coding: Coding) -> None:
    for mention in coding.mentions:
        assert all(reading.passages or reading.basis for _, reading in mention.readings())
