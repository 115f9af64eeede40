"""Who counts: the party that the words before or after a total name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from vedette.coding import bearing
from vedette.coding.actors import ActorSpan
from vedette.coding.scene import Scene
from vedette.coding.times.lexicon import MONTH, WEEKDAY
from vedette.model import Document, Party, Reading

_OFFICIALS: Final = re.compile(
    r"\b(?:officials?|sources?|spokes\w+|authorities|officers?|government|ministry|department|forces|troops|army|military)\b",
    re.IGNORECASE,
)
_DEFENCE: Final = re.compile(r"\b(?:defen[cs]e|military|army|navy|air force|command)\b", re.IGNORECASE)
_INSIDE: Final = re.compile(r"\s(?:of|at|in|for|from|with|on|who|which)\s")
_DAY: Final = re.compile(rf"{WEEKDAY}|{MONTH}")
_SMALL: Final = frozenset({"the", "a", "an"})


def resolve(
    document: Document, span: tuple[int, int], scenes: Iterable[Scene], attacked: Reading[Party] | None
) -> Reading[Party] | None:
    """The party at these document offsets: an actor told there, a body told by its full name elsewhere, else the words themselves.

    None where the words name neither a person nor a body ("Thursday", "gas bottles").
    Officials of a defence department speak for their state's forces; where no state is named, for those `attacked`.
    """
    passage = document.passage(*span)
    named = [actor for scene in scenes for actor in scene.actors]
    inside = next((actor for actor in named if actor.start < passage.end and actor.end > passage.start), None)
    body = _body(passage.text, named)
    if body is not None and (inside is None or inside.bare_state):
        return Reading(value=body.party, passages=(passage,), confidence=0.8)
    whole = inside is not None and inside.end >= passage.end
    if inside is None or (inside.bare_state and not whole and not _OFFICIALS.search(passage.text)):
        return (
            Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.7)
            if _counts(passage.text)
            else None
        )
    state = inside.state or _state(attacked)
    if state is not None and _DEFENCE.search(passage.text) and inside.sector in (None, "GOV"):
        party = Party(name=inside.party.name, id=f"{state}/MIL", role=inside.party.role)
        return Reading(
            value=party, passages=(passage,), confidence=0.8, basis=None if inside.state else "those attacked"
        )
    return Reading(value=inside.party, passages=(passage,), confidence=0.85)


def _counts(text: str) -> bool:
    """Whether words that no table knows can name who counts: somebody told by what he is, a body, or a name that is no day."""
    head = _INSIDE.split(text, maxsplit=1)[0].split()[-1:]
    named = bool(head) and head[0][0].isupper() and _DAY.fullmatch(head[0].lower()) is None
    return named or any(bearing.people(word.lower()) or word.lower() in bearing.BODIES for word in head)


def _state(attacked: Reading[Party] | None) -> str | None:
    """The state whose forces were attacked."""
    id = attacked.value.id if attacked is not None else None
    return id.partition("/")[0] if id is not None and id.endswith("/MIL") else None


def _body(text: str, named: Sequence[ActorSpan]) -> ActorSpan | None:
    """The body told by its full name in the report that these words shorten ("the Observatory")."""
    words = {word.lower() for word in text.split() if word[:1].isupper()} - _SMALL
    for actor in named:
        if (
            actor.named
            and (actor.party.id or "").startswith("org:")
            and words
            and words <= {word.lower() for word in actor.party.name.split()}
        ):
            return actor
    return None
