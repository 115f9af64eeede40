"""The part of docs/calibration.md that is about records, and its picture docs/calibration-records.svg."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.sureness.diagrams import picture
from training.sureness.gather import Case, Gathered
from training.sureness.measure import BOUNDS, Worth, chance, mean, worths

from vedette.app import api
from vedette.app.config import Config
from vedette.app.demo import corpus
from vedette.app.scorecard import read_gold, score
from vedette.app.workspace import Workspace
from vedette.coding import sureness

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
PAGE: Final = DOCS / "calibration.md"
HEAD: Final = "\n## Records\n"
LEAST: Final = 40
"""Readings below which a field is not shown: its error would be chance."""
NAMES: Final = {
    "incident": "the mention of an incident",
    "signal": "the mention of anything else",
    "act": "act: kind and mode",
    "status": "status",
    "actor": "actor",
    "target": "target",
    "other_targets": "further targets",
    "place": "place",
    "when": "when",
    "instruments": "instruments",
    "casualties": "casualties",
    "outcomes": "outcomes",
    "attributions": "attributions",
}
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a least confidence leaves: incidents, and how many of them are right, of how many wanted."""

    bound: float
    found: int
    right: int
    wanted: int


def renew(found: Gathered, weights: Mapping[str, Weights], workers: int) -> None:
    """Write the part on records anew; what stands before it is left as it is."""
    local = [case for case in found.cases if case.coder == "local"]
    tested = {one.field: one for one in worths([c for c in local if c.part == "test"], weights["local"])}
    plain = [c for c in found.cases if c.coder == "rules" and c.part == "test"]
    ruled = {one.field: one for one in worths(plain, weights["rules"])}
    shown = {field: tested[field] for field in NAMES if field in tested and len(tested[field].pairs) >= LEAST}
    open_ = [case for case in local if case.part != "train" and case.name == "mention"]
    wanted = found.wanted["dev"] + found.wanted["test"]
    own = [_kept(open_, weights["local"], bound, wanted) for bound in BOUNDS]
    (DOCS / "calibration-records.svg").write_text(picture({f: one.pairs for f, one in shown.items()}), encoding="utf-8")
    head = PAGE.read_text(encoding="utf-8").partition(HEAD)[0].rstrip("\n")
    with ProcessPoolExecutor(workers) as pool:
        bundled = tuple(pool.map(_bundled, BOUNDS))
    text = "\n".join(_lines(shown, ruled, own, bundled))
    PAGE.write_text(f"{head}\n{HEAD}\n{text}\n", encoding="utf-8")


def _kept(cases: Sequence[Case], weights: Weights, bound: float, wanted: int) -> Kept:
    left = [c for c in cases if c.field == sureness.INCIDENT and sureness.sure(weights, c.name, c.given) >= bound]
    return Kept(bound=bound, found=len(left), right=sum(c.right for c in left), wanted=wanted)


def _bundled(bound: float) -> Kept:
    """The bundled corpus, coded, linked and scored against its hand coding with one bound."""
    with tempfile.TemporaryDirectory() as folder:
        db, config = Path(folder) / "x.ledger", Config(min_confidence=bound)
        api.run([corpus() / "reports"], db=db, out=folder, config=config)
        with Workspace.open(db, config=config) as workspace:
            card = score(workspace.view(), read_gold(corpus() / "gold.jsonl"))
    return Kept(bound=bound, found=card.found, right=card.matched, wanted=card.wanted)


def _lines(
    shown: Mapping[str, Worth], ruled: Mapping[str, Worth], own: Sequence[Kept], bundled: Sequence[Kept]
) -> Iterator[str]:
    yield from (*_METHOD, "")
    yield "| reading | readings | mean confidence | share right | error before | error now | by chance alone | `rules`: error before | now |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for field, one in shown.items():
        said, right = mean([p for p, _ in one.pairs]), mean([r for _, r in one.pairs])
        plain = ruled.get(field)
        rules = f"{100 * plain.before:.1f} | {100 * plain.error:.1f}" if plain else "– | –"
        yield (
            f"| {NAMES[field]} | {len(one.pairs)} | {said:.2f} | {right:.2f} | {100 * one.before:.1f} | {100 * one.error:.1f} "
            f"| {100 * chance(one.pairs):.1f} | {rules} |"
        )
    yield from _READ
    yield from (*_CURVE, "")
    yield "| at least | incidents kept | precision | recall | bundled corpus: incidents kept | precision | recall |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for mine, theirs in zip(own, bundled, strict=True):
        yield f"| {mine.bound:g} | {_row(mine)} | {_row(theirs)} |"


def _row(one: Kept) -> str:
    precision = f"{one.right / one.found:.2f}" if one.found else "–"
    return f"{one.found} | {precision} | {one.right / one.wanted:.2f}"


_METHOD: Final = """The confidence of a mention, and of every value in it, is the share of readings in the same circumstances that were right. The readers
give each value a first measure by rules; then a few plain circumstances decide what that is worth: what the value rests on (words of the
act's own sentence, of another, a head line, the publication), how far its words stand from the act, what else its sentence tells, whether
words point back or repeat what was told, how it resolved (a named group, an unnamed one, a town, a country, a class of weapon), and, with
the coder `local`, what the encoder makes of the same words. Each field has one logistic regression over these, with signs set where reason
sets them (words farther away never make a reading surer), fitted on the training theatres, and then one slope and one shift fitted on the
three development theatres, whose passages no reader was trained on. The weights are plain numbers by name in
`src/vedette/coding/data/sureness.json`; `python -m training.sureness --page` makes them and this part of the page. No value is changed.

What is right: a mention of an incident, that the annotation has this incident; any other, that it has an event of this kind there. A field is
judged where the mention tells an annotated event: the same place by name, the same day or days, kind and mode both, the same class of weapon
and outcome, the same toll (without its side). A party is right when its id is the one annotated, or, where it is named no nearer than by its
words ("gunmen"), when these words are annotated as that party. A day that rests on the publication is right where no other is told.

Measured on the six test theatres, in points of a hundred; "before" is the measure set by rules alone, "by chance alone" what a perfectly
honest confidence would show with so few readings:
""".splitlines()
_READ: Final = """
![Reliability diagrams of records](calibration-records.svg)
""".splitlines()
_CURVE: Final = """
### What `--min-confidence` keeps

`vedette run --min-confidence P` keeps the mentions that are at least so sure: fewer incidents, more of them right. On the left the nine
development and test theatres, mention by mention; on the right the bundled corpus, linked and scored against its hand coding.
""".splitlines()
