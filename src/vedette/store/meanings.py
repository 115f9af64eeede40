"""What the columns of the flattened records hold: a type, and one line of meaning, for every export's README."""

from __future__ import annotations

from typing import Final

from vedette.store.tables import Column, ColumnType

_ROOTS: Final = {
    "record": "the kind of record",
    "id": "its id; an incident is named after its first-written mention",
    "document": "the document it was read in",
    "documents": "documents that were new",
    "coder": "the coder that read it",
    "kind": "what was done: one of PLOVER's sixteen roots",
    "mode": "how it was done",
    "status": "whether it happened: occurred, foiled, announced, hypothetical, denied or background",
    "status_evidence": "words of the status",
    "attributions": "who is said to have done it, how, and by whom",
    "actor": "the doer best supported",
    "target": "who or what was hit",
    "other_targets": "who else was hit",
    "place": "where it happened",
    "launched_from": "where it was launched",
    "when": "when it happened",
    "instrument": "weapons",
    "casualties": "people harmed",
    "outcome": "what came of it: hit, missed, intercepted, dud, damage, destroyed",
    "multiplicity": "how many separate attacks it covers",
    "multiplicity_evidence": "words of that number",
    "part_of": "the larger operation it belongs to",
    "condition": "the words a threat or pledge hangs on",
    "condition_evidence": "words of the condition",
    "severity": "rung of the ladder, L0 to L7, computed from the fields by rule",
    "tags": "R1-R3 retaliation, D1-D2 de-escalation",
    "confidence": "how sure the coder is, 0 to 1; no probability that it happened",
    "trigger": "words of the act",
    "recorded_at": "when this ledger wrote it, UTC",
    "mentions": "the mentions it rests on",
    "sources": "every report that tells it",
    "independent_sources": "outlets and copy groups, each counted once",
    "disagreements": "fields on which the sources differ",
    "grading": "Admiralty grade",
    "former_ids": "younger ids that merged into this one",
    "revision": "how often its account changed",
    "counted_kind": "the kind of act that is counted",
    "counted_effect": "the effect on people that is counted",
    "counted_actor": "whose acts are counted",
    "counted_target": "whose losses are counted",
    "counted_place": "where it is counted",
    "low": "the number: at least",
    "best": "the number: best",
    "high": "the number: at most",
    "bound": "the bound word of the number",
    "from": "first day counted",
    "to": "last day counted",
    "as_of": "the day on which it was true, or the last day that could be seen",
    "counter": "who counts; empty where the text does not say",
    "split": "the parts by place",
    "text": "the words, or the stored text of a document",
    "start": "where the words begin in the stored text; of a forecast, its first day",
    "end": "where the words end in the stored text",
    "count_confidence": "how sure the coder is of the number",
    "count_basis": "what the number was inferred from",
    "published": "day of publication",
    "outlet": "who published it",
    "url": "where it was published",
    "title": "its title",
    "language": "its language",
    "origin": "where it was read",
    "flags": "findings about the document itself",
    "headline": "where the headline ends in the text",
    "sentences": "start:end of each sentence",
    "of": "the document it repeats",
    "similarity": "share of common word sequences",
    "first": "one mention of the pair",
    "second": "the other",
    "verdict": "same, different or unsure",
    "by": "who judged",
    "person": "whether a person judged",
    "reason": "why",
    "weight": "log-odds",
    "features": "the named parts of the weight",
    "incident": "the incident",
    "field": "the field that was set",
    "value": "the value it was set to, as JSON",
    "stage": "where it failed",
    "item": "what failed",
    "code": "why, in one stable word",
    "way_out": "what to do about it",
    "started_at": "when the run began, UTC",
    "fingerprint": "stands for settings, coder and reference data",
    "items": "items seen",
    "tallies": "tallies read",
    "failures": "items that failed",
    "key": "the series that is forecast",
    "days": "days of the window",
    "method": "how it was forecast",
    "threshold": "the total from which the stated event has happened",
    "chance": "probability of the stated event",
    "baseline": "the plain forecast beside it",
    "baseline_chance": "its probability",
    "draws": "value:times pairs of the forecast distribution",
    "baseline_draws": "the same of the baseline",
}

_PARTS: Final[dict[str, tuple[ColumnType, str]]] = {
    "text": ("text", "the words it was read in"),
    "start": ("int", "where they begin in the stored text"),
    "end": ("int", "where they end in the stored text"),
    "confidence": ("float", "how sure the reading is, 0 to 1"),
    "basis": ("text", "what it was inferred from where no words say it"),
    "reading_basis": ("text", "what it was inferred from where no words say it"),
    "id": ("text", "identifier in vedette's reference data"),
    "name": ("text", "name"),
    "role": ("text", "role the text gives"),
    "country": ("text", "ISO 3166-1 alpha-2 code"),
    "lat": ("float", "latitude, degrees, WGS 84"),
    "lon": ("float", "longitude, degrees, WGS 84"),
    "radius_km": ("float", "radius in km within which it lies"),
    "precision": ("text", "how precise the place is"),
    "within": ("text", "the places that hold it, nearest first"),
    "claimants": ("text", "states that claim the land"),
    "disputed": ("bool", "whether the land is disputed"),
    "earliest": ("text", "first possible day; empty where left open"),
    "latest": ("text", "last possible day"),
    "granularity": ("text", "grain of the words: day, week, month, year"),
    "edtf": ("text", "the interval in EDTF"),
    "class": ("text", "class"),
    "effect": ("text", "killed, injured, missing or harmed"),
    "side": ("text", "actor, target, civilian or unknown"),
    "low": ("int", "at least; empty is unknown, never 0"),
    "best": ("int", "best figure; empty is unknown, never 0"),
    "high": ("int", "at most; empty is unknown"),
    "word": ("text", "the word that stands for a number"),
    "rule": ("text", "how the value was chosen"),
    "disagreement": ("bool", "whether the sources differ"),
    "override": ("text", "the person's override that set it"),
    "value": ("text", "value"),
    "mention": ("text", "mention"),
    "document": ("text", "document"),
    "outlet": ("text", "outlet"),
    "copy_group": ("text", "copies of one text share it"),
    "how": ("text", "stated, claimed, accused, suspected or denied"),
    "actor": ("text", "id of the named doer"),
    "actor_name": ("text", "name of the named doer"),
    "actor_role": ("text", "role of the named doer"),
    "by": ("text", "id of the speaker"),
    "by_name": ("text", "name of the speaker"),
    "by_role": ("text", "role of the speaker"),
    "reliability": ("text", "of the best source, A to F"),
    "credibility": ("int", "of the information, 1 to 6"),
    "reason": ("text", "why"),
}

_LISTS: Final = frozenset(
    {"attributions", "other_targets", "instrument", "casualties", "outcome", "sources", "split", "counted_place"}
)
"""Fields of several items: their columns hold all of them, and so are text."""

_TYPES: Final[dict[str, ColumnType]] = {
    **dict.fromkeys(("confidence", "count_confidence", "similarity", "chance", "baseline_chance"), "float"),
    **dict.fromkeys(
        ("low", "best", "high", "start", "end", "multiplicity", "independent_sources", "revision", "headline", "items", "days", "threshold"),
        "int",
    ),
    "person": "bool",
}  # fmt: skip


def described(kind: str, name: str) -> Column:
    """The column of this name in the rows of a kind of record."""
    root = next(one for one in sorted(_ROOTS, key=len, reverse=True) if name == one or name.startswith(f"{one}_"))
    part = name.removeprefix(root).removeprefix("_")
    if not part:
        listed = root in _LISTS or (kind == "prediction" and name == "start")
        counts = kind == "run" and name in ("documents", "mentions", "tallies", "failures")
        return Column(
            name=name, type="int" if counts else "text" if listed else _TYPES.get(root, "text"), meaning=_ROOTS[root]
        )
    part = part if part in _PARTS else part.removeprefix("place_")
    type, meaning = _PARTS[part]
    return Column(name=name, type="text" if root in _LISTS else type, meaning=f"{_ROOTS[root]}: {meaning}")
