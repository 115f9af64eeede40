"""The page where there is no network at all: in a namespace with the loopback alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser import chromium

LOOK = """
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
from tests.browser.serving import served
from tests.browser.watching import Watch
with served(Path(sys.argv[1])) as address, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[2], args=["--no-sandbox"])
    page = browser.new_page()
    page.set_default_timeout(120_000)
    watch = Watch(page)
    for path, drawn in (("/", "[data-explore][data-ready]"), ("/tempo", "[data-chart][data-drawn]")):
        page.goto(address + path)
        page.wait_for_selector(drawn)
    browser.close()
print("found:", watch.found)
"""


def test_the_page_asks_nothing_of_a_network_that_is_not_there(corpus: Path) -> None:
    browser = chromium.found()
    tool, link = shutil.which("unshare"), shutil.which("ip")
    if tool is None:
        pytest.skip("needs unshare to take the network away; the other tests watch every request")
    up = f"{link} link set lo up" if link else f'{sys.executable} -c "{UP}"'
    script = f'{up} && exec "$0" -c "$1" "$2" "$3"'
    command = [tool, "-rn", "sh", "-c", script, sys.executable, LOOK, str(corpus), browser]
    probe = subprocess.run([tool, "-rn", "sh", "-c", up], capture_output=True, text=True, check=False)
    if probe.returncode:
        pytest.skip(f"this machine allows no network namespace of one's own ({probe.stderr.strip()[:80]})")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "found: []" in done.stdout


UP = "import fcntl, socket, struct; s = socket.socket(); fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x49))"
"""SIOCSIFFLAGS with IFF_UP, where there is no ip(8)."""
