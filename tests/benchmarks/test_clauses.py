"""Clauses are read with all their parties, and with who only speaks of them; codebooks code the telling."""

from __future__ import annotations

from itertools import permutations

import pytest
from benchmarks.clauses import Clause
from benchmarks.documents import exact

from benchmarks import clauses, dyad_codebook, dyads


def _clauses(text: str) -> tuple[Clause, ...]:
    document = exact(text)
    assert document is not None
    (told,) = clauses.read(document)
    return told


def _events(text: str) -> set[tuple[str, str, str]]:
    reader = dyads.Reader(row="own", book="", back={})
    return {(source, target, code[:2]) for source, target, code in reader.events(_clauses(text))}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Chad, Niger, and Mali met on Monday.", {(a, b, "04") for a, b in permutations(("TCD", "NER", "MLI"), 2)}),
        ("Chadian and Malian activists criticised Niger.", {("TCDOPP", "NER", "11"), ("MLIOPP", "NER", "11")}),
        ("The ambassadors of Chad and Mali praised Kenya.", {("TCDGOV", "KEN", "05"), ("MLIGOV", "KEN", "05")}),
        ("Chad denounced a raid by Kenyan soldiers in Mali.", {("TCD", "KENMIL", "11")}),
        ("Kenya bombed Chad, four years after Mali bombed Niger.", {("KEN", "TCD", "19")}),
        ("Kenyan activists staged a noisy protest in Chad.", {("KENOPP", "TCD", "14")}),
        ("Two Chadian soldiers were killed in Mali.", {("MLI", "TCDMIL", "19")}),
        ("Kenya welcomed talks between Chad and Mali.", {("KEN", "TCD", "05"), ("KEN", "MLI", "05")}),
    ],
)
def test_every_party_of_a_clause_is_coded(text: str, events: set[tuple[str, str, str]]) -> None:
    assert _events(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Kenya said that Chad had attacked Mali.", {("KEN", "TCD", "11")}),
        ("Kenya admitted that it had attacked Mali.", {("KEN", "MLI", "01")}),
        ("Kenya vowed to attack Mali.", {("KEN", "MLI", "13")}),
        ("Kenya wants Chad to attack Mali.", {("KEN", "TCD", "02")}),
        ("Kenya said it would not aid Mali.", {("KEN", "MLI", "12")}),
        ("Kenya wants to aid Mali.", {("KEN", "MLI", "03")}),
        ("Kenya has agreed to lift the sanctions on Mali.", {("KEN", "MLI", "08")}),
        ("Kenya will send weapons to Mali.", {("KEN", "MLI", "07")}),
    ],
)
def test_what_is_only_told_is_coded_by_the_telling(text: str, events: set[tuple[str, str, str]]) -> None:
    assert _events(text) == events


def test_a_clause_is_coded_like_the_learned_clause_it_resembles() -> None:
    (clause, *_) = _clauses("Kenya will adopt a resolution with Mali.")
    learned = {example.root for example in dyad_codebook.table()[dyads.INVENTED] if "base=adopt" in example.features}
    assert dyad_codebook.root(clause, "own", dyads.INVENTED, least=0.3) in learned
    assert dyad_codebook.root(clause, "own", "another book") is None
