"""Make docs/briefing.png: the top of the demo's briefing, as the README shows it.

    .venv/bin/python docs/make_screenshots.py

Needs Chromium (or Chrome) on the PATH; with `pngquant` there as well, the picture becomes smaller.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vedette.app.demo import demo

TARGET = Path(__file__).resolve().parent / "briefing.png"
SIZE = (1100, 1400)
MOST = 400_000


def main() -> None:
    """Run the demo in a folder of its own and photograph its briefing."""
    browser = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if browser is None:
        sys.exit("error: there is no Chromium on the PATH; install it, or add its folder to the PATH")
    with tempfile.TemporaryDirectory() as folder:
        demo(folder)
        shot = Path(folder) / "briefing.png"
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--hide-scrollbars",
        ]
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        page = (Path(folder) / "briefing.html").as_uri()
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--screenshot={shot}", size, page]
        subprocess.run(command, check=True, capture_output=True)
        if quantiser := shutil.which("pngquant"):
            subprocess.run([quantiser, "--force", "--output", str(shot), "64", str(shot)], check=True)
        if shot.stat().st_size > MOST:
            sys.exit(
                f"error: the picture has {shot.stat().st_size} bytes, more than {MOST}; install pngquant to make it smaller"
            )
        shutil.copyfile(shot, TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")  # noqa: T201 - a script talks to who runs it


if __name__ == "__main__":
    main()
