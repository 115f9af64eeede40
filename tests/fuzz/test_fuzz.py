"""Every reader meets mutated input for a moment: it raises nothing but what it raises on purpose, and never hangs.

The same for an hour: `python -m benchmarks.fuzz`.
"""

from __future__ import annotations

import os
import random
import time

import pytest
from benchmarks.fuzz_targets import Target, targets

from benchmarks import fuzz
from vedette.errors import SourceError

SECONDS = 0.5
"""For each reader."""
SEED = 7 if os.environ.get("CI") else random.SystemRandom().randrange(1 << 30)


@pytest.mark.filterwarnings("ignore")  # libraries warn of bad input; whether they may is theirs to say
@pytest.mark.parametrize("target", targets(), ids=lambda one: one.name)
def test_no_input_breaks_a_reader(target: Target) -> None:
    tally = fuzz.run((target,), executions=1_000_000, seconds=SECONDS, seed=SEED)[target.name]
    assert tally.executions
    assert tally.found == {}, f"seed {SEED}"


@pytest.mark.parametrize("target", targets(), ids=lambda one: one.name)
def test_every_seed_is_read(target: Target) -> None:
    assert target.seeds
    for seed in target.seeds:
        target.feed(seed)  # raises where a seed is refused: mutations of it would then test the refusal alone


def _breaks(data: bytes) -> None:
    if b"\x00" in data:
        raise KeyError("a nought")


def _hangs(data: bytes) -> None:
    while data:
        pass


def _refuses(data: bytes) -> None:
    raise SourceError("bad", f"a: {len(data)} bytes", way_out="Leave it out.")


def test_a_reader_that_breaks_is_found_with_its_shortest_input() -> None:
    tally = fuzz.run((Target(name="bad", seeds=(b"words",), feed=_breaks),), executions=3000, seconds=None, seed=1)[
        "bad"
    ]
    (what,) = tally.found
    assert what.startswith("KeyError: 'a nought' at test_fuzz.py:") and b"\x00" in tally.found[what]
    assert len(tally.found[what]) <= 8


def test_a_reader_that_hangs_is_broken_off_and_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "HANG_S", 0.05)
    begun = time.process_time()
    tally = fuzz.run(
        (Target(name="slow", seeds=(b"words",), feed=_hangs, slow_s=0.04),), executions=1, seconds=None, seed=1
    )["slow"]
    assert "hang" in tally.found and time.process_time() - begun < 2


def test_a_refusal_is_no_finding() -> None:
    tally = fuzz.run((Target(name="no", seeds=(b"words",), feed=_refuses),), executions=100, seconds=None, seed=1)["no"]
    assert tally.found == {} and tally.executions == 100


def test_the_same_seed_gives_the_same_inputs() -> None:
    first, second = (fuzz.mutated(random.Random(3), (b"words and words",), (b"others",)) for _ in range(2))
    assert first == second
