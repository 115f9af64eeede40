"""A ledger as it is served: the views that the API and the pages share, kept until the ledger changes.

    served = Served("my.ledger")          # reads nothing yet
    shown = served.at()                   # what the ledger holds now
    then = served.at(AsOf(published=day)) # or held, on either clock
    shown.view                            # the whole View: documents, mentions, tallies, incidents, signals …
    shown.day                             # looked from which day, None where there is no report
    shown.head, shown.behind              # the chain's newest hash behind it; True while newer records are being read
    shown.incident(id)                    # by id or former id, None where there is none
    shown.mention(id), shown.tally(id)
    shown.assessment                      # made once, when first asked for; so are `queue`, `record` and `briefing`
    shown.keep("points", make)            # whatever a face makes of the view, made once
    shown.index.find(Wanted(country="IQ"))# positions in shown.index.incidents, filtered and sorted, in well under a millisecond
    with served.writing() as workspace:   # one writer at a time; its view() is the one at hand
        judging.decide(workspace, …)

`at` looks at the ledger's head at most once in `patience_s`. When the ledger changed, the view is read again: at once where that
takes less than `wait_s` (as the last such reading took), else in a thread of its own, and what is at hand is shown until then with
`behind` True; `fresh` waits for it. Reading again after judgements alone reads no document anew. All of it may be called from any thread; the first
reading of a view and its lazy parts can take seconds, so an event loop calls `at_hand`, which never reads, and goes to a thread for
the rest.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from vedette.app import review
from vedette.app.config import Config
from vedette.app.filters import Index
from vedette.app.rejudging import regrouped, rejudged
from vedette.app.reporting import assess_view, brief_view
from vedette.app.workspace import View, Workspace
from vedette.assessment.counters import counter_series
from vedette.assessment.predictions import WAIT, Record, settle_all
from vedette.briefing import Facts
from vedette.linking.collector import paused_collector
from vedette.model import Incident, Mention, Tally
from vedette.model.assessment import Assessment
from vedette.model.brief import Briefing
from vedette.store.base import NOW, AsOf, Ledger, Tip

log = logging.getLogger(__name__)

KEPT: Final = 4
"""Views of the past that are held beside that of now."""

_JUDGED: Final = frozenset({"decisions", "overrides", "predictions", "runs"})
"""The tables that people and forecasts write to; no document is read anew when these alone grew."""


class Shown:
    """What a ledger held, seen from one moment: the view, and what is made from it once and kept."""

    def __init__(
        self, view: View, *, head: str, entries: int, behind: bool = False, before: Shown | None = None
    ) -> None:
        """`before` is what was shown before later judgements: what is made of it is taken over where they do not touch it."""
        self.view, self.head, self.entries, self.behind = view, head, entries, behind
        self._index_before = None if before is None else before.index
        self._lock = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}
        self._kept: dict[str, Any] = {}

    @cached_property
    def day(self) -> date | None:
        """The day looked from; None where there is no report to look at."""
        return self.view.day if self.view.documents else None

    @property
    def index(self) -> Index:
        """The incidents, ready to be filtered."""
        made: Index = self.keep("_index", self._indexed)
        return made

    @property
    def assessment(self) -> Assessment:
        """What the ledger amounts to."""
        made: Assessment = self.keep("_assessment", lambda: assess_view(self.view))
        return made

    @property
    def briefing(self) -> tuple[Briefing, Facts]:
        """The verified briefing with its facts; InputError where the ledger holds no report."""
        made: tuple[Briefing, Facts] = self.keep("_briefing", lambda: brief_view(self.view))
        return made

    @property
    def queue(self) -> tuple[review.Item, ...]:
        """What waits for a person."""
        made: tuple[review.Item, ...] = self.keep("_queue", lambda: review.queue(self.view))
        return made

    @property
    def record(self) -> Record:
        """How the published forecasts that are due did, by the ledger's own count."""
        made: Record = self.keep("_record", self._settled)
        return made

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gave the first time it was asked for under this key; for what a face makes of the view.

        Who asks for the same waits for it, who asks for something else does not.
        """
        if key not in self._kept:
            with self._lock:
                lock = self._locks.setdefault(key, threading.RLock())
            with lock:
                if key not in self._kept:
                    self._kept[key] = make()
        return self._kept[key]

    def _indexed(self) -> Index:
        before, self._index_before = self._index_before, None  # not to hold all views that ever were
        return Index(self.view.incidents, self.view.documents, before=before)

    def incident(self, id: str) -> Incident | None:
        """The incident with this id, or that which took in the one of this id."""
        return self._incidents.get(id)

    def mention(self, id: str) -> Mention | None:
        """The mention with this id, if it stands."""
        return self._mentions.get(id)

    def tally(self, id: str) -> Tally | None:
        """The tally with this id, if it stands."""
        return self._tallies.get(id)

    @cached_property
    def _incidents(self) -> Mapping[str, Incident]:
        former = {id: one for one in self.view.incidents for id in one.former_ids}
        return former | {one.id: one for one in self.view.incidents}

    def _settled(self) -> Record:
        view = self.view
        counted = (one for _, one in counter_series(view.tallies, view.incidents))
        return settle_all(view.predictions, view.incidents, as_of=view.day, wait=WAIT, counted=counted)

    @cached_property
    def _mentions(self) -> Mapping[str, Mention]:
        return {one.id: one for one in self.view.mentions}

    @cached_property
    def _tallies(self) -> Mapping[str, Tally]:
        return {one.id: one for one in self.view.tallies}


class Served:
    """One ledger, kept ready to be shown and written to from many threads; see the module's words."""

    def __init__(
        self,
        db: str | Path,
        *,
        config: Config | None = None,
        clock: Callable[[], float] = time.monotonic,
        patience_s: float = 0.05,
        wait_s: float = 2.0,
    ) -> None:
        """Open an existing ledger; InputError where there is none."""
        self.path = Path(db)
        self.workspace = Workspace.open(self.path, config=config, must_exist=True)
        self._clock, self._patience, self._wait = clock, patience_s, wait_s
        self._reading, self._writing = threading.RLock(), threading.RLock()
        self._held: OrderedDict[AsOf, Shown] = OrderedDict()
        self._costs = {True: 0.0, False: 0.0}  # seconds of the last reading, of judgements alone and of all
        self._looked, self._tip = float("-inf"), ""
        self._busy = False
        self._thread: threading.Thread | None = None

    @property
    def ledger(self) -> Ledger:
        """The ledger itself, for what needs no view: a document, a search, the proof of the chain."""
        return self.workspace.ledger

    @property
    def head(self) -> str:
        """The newest hash of the chain, looked at again when the last look is older than `patience_s`."""
        now = self._clock()
        if now - self._looked > self._patience:
            self._tip, self._looked = self.ledger.tip(since=_LAST).head, now
        return self._tip

    def at_hand(self, as_of: AsOf = NOW) -> Shown | None:
        """What is shown from then if nothing has to be read first, or if somebody reads it already; else None."""
        held = self._held.get(as_of)
        if held is None or held.head == self.head:
            return held
        if not self._busy:
            return None
        held.behind = True
        return held

    def at(self, as_of: AsOf = NOW) -> Shown:
        """What is shown from then; it may read the ledger first."""
        shown = self.at_hand(as_of)
        if shown is not None:
            return shown
        held = self._held.get(as_of)
        if held is None:
            return self.fresh(as_of)
        if self._costs[self._judged_only(held)] > self._wait:
            self._read_aside(as_of)
        elif self._reading.acquire(blocking=False):
            try:
                return self.fresh(as_of)
            finally:
                self._reading.release()
        # Somebody is reading it: who only looks does not wait for that.
        held.behind = True
        return held

    def fresh(self, as_of: AsOf = NOW) -> Shown:
        """What is shown from then with all that was written by now, however long reading it takes."""
        with self._reading:
            self._looked = float("-inf")
            held = self._held.get(as_of)
            if held is not None and held.head == self.head:
                return held
            self._busy = True
            try:
                shown = self._held[as_of] = self._read_on(held, as_of)
            finally:
                self._busy = False
            self._forget()
            return shown

    def _read_on(self, before: Shown | None, as_of: AsOf) -> Shown:
        """What is shown from then, read whole, or from what was shown before where only judgements were written since."""
        started, tip = self._clock(), self.ledger.tip(since=before.entries if before else 0)
        judged = before is not None and tip.written <= _JUDGED
        with paused_collector():
            shown = self._judged(before, tip) if before is not None and judged else self._read(as_of, tip)
            _ = shown.index
            gc.freeze()  # what is read holds no cycles: the collector need not walk over it, not even once
        self._costs[judged] = self._clock() - started
        log.info("read %s as of %s in %.1f s", self.path, as_of, self._costs[judged])
        return shown

    def _read(self, as_of: AsOf, tip: Tip) -> Shown:
        view = self.workspace.view(as_of)
        _ = view.partition, view.incidents
        return Shown(view, head=tip.head, entries=tip.entries)

    def _judged(self, before: Shown, tip: Tip) -> Shown:
        view = self.workspace.judged_since(before.view)
        kept = vars(view)  # where the view keeps what is made of it once
        kept["partition"] = regrouped(before.view, view)
        kept["incidents"] = rejudged(before.view, view)
        return Shown(view, head=tip.head, entries=tip.entries, before=before)

    @contextmanager
    def writing(self) -> Iterator[Workspace]:
        """The ledger for one writer at a time; what was written is seen by the next look."""
        with self._writing:
            try:
                yield _AtHand(self)
            finally:
                self._looked = float("-inf")

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def _judged_only(self, held: Shown) -> bool:
        """Whether nothing but judgements and forecasts was written since."""
        return self.ledger.tip(since=held.entries).written <= _JUDGED

    def _read_aside(self, as_of: AsOf) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self.fresh, args=(as_of,), daemon=True, name="vedette-reading")
            self._thread.start()

    def _forget(self) -> None:
        past = [as_of for as_of in self._held if as_of != NOW]
        for as_of in past[:-KEPT]:
            del self._held[as_of]


class _AtHand(Workspace):
    """A workspace whose views are those at hand, so that a judgement does not read the ledger again."""

    def __init__(self, served: Served) -> None:
        super().__init__(served.ledger, served.workspace.config)
        self._served = served

    def view(self, as_of: AsOf = NOW) -> View:
        """What the ledger held, seen from then, without anything that is not read yet."""
        return self._served.fresh(as_of).view


_LAST: Final = 2**62
"""An entry after every entry: nothing was written since."""
