"""What a person may set a field to, and the one plain sentence for what cannot be."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import ConfigError
from vedette.linking.values import FORMS, accepted
from vedette.model import Casualty, Quantity, When

BAD = [
    ("casualties.killed.target", "banana"),
    ("casualties.killed.target", -3),
    ("casualties.killed.target", True),
    ("casualties.killed.target", 2.5),
    ("casualties.killed.target", {"low": 5, "best": 2}),
    ("casualties.killed.target", {"many": 5}),
    ("casualties.killed.moon", 3),
    ("casualties", 3),
    ("act", {"kind": "FOO"}),
    ("act", {"kind": "ASSAULT", "mode": "tickling"}),
    ("status", "maybe"),
    ("when", "yesterday"),
    ("when", "2023-13-40"),
    ("when", 5),
    ("when", {"earliest": "2023-11-09", "latest": "2023-11-08"}),
    ("when", {"latest": "2023-11-08", "granularity": "hour"}),
    ("actor", 3),
    ("actor", {"nom": "x"}),
    ("place", {"name": ""}),
    ("instruments", ["banana"]),
    ("instruments", 3),
    ("outcomes", ["vanished"]),
    ("multiplicity", 0),
    ("multiplicity", "x"),
    ("drop", "maybe"),
    ("severity", 3),
]
PYTHON = (
    "invalid literal",
    "NoneType",
    "unexpected keyword",
    "argument",
    "has no attribute",
    "object is not",
    "Traceback",
    "isoformat",
)


@pytest.mark.parametrize(("field", "value"), BAD)
def test_a_value_that_cannot_be_is_one_sentence_that_names_the_field_and_what_it_takes(field: str, value: Any) -> None:
    with pytest.raises(ConfigError) as raised:
        accepted(field, value, json.dumps(value))
    said = str(raised.value)
    assert field in said and "\n" not in said
    assert not any(words in said for words in PYTHON)
    assert "it takes" in said or "known fields" in said or "sides:" in said


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (3, Quantity.exactly(3)),
        ("at least 3", Quantity(low=3)),
        ("more than 3", Quantity(low=4)),
        ("about 70", Quantity(best=70)),
        ("at most 5", Quantity(high=5)),
        ("3-5", Quantity(low=3, high=5)),
        ({"low": 2, "best": None, "high": 9}, Quantity(low=2, high=9)),
    ],
)
def test_a_toll_is_set_in_numbers_or_words(told: Any, count: Quantity) -> None:
    assert accepted("casualties.killed.target", told, "") == Casualty(effect="killed", side="target", count=count)


def test_a_day_is_set_by_its_date() -> None:
    assert accepted("when", "2023-11-09", "") == When(earliest=date(2023, 11, 9), latest=date(2023, 11, 9))


@given(
    st.sampled_from([*sorted(set(FORMS) - {"casualties"}), "casualties.killed.target"]),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
        max_leaves=6,
    ),
)
@settings(max_examples=300)
def test_any_value_is_accepted_or_refused_in_words(field: str, value: Any) -> None:
    try:
        accepted(field, value, "…")
    except ConfigError as error:
        assert field.partition(".")[0] in str(error)
