"""docs/records.md names every field of every record, in the section of that record."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from vedette import model
from vedette.model.incident import Account, Grading, Told

PAGE = Path(__file__).resolve().parents[2] / "docs" / "records.md"
ON_THE_WIRE = {
    "act": ("kind", "mode"),
    "instruments": ("instrument",),
    "outcomes": ("outcome",),
    "from_day": ("from",),
    "to_day": ("to",),
    "count": ("low", "best", "high"),
    "places": ("place",),
    "weapon": ("class",),
    "severity": ("severity", "tags"),
    "passages": ("text", "start", "end"),
}
"""What a field is called in the files, where it is called otherwise there."""


def _section(title: str) -> set[str]:
    text = PAGE.read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## [^\n]*\b{title}\b[^\n]*\n(.*?)(?=^## |\Z)", text, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"`(\w+)`", found))


def _wire(record: type[Any]) -> set[str]:
    return {name for field in fields(record) for name in ON_THE_WIRE.get(field.name, (field.name,))}


@pytest.mark.parametrize(
    ("title", "record"),
    [
        ("mention", model.Mention),
        ("tally", model.Tally),
        ("incident", model.Incident),
        ("document", model.Document),
        ("failure", model.Failure),
        ("copy", model.Copy),
        ("decision", model.Decision),
        ("override", model.Override),
        ("run", model.Run),
        ("prediction", model.Prediction),
    ],
)
def test_every_field_of_a_record_is_named_in_its_section(title: str, record: type[Any]) -> None:
    assert _wire(record) - _section(title) == set()


@pytest.mark.parametrize(
    "value",
    [model.Party, model.Where, model.When, model.Quantity, model.Instrument, model.Casualty, model.Attribution],
)
def test_every_field_of_a_value_is_named_among_the_values(value: type[Any]) -> None:
    assert _wire(value) - _section("values") == set()


@pytest.mark.parametrize("value", [Account, Told, Grading])
def test_every_field_behind_a_resolved_value_is_named_with_the_incident(value: type[Any]) -> None:
    assert _wire(value) - {"value", "reading"} - _section("incident") == set()


@pytest.mark.parametrize("value", [model.tally.Counted, model.tally.Share])
def test_every_field_of_what_is_counted_is_named_with_the_tally(value: type[Any]) -> None:
    assert _wire(value) - _section("tally") == set()
