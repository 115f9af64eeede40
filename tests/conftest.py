"""Fixtures that every floor's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The development data beside a developer's checkout; a test that needs them skips in a user's clone."""
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared, which a clone does not hold; it runs in CI")
    return SHARED
