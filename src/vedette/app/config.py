"""One frozen set of settings, read once from a TOML file and flags.

[coding]
coder = "local"
min_confidence = 0.0
profile = "conflict"      # what counts as an incident: conflict, crime, or the path of a TOML file of your own

[outlets]                 # reliability of a source on the Admiralty scale, A to F; unlisted outlets are F (cannot be judged)
"Example Wire" = "B"

[linking]                 # log-odds from which two mentions are held to be the same, or worth a person's look
same = 2.0

[assessment]
horizons = [7]

A list of live sources ([[source]], see `app.sources`) may stand in the same file; of it only the reliability is read here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from vedette.app.toml import read_toml
from vedette.errors import ConfigError
from vedette.reference.profiles import BUILT_IN, DEFAULT

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of a run; `linking` and `assessment` hold the options of their stages by name."""

    coder: str = "local"
    profile: str = DEFAULT
    min_confidence: float = 0.0
    outlets: Mapping[str, str] = field(default_factory=dict)
    linking: Mapping[str, Any] = field(default_factory=dict)
    assessment: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wrong = {name: grade for name, grade in self.outlets.items() if grade not in tuple("ABCDEF")}
        if wrong:
            told = ", ".join(f"{name} = {grade!r}" for name, grade in wrong.items())
            raise ConfigError(f"the reliability of an outlet is one of A B C D E F, got {told}")
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence is a probability from 0 to 1, got {self.min_confidence}")

    @classmethod
    def load(cls, path: Path | None = None) -> Config:
        """Settings from a TOML file, or the defaults; unknown keys are a ConfigError which lists the known."""
        if path is None:
            return cls()
        table = read_toml(path, what="the settings", way_out="give --config another file")
        graded = _graded(table.pop("source", []))
        known = {"coding", "outlets", "linking", "assessment"}
        _refuse_unknown(set(table), known, f"{path}: unknown section")
        for section in known & set(table):
            if not isinstance(table[section], dict):
                raise ConfigError(f"{path}: [{section}] is a section, not a value")
        coding = dict(table.get("coding", {}))
        _refuse_unknown(set(coding), {"coder", "profile", "min_confidence"}, f"{path}: unknown key in [coding]")
        sure = coding.pop("min_confidence", 0.0)
        if isinstance(sure, bool) or not isinstance(sure, int | float):
            raise ConfigError(f"{path}: min_confidence in [coding] is a number from 0 to 1, got {sure!r}")
        for key, value in coding.items():
            if not isinstance(value, str):
                raise ConfigError(f"{path}: {key} in [coding] is a name, got {value!r}")
        try:
            return cls(
                coder=coding.get("coder", "local"),
                profile=_profile(coding.get("profile", DEFAULT), path),
                min_confidence=float(sure),
                outlets=graded | table.get("outlets", {}),
                **{name: table.get(name, {}) for name in ("linking", "assessment")},
            )
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from None

    def options(self, section: str, cls: type[T], **given: Any) -> T:
        """The options object of one stage: its section, and what the caller gives; unknown or impossible values are a ConfigError."""
        table = dict(getattr(self, section))
        plain_types = (int, float, str, bool, tuple)
        settable = {one.name for one in fields(cls) if isinstance(one.default, plain_types)} - set(given)  # type: ignore[arg-type]  # a dataclass
        _refuse_unknown(set(table), settable, f"unknown key in [{section}]")
        plain = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        try:
            return cls(**plain, **given)
        except (TypeError, ValueError) as error:
            raise ConfigError(f"[{section}]: {error}") from None

    def fingerprint(self, *parts: str) -> str:
        """Twelve digits that stand for these settings and for the named versions of coder and reference data."""
        content = {one.name: getattr(self, one.name) for one in fields(self)}
        text = json.dumps([content, parts], sort_keys=True, default=dict)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _profile(name: str, settings: Path) -> str:
    """The profile's name, or its path as seen from the settings that name it."""
    beside = settings.parent / name
    return str(beside) if name not in BUILT_IN and beside.is_file() else name


def _graded(sources: object) -> dict[str, str]:
    """The reliability of outlets as a list of live sources ([[source]]) in the same file gives it; [outlets] outranks it."""
    told = [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    return {str(one.get("outlet") or one.get("name")): one["reliability"] for one in told if "reliability" in one}


def _refuse_unknown(given: set[str], known: set[str], what: str) -> None:
    unknown = sorted(given - known)
    if unknown:
        raise ConfigError(f"{what} {', '.join(map(repr, unknown))}; known: {', '.join(sorted(known))}")
