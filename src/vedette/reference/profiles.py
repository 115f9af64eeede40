"""What counts as an act worth a record: profiles, each a small TOML file, ours or a user's own."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from vedette.errors import ConfigError
from vedette.reference.ontology import kinds, modes

DEFAULT: Final = "conflict"
BUILT_IN: Final = ("conflict", "crime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Which acts a coder keeps.

    Acts are named as KIND or KIND/mode ("ASSAULT", "COERCE/arrest"). `unpolitical` count even in a report that tells of no armed group,
    force or weapon of war; those of `leave_out` never count. `mark` is what coders add to their name: "" for the default, so that
    what was read under one profile is never taken for what another reads.
    """

    name: str
    summary: str = ""
    unpolitical: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    mark: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or "/" in self.name or "+" in self.name:
            raise ConfigError(f"a profile has a short name without / or +, got {self.name!r}")
        for act in (*self.unpolitical, *self.leave_out):
            kind, _, mode = act.partition("/")
            if kind not in kinds():
                raise ConfigError(f"profile {self.name!r}: unknown kind of act {kind!r}; known: {', '.join(kinds())}")
            if mode and mode not in modes(kind):
                known = ", ".join(modes(kind)) or "none"
                raise ConfigError(f"profile {self.name!r}: unknown mode {mode!r} of {kind}; known: {known}")

    def admits(self, kind: str, mode: str | None, *, political: bool) -> bool:
        """Whether an act counts; `political` tells that its report names an armed group, a force or a weapon of war."""
        if _named(self.leave_out, kind, mode):
            return False
        return political or kind not in ("ASSAULT", "COERCE") or _named(self.unpolitical, kind, mode)


@lru_cache(maxsize=8)
def profile(name: str | Path = DEFAULT) -> Profile:
    """The profile of this name, or the one in this TOML file; raises ConfigError that says what is wrong and what is known."""
    if str(name) in BUILT_IN:
        text = files("vedette.reference").joinpath("data", f"profile_{name}.toml").read_text(encoding="utf-8")
        return _parse(text, str(name), mark="" if name == DEFAULT else str(name))
    path = Path(name)
    if path.suffix != ".toml" and not path.is_file():
        raise ConfigError(
            f"unknown profile {str(name)!r}; known: {', '.join(BUILT_IN)}, or the path of a TOML file of your own"
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(
            f"cannot read the profile {path}: {why}; name another file, or one of {', '.join(BUILT_IN)}"
        ) from None
    made = _parse(text, str(path), mark="own")
    digest = hashlib.sha256(repr((made.unpolitical, made.leave_out)).encode()).hexdigest()[:8]
    return Profile(
        name=made.name, summary=made.summary, unpolitical=made.unpolitical, leave_out=made.leave_out,
        mark=f"{made.name}.{digest}",
    )  # fmt: skip


def _parse(text: str, where: str, *, mark: str) -> Profile:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where} is not a TOML file: {error}") from None
    known = [one.name for one in fields(Profile) if one.name != "mark"]
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise ConfigError(f"{where}: unknown key {', '.join(map(repr, unknown))}; known: {', '.join(known)}")
    if "name" not in table:
        raise ConfigError(f"{where}: a profile needs a name")
    return Profile(**{key: _value(where, key, value) for key, value in table.items()}, mark=mark)


def _value(where: str, key: str, value: Any) -> Any:
    if key in ("name", "summary"):
        if isinstance(value, str):
            return value
        raise ConfigError(f"{where}: {key} is text, got {value!r}")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise ConfigError(f'{where}: {key} is a list of acts such as ["ASSAULT/firearms", "COERCE"], got {value!r}')


def _named(acts: tuple[str, ...], kind: str, mode: str | None) -> bool:
    return kind in acts or (mode is not None and f"{kind}/{mode}" in acts)
