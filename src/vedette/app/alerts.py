"""Alerts: rules in a TOML file, watched over a ledger.

cooldown = 7                 # days for which the same subject stays quiet after it fired; a rule may have its own

[[rule]]
name = "somebody was killed"
when = "level reached"       # or: rate changed, silence broken, first attack in a theatre, tally jumped, condition met
level = 5                    # the rung of the ladder that is watched
series = "theatre:IQ"        # whose attacks; by default all

What has fired is remembered in a file beside the ledger, so that a job which looks every hour says each thing once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from vedette.app.config import Config
from vedette.app.reporting import first_reports, write_file
from vedette.app.toml import read_toml
from vedette.app.workspace import View, Workspace
from vedette.assessment.relations import positions
from vedette.assessment.watch import WATCHERS, Alert, Memory, Rule, Seen, watch
from vedette.errors import ConfigError, InputError
from vedette.store.base import AsOf

NUMBERS = {"level": (0, 7), "quiet": (1, 3650), "jump": (1, 10**6), "within": (1, 3650), "cooldown": (0, 3650)}
DIRECTIONS = ("up", "down", "either")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What the rules would have said over the ledger's past: the days looked at, and each alert."""

    first: date
    last: date
    days: int
    alerts: tuple[Alert, ...]
    rules: tuple[Rule, ...]

    def times(self, rule: Rule) -> int:
        """How often a rule would have fired."""
        return sum(one.rule == rule.name for one in self.alerts)


def alerts(
    path: str | Path,
    db: str | Path,
    *,
    as_of: date | None = None,
    memory: Path | None = None,
    config: Config | None = None,
) -> tuple[Alert, ...]:
    """What fires now, and is remembered in `memory` (by default beside the ledger); looking back remembers nothing.

    Raises ConfigError for rules that cannot be read, InputError where there is no ledger.
    """
    rules = load(Path(path))
    file = memory or Path(f"{db}.alerts.json")
    known = recall(file) if as_of is None else Memory()
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        found = watch(rules, seen(workspace.view(AsOf(published=as_of))), known)
    if found and as_of is None:
        remember(known, file)
    return found


def rehearse(path: str | Path, db: str | Path, *, as_of: date | None = None, config: Config | None = None) -> Rehearsal:
    """Look at the ledger as it stood on each day that brought reports; what would have fired, with its cool-down."""
    rules, memory = load(Path(path)), Memory()
    found: list[Alert] = []
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        view = workspace.view(AsOf(published=as_of))
        days = sorted({one.published for one in view.documents.values()})
        if not days:
            raise InputError(
                f"the ledger {db} holds no report, so there is no past to rehearse on; vedette run PATH… adds some"
            )
        for day in days:
            found += watch(rules, seen(workspace.view(AsOf(published=day))), memory)
    return Rehearsal(first=days[0], last=days[-1], days=len(days), alerts=tuple(found), rules=rules)


def seen(view: View) -> Seen:
    """What the rules look at."""
    documents = {one.id: one.published for one in view.documents.values()}
    return Seen(
        as_of=view.day,
        incidents=tuple(sorted(view.incidents, key=lambda one: one.id)),
        tallies=view.tallies,
        positions=positions(view.signals),
        reported=documents | first_reports(view),
    )


def load(path: Path) -> tuple[Rule, ...]:
    """The rules of a TOML file; an unknown key or value is a ConfigError which lists the known."""
    table = read_toml(path, what="the rules", way_out="name another file")
    cooldown, told = table.pop("cooldown", Rule(name="", when="").cooldown), table.pop("rule", [])
    if table:
        raise ConfigError(f"{path}: unknown key {', '.join(sorted(table))}; known: cooldown, [[rule]]")
    if not isinstance(told, list) or not told or not all(isinstance(one, dict) for one in told):
        raise ConfigError(f"{path}: it holds no [[rule]], so nothing could ever fire; add one")
    rules = tuple(_rule(path, number, {"cooldown": cooldown, **one}) for number, one in enumerate(told, 1))
    names = [one.name for one in rules]
    if len(set(names)) < len(names):
        raise ConfigError(
            f"{path}: two rules have the same name; what has fired is remembered by name, so give each its own"
        )
    return rules


def recall(file: Path) -> Memory:
    """What has fired, from its file; empty where there is none, ConfigError where it cannot be read."""
    if not file.exists():
        return Memory()
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        keys = {(row["rule"], row["subject"]): row for row in rows}
        last = {key: date.fromisoformat(row["last"]) for key, row in keys.items()}
        told = {key: {str(id) for id in row["told"]} for key, row in keys.items()}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ConfigError(f"{file} is not what alerts remember ({error}); move it away to start anew") from None
    return Memory(last=last, told=told)


def remember(memory: Memory, file: Path) -> None:
    """Write what has fired, whole or not at all."""
    rows = [
        {"rule": rule, "subject": subject, "last": day.isoformat(), "told": sorted(memory.told[rule, subject])}
        for (rule, subject), day in sorted(memory.last.items())
    ]
    write_file(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", file)


def _rule(path: Path, number: int, table: dict[str, Any]) -> Rule:
    where = f"{path}: rule {number}"
    known = [one.name for one in fields(Rule)]
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise ConfigError(f"{where}: unknown key {', '.join(unknown)}; known: {', '.join(known)}")
    if table.get("when") not in WATCHERS:
        raise ConfigError(f"{where}: when is one of: {', '.join(WATCHERS)}; got {table.get('when')!r}")
    for problem in _problems(table):
        raise ConfigError(f"{where}: {problem}")
    return Rule(**table)


def _problems(table: dict[str, Any]) -> Iterator[str]:
    for name in ("name", "series"):
        if name in table and not (isinstance(table[name], str) and table[name].strip()):
            yield f"{name} is a text, got {table[name]!r}"
    if "name" not in table:
        yield "it has no name"
    for name, (low, high) in NUMBERS.items():
        value = table.get(name, low)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            yield f"{name} is a whole number from {low} to {high}, got {value!r}"
    chance = table.get("probability", 0.9)
    if isinstance(chance, bool) or not isinstance(chance, int | float) or not 0 < chance < 1:
        yield f"probability lies between 0 and 1, got {chance!r}"
    if table.get("direction", "up") not in DIRECTIONS:
        yield f"direction is one of {', '.join(DIRECTIONS)}, got {table['direction']!r}"
