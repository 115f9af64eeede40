"""The commands that read reports: run, demo, code."""

from __future__ import annotations

import json as json_module
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from vedette.app import api
from vedette.app.api import Outcome
from vedette.app.config import Config
from vedette.app.scorecard import Scorecard
from vedette.faces.cli import narration
from vedette.faces.cli.main import PARTIAL
from vedette.model import Failure
from vedette.store.codec import dumps


def settings(config: Path | None, *, profile: str | None, min_confidence: float | None = None) -> Config:
    """The settings of this file, with what was asked for on the command line."""
    held = Config.load(config)
    return replace(
        held,
        profile=held.profile if profile is None else profile,
        min_confidence=held.min_confidence if min_confidence is None else min_confidence,
    )


def run(
    paths: list[str],
    *,
    db: Path,
    out: Path,
    published: date | None,
    as_of: date | None,
    config: Config,
    workers: int | None,
    json: bool,
) -> int:
    """Read reports into a ledger, write the briefing, and say what was done."""
    with narration.progress() as on_item:
        outcome = api.run(
            paths,
            db=db,
            out=out,
            published=published,
            as_of=as_of,
            config=config,
            stdin=sys.stdin.buffer,
            on_item=on_item,
            workers=workers,
        )
    _tell(outcome, db, json=json)
    return PARTIAL if outcome.report.failures else 0


def demo(out: Path, *, json: bool) -> int:
    """Run over the bundled corpus and print the score against its hand coding."""
    from vedette.app.demo import demo as run_demo

    with narration.progress() as on_item:
        made = run_demo(out, on_item=on_item)
    if json:
        print(json_module.dumps({**_summary(made.outcome), "score": _score(made.card)}))
    else:
        _tell(made.outcome, made.db, json=False)
        _print_score(made.card)
    return 0


def code(paths: list[str], *, published: date | None, config: Config, workers: int) -> int:
    """Print mentions and tallies as NDJSON; failures go to standard error."""
    failed: list[Failure] = []
    for record in api.code(paths, published=published, config=config, stdin=sys.stdin.buffer, workers=workers):
        if isinstance(record, Failure):
            failed.append(record)
        else:
            print(dumps(record))
    narration.failures(failed, None)
    return PARTIAL if failed else 0


def _tell(outcome: Outcome, db: Path, *, json: bool) -> None:
    report = outcome.report
    narration.failures(report.failures, db)
    if json:
        print(json_module.dumps(_summary(outcome)))
        return
    number = narration.number
    if report.changed:
        narration.tell(
            f"{number(report.documents, 'new report')} ({report.known} known, {number(report.copies, 'copy', 'copies')}): "
            f"{number(report.mentions, 'mention')}, {number(report.tallies, 'tally', 'tallies')}, "
            f"{number(len(report.failures), 'item')} not read"
        )
    elif report.known:
        these = "this report" if report.known == 1 else f"these {report.known} reports"
        narration.tell(f"nothing new: the ledger already holds {these}; nothing was changed")
    else:
        narration.tell("no report could be read")
    narration.tell(
        f"ledger {db}: {number(len(outcome.incidents), 'incident')}, {number(len(outcome.signals), 'signal')}, "
        f"{number(len(outcome.tallies), 'tally', 'tallies')}"
    )
    for path in outcome.files:
        print(path)
    if not outcome.files:
        narration.tell("no briefing was written: the ledger holds no report that was published by that day")


def _summary(outcome: Outcome) -> dict[str, object]:
    report = outcome.report
    return {
        "changed": report.changed, "documents": report.documents, "known": report.known, "copies": report.copies, "mentions": report.mentions,
        "tallies": report.tallies, "decisions": report.decisions, "failures": len(report.failures),
        "ledger": {"incidents": len(outcome.incidents), "signals": len(outcome.signals), "tallies": len(outcome.tallies)},
        "files": [str(path) for path in outcome.files],
    }  # fmt: skip


def _score(card: Scorecard) -> dict[str, object]:
    return {
        "incidents": {"found": card.found, "wanted": card.wanted, "matched": card.matched, "precision": round(card.precision, 3), "recall": round(card.recall, 3)},
        "fields": {name: {"right": right, "of": of} for name, right, of in card.fields},
        "tallies": dict(zip(("found", "wanted", "matched"), card.tallies, strict=True)),
        "spurious": card.spurious, "missed": card.missed,
    }  # fmt: skip


def _print_score(card: Scorecard) -> None:
    print(
        f"\nagainst the hand coding: incident precision {card.precision:.2f}, recall {card.recall:.2f} ({card.matched} matched, {card.found} found, {card.wanted} wanted)"
    )
    found, wanted, matched = card.tallies
    print(f"tallies: {matched} of {wanted} with the right number, {found} found")
    narration.table(
        ("field", "right", "of", "share"),
        [(name, str(right), str(of), f"{right / of:.2f}") for name, right, of in card.fields],
    )
