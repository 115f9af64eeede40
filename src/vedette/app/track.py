"""Publishing forecasts into the ledger, and the running record of how they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vedette.app.config import Config
from vedette.app.reporting import assess_view
from vedette.app.workspace import View, Workspace
from vedette.assessment.counters import counter_series
from vedette.assessment.predictions import WAIT, Record, predictions, settle_all
from vedette.errors import InputError
from vedette.model.assessment import Assessment
from vedette.model.prediction import Prediction
from vedette.store.base import AsOf, Ledger

LEAST_HISTORY = 20
"""Days of history below which nothing is forecast, so a replay starts after them."""


def publish(ledger: Ledger, assessment: Assessment, *, now: datetime, fingerprint: str = "") -> int:
    """Keep what an assessment forecasts in the ledger; counts the forecasts that were new."""
    return ledger.add_predictions(predictions(assessment, recorded_at=now, fingerprint=fingerprint))


def score(
    db: str | Path,
    *,
    as_of: date | None = None,
    wait: int = WAIT,
    replay: int | None = None,
    config: Config | None = None,
) -> Record:
    """Settle every published forecast that is due, by the ledger's own count as it stands now.

    With `replay` nothing published is used: the ledger is looked at as it was every `replay` days, forecast from there, and
    settled, so that a new ledger shows what its forecasts would have been worth. Raises InputError where there is no ledger.
    """
    if wait < 0:
        raise InputError(
            f"a window is settled on its last day or later, not {wait} days from it; give --wait 0 or more"
        )
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        view = workspace.view(AsOf(published=as_of))
        found = (
            tuple(workspace.ledger.predictions(as_of=AsOf(published=as_of)))
            if replay is None
            else replayed(workspace, view, every=replay)
        )
        counted = (one for _, one in counter_series(view.tallies, view.incidents))
        return settle_all(found, view.incidents, as_of=view.day, wait=wait, counted=counted)


def replayed(workspace: Workspace, view: View, *, every: int) -> tuple[Prediction, ...]:
    """The forecasts that the ledger would have published every `every` days, each from the reports of its day alone."""
    if every < 1:
        raise InputError(f"a replay steps forward by whole days, not by {every}; give --replay 7")
    if not view.documents:
        return ()
    first = min(one.published for one in view.documents.values())
    day, found = first + timedelta(days=LEAST_HISTORY), []
    while day < view.day:
        then = workspace.view(AsOf(published=day))
        told = predictions(
            assess_view(then), recorded_at=datetime.max.replace(tzinfo=UTC), fingerprint=then.fingerprint
        )
        # Dated after its window, so that no replay passes for foresight.
        found += [replace(one, recorded_at=_after(one)) for one in told]
        day += timedelta(days=every)
    return tuple(found)


def _after(one: Prediction) -> datetime:
    return datetime(one.end.year, one.end.month, one.end.day, tzinfo=UTC) + timedelta(days=1)
