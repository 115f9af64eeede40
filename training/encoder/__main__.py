"""Make the shipped encoder from its base weights and the texts that may train it.

    python -m training.encoder --data ../shared/bench [--rounds N] [--out DIR]

The same versions, threads and kind of processor give the same file; other processors may differ in the last digits.
"""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path

import torch
from training.encoder import data, export, heat, scores, train


def main(arguments: list[str] | None = None) -> int:
    """Train, export, fit the temperatures, and print what held-out examples say."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    chosen = _parser().parse_args(arguments)
    options = train.Options()
    options = replace(options, rounds=options.rounds[: chosen.rounds], seed=chosen.seed or options.seed)
    used, held = train.material(chosen.data, options.seed)
    model = train.train(used, options, chosen.kept)
    if chosen.keep:
        torch.save(model.state_dict(), chosen.keep)
    temperatures, scales = heat.fit(model, [*data.corpus("dev", options.seed), *held])
    export.export(model, chosen.out, temperatures, scales)
    for name, examples in (
        ("corpus dev", list(data.corpus("dev", options.seed))),
        ("held out of the public sets", held),
    ):
        print(name, *scores.lines(scores.table(model, examples)), sep="\n  ")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description="Make the shipped encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds muc4, event_location and re3d")
    parser.add_argument("--out", type=Path, default=export.HOME, help="where to write (default: the package's data)")
    parser.add_argument("--rounds", type=int, help="only so many rounds (default: all)")
    parser.add_argument("--seed", type=int, help="seed of everything that is drawn")
    parser.add_argument("--kept", type=Path, help="weights after the first round, as --rounds 1 --keep has left them")
    parser.add_argument("--keep", type=Path, help="also keep the weights in full precision here")
    return parser


if __name__ == "__main__":
    sys.exit(main())
