"""Back-ends by name, imported only when chosen.

A table maps a name to "module:factory". Other distributions add theirs under the entry-point group of the same kind
(`vedette.coder`, `vedette.source`, `vedette.forecaster`, `vedette.exporter`); a built-in name cannot be taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from vedette.errors import ConfigError


def known(kind: str, builtin: Mapping[str, str]) -> dict[str, str]:
    """All names of one kind of back-end with their "module:factory", built-in first."""
    found = {point.name: point.value for point in entry_points(group=f"vedette.{kind}")}
    return {**builtin, **{name: value for name, value in found.items() if name not in builtin}}


def load(kind: str, name: str, builtin: Mapping[str, str]) -> Callable[..., Any]:
    """The factory behind a name; raises ConfigError which lists the known names."""
    table = known(kind, builtin)
    if name not in table:
        raise ConfigError(f"unknown {kind} {name!r}; known: {', '.join(sorted(table))}")
    module, _, factory = table[name].partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), factory)
    return loaded
