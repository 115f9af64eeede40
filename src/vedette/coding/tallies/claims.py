"""The numbers of a sentence that may be totals, and what each counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from vedette.coding.base import Sentence
from vedette.coding.casualties import CasualtyReading
from vedette.coding.counts import Count
from vedette.coding.tallies import lexicon as lex
from vedette.coding.tallies.reading import TallyReading
from vedette.coding.times import TimeExpression
from vedette.model import Quantity
from vedette.model.mention import Effect, Kind
from vedette.model.quantity import Bound

Form: TypeAlias = Literal["noun", "times", "apart", "bare", "part", "ordinal", "people"]
REACH: Final = 400
"""Characters around a number in which its sentence may say what it counts."""
MANY: Final = 5
"""Acts that one sentence without a window may still tell one by one; twice as many are told as a total."""


@dataclass(slots=True)
class Told:
    """What the document has told so far: its last total, its last one over more than a few days, and the sentences before, nearest first, in lower case."""

    last: TallyReading | None = None
    long: TallyReading | None = None
    recent: tuple[str, ...] = ()
    acts: bool = False
    counter: tuple[int, int] | None = None

    def since(self, index: int, reach: int = 2) -> TallyReading | None:
        """The last total, where it stands in this sentence or at most `reach` before."""
        return self.last if self.last is not None and index - self.last.sentence <= reach else None


@dataclass(slots=True)
class Scene:
    """A sentence in lower case, once more with its times masked, its numbers, times and casualties, and what was told before it."""

    sentence: Sentence
    lower: str
    masked: str
    numbers: Sequence[Count]
    expressions: Sequence[TimeExpression]
    harmed: Sequence[CasualtyReading]
    told: Told
    spoken: bool = field(init=False)

    def __post_init__(self) -> None:
        around = (self.lower[: 2 * REACH], *self.told.recent)
        self.spoken = any(lex.STRUCK.search(one) or lex.TOLD.search(one) for one in around)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A number that may be a total: its span and that of what it counts, in the sentence."""

    start: int
    end: int
    noun: tuple[int, int]
    kind: Kind
    effect: Effect | None
    form: Form
    quantity: Quantity
    bound: Bound
    word: str | None = None
    aggregate: bool = False
    follows: bool = False


def find(scene: Scene) -> Iterator[Claim]:
    """All claims of a sentence, unordered; whether each is a total is for its window to say."""
    offset = scene.sentence.start
    for count in scene.numbers:
        start, end = count.start - offset, count.end - offset
        if (
            (count.quantity.figure or 0) < 2
            or scene.lower[start] == "0"
            or lex.AGAINST.search(scene.masked, max(0, start - 40), start)
        ):
            continue
        claim = (
            _apart(scene, count, start, end)
            or _noun(scene, count, start, end)
            or _part(scene, count, start, end)
            or _bare(scene, count, start, end)
        )
        if claim is not None:
            yield claim
    yield from _ordinals(scene)
    yield from _people(scene)


def _claim(
    count: Count,
    start: int,
    end: int,
    noun: tuple[int, int],
    kind: Kind,
    form: Form,
    *,
    effect: Effect | None = None,
    follows: bool = False,
) -> Claim:
    return Claim(
        start=start,
        end=end,
        noun=noun,
        kind=kind,
        effect=effect,
        form=form,
        quantity=count.quantity,
        bound=count.bound,
        word=count.word,
        follows=follows,
    )


def _apart(scene: Scene, count: Count, start: int, end: int) -> Claim | None:
    """ "the number of attacks rose to 46", "attacks have reached 46", "the number of injured to 56", "the total now stands at 46"."""
    if not lex.BARE.match(scene.masked, end):
        return None
    base = max(0, start - 200)
    before = scene.masked[base:start]
    best = max(
        (m for m in (p.search(before) for p in (lex.OF_ACTS, lex.OF_PEOPLE, lex.GREW, lex.APPOSED)) if m),
        key=_at,
        default=None,
    )
    if best is not None:
        group = "harm" if "harm" in best.re.groupindex else "noun"
        effect = lex.HARM.get(best[group])
        kind: Kind = "ASSAULT" if effect else kind_of(best[group])
        return _claim(
            count, start, end, (base + best.start(group), base + best.end(group)), kind, "apart", effect=effect
        )
    total = lex.TOTAL.search(before)
    if total is None:
        return None
    topic = _topic(scene, start)
    return (
        _claim(
            count,
            start,
            end,
            (base + total.start("total"), base + total.end("total")),
            topic[0],
            "bare",
            effect=topic[1],
        )
        if topic
        else None
    )


def _at(match: re.Match[str]) -> int:
    return match.start("harm" if "harm" in match.re.groupindex else "noun")


def _topic(scene: Scene, start: int) -> tuple[Kind, Effect | None] | None:
    """What a total without a noun counts: what was counted just before, else the acts or the people last spoken of."""
    last = scene.told.since(scene.sentence.index)
    here = scene.masked[max(0, start - REACH) : start]
    for text in (here, *scene.told.recent):
        acts, people = _last(lex.NOUN, text), _last(lex.HARMED if text is here else lex.TOLL, text)
        if acts > people:
            return "ASSAULT", None
        if people > acts and not (last is not None and text is here):
            return None
        if last is not None:
            return last.kind, last.effect
    return ("ASSAULT", None) if scene.told.acts else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def _noun(scene: Scene, count: Count, start: int, end: int) -> Claim | None:
    """ "40 attacks", "attacked 40 times"."""
    repeated = lex.TIMES.match(scene.masked, end)
    if repeated:
        struck = lex.STRUCK.search(scene.masked, max(0, start - 120), start)
        return (
            _claim(count, start, end, (repeated.end() - len("times"), repeated.end()), "ASSAULT", "times")
            if struck
            else None
        )
    noun = lex.NOUN.search(scene.masked, end, end + 70)
    if noun is None:
        return None
    between = scene.masked[end : noun.start()]
    if (
        len(between.split()) > 6
        or any(mark in between for mark in ",;.:()~")
        or lex.BLOCKING.intersection(between.split())
    ):
        return None
    if noun.group() in lex.VAGUE_NOUNS and not scene.spoken:
        return None
    definite = (count.quantity.figure or 0) < 2 * MANY and lex.DEFINITE.search(
        scene.masked[max(0, start - 10) : start]
    ) is not None
    return None if definite else _claim(count, start, end, noun.span(), kind_of(noun.group()), "noun")


def kind_of(noun: str) -> Kind:
    """The kind of act that a noun names."""
    return next(
        (kind for table in (lex.PLURALS, lex.SINGULARS) for kind, nouns in table.items() if re.fullmatch(nouns, noun)),
        "ASSAULT",
    )


def _part(scene: Scene, count: Count, start: int, end: int) -> Claim | None:
    """ "six of them came after …", "the six that followed …", "of whom 25 suffered …"; the numbers of places are parts of their total."""
    last = scene.told.since(scene.sentence.index)
    them = lex.OF_THEM.match(scene.masked, end)
    if them is None or last is None or count.quantity.figure == 0:
        return None
    at = them.end() if "of" in them.group() else them.start()
    if not lex.LATER.search(scene.masked[at : at + 80]):
        return None
    return _claim(count, start, end, (start, end), last.kind, "part", effect=last.effect, follows=True)


def _bare(scene: Scene, count: Count, start: int, end: int) -> Claim | None:
    """ "there had been at least 23", "officials make it 52", "other officials counted 45", "16 was the figure", "that is eight in four days"."""
    if lex.FIGURE.match(scene.masked, end):
        verb, close = True, True
    elif lex.BARE.match(scene.masked, end):
        before = scene.masked[max(0, start - 60) : start]
        close = lex.HAD.search(before) is not None or lex.THAT_IS.search(before) is not None
        verb = close or lex.ELLIPSIS.search(before) is not None
    else:
        return None
    last = scene.told.since(scene.sentence.index, 1 if close else 2)
    if not verb:
        return None
    if last is not None:
        return _claim(count, start, end, (start, end), last.kind, "bare", effect=last.effect)
    that = lex.THAT_IS.search(scene.masked[max(0, start - 20) : start])
    if close and not that:
        return None
    plural = (
        any(lex.NOUN.search(one) for one in (scene.masked[:start], *scene.told.recent[:1]))
        or (that and scene.spoken)
        or (lex.ELLIPSIS.search(scene.masked[max(0, start - 60) : start]) and _makes_it(scene, start))
    )
    return _claim(count, start, end, (start, end), "ASSAULT", "bare") if plural else None


def _makes_it(scene: Scene, start: int) -> bool:
    """ "officials make it 52": a total of what the document is about, wherever its noun stood."""
    return (
        scene.told.acts
        and re.search(r"\b(?:make|makes|made|put|puts)\sit(?:\sat)?\s$", scene.masked[max(0, start - 20) : start])
        is not None
    )


def _ordinals(scene: Scene) -> Iterator[Claim]:
    """ "the 28th attack since …", "the second time in five days that …", "its third round of strikes in two weeks"."""
    for match in lex.ORDINAL.finditer(scene.masked, 0, 5_000):
        number = lex.ORDINALS.get(match["n"]) or int(re.sub(r"\D", "", match["n"]) or 0)
        before = scene.masked[max(0, match.start() - 40) : match.start()]
        loose = match["time"] or match["round"] or match["bare"] is not None
        if not 2 <= number <= 2_000 or lex.SUPPOSED.search(before) or (loose and not (scene.spoken or scene.told.acts)):
            continue
        if match["time"] and not _times_of_acts(scene, match.end()):
            continue
        if match["bare"] is not None and not lex.STRUCK.search(scene.masked, 0, match.start()):
            continue
        span = match.span("noun") if not match["bare"] and match.end("noun") > match.start("noun") else match.span("n")
        kind: Kind = "ASSAULT" if loose else kind_of(match["noun"])
        yield Claim(
            start=match.start(),
            end=match.end("n"),
            noun=span,
            kind=kind,
            effect=None,
            form="ordinal",
            quantity=Quantity.exactly(number),
            bound="exactly",
        )


def _times_of_acts(scene: Scene, end: int) -> bool:
    """Whether what took place for the second time is an act: the words that follow tell one, or tell nothing else."""
    rest = re.split(r"[.;:]", scene.masked[end : end + 160])[0]
    acts = lex.STRUCK.search(rest) or lex.DEFENDED.search(rest)
    return lex.MENTIONED.match(rest) is None and (
        acts is not None or (scene.spoken and not re.search(r"\b(?:that|when)\b|[a-z]{3,} [a-z]{3,} [a-z]{3,}", rest))
    )


def _people(scene: Scene) -> Iterator[Claim]:
    for one in scene.harmed:
        start, end = one.start - scene.sentence.start, one.end - scene.sentence.start
        if one.quantity is None or one.modal or one.reference or lex.EACH.match(scene.masked, end):
            continue
        trigger = one.trigger_start - scene.sentence.start, one.trigger_end - scene.sentence.start
        yield Claim(
            start=start,
            end=end,
            noun=trigger,
            kind="ASSAULT",
            effect=one.effect,
            form="people",
            quantity=one.quantity,
            bound=one.bound,
            word=one.word,
            aggregate=one.aggregate,
        )
