"""A TOML file that a person wrote, read whole; what keeps it from being read is told in one line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from vedette.errors import ConfigError


def read_toml(path: Path, *, what: str, way_out: str) -> dict[str, Any]:
    """The table in a file; a ConfigError names `what` it should be and the `way_out`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read {what} {path}: {error.strerror}; {way_out}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not a TOML file: it is no UTF-8 text; {way_out}") from None
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, brackets without end
        raise ConfigError(f"{path} is not a TOML file: {error}") from None
