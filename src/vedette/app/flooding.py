"""Who floods a ledger: one outlet that says nearly the same many times in a few days."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vedette.app.workspace import View, Workspace
from vedette.linking import floods, watched
from vedette.model import Incident
from vedette.model.flood import Flood
from vedette.reference.lookalikes import skeleton
from vedette.store.base import NOW, AsOf, Ledger


def floods_in(ledger: Ledger, incidents: Sequence[Incident], as_of: AsOf = NOW) -> tuple[Flood, ...]:
    """The floods among the reports of these incidents of a ledger, the largest first; reads only the documents that may be part of one."""
    copies = tuple(ledger.copies(as_of=as_of))
    needed = watched(incidents, copies)
    documents = {one.id: one for one in ledger.documents(as_of=as_of, only=needed)} if needed else {}
    return floods(incidents, documents, copies)


def flooded_in(view: View) -> frozenset[str]:
    """The incidents of a view that one outlet alone tells, and tells in a flood."""
    return frozenset(id for one in floods(view.incidents, view.documents, view.copies) for id in one.incidents)


def flood_of(outlet: str, found: Sequence[Flood]) -> Flood | None:
    """The flood under the name of an outlet, or one that looks like it."""
    return next((one for one in found if one.outlet is not None and skeleton(one.outlet) == skeleton(outlet)), None)


def floods_at(db: Path) -> tuple[Flood, ...]:
    """The floods in the ledger of this file; none where there is no ledger yet."""
    if not db.exists():
        return ()
    with Workspace.open(db, must_exist=True) as workspace:
        return floods_in(workspace.ledger, workspace.view().incidents)
