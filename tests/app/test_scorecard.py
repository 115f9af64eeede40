"""A ledger against a hand coding: what is right is counted right, and what is wrong is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.briefing.ledgers import view
from tests.linking.reports import report

from vedette.app.scorecard import read_gold, score
from vedette.app.workspace import View
from vedette.errors import InputError
from vedette.model import Quantity

PAIRS = (report("one.md", day=3, injured=2), report("two.md", day=12, place="tanf", killed=Quantity.at_least(1)))


def ledger(*numbers: int) -> View:
    """A ledger of some of the two reports."""
    chosen = [PAIRS[number] for number in numbers]
    return view([one for one, _ in chosen], [one for _, one in chosen])


def gold(held: View) -> tuple[dict[str, Any], ...]:
    """The hand coding that agrees with a ledger in everything."""
    from vedette.app.queries import as_wire

    found: list[dict[str, Any]] = []
    for incident in held.incidents:
        found.append({**json.loads(json.dumps(as_wire(incident))), "record": "incident"})
        for mention in incident.mentions:
            document = next(one.document for one in held.mentions if one.id == mention)
            found.append({"record": "mention", "incident": incident.id, "document": held.documents[document].origin})
    return tuple(found)


def test_a_ledger_that_agrees_in_everything_scores_one() -> None:
    card = score(ledger(0, 1), gold(ledger(0, 1)))
    assert (card.precision, card.recall, card.spurious, card.missed) == (1.0, 1.0, (), ())
    assert len(card.fields) == 12
    assert all(right == of == 2 for _, right, of in card.fields)


def test_what_is_missing_costs_recall_and_is_named() -> None:
    card = score(ledger(0), gold(ledger(0, 1)))
    assert (card.precision, card.recall) == (1.0, 0.5)
    assert card.missed == (ledger(1).incidents[0].id,)


def test_what_is_too_much_costs_precision_and_is_named() -> None:
    card = score(ledger(0, 1), gold(ledger(1)))
    assert (card.precision, card.recall) == (0.5, 1.0)
    assert card.spurious == (ledger(0).incidents[0].id,)


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("status", "foiled", "status"), ("mode", "firearms", "kind and mode"), ("severity", "L6", "severity"), ("actor", None, "actor"),
        ("target", {"id": "IRQ/MIL"}, "target"), ("casualties", [], "injured"), ("place", None, "place"), ("instrument", [], "weapons"),
        ("outcome", [{"value": "hit"}], "outcome"),
    ],
)  # fmt: skip
def test_a_field_that_differs_is_counted_wrong_and_only_that(field: str, value: object, name: str) -> None:
    coded = [{**one, field: value} if one["record"] == "incident" else one for one in gold(ledger(0))]
    card = score(ledger(0), coded)
    assert card.matched == 1
    wrong = {one for one, right, _ in card.fields if not right}
    assert name in wrong and wrong <= {name, "place precision"}


def test_an_incident_of_another_day_place_kind_or_report_is_not_the_same() -> None:
    for change in (
        {"when": {"earliest": "2023-11-20", "latest": "2023-11-20"}},
        {"place": {"lat": 10.0, "lon": 10.0, "radius_km": 1, "precision": "town"}},
        {"kind": "PROTEST"},
        {"id": "told nowhere"},
    ):
        coded = [{**one, **change} if one["record"] == "incident" else one for one in gold(ledger(0))]
        assert score(ledger(0), coded).matched == 0, change


def test_an_empty_ledger_and_an_empty_coding_score_nothing() -> None:
    assert (score(ledger(), ()).precision, score(ledger(), ()).recall) == (0.0, 0.0)
    assert score(ledger(), gold(ledger(0))).missed == (ledger(0).incidents[0].id,)


def test_a_coding_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"record": "tally"}\n\nnonsense\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl line 3 is not JSON"):
        read_gold(tmp_path / "gold.jsonl")
