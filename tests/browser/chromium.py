"""A headless Chromium, where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=4000", "--dump-dom",
)  # fmt: skip


def found() -> str:
    """The browser's path; skips the test where there is none."""
    path = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (path := shutil.which(name))),
        None,
    )
    if path is None:
        pytest.skip("needs Chromium or Chrome on the PATH to look at the page; the checks without a browser have run")
    return path


def opened(page: Path, *flags: str) -> tuple[str, str]:
    """The page as it stands once it was laid out, and what the browser logged."""
    command = [found(), *FLAGS, f"--user-data-dir={page.parent / 'profile'}", *flags, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout, done.stderr
