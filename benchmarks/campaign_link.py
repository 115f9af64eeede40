"""Duplicates rejoined: the incidents of a documented campaign, each told by one to three reports with what reports lose.

    python -m benchmarks.campaign_link DATA [--seeds N] [--orders N]

Reads `DATA/tempo/campaign_incidents.csv`. Each row is one incident, and its source page is the first to tell it; rows with one page
are told in one document, as the page did. Up to two further outlets tell it again, with the other attacks on that base that day, alone
or in a round-up. Every telling may lose the count, the doer, the outcome or the day, and call a one-way drone a drone; a
further one may name the country instead of the base, and takes the other day where the table notes that outlets differ on it.
Rows without a named site have no further telling: nobody could tell which is meant.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import urlsplit

from benchmarks.partitions import b_cubed, pair_f1
from vedette.linking import LinkOptions, link, partition
from vedette.model import Act, Document, Instrument, Mention, Party, Quantity, Reading, Severity, When, Where
from vedette.model.ids import make
from vedette.model.when import TimeBasis
from vedette.reference.gazetteer import gazetteer

NOW = datetime(2024, 1, 1, tzinfo=UTC)
FORCES = Party(name="United States forces", id="USA/MIL")
GENERIC = Party(name="Iran-backed militias", id="generic:iran-backed-militias")
NAMED = {"Islamic Resistance in Iraq": Party(name="Islamic Resistance in Iraq", id="group:islamic-resistance-in-iraq")}
SITES = {
    "Conoco gas field (MSS Euphrates)": "MSS Euphrates", "MSS Green Village / Omar field": "Green Village", "Tall Baydar": "Tell Beydar",
    "Harir (Batas village, Erbil)": "Harir air base", "Harir": "Harir air base", "Erbil (airport base)": "Erbil air base",
    "Erbil Air Base": "Erbil air base", "Ain al-Asad Air Base": "Ain al-Asad air base", "al-Shaddadi": "al-Shaddadi base",
}  # fmt: skip
OUTLETS = ("Gulf Wire", "Levant Daily", "Rivers Press", "Harbour News", "Border Monitor", "Tigris Post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident of the campaign."""

    id: str
    day: date
    country: str
    site: Where | None
    weapons: tuple[str, ...]
    count: int | None
    stopped: bool
    hit: bool
    doer: Party | None
    contested: bool
    url: str
    published: date


def rows(path: Path) -> list[Row]:
    """The incidents of the table."""
    with path.open(encoding="utf8", newline="") as file:
        return [_row(record) for record in csv.DictReader(file)]


def tellings(incidents: list[Row], rng: random.Random) -> Iterator[tuple[str, Mention, Document]]:
    """(incident, mention, document) of every telling."""
    pages: defaultdict[tuple[str, date, str], list[tuple[Row, bool]]] = defaultdict(list)
    groups: defaultdict[tuple[date, str], list[Row]] = defaultdict(list)
    for row in incidents:
        pages[urlsplit(row.url).netloc, row.published, row.url].append((row, True))
        if row.site is not None:
            groups[row.day, row.site.name].append(row)
    for (day, site), group in sorted(groups.items()):
        for outlet in rng.sample(OUTLETS, rng.choice([0, 1, 1, 2, 2])):
            printed = day + timedelta(days=rng.choice([0, 1, 1, 2, 3]))
            page = f"{day} {site}" if rng.random() < 0.5 else "round-up"
            pages[outlet, printed, page] += [(row, False) for row in group]
    for (outlet, published, _), told in sorted(pages.items(), key=lambda item: (item[0][1], item[0])):
        yield from _page(outlet, published, told, rng)


def main() -> None:
    """Print the agreement over seeds and orders of arrival."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--orders", type=int, default=20)
    given = parser.parse_args()
    incidents = rows(given.data / "tempo" / "campaign_incidents.csv")
    options = LinkOptions(recorded_at=NOW)
    scores, pairs, errors = [], [], []
    for seed in range(given.seeds):
        told = list(tellings(incidents, random.Random(seed)))
        truth = {mention.id: row for row, mention, _ in told}
        clusters = _clusters(told, options)
        scores.append(b_cubed(truth, clusters))
        pairs.append(pair_f1(truth, clusters))
        errors.append(100 * (len(clusters) / len(set(truth.values())) - 1))
    print(f"{len(incidents)} incidents, about {len(told)} mentions, {given.seeds} seeds")
    print(
        f"B3 mean {mean(scores):.4f}, least {min(scores):.4f}; pair F1 {mean(pairs):.4f}; count error {mean(errors):+.1f} % ({min(errors):+.1f} to {max(errors):+.1f})"
    )
    whole, same = _clusters(told, options), 0
    for order in range(given.orders):
        shuffled = list(told)
        random.Random(order).shuffle(shuffled)
        same += _clusters(shuffled, options) == whole
    print(f"same partition in {same} of {given.orders} orders of arrival")


def _clusters(told: list[tuple[str, Mention, Document]], options: LinkOptions) -> tuple[tuple[str, ...], ...]:
    documents = {document.id: document for _, _, document in told}
    mentions = [mention for _, mention, _ in told]
    decisions = link(mentions, documents=documents, options=options)
    return partition({m.id: m for m in mentions}, decisions, documents, options=options).clusters


def _page(
    outlet: str, published: date, told: list[tuple[Row, bool]], rng: random.Random
) -> Iterator[tuple[str, Mention, Document]]:
    """One document with a sentence and a mention for each incident that it tells."""
    versions = [_version(row, published, rng, first=first) for row, first in told]
    sentences = [version["text"] for version in versions]
    text, spans = "", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    document = Document(
        id=Document.id_for(text, published, outlet, None), text=text.strip(), published=published, outlet=outlet, origin=outlet,
        recorded_at=NOW, sentences=tuple(spans),
    )  # fmt: skip
    for (row, _), version, (start, end) in zip(told, versions, spans, strict=True):
        yield row.id, _mention(version, document, start, end), document


def _version(row: Row, published: date, rng: random.Random, *, first: bool) -> dict[str, Any]:
    """What one telling keeps of an incident."""
    chance = rng.random
    site = row.site
    if site is not None and not first and chance() < 0.05:
        site = _country(row.country)
    day: date | None = row.day
    earliest, latest = row.day, row.day
    basis: TimeBasis = "explicit"
    if not first and row.contested and chance() < 0.5:
        earliest = latest = row.day - timedelta(days=1)
    if not first and chance() < 0.15 and (published - row.day).days <= 2:
        earliest, latest, basis, day = published - timedelta(days=2), published, "publication", None
    weapons = tuple("drone" if w == "one_way_drone" and chance() < 0.4 else w for w in row.weapons)
    doer = row.doer if chance() < 0.6 else GENERIC if chance() < 0.6 else None
    outcomes = (("intercepted",) if row.stopped else ("hit",) if row.hit else ()) if chance() < 0.6 else ()
    count = row.count if chance() < 0.6 else None
    verb = rng.choice(["targeted", "was aimed at", "was launched against", "was directed at"])
    when = f"on {latest:%A %d %B}" if day else "in recent days"
    text = f"{'An attack' if not weapons else 'A ' + weapons[0].replace('_', ' ') + ' attack'} {verb} {site.name if site else row.country} {when}."
    return {
        "site": site, "when": When(earliest=earliest, latest=latest, basis=basis), "weapons": weapons, "count": count, "doer": doer,
        "outcomes": outcomes, "status": "foiled" if "intercepted" in outcomes else "occurred", "text": text,
    }  # fmt: skip


def _mention(version: dict[str, Any], document: Document, start: int, end: int) -> Mention:
    words = (document.passage(start, end - 1),)

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=words)

    weapons = version["weapons"]
    mode = (
        "drone"
        if set(weapons) & {"drone", "one_way_drone"}
        else "artillery_mortar"
        if "mortar" in weapons
        else "rocket_missile"
    )
    act = read(Act(kind="ASSAULT", mode=mode if weapons else None))
    count = Quantity.exactly(version["count"]) if version["count"] is not None and len(weapons) == 1 else None
    return Mention(
        id=make("mention", document.id, start), document=document.id, coder="rendered/1", act=act, status=read(version["status"]),
        when=read(version["when"]), severity=Severity(level=2), confidence=0.8, recorded_at=NOW,
        actor=read(version["doer"]) if version["doer"] else None, target=read(FORCES), place=read(version["site"]) if version["site"] else None,
        instruments=tuple(read(Instrument(weapon=w, count=count)) for w in weapons), outcomes=tuple(read(o) for o in version["outcomes"]),
    )  # fmt: skip


def _row(record: dict[str, str]) -> Row:
    effect = record["effect"].casefold()
    day = date.fromisoformat(record["date_local"])
    return Row(
        id=record["incident_id"],
        day=day,
        country=record["country"],
        site=_site(record["place"]),
        weapons=_weapons(record["weapon"].casefold()),
        count=int(record["n_weapons"]) if record["n_weapons"].isdigit() else None,
        stopped=any(word in effect for word in ("shot down", "thwarted", "defeated", "intercept")),
        hit=any(word in effect for word in ("hit", "damage", "fire")) and "no damage" not in effect,
        doer=NAMED.get(record["claimed_by"], GENERIC if record["claimed_by"] not in ("", "none") else None),
        contested=record["date_basis"] == "conflict"
        or any(word in record["note"] for word in ("ET)", "Eastern", "outlet")),
        url=record["source_url"],
        published=date.fromisoformat(record["published_date"]) if record["published_date"] else day + timedelta(days=1),
    )


def _weapons(text: str) -> tuple[str, ...]:
    table = {
        "one-way drone": "one_way_drone",
        "ballistic missile": "ballistic_missile",
        "rocket": "rocket",
        "mortar": "mortar",
    }
    found = [weapon for words, weapon in table.items() if words in text]
    if "drone" in text and "one-way" not in text:
        found.append("drone")
    if "missile" in text and "ballistic" not in text:
        found.append("missile")
    return tuple(found)


def _site(name: str) -> Where | None:
    if "unspecified" in name:
        return None
    known = SITES.get(name, name.split(" (", maxsplit=1)[0])
    return _where(known) or _where(known.split(" ")[0])


def _country(name: str) -> Where | None:
    return _where(name)


def _where(name: str) -> Where | None:
    book = gazetteer()
    place = next((p for p in book.named(name) if p.country in ("IQ", "SY")), None)
    if place is None:
        return None
    return Where(
        name=place.name, id=place.id, country=place.country, lat=place.lat, lon=place.lon, radius_km=place.radius_km,
        precision=place.kind, within=tuple(p.id for p in book.within(place)),  # type: ignore[arg-type]
    )  # fmt: skip


if __name__ == "__main__":
    main()
