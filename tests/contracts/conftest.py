"""A place for a ledger of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contracts.backends import NAMES, Backend, place


@pytest.fixture(params=NAMES)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """An empty ledger's place, once for each back-end."""
    found = place(request.param, tmp_path)
    if isinstance(found, str):
        pytest.skip(found)
    return found
