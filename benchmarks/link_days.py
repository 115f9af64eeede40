"""Days that a report names, and how: the clues by which the day of a shooting is chosen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from vedette.coding import times
from vedette.coding.base import Sentence
from vedette.model import Document, Mention

BODY: Final = 16
Suggested = frozenset[tuple[date, str]]
_HARM: Final = ("shot", "shoot", "kill", "wound", "injur", "dead", "died", "gun", "bullet", "homicide", "murder")


def days_of(document: Document | None, mentions: Iterable[Mention]) -> Suggested:
    """(day, clue) of every day that a report names up to its publication, of what its incidents are dated to, and of publication itself."""
    if document is None:
        return frozenset()
    found: set[tuple[date, str]] = {
        (document.published, "published"),
        (document.published - timedelta(days=1), "the day before publication"),
    }
    anchor: date | None = None
    ranked: list[tuple[date, bool]] = []
    for n, span in enumerate(document.sentences[:BODY]):
        one = Sentence(document, n, *span)
        where = "title" if one.end <= document.headline else "lead" if n < 5 else "body"
        harm = any(word in one.text.lower() for word in _HARM)
        for expression in times.read(one, anchor=anchor):
            when = expression.when
            if when is None or when.earliest is None or not -1 <= (document.published - when.earliest).days <= 1500:
                continue
            span_days = when.span or 0
            if span_days > 1:
                continue
            sort = f"{expression.role}, {when.basis}, {'with' if harm else 'without'} harm"
            found |= {(when.earliest, f"{sort}@{where}"), (when.earliest, f"{expression.role}@{where}")}
            ranked.append((when.earliest, harm))
            anchor = when.latest
    for number, (day, _) in enumerate(ranked[:3]):
        found.add((day, f"named as number {number}"))
    first = next((day for day, harm in ranked if harm), None)
    if first is not None:
        found.add((first, "first with harm"))
    if ranked:
        found.add((Counter(day for day, _ in ranked).most_common(1)[0][0], "named most"))
    for mention in mentions:
        if mention.is_incident and mention.when.value.earliest is not None:
            found.add((mention.when.value.earliest, f"coded, {mention.when.value.basis}"))
    return frozenset(found)


def features(reports: Sequence[Suggested], published: Iterable[date]) -> dict[date, dict[str, float]]:
    """The features of each day that a cluster's reports suggest."""
    first = min(published)
    shares: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for day, clue in report:
            shares[day][clue] += 1
    made: dict[date, dict[str, float]] = {}
    for day, clues in shares.items():
        found = {clue: count / len(reports) for clue, count in clues.items()} | {f"any {clue}": 1.0 for clue in clues}
        back = (first - day).days
        step = (
            "after the first report"
            if back < 0
            else str(back)
            if back <= 3
            else "a week"
            if back <= 7
            else "a month"
            if back <= 31
            else "a year"
            if back <= 366
            else "longer"
        )
        made[day] = found | {f"before the first report: {step}": 1.0}
    earliest = min(made, default=None)
    if earliest is not None:
        made[earliest]["the earliest"] = 1.0
    return made
