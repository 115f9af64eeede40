"""Fit how sure the records of a coder are, and write the weights into the package.

    python -m training.sureness [--cases FILE] [--workers N] [--page]

Two or three minutes on two idle cores, most of them to read the corpus; with --cases what was read is kept in a file and read from it
the next time. --page writes the part of docs/calibration.md on records as well. Nothing is drawn by chance.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from training.corpus import markup
from training.sureness import fit, measure
from training.sureness.gather import CODERS, Gathered, gather, keep, kept

import vedette
from vedette.coding import shipped, sureness
from vedette.coding.local import heads

FILE = Path(vedette.__file__).parent / "coding" / "data" / "sureness.json"


def main() -> None:
    """Gather, fit, write, and print what it is worth on the development theatres."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, help="keep what was read here, or read it from here")
    parser.add_argument("--page", action="store_true", help="write docs/calibration.md as well")
    parser.add_argument("--workers", type=int, default=2, help="processes that read")
    given = parser.parse_args()
    found = kept(given.cases) if given.cases and given.cases.is_file() else gather(workers=given.workers)
    if given.cases and not given.cases.is_file():
        keep(found, given.cases)
    weights = {coder: _fitted(found, coder) for coder in CODERS}
    FILE.write_text(json.dumps({"card": _card(found), "weights": weights}, indent=1) + "\n", encoding="utf-8")
    for coder in CODERS:
        print(coder)
        print("\n".join(measure.rows([c for c in found.cases if c.coder == coder and c.part == "dev"], weights[coder])))
    if given.page:
        from training.sureness import page

        sureness.weights.cache_clear()
        page.renew(found, weights, given.workers)


def _fitted(found: Gathered, coder: str) -> dict[str, fit.Weights]:
    mine = [case for case in found.cases if case.coder == coder]
    return fit.fitted([c for c in mine if c.part == "train"], [c for c in mine if c.part == "dev"])


def _card(found: Gathered) -> dict[str, object]:
    """What the weights were made from."""
    corpus = hashlib.sha256(b"".join(path.read_bytes() for path in markup.files())).hexdigest()[:12]
    counts = {part: sum(c.part == part for c in found.cases) for part in ("train", "dev")}
    return {
        "made by": "python -m training.sureness",
        "method": "logistic regression with a ridge penalty and signs set by reason on the training theatres, slope and shift on the development theatres",
        "chance": "none",
        "corpus": corpus,
        "encoder": shipped.digits([heads.data("card.json")]),
        "readings": counts,
    }


if __name__ == "__main__":
    main()
