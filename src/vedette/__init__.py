"""vedette turns dated reports of armed violence into a sourced incident ledger and a verified situation report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from vedette.app.api import alerts as alerts
    from vedette.app.api import ask as ask
    from vedette.app.api import assess as assess
    from vedette.app.api import brief as brief
    from vedette.app.api import code as code
    from vedette.app.api import decide as decide
    from vedette.app.api import diff as diff
    from vedette.app.api import export as export
    from vedette.app.api import incidents as incidents
    from vedette.app.api import log as log
    from vedette.app.api import override as override
    from vedette.app.api import review as review
    from vedette.app.api import run as run
    from vedette.app.api import score as score
    from vedette.app.api import show as show
    from vedette.app.api import undo as undo
    from vedette.app.api import verify as verify
    from vedette.app.api import whatif as whatif
    from vedette.app.api import why as why
    from vedette.app.demo import demo as demo
    from vedette.app.doctor import doctor as doctor

__all__ = [
    "__version__", "alerts", "ask", "assess", "brief", "code", "decide", "demo", "diff", "doctor", "export", "incidents", "log", "override", "review", "run", "score", "show", "undo", "verify", "whatif", "why",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The API, imported when first asked for, so that `vedette --help` stays quick."""
    from importlib import import_module

    if name in ("demo", "doctor"):
        return getattr(import_module(f"vedette.app.{name}"), name)
    if name in __all__:
        return getattr(import_module("vedette.app.api"), name)
    raise AttributeError(f"module 'vedette' has no attribute {name!r}")
