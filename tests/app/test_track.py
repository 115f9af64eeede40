"""Every published forecast is kept, once, and settled by the ledger when it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.app.assessed import FIRST, ledger

import vedette
from vedette.app.track import score
from vedette.errors import InputError
from vedette.store.base import AsOf
from vedette.store.sql import open_ledger

COUNTS = np.random.default_rng(5).poisson(1.2, 60).tolist()


def moment(day: int) -> datetime:
    """Noon of a day of the ledger."""
    return datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC) + timedelta(days=day)


def test_a_briefing_keeps_its_forecasts_once(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS)
    vedette.brief(db=db, now=moment(59))
    with open_ledger(db) as opened:
        first = list(opened.predictions())
    assert {one.key for one in first} >= {"all", "theatre:IQ", "severity:L5+"}
    assert all(one.foresight and one.as_of == FIRST + timedelta(days=59) for one in first)
    vedette.brief(db=db, now=moment(60))
    with open_ledger(db) as opened:
        assert list(opened.predictions()) == first


def test_a_briefing_may_keep_nothing(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS)
    vedette.brief(db=db, now=moment(59), keep=False)
    with open_ledger(db) as opened:
        assert list(opened.predictions()) == []


def test_a_forecast_is_settled_when_the_ledger_has_gone_on(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS[:40])
    vedette.brief(db=db, now=moment(39))
    assert score(db).settled == ()
    ledger(db, COUNTS)
    record = score(db)
    outcome = {one.prediction.key: one.score.outcome for one in record.settled if one.prediction.draws}
    assert outcome["all"] == sum(COUNTS[40:47]) == outcome["theatre:IQ"]
    assert all(one.foresight for one in record.tallies)
    assert score(db, wait=30).settled == ()


def test_a_briefing_of_the_past_is_no_foresight(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS)
    vedette.brief(db=db, as_of=AsOf(published=FIRST + timedelta(days=39)), now=moment(59))
    assert {one.foresight for one in score(db).tallies} == {False}
    seen_then = score(db, as_of=FIRST + timedelta(days=41))
    assert seen_then.settled == () and len(seen_then.pending) > 0


def test_a_replay_forecasts_from_each_day_s_reports_alone_and_keeps_nothing(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS)
    record = score(db, replay=10)
    starts = sorted({one.prediction.start for one in record.settled})
    assert starts == [FIRST + timedelta(days=day) for day in (21, 31, 41)]
    assert {one.foresight for one in record.tallies} == {False}
    counts = next(one for one in record.tallies if one.sort == "count")
    assert counts.crps is not None and counts.settled == sum(bool(one.prediction.draws) for one in record.settled)
    with open_ledger(db) as opened:
        assert list(opened.predictions()) == []
    changed = [*COUNTS[:50], *(9 for _ in COUNTS[50:])]
    later = score(ledger(tmp_path / "b.ledger", changed), replay=10)
    chances = [
        {one.prediction.id for one in found.settled if one.prediction.start <= starts[0]} for found in (record, later)
    ]
    assert chances[0] == chances[1], "later reports change no earlier forecast"


def test_nonsense_is_refused_with_a_way_out(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS[:3])
    with pytest.raises(InputError, match="--wait 0"):
        score(db, wait=-1)
    with pytest.raises(InputError, match="--replay 7"):
        score(db, replay=0)
    with pytest.raises(InputError, match="there is no ledger"):
        score(tmp_path / "none.ledger")
