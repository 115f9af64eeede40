"""A question in plain words to a ledger: read, looked up, answered from records, verified."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import Final

from vedette.app.reporting import assess_view
from vedette.app.workspace import View, Workspace
from vedette.briefing.asking.answering import ASSESSED, reply
from vedette.briefing.asking.ground import Ground
from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.passages import search_in
from vedette.briefing.asking.query import Query
from vedette.briefing.asking.readers import Search
from vedette.briefing.asking.reading import read
from vedette.briefing.facts import Facts
from vedette.coding import times
from vedette.coding.base import Sentence
from vedette.coding.times import TimeExpression
from vedette.errors import InputError
from vedette.model import Document
from vedette.model.assessment import Assessment
from vedette.model.question import Reply
from vedette.store.base import AsOf

LONGEST: Final = 500
"""Characters of the longest question."""


def ask(
    held: Workspace | View,
    question: str,
    *,
    as_of: date | None = None,
    assessment: Callable[[], Assessment] | None = None,
) -> Reply:
    """The verified reply to a question, seen from `as_of` (by default from the view's day, or the newest report).

    A Workspace is searched by its full-text index, a View sentence by sentence. With a View, `as_of` may only repeat its own day;
    `assessment` gives an assessment of it that is at hand, so that none is made for questions that need one.
    Raises InputError for an empty or overlong question, a ledger without reports, or a View of another day.
    """
    asked = " ".join(question.split())
    if not any(sign.isalnum() for sign in asked):
        raise InputError(
            'there is no question; ask in words, for example: vedette ask "how many attacks were there last week?"'
        )
    if len(asked) > LONGEST:
        raise InputError(f"the question has {len(asked)} characters; ask one of at most {LONGEST}")
    view = held if isinstance(held, View) else held.view(AsOf(published=as_of))
    if isinstance(held, View) and as_of is not None and as_of != view.day:
        raise InputError(f"this view is of {view.day}, the question of {as_of}; open a view of that day")
    if not view.documents:
        then = f" published by {view.as_of.published}" if view.as_of.published else ""
        raise InputError(
            f"the ledger holds no report{then}, so there is nothing to ask; vedette run PATH… adds reports"
        )
    seen = _seen(view)
    search = _search(held, view)
    read_as = read(asked, seen.plain, clock, view.day, search)
    lexicon = seen.assessed(assessment) if isinstance(read_as, Query) and read_as.sort in ASSESSED else seen.plain
    return reply(asked, read_as, Ground(facts=lexicon.facts, lexicon=lexicon, search=search))


class _Seen:
    """What questions to one view share: its facts and names, and the same with its assessment, made when first needed."""

    def __init__(self, view: View) -> None:
        self.view = weakref.ref(view)
        self.plain = Lexicon(facts=_facts(view, Assessment(as_of=view.day, incidents=len(view.incidents))))
        self._assessed: Lexicon | None = None
        self._lock = Lock()

    def assessed(self, given: Callable[[], Assessment] | None) -> Lexicon:
        """The facts with the assessment that is given, or made."""
        view = self.view()
        with self._lock:
            if self._assessed is None and view is not None:
                made = given() if given is not None else assess_view(view)
                self._assessed = Lexicon(facts=replace(self.plain.facts, assessment=made))
            return self._assessed or self.plain


_KEPT: Final = 4
_recent: OrderedDict[int, _Seen] = OrderedDict()
_recent_lock = Lock()


def _seen(view: View) -> _Seen:
    """What was made for this view before, while it lives and few others were asked since."""
    with _recent_lock:
        held = _recent.get(id(view))
        if held is None or held.view() is not view:
            held = _recent[id(view)] = _Seen(view)
        _recent.move_to_end(id(view))
        for key in [key for key, one in _recent.items() if one.view() is None]:
            del _recent[key]
        while len(_recent) > _KEPT:
            _recent.popitem(last=False)
        return held


def clock(text: str, day: date) -> Sequence[TimeExpression]:
    """The times that a text names, seen from a day."""
    if not text.strip():
        return ()
    document = Document(
        id="d0", text=text, published=day, outlet=None, origin="question", recorded_at=datetime.now(UTC), sentences=((0, len(text)),)
    )  # fmt: skip
    return times.read(Sentence(document, 0, 0, len(text)))


def _search(held: Workspace | View, view: View) -> Search:
    if isinstance(held, View):
        return lambda words, limit: search_in(view.documents, words, limit)
    return lambda words, limit: held.ledger.search(words, limit=limit, as_of=view.as_of)


def _facts(view: View, assessment: Assessment) -> Facts:
    return Facts(
        as_of=view.day, documents=view.documents, incidents=view.incidents, mentions={one.id: one for one in view.mentions}, tallies=view.tallies,
        assessment=assessment, copies={one.document: one.of for one in view.copies}, failures=view.failures, fingerprint=view.fingerprint,
    )  # fmt: skip
