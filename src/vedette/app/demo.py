"""The bundled corpus: coded, linked, briefed, and scored against its own hand coding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vedette.app import api
from vedette.app.api import Outcome
from vedette.app.pipeline import OnItem, quiet
from vedette.app.scorecard import Scorecard, read_gold, score
from vedette.app.workspace import Workspace
from vedette.errors import InputError

NAME = "campaign-2023"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo made: the outcome of its run, its ledger, and its score against the hand coding."""

    outcome: Outcome
    db: Path
    card: Scorecard


def demo(out: str | Path = "demo", *, now: datetime | None = None, on_item: OnItem = quiet) -> Demo:
    """Run over the bundled corpus into `out`: campaign.ledger and briefing.html, .md and .json."""
    folder = corpus()
    db = Path(out) / "campaign.ledger"
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "there is a file of that name" if isinstance(error, FileExistsError) else error.strerror
        raise InputError(f"cannot make the folder {out}: {reason}; name another with --out") from None
    outcome = api.run([folder / "reports"], db=db, out=out, now=now, on_item=on_item)
    with Workspace.open(db) as workspace:
        card = score(workspace.view(), read_gold(folder / "gold.jsonl"))
    return Demo(outcome=outcome, db=db, card=card)


def corpus() -> Path:
    """The folder of the bundled corpus, in an installed package or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for place in (package / "examples" / NAME, package.parents[1] / "examples" / NAME):
        if (place / "gold.jsonl").is_file():
            return place
    raise InputError(f"the bundled corpus {NAME} is missing from this installation; install vedette again")
