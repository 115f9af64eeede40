"""Feed mutated input to every reader: `python -m benchmarks.fuzz --executions 1000000 [--only NAME] [--save DIR] [--seed N]`.

A finding is any error that a reader does not raise on purpose, and any execution over a second of processor time, which other work on the
machine does not lengthen; what is slow once is fed again, and is a finding where it is slow again, so that what a reader loads on its first
call counts against no input. The same seed gives the same inputs. Exit code 1 where something was found; each finding is printed once, with its
shortest input. Ctrl-C or SIGTERM ends the feeding early, and the table says how far it came.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Final

from benchmarks.fuzz_targets import DICTIONARY, Target, targets

LONGEST: Final = 20_000
"""Bytes of an input, at most."""
EACH: Final = 20_000
"""Executions between two words on how far it is."""
HANG_S: Final = 10.0
"""Seconds of processor time after which an execution is broken off."""


class HangError(BaseException):
    """An execution was broken off; no reader catches it."""


@dataclass(slots=True)
class Tally:
    """What feeding one reader came to: `found` maps what went wrong to its shortest input."""

    executions: int = 0
    spent_s: float = 0.0
    slowest_s: float = 0.0
    found: dict[str, bytes] = field(default_factory=dict)

    def add(self, what: str, data: bytes) -> None:
        """Keep a finding."""
        if what not in self.found or len(data) < len(self.found[what]):
            self.found[what] = data


def mutated(luck: random.Random, seeds: tuple[bytes, ...], corpus: tuple[bytes, ...]) -> bytes:
    """A seed after one to eight mutations."""
    data = bytearray(luck.choice(seeds))
    for _ in range(1 + min(int(luck.expovariate(0.5)), 7)):
        at = luck.randrange(len(data) + 1)
        end = min(len(data), at + 1 + int(luck.expovariate(0.1)))
        match luck.randrange(8):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << luck.randrange(8)
            case 1:
                data[at:at] = luck.randbytes(1 + luck.randrange(4))
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = data[at:end] * (1 + luck.randrange(3) ** 4)
            case 4 | 5:
                data[at : at + luck.randrange(2)] = luck.choice(DICTIONARY)
            case 6:
                other = luck.choice(corpus)
                start = luck.randrange(len(other) + 1)
                data[at:at] = other[start : start + 60]
            case _:
                data = data[:at] if luck.random() < 0.2 else data
    return bytes(data[:LONGEST])


def fed(target: Target, data: bytes, tally: Tally) -> None:
    """One execution; a slow one is fed twice, and the shorter time counts."""
    taken = _timed(target, data, tally)
    if taken > target.slow_s:
        taken = min(taken, _timed(target, data, tally))
    tally.executions += 1
    tally.spent_s += taken
    tally.slowest_s = max(tally.slowest_s, taken)
    if taken > target.slow_s:
        tally.add(f"over {target.slow_s:g} s", data)


def _timed(target: Target, data: bytes, tally: Tally) -> float:
    """Feed, keep what goes wrong, and give the seconds of processor time."""
    begun = time.process_time()
    try:
        with _bounded(HANG_S):
            target.feed(data)
    except target.allowed:
        pass
    except HangError:
        tally.add("hang", data)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        tally.add(f"{type(error).__name__}: {error!s:.80} at {Path(frame.filename).name}:{frame.lineno}", data)
    return time.process_time() - begun


def run(
    chosen: tuple[Target, ...],
    *,
    executions: int,
    seconds: float | None,
    seed: int,
    tell: Callable[[str], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, Tally]:
    """Feed these readers in turn until so many executions or seconds are over, or somebody stops it."""
    luck = random.Random(seed)
    corpus = tuple(seed for one in chosen for seed in one.seeds)
    tallies = {one.name: Tally() for one in chosen}
    begun, done, told = time.monotonic(), 0, 0
    while done < executions and not stopped() and (seconds is None or time.monotonic() - begun < seconds):
        for one in chosen:
            if one.weight >= 1 or luck.random() < one.weight:
                fed(one, mutated(luck, one.seeds, corpus), tallies[one.name])
                done += 1
        if done - told >= EACH:
            told = done
            tell(
                f"{done:,} executions, {sum(len(one.found) for one in tallies.values())} findings, {time.process_time():.0f} s of processor time"
            )
    return tallies


def main() -> int:
    """Feed, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=None)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, default=None)
    asked = parser.parse_args()
    chosen = tuple(one for one in targets() if not asked.only or one.name in asked.only)
    aloud, ended = sys.stderr, Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: ended.set())
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stderr(nowhere),
    ):  # libraries complain of every input
        tallies = run(
            chosen,
            executions=asked.executions,
            seconds=asked.seconds,
            seed=asked.seed,
            tell=lambda line: print(line, file=aloud, flush=True),
            stopped=ended.is_set,
        )
    print("| reader | executions | CPU s | slowest, s | findings |\n|---|---|---|---|---|")
    for name, one in tallies.items():
        print(f"| {name} | {one.executions:,} | {one.spent_s:.0f} | {one.slowest_s:.2f} | {len(one.found)} |")
    print(
        f"| all | {sum(one.executions for one in tallies.values()):,} | {sum(one.spent_s for one in tallies.values()):.0f} | | {sum(len(one.found) for one in tallies.values())} |"
    )
    for name, one in tallies.items():
        for number, (what, data) in enumerate(one.found.items()):
            print(f"\n{name}: {what}\n  {data[:300]!r}", file=sys.stderr)
            if asked.save:
                asked.save.mkdir(parents=True, exist_ok=True)
                (asked.save / f"{name.replace(' ', '-')}-{number}").write_bytes(data)
    return 1 if any(one.found for one in tallies.values()) else 0


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    """Break off after so many seconds of processor time."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


if __name__ == "__main__":
    sys.exit(main())
