"""Fixtures that every floor's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A landing must not hang on the luck of the draw; at a desk every run looks at new examples.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The development data beside a developer's checkout; a test that needs them skips in a user's clone."""
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared, which a clone does not hold; it runs in CI")
    return SHARED
