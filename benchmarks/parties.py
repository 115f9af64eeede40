"""What the parties of a mention are in the words of other codebooks."""

from __future__ import annotations

from vedette.model import Party, Reading
from vedette.reference.actors import actors


def sector(reading: Reading[Party] | None) -> str | None:
    """The PLOVER sector of a party, None where it was not resolved; a state at large acts through its government."""
    if reading is None or reading.value.id is None:
        return None
    actor = actors().get(reading.value.id)
    if actor is None:
        tail = reading.value.id.split("/")
        return tail[1] if len(tail) > 1 else None
    return actor.sector or ("GOV" if actor.kind == "state" else None)


def country(reading: Reading[Party] | None) -> str | None:
    """The country (ISO alpha-3) or body of states (UNO, EUR, IGO) of a party, or None."""
    if reading is None or reading.value.id is None:
        return None
    actor = actors().get(reading.value.id)
    if actor is not None:
        return actor.country
    head = reading.value.id.partition("/")[0]
    return head if ":" not in head else None
