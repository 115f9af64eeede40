"""A browser and a served ledger, shared by the tests of the page; each test has a window of its own that is watched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.browser import chromium
from tests.browser.serving import served
from tests.browser.watching import PATIENCE_MS, Watch

from vedette.app.demo import demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of the system; the tests skip where there is none.

    No longer than a module: while it is open an event loop runs, and other tests start loops of their own.
    """
    path = chromium.found()
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=PATIENCE_MS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled corpus, read once."""
    return demo(tmp_path_factory.mktemp("corpus")).db


@pytest.fixture(scope="session")
def site(corpus: Path) -> Iterator[str]:
    """The bundled corpus, served; no test may write to it."""
    with served(corpus) as address:
        yield address


@pytest.fixture
def own(corpus: Path, tmp_path: Path) -> Iterator[str]:
    """A copy of the bundled corpus, served, for a test that writes."""
    copy = tmp_path / "own.ledger"
    shutil.copyfile(corpus, copy)
    with served(copy) as address:
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window of its own; what it asks of elsewhere, complains of or refuses to run fails the test."""
    with patient(browser, viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        opened = context.new_page()
        watch = Watch(opened)
        yield opened
    assert not watch.found, watch.found


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A window of its own that may complain."""
    with patient(browser, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A window of its own that runs no script."""
    with patient(browser, java_script_enabled=False) as context:
        yield context.new_page()


@contextmanager
def patient(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A context that waits for as long as a busy machine may take."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()
