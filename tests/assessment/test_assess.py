"""The assessment as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from vedette.assessment.assess import AssessOptions, assess
from vedette.model.quantity import Quantity
from vedette.model.when import When

START = date(2023, 10, 17)


def campaign(incident: Callable[..., Any], days: int = 40) -> list[Any]:
    return [incident(START + timedelta(days=index)) for index in range(days) for _ in range(1 + index % 2)]


def test_an_empty_ledger_is_refused_with_a_reason_and_not_with_an_error() -> None:
    found = assess((), as_of=START)
    assert found.incidents == 0
    assert found.series == ()
    assert [refusal.reason for refusal in found.refusals] == ["no incident in the ledger"]


def test_under_twenty_days_it_gives_the_base_rate_and_no_forecast(incident: Callable[..., Any]) -> None:
    found = assess(campaign(incident, 10), as_of=START + timedelta(days=9))
    assert found.forecasts == ()
    assert found.rates == ()
    everything = [refusal for refusal in found.refusals if "all attacks" in refusal.question]
    assert everything
    assert everything[0].base_rate == 1.5
    assert "10 days" in everything[0].reason


def test_a_campaign_gets_a_tempo_and_a_forecast_beside_its_baseline(
    incident: Callable[..., Any], tally: Callable[..., Any]
) -> None:
    as_of = START + timedelta(days=39)
    found = assess(campaign(incident), [tally(Quantity.at_least(80), as_of=as_of, since=START)], as_of=as_of)
    forecast = next(one for one in found.forecasts if one.key == "all")
    assert forecast.start == as_of + timedelta(days=1)
    assert forecast.end == forecast.settles.on
    assert 6 < forecast.mean < 15
    assert forecast.baseline == "block28"
    assert found.reconciliations[0].held == 60
    assert found.reconciliations[0].claimed == 80
    assert set(forecast.records) == {record for one in found.series if one.key == "all" for record in one.records}


def test_the_same_ledger_and_seed_give_the_same_assessment(incident: Callable[..., Any]) -> None:
    ledger = campaign(incident)
    as_of, options = START + timedelta(days=39), AssessOptions(seed=3)
    assert assess(ledger, as_of=as_of, options=options) == assess(reversed(ledger), as_of=as_of, options=options)


def test_attacks_without_a_known_day_are_refused_as_such_and_still_reconciled(
    incident: Callable[..., Any], tally: Callable[..., Any]
) -> None:
    undated = incident(when=When(latest=START))
    found = assess([undated], [tally(Quantity.at_least(40), as_of=START)], as_of=START)
    assert found.series == ()
    assert found.refusals[0].reason == "no attack in the ledger whose day is known well enough"
    assert found.refusals[0].records == (undated.id,)
    assert found.reconciliations[0].held == 1


def test_what_was_not_yet_known_by_the_day_is_not_counted(incident: Callable[..., Any]) -> None:
    found = assess(campaign(incident), as_of=START + timedelta(days=19))
    assert found.series[0].end == START + timedelta(days=19)
    assert found.series[0].total == 30
    assert all(forecast.start == START + timedelta(days=20) for forecast in found.forecasts)


def test_severity_is_asked_of_the_series_in_focus(incident: Callable[..., Any]) -> None:
    as_of = START + timedelta(days=39)
    found = assess(
        campaign(incident), as_of=as_of, options=AssessOptions(focus="theatre:IQ", risk_levels=(5,), risk_days=(7,))
    )
    assert [(risk.level, risk.days, risk.out_of) for risk in found.severity] == [("L5", 7, 60)]
    assert assess(campaign(incident), as_of=as_of, options=AssessOptions(focus="theatre:SY")).severity == ()
