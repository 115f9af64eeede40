"""A folder of sets in miniature: our own sentences in the layout of the public ones, with labels that are wrong on purpose."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

MUC4 = (
    "   BOGOTA, 12 MAR 90 (OUR RADIO) -- [TEXT] GUERRILLAS OF THE ARMY OF NATIONAL LIBERATION [ELN] BLEW UP\n"
    "A BRIDGE NEAR MEDELLIN ON 10 MARCH WITH DYNAMITE."
)

ROWS: dict[str, list[dict[str, Any]]] = {
    "muc4/docs.jsonl": [{"docid": "A", "split": "dev", "published": "1990-03-12", "dateline": None, "text": MUC4}],
    "satp/incidents.jsonl": [
        {
            "id": "s1",
            "split": "dev",
            "date": "2012-05-04",
            "text": "Cadres of the CPI-Maoist shot dead two villagers near Latehar on Friday.",
            "initiator": "Security",
            "actions": ["surrender"],
            "targets": ["maoist"],
            "killed": {"total": 9},
            "place": {"state": "Kerala"},
        }
    ],
    "event_location/rows.jsonl": [
        {
            "id": "e1",
            "split": "dev",
            "text": "Rockets hit a market in Aleppo, officials in Damascus said.",
            "event": [[8, 11]],
            "locations": [[45, 53]],
        }
    ],
    "actors/cases.jsonl": [
        {
            "id": "a1",
            "kind": "code",
            "phrase": "Turkish soldiers",
            "context": None,
            "date": None,
            "known_country": None,
            "expect": {"country": "FRA", "sector": "MED"},
        }
    ],
    "actors/dyads.jsonl": [
        {
            "id": "d1",
            "date": "20150609",
            "text": "Gondor accused Mordor of an attack.",
            "events": [{"source": "X", "target": "Y", "code": "01"}],
        }
    ],
    "plover/rows.jsonl": [
        {
            "id": "p1",
            "split": "dev",
            "text": "France condemned Syria over the attack.",
            "source": "France",
            "target": "Syria",
            "marked": "France (EVT: helped) Syria",
            "root": "AID",
            "quad": 2,
        }
    ],
    "re3d/sentences.jsonl": [
        {
            "id": "r1",
            "split": "dev",
            "tokens": ["Turkish", "soldiers", "left", "Mosul", "on", "3", "May", "2016", "."],
            "tags": ["B-Weapon"] * 9,
        }
    ],
    "timex/docs.jsonl": [
        {
            "docid": "t1",
            "split": "dev",
            "dct": "1998-08-07",
            "text": "They met on Thursday.",
            "timexes": [{"start": 0, "end": 4, "value": "X"}],
        }
    ],
    "places/docs.jsonl": [
        {
            "docid": "l1",
            "corpus": "geovirus",
            "split": "train",
            "title": "",
            "text": "Clashes in Tripoli, in the north of Lebanon, went on.",
            "toponyms": [
                {"start": 11, "end": 18, "name": "London", "lat": 1.0, "lon": 1.0, "kind": "place"},
                {"start": 36, "end": 43, "name": "Paris", "lat": 2.0, "lon": 2.0, "kind": "country"},
            ],
        }
    ],
    "case/rows.jsonl": [
        {"id": "c1", "text": "Militants fired mortars at the army base near Mosul.", "type": "PEACE_PROTEST"}
    ],
}

LABELS = frozenset(
    "initiator actions targets killed place locations expect events root quad marked tags timexes type corpus split kind name lat lon".split()
)


def write(folder: Path, *, labels: bool, packed: bool = False) -> Path:
    """The folder; without `labels` every label field is gone."""
    for name, rows in ROWS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(json.dumps(row if labels else _blank(row)) for row in rows)
        if packed:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(text.encode()))
        else:
            path.write_text(text, encoding="utf-8")
    csv = folder / "places" / "in_domain.csv"
    csv.write_text(
        "id,part,name,spellings,lat,lon\nplace-00,core,Erbil,Irbil|Erbil,1,1\n"
        if labels
        else "id,spellings\nplace-00,Irbil|Erbil\n"
    )
    return folder


def _blank(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _blank(inner) for key, inner in value.items() if key not in LABELS}
    return [_blank(inner) for inner in value] if isinstance(value, list) else value
