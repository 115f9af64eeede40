"""What if: a scenario by name or from a TOML file, against a ledger.

name = "a truce over the holidays"
like = "truce"        # whose past episodes in the ledger count as its own: truce, suspension, strike, mass-casualty
factor = 0.4          # the stated belief: what the rate is multiplied by (median) ...
spread = 0.5          # ... and the standard deviation of its logarithm
basis = "the truce of last year, by the monitor's count"
from = 2023-11-24     # the first day; by default the day after the ledger's last
days = 7
series = "theatre:IQ" # by default all attacks
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vedette.app.config import Config
from vedette.app.reporting import first_reports
from vedette.app.toml import read_toml
from vedette.app.workspace import View, Workspace
from vedette.assessment.assess import AssessOptions
from vedette.assessment.scenario import PRIORS, Prior, episodes_of, what_if
from vedette.assessment.series import SeriesOptions, daily
from vedette.assessment.spillover import spillovers
from vedette.errors import ConfigError
from vedette.model.assessment import Effect, Refusal, Scenario
from vedette.store.base import AsOf

KNOWN = ("name", "like", "factor", "spread", "basis", "from", "days", "series")
DAYS = 7
LARGEST = 1e6
"""No belief multiplies a rate by more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is supposed to happen: a known kind of event, its own prior where one is stated, from when and for how long."""

    name: str
    like: str
    start: date | None = None
    days: int = DAYS
    series: str = "all"
    prior: Prior | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The scenario, or why there is none; and what rates elsewhere do when that of the series moves, where data insist.

    `unasked` says why nothing is said of elsewhere: spill-over is looked for from one theatre to others.
    """

    asked: Question
    found: Scenario | Refusal
    elsewhere: tuple[tuple[str, Effect], ...] = ()
    unasked: Refusal | None = None


def whatif(
    what: str,
    db: str | Path,
    *,
    start: date | None = None,
    days: int | None = None,
    series: str | None = None,
    as_of: date | None = None,
    config: Config | None = None,
) -> Answer:
    """Answer a scenario by its name (truce, suspension, strike, mass-casualty) or from a TOML file; flags outweigh the file.

    Raises ConfigError for an unknown name or a file that cannot be read, InputError where there is no ledger.
    """
    asked = question(what, start=start, days=days, series=series)
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return answer(asked, workspace.view(AsOf(published=as_of)))


def answer(asked: Question, view: View) -> Answer:
    """Simulate the question on what the ledger held."""
    options = view.config.options("assessment", AssessOptions)
    known = tuple(sorted(view.incidents, key=lambda one: one.id))
    found = daily(known, as_of=view.day, options=SeriesOptions(since=options.since), reported=first_reports(view))
    chosen = next((one for one in found if one.key == asked.series), None)
    about = f"what a {asked.name} would change"
    if chosen is None:
        keys = ", ".join(one.key for one in found[:12]) or "none"
        reason = f"the ledger holds no series {asked.series!r} with three dated attacks; series: {keys}"
        return Answer(asked=asked, found=Refusal(question=about, reason=reason))
    scenario = what_if(
        asked.name,
        chosen,
        start=asked.start or chosen.end + timedelta(days=1),
        days=asked.days,
        episodes=episodes_of(asked.like, known, view.signals),
        prior=asked.prior or PRIORS[asked.like],
        method=options.method,
        seed=options.seed,
    )
    theatres = tuple(one for one in found if one.key.startswith("theatre:") and one.key != asked.series)
    if asked.series.startswith("theatre:") and theatres:
        return Answer(asked=asked, found=scenario, elsewhere=spillovers(chosen, theatres))
    reason = (
        "the ledger holds no other theatre with three dated attacks" if not theatres else "give --series theatre:XX"
    )
    unasked = Refusal(question="whether attacks elsewhere would follow", reason=reason)
    return Answer(asked=asked, found=scenario, unasked=unasked)


def question(what: str, *, start: date | None = None, days: int | None = None, series: str | None = None) -> Question:
    """Read what is asked; a name that is no known event must be a TOML file."""
    if what in PRIORS:
        return Question(name=what, like=what, start=start, days=DAYS if days is None else days, series=series or "all")
    path = Path(what)
    if path.suffix != ".toml":
        raise ConfigError(f"unknown scenario {what!r}; known: {', '.join(PRIORS)}, or a .toml file")
    table = _table(path)
    like = _typed(path, table, "like", str, None)
    if like not in PRIORS:
        raise ConfigError(f"{path}: like must be one of {', '.join(PRIORS)}, got {like!r}")
    return Question(
        name=_typed(path, table, "name", str, like),
        like=like,
        start=start or _typed(path, table, "from", date, None),
        days=days if days is not None else _typed(path, table, "days", int, DAYS),
        series=series or _typed(path, table, "series", str, "all"),
        prior=_prior(path, table),
    )


def _prior(path: Path, table: dict[str, Any]) -> Prior | None:
    """The prior that the file states; all three parts or none."""
    told = [name for name in ("factor", "spread", "basis") if name in table]
    if not told:
        return None
    if len(told) < 3:
        raise ConfigError(f"{path}: a belief needs factor, spread and basis together; it states only {', '.join(told)}")
    factor, spread = (_typed(path, table, name, float, None) for name in ("factor", "spread"))
    if not (0 < factor < LARGEST and 0 < spread < LARGEST):
        raise ConfigError(f"{path}: factor and spread are above 0 and below {LARGEST:g}, got {factor} and {spread}")
    return Prior(factor=factor, spread=spread, basis=f"stated in {path.name}: {_typed(path, table, 'basis', str, '')}")


def _table(path: Path) -> dict[str, Any]:
    table = read_toml(path, what="the scenario", way_out=f"known by name: {', '.join(PRIORS)}")
    unknown = sorted(set(table) - set(KNOWN))
    if unknown:
        raise ConfigError(f"{path}: unknown key {', '.join(unknown)}; known: {', '.join(KNOWN)}")
    return table


def _typed(path: Path, table: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    value = table.get(name, default)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(max(-(10**9), min(10**9, value)))
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ConfigError(f"{path}: {name} is a {kind.__name__}, got {value!r}")
    return value
