"""Who stands where around a trigger: doer, done to and carrier, by voice and by preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vedette.coding import words
from vedette.coding.chunks import VERBS, Phrases, Span
from vedette.coding.events import LIGHT, Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A trigger with the noun groups that play its parts (spans of tokens), and the verb that carries a noun trigger.

    `region` are the tokens of its clause. `other` are the prepositional phrases after it.
    """

    trigger: Trigger
    doer: Span | None = None
    done: Span | None = None
    passive: bool = False
    carrier: int | None = None
    group: Span
    region: Span
    other: tuple[tuple[str, int, int], ...] = ()

    @property
    def governor(self) -> int | None:
        """The verb whose small words decide: the trigger itself, or the verb that carries a noun trigger."""
        return self.carrier if self.trigger.rule.noun else self.trigger.at


_TELLING: Final = frozenset("say think believe report claim argue add note".split())
SUFFER: Final = frozenset("suffer survive escape sustain face endure witness".split())


def frame(phrases: Phrases, trigger: Trigger) -> Frame:
    """The frame of a trigger; parts that the words do not give stay None."""
    return _nominal(phrases, trigger) if trigger.rule.noun else _verbal(phrases, trigger)


def base_of(phrases: Phrases, at: int) -> str:
    """The base form of the verb at a token, or its own letters."""
    form = words.verb_forms().get(phrases.lower[at])
    return form.base if form else phrases.lower[at]


_WISH: Final = frozenset(
    "persuade urge ask call press push convince want beg implore encourage invite request pressure".split()
)


def wished(phrases: Phrases, found: Frame) -> bool:
    """Whether an act is what somebody is asked, wanted or persuaded to do ("persuade the groups to halt their attacks")."""
    governed = found.governor
    if governed is None or not phrases.verb(governed).infinitive:
        return False
    before = next((i for i in range(phrases.verb(governed).start - 1, -1, -1) if phrases.tags[i] in "VBGE"), None)
    if before is None or base_of(phrases, before) not in _WISH:
        return False
    return phrases.object(before) is not None or phrases.lower[before + 1 : before + 2] in (("on",), ("upon",))


def _verbal(phrases: Phrases, trigger: Trigger) -> Frame:
    rule, at = trigger.rule, trigger.at
    passive = phrases.verb(at).passive and "literal" not in rule.flags
    after = tuple(
        row
        for row in phrases.prepositions(trigger.last - 1)
        if row[0] != "by" or not _other_agent(phrases, row[1] - 1, at)
    )
    subject = phrases.subject(at)
    direct = phrases.object(trigger.last - 1)
    if phrases.tags[at] == "G" and rule.kind == "ASSAULT" and not rule.flags & {"verbal", "light"} and subject is None:
        subject = None
    doer = _by(after, "by") if passive else (subject if rule.doer == "subj" else None)
    done: Span | None = None
    if passive:
        done = subject if rule.done[0] in ("obj", "subj") else _first(after, rule.done)
    else:
        done = _done(phrases, trigger, subject, direct, after)
    return Frame(
        trigger=trigger, doer=doer, done=done, passive=passive, group=(trigger.first, trigger.last),
        region=region(phrases, at, trigger.last - 1), other=after,
    )  # fmt: skip


def _done(
    phrases: Phrases,
    trigger: Trigger,
    subject: Span | None,
    direct: Span | None,
    after: tuple[tuple[str, int, int], ...],
) -> Span | None:
    for slot in trigger.rule.done:
        if slot == "subj":
            return subject
        if slot == "obj":
            if direct is not None:
                return direct
            continue
        found = _first(after, (slot,))
        if found is None and phrases.lower[trigger.last - 1] == slot:
            found = phrases.noun_group(trigger.last) if trigger.last < len(phrases.tags) else None
        if found is not None:
            return found
    return None


def _nominal(phrases: Phrases, trigger: Trigger) -> Frame:
    rule, at = trigger.rule, trigger.at
    group = phrases.group(at)
    after = phrases.prepositions(at)
    after = tuple(row for row in after if row[0] != "by" or not _other_agent(phrases, row[1] - 1, at))
    doer = _by(after, rule.doer) or (_by(after, "by") if rule.doer != "by" else None)
    if doer is None:
        doer = _by(after, "from") if rule.doer == "from" or "verbal" in rule.flags else None
    done = _first(after, rule.done)
    carrier = _carrier(phrases, group)
    if carrier is not None:
        base, verb = base_of(phrases, carrier), phrases.verb(carrier)
        governs = carrier < group[0]
        if governs and (base in LIGHT or "nominal" in rule.flags) and not verb.passive and doer is None:
            doer = phrases.subject(carrier)
        elif not governs and verb.passive and base in LIGHT and doer is None:
            doer = _by(phrases.prepositions(carrier), "by")
        elif governs and base in SUFFER and done is None:
            done = phrases.subject(carrier)
        elif (
            not governs
            and base in ("kill", "wound", "injure", "hit", "strike", "target", "destroy", "damage")
            and done is None
            and not verb.passive
        ):
            done = phrases.object(carrier)
    return Frame(
        trigger=trigger, doer=doer, done=done, carrier=carrier, group=group, region=region(phrases, at, trigger.last - 1), other=after,
    )  # fmt: skip


def _carrier(phrases: Phrases, group: Span) -> int | None:
    """The verb that a noun group is the object of, or else the verb that it is the subject of."""
    before = group[0] - 1
    while before >= 0 and (phrases.tags[before] in "AQ" or phrases.lower[before] in ("out", "up", "off", "for")):
        before -= 1
    if before >= 0 and phrases.tags[before] in VERBS and base_of(phrases, before) not in _TELLING:
        return before
    for at in range(group[1], min(len(phrases.tags), group[1] + 30)):
        if phrases.tags[at] in "VBE" and (phrases.tags[at] != "E" or phrases.verb(at).start < at):
            subject = phrases.subject(at)
            return at if subject is not None and subject[0] <= group[0] < subject[1] else None
        if phrases.tags[at] in ";S":
            break
    return None


def _other_agent(phrases: Phrases, by: int, at: int) -> bool:
    """Whether "by" names the doer of another participle ("a depot used by X") than a carrier of the act ("claimed by X")."""
    before = by - 1
    return before > at and phrases.tags[before] in "EV" and base_of(phrases, before) not in LIGHT


def _by(after: tuple[tuple[str, int, int], ...], prep: str) -> Span | None:
    return next(((a, b) for p, a, b in after if p == prep), None)


def _first(after: tuple[tuple[str, int, int], ...], slots: tuple[str, ...]) -> Span | None:
    """The first phrase with one of the prepositions, the order of the rule first."""
    for slot in slots:
        found = _by(after, slot)
        if found is not None:
            return found
    return None


def region(phrases: Phrases, first: int, last: int) -> Span:
    """The clause around tokens: from the subordinator or stop before it to the one after it."""
    tags = phrases.tags
    start = first
    while (
        start > 0
        and tags[start - 1] not in ";S"
        and not (tags[start - 1] == "R" and phrases.lower[start - 1] == "that")
        and not _joins_clause(phrases, start - 1)
    ):
        start -= 1
    end = last + 1
    while end < len(tags) and tags[end] not in ";S" and not _joins_clause(phrases, end):
        end += 1
    return start, end


def _joins_clause(phrases: Phrases, at: int) -> bool:
    """Whether "and" at this place joins two clauses that each have a subject and a verb of their own."""
    if phrases.tags[at] != "C":
        return False
    group = phrases.noun_group(at + 1, coordinated=False) if at + 1 < len(phrases.tags) else None
    if group is None:
        return False
    follow = group[1]
    while follow < len(phrases.tags) and phrases.tags[follow] in "AQP":
        if phrases.tags[follow] == "P":
            inner = phrases.noun_group(follow + 1, coordinated=False) if follow + 1 < len(phrases.tags) else None
            follow = inner[1] if inner else follow + 1
        else:
            follow += 1
    return follow < len(phrases.tags) and phrases.tags[follow] in "VXHM"
