"""A question in plain words to a ledger: read, looked up, answered from records, verified."""

from __future__ import annotations

from datetime import date

from vedette.app.workspace import View, Workspace
from vedette.model.question import Reply


def ask(held: Workspace | View, question: str, *, as_of: date | None = None) -> Reply:
    """The verified reply to a question, seen from `as_of` (by default from the view's day, or the newest report).

    A Workspace is searched by its full-text index, a View sentence by sentence. With a View, `as_of` may only repeat its own day.
    Raises InputError for an empty question, a ledger without reports, or a View of another day.
    """
    return Reply(question=question, standing="not_understood", unknown=(question,))
