"""Incidents of a document: acts and the encoder's leanings are weighed, never taken for granted, and never invented."""

from __future__ import annotations

import pytest
from tests.coding.local.test_candidates import reads
from tests.fakes.readers import FakeReader

from vedette.coding.local import cases
from vedette.coding.local.cases import Act, Case
from vedette.coding.local.weighing import learned

TEXT = "Two guerrillas murdered mayor Juan Perez in Cali. He had been threatened. His funeral is on Friday."
READER = FakeReader(
    fillers={"guerrillas": ("PerpInd", 0.9), "Perez": ("Victim", 0.9)}, incidents={"murdered": 0.95, "threatened": 0.3}
)


def read(acts: tuple[Act, ...] = (), reader: FakeReader = READER, text: str = TEXT) -> tuple[Case, ...]:
    return cases.read(reads(text, reader), acts, learned())


def test_sentences_that_tell_an_incident_are_a_case_without_an_act() -> None:
    (case,) = read()
    assert (case.type, case.act) == ("attack", None)
    assert 0 in case.at
    assert {filler.candidate.words for filler in case.fillers} >= {("guerrillas",), ("perez",)}


def test_an_act_of_the_type_stands_for_what_the_encoder_hears_beside_it() -> None:
    (case,) = read((Act(type="attack", at=frozenset({0})),))
    assert case.act == 0


def test_a_document_without_acts_and_leanings_has_no_case() -> None:
    assert read(reader=FakeReader()) == ()
    assert cases.read((), (), learned()) == ()


def test_a_surer_encoder_makes_a_likelier_incident() -> None:
    (sure,) = read()
    (faint,) = read(reader=FakeReader(fillers=READER.fillers, incidents={"murdered": 0.2}))
    assert 0 < faint.probability < sure.probability < 1


def test_a_phrase_belongs_rather_to_the_incident_it_stands_in() -> None:
    far = TEXT + " It rained." * 12 + " A bomb went off in Lima."
    acts = (Act(type="attack", at=frozenset({0})), Act(type="bombing", at=frozenset({15})))
    attack, bombing = read(acts, FakeReader(fillers=READER.fillers, incidents={"murdered": 0.95}), far)
    of = {
        case.type: {filler.candidate.words: filler.probability for filler in case.fillers} for case in (attack, bombing)
    }
    assert of["attack"][("perez",)] > of["bombing"][("perez",)]


@pytest.mark.parametrize("name", ["case", "PerpInd", "fills:Victim"])
def test_every_decision_is_shipped(name: str) -> None:
    assert len(learned().weights[name].of) > 10
