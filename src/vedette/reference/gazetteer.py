"""Places of the world by name: one small file, no network, every candidate with its kind and its radius."""

import io
import re
import unicodedata
import zipfile
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from vedette.reference.geo import distance_km
from vedette.reference.names import fold, keys, variants, without_kind

PAGE = 1 << 16
"""Bytes of a page of rows; the address of a row is page * PAGE + byte within the page."""

KINDS = ("point", "facility", "town", "district", "province", "region", "country", "sea")
"""The kinds of place of the coding manual, the most precise first."""

_KIND_WORDS = {
    "province": "province governorate region state oblast department prefecture territory",
    "district": "district county municipality",
    "town": "city town village",
}
_SCHOLARLY = re.compile("[ĀāĒēĪīŌōŪūḨḩḤḥŢţṬṭŞşṢṣḐḑḌḍẔẕẐẑȤȥ]|[A-Za-z]\u0327|[‘’ʻʿʾ]")
_HAMZA = str.maketrans(dict.fromkeys("‘’ʻʿʾ"))
_NATIVE_MARKS = frozenset("TR CY AZ RO MD LV LT EE VN NZ US FJ PF WS TO TM".split())
_KINDS_OF_WORD = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a report may name.

    `country` is ISO 3166-1 alpha-2 or None (seas, regions over many states); `admin1` holds GeoNames codes ("IQ.01"), a
    region over several divisions parts them by "|"; `radius_km` is how far the name reaches around the point;
    `claimants` are all states that hold or claim disputed land, the one that GeoNames files it under first.
    """

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int | None
    claimants: tuple[str, ...] = ()
    disputed: bool = False
    admin2: str | None = None


class Gazetteer:
    """Looks names up in the shipped file, which stays text in memory and is parsed only where a name is hit."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._names = file.read("names")
        pairs = [line.split(b"\t") for line in file.read("blocks").split(b"\n")]
        self._first = [pair[0] for pair in pairs]
        self._start = [int(pair[1]) for pair in pairs]
        self._start.append(len(self._names))
        self._page = lru_cache(maxsize=256)(lambda number: file.read(f"places/{number}"))
        self._named = lru_cache(maxsize=8192)(self._find)

    @classmethod
    def load(cls) -> "Gazetteer":
        """Read the shipped file (0.1 to 0.2 s, 45 MB; rows are read when hit); use `gazetteer()` for the shared copy."""
        raw = files("vedette.reference").joinpath("data/gazetteer.zip").read_bytes()
        return cls(zipfile.ZipFile(io.BytesIO(raw)))

    def named(self, name: str) -> tuple[Place, ...]:
        """Places of this name, the likeliest first; () when unknown.

        Case, accents, apostrophes, hyphens, the Arabic article and the ways to write "air base" do not matter. A word for
        the kind ("province", "city of") need not be part of the filed name: only places of that kind then answer to it.
        """
        return self._named(fold(name))

    def knows(self, folded: str) -> bool:
        """Whether a folded name (`names.fold`) is filed, as it stands or under another article; a few microseconds."""
        return any(self._line(key) is not None for key in keys(folded)) or self._variant(folded) is not None

    def common(self, folded: str) -> bool:
        """Whether a filed name means something else first, so that a coder should want cues.

        Everyday English words ("march", "of"), demonyms ("german"), days and months, leaders and actors ("wagner").
        """
        line = self._line(folded)
        return line is not None and line.startswith(b"!")

    def get(self, place_id: str) -> Place | None:
        """The place of this id, or None."""
        line = self._line(place_id)
        return self._place(int(line, 36)) if line else None

    def country(self, iso2: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code, or None."""
        return self.get(f"iso:{iso2}")

    def within(self, place: Place) -> tuple[Place, ...]:
        """The places that hold this one, the smallest first: second-level division, first-level division, country."""
        ids = [f"adm2:{place.admin2}"] if place.admin2 else []
        if place.admin1 and "|" not in place.admin1:
            ids.append(f"adm1:{place.admin1}")
        if place.country:
            ids.append(f"iso:{place.country}")
        holders = (self.get(holder) for holder in ids if holder != place.id)
        return tuple(holder for holder in holders if holder is not None)

    def contains(self, outer: Place, inner: Place) -> bool:
        """Whether `inner` lies in `outer`: by the divisions where both have them, else by distance and radius."""
        if outer.id == inner.id:
            return True
        if outer.kind == "country":
            return outer.country == inner.country or outer.country in inner.claimants
        if KINDS.index(inner.kind) > KINDS.index(outer.kind) and inner.kind != "sea":
            return False
        if outer.kind == "district" and outer.admin2:
            return inner.admin2 == outer.admin2
        if outer.admin1 and inner.admin1 and outer.kind in ("province", "region"):
            return set(inner.admin1.split("|")) <= set(outer.admin1.split("|"))
        apart = distance_km(outer.lat, outer.lon, inner.lat, inner.lon)
        return apart <= outer.radius_km and inner.radius_km <= outer.radius_km

    def _find(self, folded: str) -> tuple[Place, ...]:
        found = _without_namesakes(self._filed(folded))
        bare = without_kind(folded)
        if bare is None:
            return found
        wanted = _KINDS_OF_WORD[bare[1]]
        return (*found, *(place for place in self._filed(bare[0]) if place.kind == wanted and place not in found))

    def _filed(self, folded: str) -> tuple[Place, ...]:
        for key in keys(folded):
            line = self._line(key)
            if line is not None:
                return self._listed(line)
        line = self._variant(folded)
        return self._listed(line) if line is not None else ()

    def _listed(self, line: bytes) -> tuple[Place, ...]:
        return tuple(self._place(int(offset, 36)) for offset in line.lstrip(b"!").split())

    def _variant(self, folded: str) -> bytes | None:
        """What is filed under another form of a name that is not filed itself."""
        for variant in variants(folded):
            for key in (variant,) if variant.startswith("*") else keys(variant):
                line = self._line(key)
                if line is not None:
                    return line
        return None

    def _line(self, key: str) -> bytes | None:
        """What is filed under one key: binary search for the block, then one scan of it."""
        wanted = key.encode()
        block = bisect_right(self._first, wanted) - 1
        if block < 0:
            return None
        head = b"\n" + wanted + b"\t"
        at = self._names.find(head, self._start[block], self._start[block + 1] + 1)
        if at < 0:
            return None
        at += len(head)
        return self._names[at : self._names.index(b"\n", at)]

    def _place(self, address: int) -> Place:
        number, start = divmod(address, PAGE)
        page = self._page(number)
        cells = page[start : page.index(b"\n", start)].decode().split("\t")
        cells += [""] * (11 - len(cells))
        return Place(
            id=cells[0],
            name=shown(cells[1], cells[3]),
            kind=cells[2],
            country=cells[3] or None,
            admin1=cells[4] or None,
            lat=float(cells[5]),
            lon=float(cells[6]),
            radius_km=float(cells[7]),
            population=int(cells[8]) if cells[8] else None,
            claimants=tuple(cells[9].lstrip("!").split("|")) if cells[9] else (),
            disputed=cells[9].startswith("!"),
            admin2=cells[10] or None,
        )


def _without_namesakes(found: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places without towns that share the name of a region over many states: nobody calls a small town "the Middle East"."""
    wide = found[:1] and found[0].kind in ("region", "sea") and found[0].country is None and found[0].population is None
    return tuple(place for place in found if place.kind != "town") if wide else found


def shown(name: str, country: str | None) -> str:
    """A name as reports print it: without the marks of scholarly transliteration ("Ḩarīr" is "Harir").

    Names of languages that write with such letters themselves (Turkish, Romanian, Latvian, Vietnamese, …) keep them.
    """
    if name.isascii() or country in _NATIVE_MARKS or not _SCHOLARLY.search(name):
        return name
    parts = unicodedata.normalize("NFKD", name.translate(_HAMZA))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def gazetteer() -> Gazetteer:
    """The shared gazetteer, read on first use."""
    return Gazetteer.load()
