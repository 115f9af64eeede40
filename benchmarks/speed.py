"""How fast and how large the product is: articles of 630 words from text to records, cold start, memory.

    python -m benchmarks.speed [--processor] [--articles N] [--coder NAME]

Articles a second are of the clock, and worth something on an idle machine alone. Processor time is what the work costs wherever it runs:
two processes on two idle cores read 2000 / milliseconds articles a second. `--processor` measures nothing else. A busy machine lengthens
processor time too, by sharing caches, but far less.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from benchmarks.coder import DEFAULT, coder
from benchmarks.documents import RECORDED, cleaned, day

WORDS: Final = 630
"""Words of an article of a daily paper."""
RELEVANT: Final = 120
MIXED: Final = 600
REPORTS: Final = Path(__file__).resolve().parents[1] / "examples" / "campaign-2023" / "reports"
PUBLISHED: Final = day("2023-11-13")

ELSEWHERE: Final = (
    "The visitors took the lead before half-time through a header from a corner, and their goalkeeper kept the hosts out with two fine saves.",
    "Shares in the retailer fell four percent after it said that shoppers were putting off larger purchases until the spring.",
    "Stir the lentils into the onions, add the stock a little at a time, and leave the pot on a low heat for half an hour.",
    "Forecasters expect light rain in the west by Tuesday evening and a dry, bright end to the week along the coast.",
    "The council will vote next month on a new tram line between the station and the university hospital.",
    "Her third novel follows a family of beekeepers through one long summer, and it is the funniest book she has written.",
    "Researchers measured how quickly the glacier moves by setting forty small antennas into its surface.",
    "The museum opens its new wing with a show of early maps, among them a chart of the harbour drawn from memory.",
)
"""Our own sentences about other things, of which most of any stream consists."""

COLD: Final = """
import time
start = time.perf_counter()
from benchmarks.speed import articles
from benchmarks.coder import code
from benchmarks.documents import cleaned, day
found = code(cleaned(articles(1)[0], day("2023-11-13")))
assert found.mentions
from benchmarks.speed import peak
print(time.perf_counter() - start, peak())
"""


AFTER: Final = """
for text in articles(200):
    code(cleaned(text, day("2023-11-13")))
print(0, peak())
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """Articles a second by the clock, and processor milliseconds an article."""

    by_clock: float
    processor_ms: float


def measure() -> tuple[tuple[str, str, str], ...]:
    """(what, measured, wanted) for the page; takes about a minute."""
    seconds, _ = _fresh(COLD)
    relevant, streamed = articles(RELEVANT), mixed(MIXED)
    workers = min(2, os.cpu_count() or 1)
    all_relevant, one_in_ten, alone = (
        rate(relevant, workers),
        rate(streamed, workers),
        rate(relevant[: RELEVANT // 2], 1),
    )
    return (
        ("articles a second, all relevant, 2 processes", f"{all_relevant.by_clock:.0f}", "20"),
        ("articles a second, one in ten relevant, 2 processes", f"{one_in_ten.by_clock:.0f}", "120"),
        ("articles a second, all relevant, 1 process", f"{alone.by_clock:.0f}", ""),
        ("processor milliseconds an article, all relevant", f"{alone.processor_ms:.0f}", "100"),
        ("processor milliseconds an article, one in ten relevant", f"{one_in_ten.processor_ms:.1f}", "16.7"),
        ("cold start to the first record, seconds", f"{seconds:.2f}", "1"),
        ("memory of one process after 200 articles, MB", f"{_fresh(COLD + AFTER)[1]:.0f}", "300"),
    )


def articles(count: int) -> tuple[str, ...]:
    """Relevant articles of 630 words, put together from the bundled reports, each from another place on."""
    sentences = [line for path in sorted(REPORTS.glob("*.md")) for line in _body(path)]
    return tuple(
        _article(sentences[start:] + sentences[:start]) for start in islice(cycle(range(0, len(sentences), 7)), count)
    )


def mixed(count: int) -> tuple[str, ...]:
    """A stream in which one article in ten is relevant."""
    relevant = iter(cycle(articles(20)))
    return tuple(
        next(relevant) if n % 10 == 0 else _article(list(islice(cycle(ELSEWHERE), n, n + 40))) for n in range(count)
    )


def peak() -> float:
    """The most memory that this process held, MB; the system's own count for a child starts with what its parent held."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # every Linux says it


def rate(texts: Sequence[str], workers: int) -> Rate:
    """How fast texts become records; starting the processes does not count."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_code, initargs=(texts[0],)) as pool:
        list(pool.map(_code, texts[: 2 * workers]))
        start = time.perf_counter()
        spent = sum(pool.map(_code, texts))
        return Rate(len(texts) / (time.perf_counter() - start), 1000 * spent / len(texts))


def processor(texts: Sequence[str], name: str = DEFAULT) -> float:
    """Processor milliseconds an article, text to records, in this process; what the first article loads does not count."""
    _code(texts[0], name)
    return 1000 * sum(_code(text, name) for text in texts) / len(texts)


def _code(text: str, name: str = DEFAULT) -> float:
    """Processor seconds from text to records."""
    began = time.process_time()
    document = cleaned(text, PUBLISHED)
    if document is not None:
        coder(name).code(document, recorded_at=RECORDED)
    return time.process_time() - began


def _article(sentences: Sequence[str]) -> str:
    words = 0
    kept = []
    for sentence in cycle(sentences):
        kept.append(sentence)
        words += len(sentence.split())
        if words >= WORDS:
            return " ".join(kept)
    return ""


def _body(path: Path) -> Iterator[str]:
    """The paragraphs of a report without its head."""
    _, _, body = path.read_text("utf-8").partition("\n---\n")
    yield from (
        line for line in body.splitlines() if len(line.split()) > 8 and not line.startswith(("#", "http", "<", "|"))
    )


def _fresh(program: str) -> tuple[float, float]:
    """Two numbers that a program prints last, run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    first, second = done.stdout.split()[-2:]
    return float(first), float(second)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processor", action="store_true", help="processor time alone, in this process")
    parser.add_argument(
        "--articles", type=int, default=40, help="articles that --processor reads (default: %(default)s)"
    )
    parser.add_argument("--coder", default=DEFAULT, help="the coder that --processor measures (default: %(default)s)")
    given = parser.parse_args()
    if given.processor:
        for what, texts in (("all relevant", articles(given.articles)), ("one in ten relevant", mixed(given.articles))):
            spent = processor(texts, given.coder)
            print(
                f"{given.coder}, {what}: {spent:.1f} processor ms an article, {2000 / spent:.1f} articles/s on two idle cores"
            )
        return
    for what, measured, wanted in measure():
        print(f"{what}: {measured}" + (f" (wanted {wanted})" if wanted else ""))


if __name__ == "__main__":
    main()
