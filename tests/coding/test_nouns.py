"""Promises of what a noun phrase names."""

from __future__ import annotations

from vedette.coding import nouns


def test_phrases_are_told_apart_by_what_they_name() -> None:
    assert [
        nouns.sort(part)
        for part in ("POWER STATION", "YOUNG PEASANTS", "PARTY LEADER ANA MARIA QUIROZ", "COUNTING AGAIN")
    ] == [
        "thing",
        "people",
        "name",
        None,
    ]
    assert nouns.named("PARTY LEADER ANA MARIA QUIROZ") == ("ANA MARIA QUIROZ", "PARTY LEADER")
