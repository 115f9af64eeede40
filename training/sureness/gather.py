"""Every reading of our own annotated passages: its circumstances, the measure set by hand, and whether the annotation bears it out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from benchmarks.corpus import matched
from benchmarks.corpus_fields import borne_out
from benchmarks.documents import RECORDED, exact
from training.corpus import markup

from vedette.coding import sureness, triage
from vedette.coding.assemble import assemble
from vedette.coding.local.coder import DEFAULT
from vedette.coding.local.encoder import encoder
from vedette.coding.local.looking import Looking
from vedette.coding.sureness import Features, Surroundings
from vedette.model import Document, Mention

Part = Literal["train", "dev", "test"]
CODERS: Final = ("local", "rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One reading. `name` is "mention" or a field with its place ("casualties.0"); `passage` and `mention` tell whose it is."""

    coder: str
    part: Part
    passage: str
    mention: str
    name: str
    given: Features
    hand: float
    right: bool

    @property
    def field(self) -> str:
        """The field that it is weighed as: a mention is an incident or a signal."""
        if self.name == "mention":
            return sureness.INCIDENT if self.given[sureness.INCIDENT] else sureness.SIGNAL
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All cases, and how many incidents are annotated in each part."""

    cases: tuple[Case, ...]
    wanted: dict[Part, int]


def gather(
    parts: Sequence[Part] = ("train", "dev", "test"), coders: Sequence[str] = CODERS, workers: int = 2
) -> Gathered:
    """The cases of some parts of the corpus by some coders, in the order of the corpus."""
    split = splits()
    jobs = [
        (coder, split[theatre], path)
        for coder in coders
        for path in markup.files()
        if split[theatre := path.stem.rpartition("-")[0]] in parts
    ]
    wanted: dict[Part, int] = dict.fromkeys(parts, 0)
    cases: list[Case] = []
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(_read, jobs))
    else:
        found = [_read(job) for job in jobs]
    for (coder, part, _), (mine, count) in zip(jobs, found, strict=True):
        cases += mine
        wanted[part] += count if coder == coders[0] else 0
    return Gathered(cases=tuple(cases), wanted=wanted)


def splits() -> dict[str, Part]:
    """The part that every theatre belongs to."""
    with (markup.HOME / "splits.toml").open("rb") as file:
        held: dict[Part, list[str]] = tomllib.load(file)["splits"]
    return {theatre: part for part, theatres in held.items() for theatre in theatres}


def keep(found: Gathered, path: Path) -> None:
    """Write what was gathered, to fit again without reading again."""
    path.write_text(json.dumps(asdict(found)), encoding="utf-8")


def kept(path: Path) -> Gathered:
    """What `keep` wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Gathered(cases=tuple(Case(**one) for one in held["cases"]), wanted=held["wanted"])


def _read(job: tuple[str, Part, Path]) -> tuple[list[Case], int]:
    coder, part, path = job
    cases: list[Case] = []
    wanted = 0
    for passage in markup.read(path)[0]:
        document = exact(passage.text, passage.published)
        if document is None:
            continue
        told: dict[str, dict[str, Features]] = {}
        result = matched(passage, document, _coded(document, coder, told))
        wanted += sum(one.is_incident for one in result.wanted)
        cases += [
            Case(
                coder=coder, part=part, passage=passage.id, mention=mention.id, name=name,
                given=told[mention.id][name], hand=_hand(mention, name), right=right,
            )
            for mention, name, right in borne_out(result)
        ]  # fmt: skip
    return cases, wanted


def _coded(document: Document, coder: str, told: dict[str, dict[str, Features]]) -> tuple[Mention, ...]:
    """The mentions as the readers leave them; `told` gets the circumstances of every reading."""

    def noted(mention: Mention, around: Surroundings) -> Mention:
        told[mention.id] = dict(sureness.circumstances(mention, around))
        return mention

    if not triage.relevant(document.text):
        return ()
    second = Looking(encoder(), DEFAULT) if coder == "local" else None
    return assemble(document, coder, RECORDED, None, second, noted).mentions


def _hand(mention: Mention, name: str) -> float:
    if name == "mention":
        return mention.confidence
    field, _, at = name.partition(".")
    reading = getattr(mention, field)
    held: float = (reading[int(at)] if at else reading).confidence
    return held


def by_field(cases: Sequence[Case]) -> Iterator[tuple[str, list[Case]]]:
    """The cases of each field, in the order in which fields are first met."""
    for field in dict.fromkeys(case.field for case in cases):
        yield field, [case for case in cases if case.field == field]
