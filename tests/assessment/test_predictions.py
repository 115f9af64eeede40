"""What is published is settled by the ledger's own count, once, and its record is told apart from replays."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from tests.assessment.conftest import MakeIncident

from vedette.assessment.assess import assess
from vedette.assessment.predictions import drawn, draws_of, predictions, settle_all
from vedette.assessment.scoring import crps
from vedette.model.incident import Incident
from vedette.model.prediction import Prediction

DAY = date(2023, 11, 1)
NOON = datetime(2023, 11, 1, 12, tzinfo=UTC)


def made(
    *, as_of: date = DAY, key: str = "all", recorded: datetime = NOON, counter: str = "this ledger", chance: float = 0.7
) -> Prediction:
    """A forecast of the week after a day: 0 to 9 with equal chances, the baseline always 9."""
    draws, plain = tuple((value, 10) for value in range(10)), ((9, 100),)
    question = (key, as_of + timedelta(days=1), 7, 3, counter, "default")
    return Prediction(
        id=Prediction.id_for(question, chance, draws, plain), key=key, target="all attacks", as_of=as_of, start=as_of + timedelta(days=1),
        days=7, counter=counter, method="default", threshold=3, chance=chance, baseline="block28", baseline_chance=1.0,
        recorded_at=recorded, draws=draws, baseline_draws=plain,
    )  # fmt: skip


def week(incident: MakeIncident, count: int) -> tuple[Incident, ...]:
    """Attacks on the days after DAY, and one the day after the window."""
    return (*(incident(DAY + timedelta(days=1 + day % 7)) for day in range(count)), incident(DAY + timedelta(days=8)))


def test_a_window_is_settled_by_what_the_ledger_holds_of_it(incident: MakeIncident) -> None:
    record = settle_all([made()], week(incident, 4), as_of=DAY + timedelta(days=14))
    (settled,) = record.settled
    assert settled.score.outcome == 4
    assert settled.score.crps == pytest.approx(crps(np.arange(10), 4))
    assert settled.score.baseline_crps == pytest.approx(5.0)
    assert settled.score.brier == pytest.approx(0.09) and settled.baseline_brier == 0.0
    (tally,) = record.tallies
    assert tally.skill == pytest.approx(1 - crps(np.arange(10), 4) / 5.0) and tally.skill_interval is None
    assert tally.within_80 == 1.0 and sum(tally.pit) == pytest.approx(1)


def test_a_window_waits_until_late_reports_are_in(incident: MakeIncident) -> None:
    told = [made()]
    early = settle_all(told, week(incident, 4), as_of=DAY + timedelta(days=13))
    assert early.settled == () and early.pending == (told[0],)
    assert settle_all(told, week(incident, 4), as_of=DAY + timedelta(days=7), wait=0).pending == ()


def test_a_question_counts_once_by_its_first_answer(incident: MakeIncident) -> None:
    again = made(recorded=NOON + timedelta(hours=1), chance=0.1)
    record = settle_all([again, made()], week(incident, 4), as_of=DAY + timedelta(days=20))
    assert [one.prediction.chance for one in record.settled] == [0.7]


def test_a_replay_is_never_counted_as_foresight(incident: MakeIncident) -> None:
    late = made(recorded=NOON + timedelta(days=30))
    record = settle_all([made(), late], week(incident, 4), as_of=DAY + timedelta(days=40))
    assert sorted((one.foresight, one.settled) for one in record.tallies) == [(False, 1), (True, 1)]


def test_what_another_counter_settles_stays_pending(incident: MakeIncident) -> None:
    record = settle_all([made(counter="Pentagon")], week(incident, 4), as_of=DAY + timedelta(days=40))
    assert record.settled == () and len(record.pending) == 1


def test_only_the_attacks_of_the_series_settle_it(incident: MakeIncident) -> None:
    attacks = (*(incident(DAY + timedelta(days=2), level=level) for level in (2, 5, 5)),)
    told = [made(key=key) for key in ("severity:L5+", "theatre:IQ & severity:L5+", "theatre:SY & severity:L5+")]
    record = settle_all(told, attacks, as_of=DAY + timedelta(days=20))
    assert {one.prediction.key: one.score.outcome for one in record.settled} == {
        "severity:L5+": 2, "theatre:IQ & severity:L5+": 2, "theatre:SY & severity:L5+": 0,
    }  # fmt: skip


def test_an_assessment_publishes_its_counts_and_its_risks(incident: MakeIncident) -> None:
    attacks = [incident(DAY - timedelta(days=day), level=2 + day % 2) for day in range(40)]
    found = assess(attacks, as_of=DAY)
    told = predictions(found, recorded_at=NOON, fingerprint="f")
    assert {one.key for one in told if one.draws} >= {"all", "theatre:IQ"}
    assert {one.key for one in told if not one.draws} == {"severity:L3+", "severity:L5+", "severity:L6+"}
    for one in told:
        assert one.start == DAY + timedelta(days=1) and one.fingerprint == "f" and one.foresight
    count = next(one for one in told if one.key == "all")
    assert len(drawn(count.draws)) == len(drawn(count.baseline_draws)) == 999 + 1
    assert predictions(found, recorded_at=NOON, fingerprint="f") == told, "publishing again is the same record"


def test_draws_come_back_as_they_went() -> None:
    assert drawn(draws_of([3, 0, 3, 7])).tolist() == [0, 3, 3, 7]
    assert drawn(()).tolist() == []


def test_an_interval_of_skill_needs_ten_forecasts(incident: MakeIncident) -> None:
    told = [made(as_of=DAY + timedelta(days=7 * week)) for week in range(12)]
    attacks = [incident(DAY + timedelta(days=day)) for day in range(0, 90, 2)]
    (tally,) = settle_all(told, attacks, as_of=DAY + timedelta(days=200)).tallies
    assert tally.settled == 12 and tally.skill_interval is not None
    assert tally.skill is not None and tally.skill_interval.low <= tally.skill <= (tally.skill_interval.high or 0)
    few = settle_all(told[:9], attacks, as_of=DAY + timedelta(days=200)).tallies[0]
    assert few.skill is not None and few.skill_interval is None


def test_a_prediction_that_saw_its_own_window_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="starts after what it saw"):
        dataclasses.replace(made(), start=DAY)
