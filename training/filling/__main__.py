"""Fit the weights by which candidates for incidents and for their roles are judged.

    python -m training.filling --data ../shared/bench --folds DIR [--out FILE]

`DIR` holds `train.pickle`, the train documents as encoders that never saw them read them (`training.filling.folds`). Takes minutes; nothing is drawn by
chance. The dev part is never read.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from pathlib import Path
from typing import Final

import numpy as np
from training.filling import gold, stages
from training.filling.stages import Judged, Weights

OUT: Final = Path(__file__).resolve().parents[2] / "src" / "vedette" / "coding" / "data" / "roles.json"
COUNTED: Final = ("case", "fills:PerpInd", "fills:PerpOrg", "fills:Target", "fills:Victim", "fills:Weapon")
"""The decisions that the measure of templates counts, each as one."""


def main(arguments: list[str] | None = None) -> int:
    """Fit, print what documents outside each fit say, and write the weights with their card."""
    parser = argparse.ArgumentParser(prog="python -m training.filling", description="Fit the weights of roles.json.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds muc4")
    parser.add_argument("--folds", type=Path, required=True, help="folder that holds train.pickle")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(arguments)
    held = pickle.loads((chosen.folds / "train.pickle").read_bytes())
    keys = {docid: templates for docid, (split, templates) in gold.keys(chosen.data).items() if split == "train"}
    known = gold.known(keys)
    found = stages.texts(held, keys, known)
    weights: Weights = {}
    judged: list[Judged] = []
    for name, of, one in stages.fills(found):
        weights[name] = of
        judged.append(_told(one))
    weights["case"], one = stages.happened(found)
    judged.append(_told(one))
    for name, of, one in stages.belongs(found):
        weights[name] = of
        judged.append(_told(one))
    counted = [one for one in judged if one.kind in COUNTED]
    whole = _told(Judged("all", *(np.concatenate([getattr(one, part) for one in counted]) for part in ("given", "right")),
                         sum(one.wanted for one in counted)))  # fmt: skip
    card = {
        "data": "MUC-4 dev-muc3 (FBIS), 1,299 documents", "documents": len(found), "cut": round(whole.best()[3], 3),
        "held out": {one.kind: [round(value, 3) for value in one.best()] for one in [*judged, whole]},
        "reads": "F1, precision, recall and cut at the best cut, five folds",
    }  # fmt: skip
    rounded = {name: {key: round(value, 3) for key, value in of.items()} for name, of in weights.items()}
    chosen.out.write_text(json.dumps({"card": card, "known": known, "weights": rounded}, indent=0) + "\n", "utf-8")
    return 0


def _told(one: Judged) -> Judged:
    said = "F1 {:.3f}, P {:.3f}, R {:.3f}, cut {:.3f}".format(*one.best())
    print(
        f"{one.kind}: {len(one.given)} decisions, {int(one.right.sum())} right of {one.wanted}; {said}", file=sys.stderr
    )
    return one


if __name__ == "__main__":
    sys.exit(main())
