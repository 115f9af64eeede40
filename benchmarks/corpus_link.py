"""Linking alone on the bundled corpus: its hand-coded mentions, linked by the machine, against its hand-coded incidents.

    python -m benchmarks.corpus_link [--orders N]

The mentions are perfect, so every error is the linking's. The order of arrival is shuffled and the partition must not change.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.partitions import b_cubed, pair_f1
from vedette.linking import LinkOptions, link, partition
from vedette.linking.deciding import linkable
from vedette.model import (
    Act,
    Casualty,
    Document,
    Instrument,
    Mention,
    Party,
    Passage,
    Quantity,
    Reading,
    Severity,
    When,
    Where,
)
from vedette.model.ids import make
from vedette.reference.gazetteer import gazetteer
from vedette.reference.geo import distance_km

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "campaign-2023"
NOW = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A hand-coded mention as a record, its document, and the incident it was coded to."""

    mention: Mention
    document: Document
    incident: str
    key: str


def gold(corpus: Path = CORPUS) -> Iterator[Gold]:
    """The hand-coded mentions that tell incidents."""
    for line in (corpus / "gold.jsonl").read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        if record["record"] == "mention" and record.get("incident"):
            document = _document(corpus, record["document"])
            mention = _mention(record, document)
            if linkable(mention):
                yield Gold(mention=mention, document=document, incident=record["incident"], key=record["id"])


def main() -> None:
    """Print the agreement, the wrong merges and the misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=20)
    given = parser.parse_args()
    told = list(gold())
    truth = {g.mention.id: g.incident for g in told}
    whole = _clusters(told)
    same, incidents = 0, len(set(truth.values()))
    for order in range(given.orders):
        shuffled = list(told)
        random.Random(order).shuffle(shuffled)
        same += _clusters(shuffled) == whole
    print(
        f"{len(told)} mentions of {incidents} incidents; {len(whole)} clusters ({100 * (len(whole) / incidents - 1):+.1f} %)"
    )
    print(
        f"B3 {b_cubed(truth, whole):.4f}; pair F1 {pair_f1(truth, whole):.4f}; same partition in {same} of {given.orders} orders"
    )
    keys = {g.mention.id: g.key for g in told}
    for ids in whole:
        if len({truth[id] for id in ids}) > 1:
            print("wrong merge:", ", ".join(f"{keys[id]} ({truth[id]})" for id in ids))
    parts = Counter(incident for ids in whole for incident in {truth[id] for id in ids})
    print(
        "in several parts:", ", ".join(f"{incident} ({n})" for incident, n in sorted(parts.items()) if n > 1) or "none"
    )


def _clusters(told: list[Gold]) -> tuple[tuple[str, ...], ...]:
    options = LinkOptions(recorded_at=NOW)
    documents = {g.document.id: g.document for g in told}
    mentions = [g.mention for g in told]
    decisions = link(mentions, documents=documents, options=options)
    return partition({m.id: m for m in mentions}, decisions, documents, options=options).clusters


def _document(corpus: Path, name: str) -> Document:
    file, _, number = name.partition("#")
    raw = (corpus / file).read_text(encoding="utf8", errors="replace")
    text = raw if not number else raw.splitlines()[int(number) - 1]
    found = re.search(r"(20\d\d-\d\d-\d\d)", text if number else file)
    published = date.fromisoformat(found.group(1)) if found else date(2023, 11, 13)
    ends = [m.end() for m in re.finditer(r"[.!?][\"”]?\s|\n\n", text)] + [len(text)]
    spans = tuple((a, b) for a, b in zip([0, *ends], ends, strict=False) if text[a:b].strip())
    return Document(
        id=make("document", name),
        text=text,
        published=published,
        outlet=name,
        origin=name,
        recorded_at=NOW,
        sentences=spans,
    )


def _mention(record: dict[str, Any], document: Document) -> Mention:
    at = max(document.text.find(record["trigger"]["text"]), 0)
    trigger = document.passage(at, at + len(record["trigger"]["text"]))

    def read(value: Any, text: str | None = None) -> Reading[Any]:
        words: Passage = trigger
        if text and (start := document.text.find(text)) >= 0:
            words = document.passage(start, start + len(text))
        return Reading(value=value, passages=(words,))

    when, place = record["when"], record.get("place")
    earliest = date.fromisoformat(when["earliest"]) if when["earliest"] else None
    return Mention(
        id=make("mention", record["id"]), document=document.id, coder="hand/1", status=read(record["status"]), confidence=1.0, recorded_at=NOW,
        act=read(Act(kind=record["kind"], mode=record["mode"])), severity=Severity(level=int(record["severity"][1])),
        when=read(When(earliest=earliest, latest=date.fromisoformat(when["latest"]), granularity=when["granularity"], basis=when["basis"])),
        actor=_party(record.get("actor"), read), target=_party(record.get("target"), read),
        place=read(_where(place), place.get("text")) if place else None,
        instruments=tuple(read(Instrument(weapon=i["class"], count=_quantity(i))) for i in record["instrument"]),
        casualties=tuple(read(Casualty(effect=c["effect"], side=c["side"], count=_quantity(c), word=c.get("word") or c.get("text") or "hurt")) for c in record["casualties"]),
        outcomes=tuple(read(o["value"]) for o in record["outcome"]),
    )  # fmt: skip


def _party(record: dict[str, Any] | None, read: Any) -> Reading[Party] | None:
    return read(Party(name=record["name"], id=record["id"]), record.get("text")) if record else None


def _quantity(record: dict[str, Any]) -> Quantity | None:
    known = {name: record.get(name) for name in ("low", "best", "high")}
    return Quantity(**known) if any(n is not None for n in known.values()) else None


def _where(record: dict[str, Any]) -> Where:
    """The place of the gazetteer that the hand coding means: the one of that name nearest to its point."""
    lat: Any = record.get("lat")
    lon: Any = record.get("lon")
    name = record["name"]
    places = [p for p in gazetteer().named(name) if lat is None or distance_km(lat, lon, p.lat, p.lon) < 150]
    if not places:
        id = make("document", name) if lat is not None else None
        return Where(
            name=name,
            id=id,
            country=record["country"],
            lat=lat,
            lon=lon,
            radius_km=record.get("radius_km"),
            precision=record["precision"],
        )
    place = min(places, key=lambda p: distance_km(lat, lon, p.lat, p.lon) if lat is not None else 0.0)
    return Where(
        name=place.name, id=place.id, country=place.country, lat=place.lat, lon=place.lon, radius_km=place.radius_km,
        precision=record["precision"], within=tuple(p.id for p in gazetteer().within(place)),
    )  # fmt: skip


if __name__ == "__main__":
    main()
