"""Other people's event data as side ledgers: the user's own ACLED or UCDP GED export, read to be compared with, never to be kept.

Columns as in https://acleddata.com/knowledge-base/codebook/ and https://ucdp.uu.se/downloads/ (GED codebook, version 23.1 and later).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from vedette.errors import InputError, SourceError
from vedette.sources.base import Unread, unread
from vedette.sources.decode import refuse_binary

LARGEST_FIELD: Final = 200_000

_KM: Final = {"1": 10.0, "2": 30.0, "3": 100.0}
"""Within how many km an event lies by ACLED's geo_precision."""
_KM_UCDP: Final = {"1": 10.0, "2": 25.0, "3": 75.0, "4": 200.0, "5": 200.0}
"""By UCDP's where_prec; 6 and 7 are a country or an international region, and are no point."""
_DAYS: Final = {"1": 0, "2": 3, "3": 15}
"""Days around event_date by ACLED's time_precision: the day, the week, the month."""
_MONTHS: Final = {name: n for n, name in enumerate("january february march april may june july august september october november december".split(), 1)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEvent:
    """One event as another data set holds it; `within_km` is how far from the point it may lie, None where there is no point."""

    id: str
    first: date
    last: date
    kind: str
    actors: tuple[str, ...]
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    within_km: float | None = None
    killed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLedger:
    """A side ledger: whose columns it has ("ACLED", "UCDP GED"), its events, and the rows that could not be read."""

    form: str
    events: tuple[SideEvent, ...]
    unread: tuple[Unread, ...]


def read(path: Path) -> SideLedger:
    """The events of a CSV export; InputError where the file is none of the known ones."""
    try:
        with path.open("rb") as head:
            refuse_binary(head.read(4096), str(path))
        csv.field_size_limit(LARGEST_FIELD)
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.DictReader(file, delimiter=max(",;\t", key=first.count))
            names = {(name or "").strip().lower() for name in rows.fieldnames or ()}
            form = _form(names, path)
            return _ledger(form, rows, str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name the CSV file that you exported") from None
    except SourceError as error:
        raise InputError(f"{error}. Export it as CSV") from None
    except csv.Error as error:
        raise InputError(f"{path}: this is not a CSV file ({error}); export it again") from None


def _form(names: set[str], path: Path) -> str:
    if {"event_date", "event_type", "actor1", "latitude"} <= names:
        return "ACLED"
    if {"date_start", "date_end", "side_a", "latitude"} <= names:
        return "UCDP GED"
    raise InputError(
        f"{path}: its columns are neither ACLED's (event_date, event_type, actor1, latitude …) nor UCDP GED's (date_start, date_end, side_a, "
        f"latitude …); it has: {', '.join(sorted(names)[:12]) or 'none'}"
    )


def _ledger(form: str, rows: Iterator[Mapping[str, str | None]], origin: str) -> SideLedger:
    events: list[SideEvent] = []
    failed: list[Unread] = []
    for number, row in enumerate(rows, 1):
        given = {
            (name or "").strip().lower(): (value or "").strip()
            for name, value in row.items()
            if isinstance(value, str | None)
        }
        try:
            events.append(_acled(given) if form == "ACLED" else _ucdp(given))
        except (ValueError, OverflowError) as error:
            failed.append(
                unread(f"{origin}#{number}", "bad_row", f"the row cannot be read ({error})", "Export it again.")
            )
    return SideLedger(form=form, events=tuple(events), unread=tuple(failed))


def _acled(row: Mapping[str, str]) -> SideEvent:
    day = _day(row["event_date"])
    around = timedelta(days=_DAYS.get(row.get("time_precision", ""), 0))
    lat, lon = _point(row)
    return SideEvent(
        id=row.get("event_id_cnty") or row.get("data_id") or "?",
        first=day - around,
        last=day + around,
        kind=row.get("sub_event_type") or row["event_type"],
        actors=tuple(name for key in ("actor1", "actor2") if (name := row.get(key))),
        place=row.get("location") or None,
        country=row.get("country") or None,
        lat=lat,
        lon=lon,
        within_km=_KM.get(row.get("geo_precision", ""), 10.0) if lat is not None else None,
        killed=_count(row.get("fatalities")),
    )


def _ucdp(row: Mapping[str, str]) -> SideEvent:
    precise = row.get("where_prec", "1")
    lat, lon = _point(row) if precise not in ("6", "7") else (None, None)
    return SideEvent(
        id=row.get("id") or "?",
        first=_day(row["date_start"]),
        last=_day(row["date_end"]),
        kind={"1": "state-based", "2": "non-state", "3": "one-sided"}.get(row.get("type_of_violence", ""), "violence"),
        actors=tuple(name for key in ("side_a", "side_b") if (name := row.get(key))),
        place=row.get("where_coordinates") or row.get("adm_1") or None,
        country=row.get("country") or None,
        lat=lat,
        lon=lon,
        within_km=_KM_UCDP.get(precise, 25.0) if lat is not None else None,
        killed=_count(row.get("best")),
    )


def _day(words: str) -> date:
    """ "2023-11-13", "2023-11-13 00:00:00.000", "13 November 2023", "13-November-2023"."""
    found = re.fullmatch(r"(\d{1,2})[\s-]+([A-Za-z]+)[\s-]+(\d{4})", words)
    if found and found[2].lower() in _MONTHS:
        return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    return datetime.fromisoformat(words[:10]).date()


def _point(row: Mapping[str, str]) -> tuple[float, float] | tuple[None, None]:
    if not row["latitude"] or not row.get("longitude"):
        return None, None
    lat, lon = float(row["latitude"]), float(row["longitude"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"the point {lat}, {lon} is off the globe")
    return lat, lon


def _count(words: str | None) -> int | None:
    return int(float(words)) if words and words.replace(".", "", 1).isdigit() else None
