"""Make the pictures of docs/: the top of the demo's briefing, and each page of `vedette serve` over the demo's ledger.

    .venv/bin/python docs/make_screenshots.py            # all of them
    .venv/bin/python docs/make_screenshots.py page-tempo # those whose names begin so

Needs Chromium (or Chrome) on the PATH; with `pngquant` there as well, the pictures become smaller.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from vedette.app.demo import demo
from vedette.app.workspace import Workspace
from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard

FOLDER = Path(__file__).resolve().parent
MOST = 300_000
DRAWN = "[data-explore]:not([data-ready]), [data-chart]:not([data-drawn])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: its name, the address that it shows, its size and theme, and keys to press before."""

    name: str
    path: str
    size: tuple[int, int] = (1280, 900)
    theme: Literal["light", "dark"] = "light"
    keys: tuple[str, ...] = ()


def shots(incident: str, report: str) -> tuple[Shot, ...]:
    """Every picture, given the ids of an incident that many reports tell and of a report with many records."""
    return (
        Shot(name="briefing", path="briefing.html", size=(1100, 1400)),
        Shot(name="page-incidents", path="/?since=2023-11-04&until=2023-11-10", size=(1280, 960)),
        Shot(name="page-incidents-dark", path="/", size=(1280, 900), theme="dark"),
        Shot(name="page-incidents-phone", path="/", size=(380, 1100)),
        Shot(name="page-incident", path=f"/incidents/{incident}", size=(1280, 1240)),
        Shot(name="page-incident-phone", path=f"/incidents/{incident}", size=(380, 1100), theme="dark"),
        Shot(name="page-tempo", path="/tempo", size=(1280, 1500)),
        Shot(name="page-relations", path="/relations", size=(1280, 1000)),
        Shot(name="page-tallies", path="/tallies?counter=United+States+forces", size=(1280, 1100)),
        Shot(name="page-statements", path="/statements", size=(1280, 1000)),
        Shot(name="page-review", path="/review", size=(1280, 1000), keys=("s",)),
        Shot(name="page-brief", path="/brief", size=(1280, 1400)),
        Shot(name="page-ask", path="/ask?q=How+many+attacks+were+there+in+Syria+in+November%3F", size=(1280, 800)),
        Shot(name="page-sources", path="/sources", size=(1280, 1000)),
        Shot(name="page-report", path=f"/sources/{report}", size=(1280, 860)),
        Shot(name="page-ingest", path="/ingest", size=(1280, 620)),
        Shot(name="page-about", path="/about", size=(1280, 1100)),
    )


def main() -> None:
    """Run the demo in a folder of its own, serve it, and photograph each page."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("error: there is no Chromium on the PATH; install it, or add its folder to the PATH")
    with tempfile.TemporaryDirectory() as folder:
        made = demo(folder)
        with Workspace.open(made.db) as workspace:
            view = workspace.view()
        told = max(view.incidents, key=lambda one: (len(one.disagreements), len(one.mentions), one.id))
        read = max(view.documents, key=lambda id: sum(one.document == id for one in view.mentions))
        with served(made.db) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            for one in shots(told.id, read):
                if not sys.argv[1:] or one.name.startswith(tuple(sys.argv[1:])):
                    take(browser, one, address if one.path.startswith("/") else f"file://{folder}/", Path(folder))
            browser.close()


def take(browser: Browser, one: Shot, address: str, folder: Path) -> None:
    """Photograph one page into docs/; too large a picture is an error."""
    size = {"width": one.size[0], "height": one.size[1]}
    page = browser.new_page(viewport=size, color_scheme=one.theme, reduced_motion="reduce")  # type: ignore[arg-type]  # width and height
    page.goto(address + one.path)
    while page.locator(DRAWN).count():
        page.wait_for_timeout(100)
    for key in one.keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    shot = folder / f"{one.name}.png"
    page.screenshot(path=shot)
    page.close()
    if quantiser := shutil.which("pngquant"):
        subprocess.run([quantiser, "--force", "--output", str(shot), "128", str(shot)], check=True)
    if shot.stat().st_size > MOST:
        sys.exit(
            f"error: {shot.name} has {shot.stat().st_size} bytes, more than {MOST}; install pngquant to make it smaller"
        )
    shutil.copyfile(shot, FOLDER / shot.name)
    print(f"{FOLDER / shot.name}: {shot.stat().st_size} bytes")  # noqa: T201 - a script talks to who runs it


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The page over a ledger, on a port of this machine."""
    app = create(ledger, guard=Guard())
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        opened.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            app.state.intake.close()
            app.state.served.close()


if __name__ == "__main__":
    main()
