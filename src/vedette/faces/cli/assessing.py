"""The commands that say what a ledger amounts to: assess, whatif, score, alerts."""

from __future__ import annotations

import json as json_module
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vedette.app import alerts as watching
from vedette.app import reporting, scenarios, track
from vedette.app.config import Config
from vedette.assessment.predictions import Record, Tally
from vedette.assessment.watch import Alert
from vedette.faces.cli import narration
from vedette.faces.cli.looking import Look
from vedette.faces.cli.main import GATE, NOTHING
from vedette.model.assessment import Assessment, Forecast, Refusal, Scenario
from vedette.reference.words import word


def assess(look: Look, *, json: bool) -> int:
    """The assessment: whole as JSON, else its tempo, forecasts, risks and refusals; 4 when the ledger holds no report."""
    with look.view() as view:
        if not view.documents:
            narration.tell(f"no report in {narration.seen(look.db, look.when)}, so there is nothing to assess")
            return NOTHING
        found = reporting.assess_view(view)
    if json:
        print(json_module.dumps(plain(found), ensure_ascii=False))
        return 0
    _print_assessment(found)
    return 0


def whatif(
    what: str,
    *,
    db: Path,
    start: date | None,
    days: int | None,
    series: str | None,
    as_of: date | None,
    config: Path | None,
    json: bool,
) -> int:
    """The scenario beside the status quo; 4 when the ledger cannot say."""
    answer = scenarios.whatif(what, db, start=start, days=days, series=series, as_of=as_of, config=Config.load(config))
    if json:
        print(json_module.dumps(plain(answer), ensure_ascii=False))
    elif isinstance(answer.found, Refusal):
        narration.tell(_refused(answer.found))
    else:
        _print_scenario(answer.found)
        if answer.unasked is not None:
            narration.tell(_refused(answer.unasked))
        for key, effect in answer.elsewhere:
            print(f"{key}: x {effect.factor:.2f} ({_span(effect.interval)}) {effect.basis}")
    return NOTHING if isinstance(answer.found, Refusal) else 0


def score(*, db: Path, as_of: date | None, wait: int, replay: int | None, config: Path | None, json: bool) -> int:
    """The running record; 4 when nothing is settled yet."""
    found = track.score(db, as_of=as_of, wait=wait, replay=replay, config=Config.load(config))
    if json:
        print(json_module.dumps(_record(found), ensure_ascii=False))
    else:
        for one in found.tallies:
            _print_tally(one)
    due = min((one.end for one in found.pending), default=None)
    narration.tell(
        f"{narration.number(len(found.settled), 'forecast')} settled by the ledger as of {found.as_of}, {len(found.pending)} not due yet"
        + (f" (the first window ends on {due}; settled {wait} days later)" if due else "")
    )
    if not found.settled and not found.pending and replay is None:
        narration.tell(
            "nothing was published yet: vedette run and vedette brief keep their forecasts; or try --replay 7"
        )
    return 0 if found.settled else NOTHING


def alerts(
    rules: Path, *, db: Path, as_of: date | None, memory: Path | None, dry_run: bool, config: Path | None, json: bool
) -> int:
    """What fires, one line each; 5 when something does. A dry run tells how often each rule would have fired, and returns 0."""
    settings = Config.load(config)
    if dry_run:
        past = watching.rehearse(rules, db, as_of=as_of, config=settings)
        if json:
            print(json_module.dumps(plain(past), ensure_ascii=False))
            return 0
        for alert in past.alerts:
            _print_alert(alert)
        for rule in past.rules:
            print(f"{rule.name}: {narration.number(past.times(rule), 'time')} from {past.first} to {past.last}")
        narration.tell(f"looked at the ledger as it stood on {past.days} days; nothing was remembered")
        return 0
    found = watching.alerts(rules, db, as_of=as_of, memory=memory, config=settings)
    for alert in found:
        if json:
            print(json_module.dumps({"record": "alert", **plain(alert)}, ensure_ascii=False))
        else:
            _print_alert(alert)
    if not found:
        narration.tell("nothing fires")
    return GATE if found else 0


def plain(value: Any) -> Any:
    """Dataclasses as objects, days as text, draws left out: they are in the ledger."""
    if is_dataclass(value) and not isinstance(value, type):
        left = {"samples"} if isinstance(value, Forecast) else set()
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name not in left}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _record(found: Record) -> dict[str, Any]:
    settled = [
        {"id": one.prediction.id, "target": one.prediction.target, "start": one.prediction.start.isoformat(), "end": one.prediction.end.isoformat(),
         "threshold": one.prediction.threshold, "chance": one.prediction.chance, "foresight": one.prediction.foresight,
         "score": asdict(one.score), "baseline_brier": one.baseline_brier}
        for one in found.settled
    ]  # fmt: skip
    pending = [{"id": one.id, "target": one.target, "end": one.end.isoformat()} for one in found.pending]
    return {"as_of": found.as_of.isoformat(), "tallies": plain(found.tallies), "settled": settled, "pending": pending}


def _print_assessment(found: Assessment) -> None:
    print(f"as of {found.as_of}: {narration.number(found.incidents, 'incident')}")
    for rate in found.rates:
        print(
            f"rate, {rate.key}: {rate.now:.2f} a day in {rate.days_now} days, {rate.before:.2f} in the {rate.days_before} before; "
            f"ratio {rate.ratio:.2f} ({_span(rate.interval)}), rose with probability {rate.rose:.2f}"
        )
    for point in found.change_points:
        print(
            f"break, {point.key}: {point.before:.2f} to {point.after:.2f} a day since {point.day}, probability {point.probability:.2f}, "
            f"known on {point.known_on} (day {point.delay})"
        )
    for one in found.forecasts:
        print(
            f"forecast, {one.target}, {one.start} to {one.end}: {one.interval.low:.0f} to {one.interval.high or 0:.0f} (80 %), "
            f"mean {one.mean:.1f}; {one.baseline}: {one.baseline_mean:.1f}; P({one.settles.threshold} or more) {one.above or 0:.2f}"
        )
    for risk in found.severity:
        chance = risk.probability
        print(
            f"risk, {risk.level} or worse within {risk.days} days: {word(chance.best)}, {chance.best:.3f} (80 % {chance.low:.3f} to {chance.high:.3f}); "
            f"seen {risk.seen} of {risk.out_of}"
        )
    _tell_refusals(found.refusals)


def _tell_refusals(refusals: Sequence[Refusal]) -> None:
    """What cannot be said, with the reason once where several questions share it."""
    shared: dict[str, list[Refusal]] = {}
    for one in refusals:
        shared.setdefault(_reason(one), []).append(one)
    for reason, several in shared.items():
        if len(several) == 1:
            narration.tell(_refused(several[0]))
        else:
            narration.tell(f"cannot say, because {reason}:")
            for one in several:
                narration.tell(f"  {one.question}")


def _print_scenario(found: Scenario) -> None:
    effect, quantile, quo = found.effect, dict(found.quantiles), dict(found.status_quo_quantiles)
    last = found.start.fromordinal(found.start.toordinal() + found.days - 1)
    print(f"{found.name}, {found.start} to {last}, attacks counted under {found.key}")
    print(f"  status quo: {quo[0.1]:.0f} to {quo[0.9]:.0f} (80 %), mean {found.status_quo_mean:.1f}")
    print(f"  {found.name}: {quantile[0.1]:.0f} to {quantile[0.9]:.0f} (80 %), mean {found.mean:.1f}")
    high = found.difference.high or 0.0
    print(f"  difference: {found.difference.low:+.0f} to {high:+.0f} (80 %); fewer with probability {found.lower:.2f}")
    print(f"  rate x {effect.factor:.2f} ({_span(effect.interval)}), n = {effect.n}: {effect.basis}")
    for note in found.notes:
        print(f"  {note}")


def _print_tally(one: Tally) -> None:
    when = "published before their window" if one.foresight else "replayed after the fact"
    what = f"counts over {one.days} days" if one.sort == "count" else f"events within {one.days} days"
    print(f"{what}, {one.method}, {one.settled} settled, {when}")
    if one.crps is not None:
        print(f"  CRPS {one.crps:.2f}, {one.baseline} {one.baseline_crps:.2f}; log score {one.log_score:.2f}")
        print(
            f"  80 % interval held {one.within_80:.2f}; PIT by tenths {' '.join(f'{share:.2f}' for share in one.pit)}"
        )
    print(
        f"  Brier {one.brier:.3f}, {one.baseline} {one.baseline_brier:.3f}; calibration error {one.calibration_error:.3f}"
    )
    if one.skill is not None:
        span = f" (90 % {_span(one.skill_interval)})" if one.skill_interval else " (too few for an interval)"
        print(f"  skill against {one.baseline} {one.skill:+.2f}{span}")
    for mean, share, cases in one.reliability:
        print(f"  said {mean:.2f}, happened {share:.2f} of {cases}")


def _print_alert(one: Alert) -> None:
    print(f"{one.day} {one.rule}: {one.words} [{' '.join(one.records)}]")


def _refused(one: Refusal) -> str:
    return f"cannot say {one.question}: {_reason(one)}"


def _reason(one: Refusal) -> str:
    rate = f"; base rate {one.base_rate:.2f} a day" if one.base_rate is not None else ""
    return f"{one.reason}{rate}"


def _span(interval: Any) -> str:
    return f"{interval.low:.2f} to {interval.high:.2f}"
