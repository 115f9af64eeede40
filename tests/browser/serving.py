"""The page on a port of this machine, for as long as a test looks at it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard


@contextmanager
def served(ledger: Path, *, held: Any = None) -> Iterator[str]:
    """Serve a ledger (or a view that is at hand) and give its address; what was opened is closed after."""
    app = create(ledger, guard=Guard(), served=held)
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        opened.listen(64)
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", lifespan="off", ws="none", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            app.state.intake.close()
            if held is None:
                app.state.served.close()
