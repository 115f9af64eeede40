"""Actors: the country and the sector of a noun phrase, by the product's actor table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks import rows
from benchmarks.documents import day
from vedette.reference.actors import actors


def predict(data: Path) -> Iterator[rows.Row]:
    """Country (ISO alpha-3, UNO, EUR, IGO) and PLOVER sector of every phrase of `actors/cases.jsonl`; "" = none."""
    for row in rows.read(data, "actors/cases.jsonl"):
        country, sector = code(row["phrase"] or "", day(row["date"]), row["known_country"] or row["context"])
        yield {"id": row["id"], "country": country, "sector": sector}


def code(phrase: str, on: date | None, around: str | None) -> tuple[str, str]:
    """The country and the sector of a phrase; `around` is text in which a state may be named whose agents it means."""
    near = actors().resolve(around) if around else None
    actor = actors().resolve(phrase, on=on, near=near.country if near else None) if phrase.strip() else None
    return (actor.country or "", actor.sector or "") if actor else ("", "")
