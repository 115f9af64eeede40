"""A headless Chromium, where there is one."""

from __future__ import annotations

import shutil

import pytest


def found() -> str:
    """The browser's path; skips the test where there is none."""
    path = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (path := shutil.which(name))),
        None,
    )
    if path is None:
        pytest.skip("needs Chromium or Chrome on the PATH to look at the page; the checks without a browser have run")
    return path
