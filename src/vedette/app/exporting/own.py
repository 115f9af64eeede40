"""vedette's own columns: every field of a record, flattened with `_`."""

from __future__ import annotations

from vedette.app.exporting.base import Layout, singular
from vedette.store import flat
from vedette.store.tables import Point


def layout() -> Layout:
    """The layout that takes every sort of record."""
    return Layout(
        name="vedette",
        title="vedette's own columns",
        source="docs/records.md",
        records=("incidents", "mentions", "signals", "tallies", "documents", "failures", "predictions"),
        columns=lambda what: flat.columns(singular(what)),
        row=flat.flatten,
        point=Point(id="id", lat="place_lat", lon="place_lon"),
        notes=(
            (
                'Fields of several items (casualties, instrument, sources) have one column a part, the items joined by " | " in the same '
                "order, so that the columns line up."
            ),
            "Every source's value behind each field stands only in the NDJSON of incidents, under `accounts`.",
        ),
    )
