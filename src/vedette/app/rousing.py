"""The alert rules of a watch, evaluated after each pass over sources: in a process of its own, so that the memory it takes goes back with it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from vedette.app.alerts import load, seen
from vedette.app.apart import end_with_parent
from vedette.app.config import Config
from vedette.app.workspace import Workspace
from vedette.assessment.watch import Alert, Memory, watch


def rouse(rules: Path, db: Path, memory: Memory, *, config: Config, apart: bool) -> tuple[tuple[Alert, ...], Memory]:
    """The alerts that fire now, and what is remembered of them; with `apart` worked out in another process. Raises ConfigError, LedgerError."""
    if not apart:
        return look(rules, db, memory, config)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=end_with_parent) as pool:
        return pool.submit(look, rules, db, memory, config).result()


def look(rules: Path, db: Path, memory: Memory, config: Config) -> tuple[tuple[Alert, ...], Memory]:
    """The same, worked out in this process."""
    with Workspace.open(db, config=config, must_exist=True) as workspace:
        return watch(load(rules), seen(workspace.view()), memory), memory
