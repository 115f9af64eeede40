"""What is worth a person's look: uncertain pairs, doubtful fields, and judgements that new evidence speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from operator import attrgetter
from typing import Final, Literal, TypeAlias

from vedette.app.history import FIELDS
from vedette.app.queries import words
from vedette.app.shards import LARGE, Shards, is_large
from vedette.app.spool import in_order
from vedette.app.workspace import View, Workspace, link_options
from vedette.briefing import phrases
from vedette.briefing.telling import FIELD_WORDS
from vedette.linking import why
from vedette.model import Account, Act, Decision, Incident, Instrument, Mention, Party, Passage, When, Where
from vedette.model.ids import mention_of

Sort: TypeAlias = Literal["conflict", "pair", "field"]

DOUBTFUL: Final = 0.5
"""A field of which no telling is surer than this is worth a look."""


ASKED: Final = FIELD_WORDS | {
    "status": "whether it happened", "instruments": "the weapon", "launched_from": "where it was launched", "multiplicity": "how many attacks",
}  # fmt: skip
"""The fields as a question names them."""


_SINGLE: Final = attrgetter(*FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One telling as it is shown: its mention, its report, and the sentences around its evidence with the offsets of that evidence."""

    mention: str
    document: str
    outlet: str | None
    published: str
    text: str
    marks: tuple[tuple[int, int], ...]
    incident: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look at: what is asked, the tellings side by side, and the score's parts (feature, log-odds, reason).

    `incidents` are those it is about; for a field `field` and its `value` as it stands; `about` is the id of a judgement that is in
    conflict.
    """

    sort: Sort
    question: str
    sides: tuple[Side, ...]
    incidents: tuple[str, ...]
    waterfall: tuple[tuple[str, float, str], ...] = ()
    weight: float | None = None
    field: str | None = None
    value: str | None = None
    about: str | None = None


def queue(view: View, *, doubtful: float = DOUBTFUL) -> tuple[Item, ...]:
    """All that is worth a look: conflicts first, then pairs, those nearest to the threshold first, then fields, the least sure first."""
    return tuple(item for _, item in sorted(_ranked(view, doubtful), key=_rank))


def waiting(workspace: Workspace, *, doubtful: float = DOUBTFUL, large: int = LARGE) -> Iterator[Item]:
    """The queue of a ledger of any size, worked out before the first is given, in bounded memory where the ledger is large."""
    if not is_large(workspace, large):
        yield from queue(workspace.view(), doubtful=doubtful)
        return
    views = (view for (view,) in Shards(workspace).views())
    yield from (item for _, item in in_order((one for view in views for one in _ranked(view, doubtful)), key=_rank))


def waterfall(view: View, first: str, second: str) -> tuple[tuple[str, float, str], ...]:
    """(feature, log-odds, reason) behind the model's view of a pair, heaviest first, as the weights of today see it."""
    return _Ground(view).waterfall(first, second)


def side(view: View, mention: Mention, incident: str | None) -> Side:
    """A telling as it is shown."""
    document = view.documents[mention.document]
    own = _with_evidence(mention)
    start = min((s for s, e in document.sentences if s <= mention.trigger.start < e), default=mention.trigger.start)
    end = max((e for s, e in document.sentences if s <= mention.trigger.start < e), default=mention.trigger.end)
    near = [p for p in own if start - 400 <= p.start and p.end <= end + 400]
    start = min([start, *(_sentence_start(document.sentences, p.start) for p in near)])
    end = max([end, *(p.end for p in near)])
    marks = sorted({(p.start - start, p.end - start) for p in near})
    return Side(
        mention=mention.id,
        document=document.id,
        outlet=document.outlet,
        published=document.published.isoformat(),
        text=document.text[start:end],
        marks=_merged(marks),
        incident=incident,
    )


def asked(field: str) -> str:
    """A field as a question names it."""
    toll, _, side = field.removeprefix("casualties.").partition(".")
    return f"{ASKED.get(toll, toll.replace('_', ' '))}{f' ({side})' if side and side != 'unknown' else ''}"


Rank: TypeAlias = tuple[int, float, tuple[str, ...]]


class _Ground:
    """A view with what every question about it is asked on, made once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.told: Mapping[str, Mention] = {one.id: one for one in view.mentions}
        self.options = link_options(view.config, datetime.now(UTC))

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The incident that each mention tells."""
        return {id: one.id for one in self.view.incidents for id in one.mentions}

    @cached_property
    def clusters(self) -> Mapping[str, tuple[str, ...]]:
        """The cluster of each mention."""
        return {id: ids for ids in self.view.partition.clusters for id in ids}

    def waterfall(self, first: str, second: str) -> tuple[tuple[str, float, str], ...]:
        """The parts of the model's score of a pair."""
        return why(self.told[first], self.told[second], documents=self.view.documents, options=self.options)


def _ranked(view: View, doubtful: float) -> Iterator[tuple[Rank, Item]]:
    """Each item with its place in the queue."""
    ground = _Ground(view)
    yield from (((0, float(n), ()), item) for n, item in enumerate(_conflicts(ground)))
    yield from _pairs(ground)
    yield from _fields(ground, doubtful)


def _rank(one: tuple[Rank, Item]) -> Rank:
    return one[0]


def _conflicts(ground: _Ground) -> Iterator[Item]:
    view = ground.view
    for d in view.partition.conflicts:
        holds = (
            "other reports of the two are parted by a veto or a decision, so those stay apart"
            if ground.clusters[d.first] == ground.clusters[d.second]
            else "a veto or a later decision parts them, so it is not followed"
        )
        question = f"{d.by} said {d.verdict} ({d.reason}); {holds}. What holds?"
        yield _pair(ground, d.first, d.second, sort="conflict", about=d.id, question=question)
    for d in _standing_people(ground):
        if _contradicted(ground, d):
            yield _pair(
                ground, d.first, d.second, sort="conflict", about=d.id,
                question=f"{d.by} said {d.verdict} ({d.reason}); what the reports say now speaks against it. It holds until you change it. What holds?",
            )  # fmt: skip
    for lost in view.judged.lost:
        about = f"{lost.first} and {lost.second}" if isinstance(lost, Decision) else f"{lost.incident}.{lost.field}"
        question = (
            f"{lost.by} judged {about} ({lost.reason}); the newer coder reads no such mention, so it has no effect."
        )
        yield Item(sort="conflict", question=question, sides=(), incidents=(), about=lost.id)
    yield from _outdated(ground)


def _contradicted(ground: _Ground, d: Decision) -> bool:
    """Whether mentions read after a person decided on them say the opposite; a veto against a "same" is told apart."""
    newest = max(ground.told[id].recorded_at for id in (d.first, d.second))
    if d.verdict == "unsure" or newest <= d.recorded_at:
        return False
    weight = sum(part for _, part, _ in ground.waterfall(d.first, d.second))
    if d.verdict == "different":
        return weight >= ground.options.same
    return float("-inf") < weight <= ground.options.different


def _outdated(ground: _Ground) -> Iterator[Item]:
    """A person's values of fields on which later reports say something else."""
    view, told = ground.view, ground.told
    laid = {o.id: o for o in view.judged.overrides}
    judged = {ground.homes.get(mention_of(o.incident)) for o in laid.values()}
    for incident in (one for one in view.incidents if one.id in judged):
        for field, account in accounts_of(incident):
            o = laid.get(account.override or "")
            if o is None:
                continue
            later = [
                t
                for t in account.told
                if told[t.mention].recorded_at > o.recorded_at and words(t.reading.value) != words(account.value)
            ]
            if later:
                says = "; ".join(dict.fromkeys(words(t.reading.value) for t in later))
                question = (
                    f"{o.by} set {field} to {words(account.value)} ({o.reason}); later reports say {says}. What holds?"
                )
                sides = tuple(side(view, told[t.mention], incident.id) for t in later)
                yield Item(
                    sort="conflict", question=question, sides=sides, incidents=(incident.id,), field=field, value=words(account.value), about=o.id,
                )  # fmt: skip


def _pairs(ground: _Ground) -> Iterator[tuple[Rank, Item]]:
    """The uncertain pairs; of several between the same two clusters, the one that speaks loudest."""
    view, told, homes, cluster = ground.view, ground.told, ground.homes, ground.clusters
    seen = {(d.first, d.second) for d in view.judged.decisions if d.person}
    sure = {id for d in view.judged.decisions if d.verdict == "same" for id in (d.first, d.second)}
    best: dict[tuple[str, str], Decision] = {}
    for d in view.judged.decisions:
        if (
            d.person
            or d.verdict != "unsure"
            or d.first not in told
            or d.second not in told
            or (d.first, d.second) in seen
        ):
            continue
        a, b = cluster[d.first][0], cluster[d.second][0]
        if a == b and d.first in sure and d.second in sure:
            continue
        key = (min(a, b), max(a, b))
        if key not in best or (d.weight or 0) > (best[key].weight or 0):
            best[key] = d
    for d in best.values():
        together = homes.get(d.first) == homes.get(d.second)
        question = f"One event, or two? They are held to be {'one' if together else 'two'} now."
        item = _pair(ground, d.first, d.second, sort="pair", question=question, weight=d.weight)
        yield (1, abs((d.weight or 0) - ground.options.join), (d.id,)), item


def _fields(ground: _Ground, doubtful: float) -> Iterator[tuple[Rank, Item]]:
    view, told = ground.view, ground.told
    for incident in view.incidents:
        for field, account in accounts_of(incident):
            if not account.told or account.told[0].reading.confidence > doubtful:
                continue  # nearly all of them
            sure = max(t.reading.confidence for t in account.told)
            if account.override is None and account.value is not None and sure <= doubtful:
                value = words(account.value)
                sides = tuple(
                    side(view, told[id], incident.id) for id in dict.fromkeys(t.mention for t in account.told)
                )
                question = f"{phrases.capital(asked(field))}: {_told_as(account)}? The surest telling has confidence {sure:.2f}."
                item = Item(
                    sort="field", question=question, sides=sides, incidents=(incident.id,), field=field, value=value
                )
                yield (2, sure, (incident.id, field)), item


def _told_as(account: Account[object]) -> str:
    """Its value as people say it."""
    value = account.value
    if isinstance(value, When):
        return phrases.short(value)
    if isinstance(value, Act):
        return phrases.MODE_WORDS.get(value.mode or "", value.mode or value.kind.lower()).replace("_", " ")
    if isinstance(value, tuple) and all(isinstance(one, Instrument) for one in value):
        return ", ".join(phrases.arm(one) for one in value)
    return value.name if isinstance(value, Where | Party) else words(value).replace("_", " ")


def accounts_of(incident: Incident) -> Iterator[tuple[str, Account[object]]]:
    """Every account of an incident by the name that overrides know it by."""
    yield from zip(FIELDS, _SINGLE(incident), strict=True)
    for account in incident.casualties:
        if account.value is not None:
            yield f"casualties.{account.value.effect}.{account.value.side}", account


def _pair(
    ground: _Ground, first: str, second: str, *, sort: Sort, question: str, weight: float | None = None, about: str | None = None,
) -> Item:  # fmt: skip
    homes = ground.homes
    sides = tuple(side(ground.view, ground.told[id], homes.get(id)) for id in (first, second))
    incidents = tuple(dict.fromkeys(homes[id] for id in (first, second) if id in homes))
    parts = ground.waterfall(first, second)
    return Item(
        sort=sort, question=question, sides=sides, incidents=incidents, waterfall=parts, weight=weight, about=about
    )


def _standing_people(ground: _Ground) -> Iterator[Decision]:
    latest: dict[tuple[str, str], Decision] = {}
    for d in sorted((d for d in ground.view.judged.decisions if d.person), key=lambda d: (d.recorded_at, d.id)):
        latest[d.first, d.second] = d
    yield from (d for d in latest.values() if d.first in ground.told and d.second in ground.told)


def _with_evidence(mention: Mention) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys((mention.trigger, *mention.passages())))


def _sentence_start(sentences: tuple[tuple[int, int], ...], at: int) -> int:
    return next((s for s, e in sentences if s <= at < e), at)


def _merged(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks that overlap or touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
