"""Words that tell an act: the trigger lexicon, and where it meets a sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, product
from typing import Final, cast

from vedette.coding import words
from vedette.coding.chunks import VERBS, Phrases
from vedette.model.mention import Kind, Status


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the lexicon: what its words tell, and where they keep the doer and the one done to.

    `doer` is "subj", "by", "between" or "-"; `done` lists "obj", "subj" or prepositions, the likeliest first. `flags` are
    explained at the head of `read`.
    """

    kind: Kind
    mode: str | None
    noun: bool
    doer: str
    done: tuple[str, ...]
    status: Status | None
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One rule met in a sentence: tokens `first` to `last` (exclusive); `at` is the verb, or the head of the noun group."""

    rule: Rule
    first: int
    last: int
    at: int

    @property
    def kind(self) -> Kind:
        """What the words tell."""
        return self.rule.kind


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that follow each other, then the head of a noun group (`group`, where there is one) with the words after it.

    "restore ~ties/relations" meets "restored ties" as well as "restored their full diplomatic ties": `start` is the verb with its
    particles, and whatever stands in the noun group before its head is passed over.
    """

    start: tuple[str, ...]
    group: tuple[str, ...]
    rule: Rule

    def end(self, phrases: Phrases, at: int) -> int | None:
        """The token after the pattern where it stands at `at`; None where it does not.

        In the passive the noun group is the subject: "restore ~ties" meets "their ties were restored" at the verb.
        """
        last = at + len(self.start)
        if phrases.lower[at:last] != self.start:
            return None
        if not self.group:
            return last
        for head in range(last, min(len(phrases.tags), last + _GAP)):
            if phrases.lower[head : head + len(self.group)] == self.group:
                return head + len(self.group)
            reflexive = phrases.lower[head].endswith(("self", "selves"))
            if reflexive or (phrases.tags[head] not in _BEFORE_HEAD and not _describes(phrases, head)):
                break
        return last if self._undergone(phrases, at) else None

    def _undergone(self, phrases: Phrases, at: int) -> bool:
        """Whether the noun group is what the verb is done to, told before it."""
        flags, last = self.rule.flags, at + len(self.start)
        if "planted" in flags or ("protest" in flags and "by" not in phrases.lower[last : last + _GAP]):
            return False  # what is found laid has a rule of its own, and a protest is known by its crowd
        subject = phrases.subject(at) if phrases.tags[at] == "E" and phrases.verb(at).passive else None
        if subject is None:
            return False
        ends = (i + len(self.group) for i in range(*subject) if phrases.lower[i : i + len(self.group)] == self.group)
        return any(end >= subject[1] or phrases.tags[end] not in "N#" for end in ends)


_GAP: Final = 7
"""A noun group has its head within so many words."""
_BEFORE_HEAD: Final = frozenset("DN#QACO")
_HAVING: Final = frozenset("have has had having".split())

HEARD: Final = "heard"
"""The flag of a trigger that a second reader hears as well: it is never too bare to stand alone."""
CLEAR: Final = "clear"
"""The flag of a trigger that a second reader clearly hears as an act of its own."""
LIGHT: Final = frozenset(
    "carry conduct stage mount launch perpetrate execute commit wage undertake make plan order lead claim "
    "unleash begin start direct coordinate resume step intensify continue".split()
)
"""Verbs whose subject is the doer of the act that their object names."""
_FIRED: Final = frozenset(
    "attack attacks fire assault bombardment shelling bombing gunfire strike strikes sniper mortar rocket artillery ambush".split()
)
_FIGURE: Final = {
    "attack": frozenset("heart panic asthma anxiety verbal personal political media rhetorical legal".split()),
    "strike": frozenset("hunger general labor labour teachers transport teacher worker workers nurses".split()),
    "battle": frozenset("legal court political".split()),
    "offensive": frozenset("charm diplomatic media propaganda peace".split()),
    "fire": frozenset("forest cease brush open".split()),
    "campaign": frozenset("election".split()),
    "combat": frozenset("to".split()),
    "encounter": frozenset("chance brief".split()),
}
_ARMS: Final = frozenset(
    "arms ammunition ammunitions explosives weapons rifles cache haul cartridges detonators pistols drugs literature rounds grenades laptop laptops computer computers printer "
    "uniforms cash money rupees inr belongings materials medicines documents dump powder".split()
)
_STORED: Final = frozenset(
    "rifle rifles pistol pistols revolver cartridges ammunition detonators detonator gelatin gelatine guns gun arms weapons cache dump haul factory house hideout camp magazines "
    "rounds bullets uniforms literature material materials making".split()
)
"""What stands beside bombs that are kept in store, and not laid."""
_BOMBS: Final = frozenset(
    "bomb bombs ied ieds mine mines landmine landmines device devices explosive explosives charge charges grenade belt vest".split()
)
_LIFTED: Final = frozenset(
    "lift lifts lifted lifting end ends ended ending ease eases eased easing suspend suspended".split()
)
"""What is done to a curfew, a siege or a closure that is over."""
_WORK: Final = frozenset(
    "attack attacks assault operation operations raid raids ambush strike strikes plan plans order orders warrant warrants mission coup manoeuvre will policy bombing "
    "works project programme program contract".split()
)
"""What is executed without anybody being put to death."""
_WARDS: Final = frozenset(
    "hospital hospitals clinic home morgue part place responsibility to_hospital note care refuge shelter".split()
)
"""Where people are taken who are neither held nor abducted, and what is taken that is nobody."""
_HOSTILE: Final = frozenset("fight fire respond retaliate resist confront kill strike use punish hit".split())
"""What nobody is ready for who means well, whatever comes after."""
_EITHER: Final = frozenset("defend die face go intervene launch make take".split())
"""What is told as meant well or ill by other words."""
_FORCE: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN", "ACCUSE", "REJECT"})
_DEAL: Final = frozenset("deal agreement balance chord tone bargain accord me him it".split())


def _describes(phrases: Phrases, at: int) -> bool:
    """Whether a participle only describes the noun after it ("new targeted sanctions")."""
    return phrases.tags[at] in "VEG" and phrases.lower[at].endswith(("ed", "ing")) and phrases.tags[at - 1] in "DN#"


def read(phrases: Phrases) -> tuple[Trigger, ...]:
    """The triggers of a sentence in order, never overlapping; the longest words win.

    Flags: `cue` wants an armed party, a weapon or casualties beside it · `weak` adds to an act told by other words but is
    rarely one alone · `effect` says what an act did · `foil` says that an act failed · `verbal` wants a named speaker ·
    `missile` wants a weapon as its object · `light` is the verb of an act that its object names · `mutual` has two sides ·
    `friendly`, `hostile` and `duty` take the act after them, which `friendly` wants to be no force and `hostile` to be force · `peace` wants peacekeepers beside it.
    """
    found: list[Trigger] = []
    taken = -1
    table = lexicon()
    for at, word in enumerate(phrases.lower):
        if at <= taken or word not in table:
            continue
        best = _best(phrases, at, table[word])
        if best is not None:
            found.append(best)
            taken = best.last - 1
    return tuple(found)


def _best(phrases: Phrases, at: int, patterns: tuple[Pattern, ...]) -> Trigger | None:
    for pattern in patterns:
        last = pattern.end(phrases, at)
        trigger = _fitting(phrases, pattern.rule, at, last) if last is not None else None
        if trigger is not None:
            return trigger
    return None


def _fitting(phrases: Phrases, rule: Rule, at: int, last: int) -> Trigger | None:
    """The trigger when the words stand in the shape that the rule asks for."""
    if rule.flags & {"friendly", "hostile", "duty"}:
        return _before_verb(phrases, rule, at, last)
    if "literal" in rule.flags:
        return Trigger(rule, at, last, at)
    if rule.noun:
        head = last - 1
        lifted = "measure" in rule.flags and bool(_LIFTED & set(phrases.lower[max(0, at - 4) : at]))
        fits = (
            phrases.tags[head] in "NG"
            and not lifted
            and not _figurative(phrases, head)
            and not _modifies(phrases, head)
        )
        return Trigger(rule, at, last, head) if fits else None
    held = phrases.lower[at] in _HAVING and last > at + 1 and not set("VEG") & set(phrases.tags[at + 1 : last])
    if not (phrases.tags[at] in VERBS or held) or not _object_fits(phrases, rule, at, last):
        return None
    return Trigger(rule, at, last, at)


def _before_verb(phrases: Phrases, rule: Rule, at: int, last: int) -> Trigger | None:
    """A pledge, a threat or a demand with the act that it is about ("is ready to release"); force is for threats."""
    verb = last
    while verb < len(phrases.tags) and (phrases.tags[verb] in "AZ#" or phrases.lower[verb] == "first"):
        verb += 1
    if verb == len(phrases.tags) or phrases.tags[verb] not in "BXH":
        return None
    word = phrases.lower[verb]
    meant = _best(phrases, verb, lexicon().get(word, ()))
    forced = meant is not None and meant.kind in _FORCE and not meant.rule.flags & {"missile", "light", "foil"}
    hostile = forced or word in _HOSTILE
    fits = {"friendly": not hostile and word not in _EITHER, "hostile": hostile, "duty": True}
    prepared = "literal" in rule.flags and phrases.tags[at] == "V"  # "prepared to attend", not "is prepared to"
    if prepared or not all(fits[flag] for flag in rule.flags & fits.keys()):
        return None
    copula = at - 1 if "literal" in rule.flags and phrases.tags[at - 1 : at] == ("X",) else at
    return Trigger(rule, at, verb + 1 if meant is None else meant.last, copula)


def _figurative(phrases: Phrases, head: int) -> bool:
    if head and phrases.tokens[head - 1].text in ("“", '"', "‘") and phrases.tokens[head].text.istitle():
        return True  # the name of a work
    barred = _FIGURE.get(phrases.lower[head].removesuffix("s"), frozenset())
    return head > 0 and phrases.lower[head - 1] in barred


def _modifies(phrases: Phrases, head: int) -> bool:
    """Whether the noun only describes the next one ("attack helicopter", "fire brigade", "murder charge")."""
    following = head + 1
    if following >= len(phrases.tags) or phrases.tags[following] != "N" or not phrases.lower[following].isalpha():
        return False
    return (
        phrases.lower[following]
        not in ("today", "yesterday", "late", "early", "north", "south", "east", "west", "near", "next")
        and (phrases.tokens[following].text[0].islower() or phrases.tokens[head].text.isupper())
        and not _time_word(phrases.lower[following])
    )


def _time_word(word: str) -> bool:
    return word.endswith("day") or word in ("overnight", "this", "last", "earlier", "attempt", "attempts")


def _object_fits(phrases: Phrases, rule: Rule, at: int, last: int) -> bool:
    following = phrases.lower[last : last + 6]
    if "light" in rule.flags and phrases.lower[at].startswith("execut") and not _WORK & set(following):
        return False
    if "laid" in rule.flags:
        return _laid(phrases, at)
    if "peace" in rule.flags:
        return _keeps_peace(phrases, at)
    if "force" in rule.flags or rule.mode == "troops":
        return not _keeps_peace(phrases, at)
    if "protest" in rule.flags and phrases.lower[at].startswith("demonstrat"):
        return phrases.tags[last : last + 1] not in (("R",), ("D",), ("N",))
    if "taking" in rule.flags:
        return not _WARDS & set(phrases.lower[last : last + 9])
    if "under" in rule.flags:
        return bool(_FIRED & set(following))
    if "capture" in rule.flags and _ARMS & set(phrases.lower[last : last + 9]) and not rule.noun:
        return False
    if "planted" in rule.flags and _STORED & set(phrases.lower[at : last + 12]):
        return False
    figure = phrases.lower[at] in ("strike", "struck", "strikes", "striking", "stricken") and bool(
        _DEAL & set(following[:3])
    )
    return not figure


def _keeps_peace(phrases: Phrases, at: int) -> bool:
    """Whether those who are sent, or their task, are told as keeping the peace."""
    subject = phrases.subject(at)
    doer = phrases.lower[slice(*subject)] if subject is not None else ()
    return "peacekeeping" in phrases.lower[at:] or any(word.startswith("peacekeep") for word in doer)


def _laid(phrases: Phrases, at: int) -> bool:
    """Whether a bomb or mine is what is found, cleared or made safe ("a culvert bomb of 30 kilos was found", "IED found and cleared")."""
    if not (phrases.verb(at).passive or phrases.object(at) is None):
        return False
    subject = phrases.subject(at)
    said = phrases.lower[slice(*subject)] if subject is not None else ()
    return bool(_BOMBS & set(said)) and not _STORED & set(said)


@cache
def lexicon() -> dict[str, tuple[Pattern, ...]]:
    """The compiled lexicon: first word -> patterns, the longest first.

    In a pattern "a/b" is either word, "_" joins words into one choice, and "~" begins the head of a noun group (see `Pattern`).
    """
    table: dict[str, list[Pattern]] = {}
    text = files("vedette.coding").joinpath("data/triggers.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        rule = Rule(
            cast(Kind, row["kind"]), row["mode"] or None, row["pos"] == "n", row["doer"], tuple(row["done"].split("|")),
            cast("Status | None", row["status"] or None), frozenset(row["flags"].split()),
        )  # fmt: skip
        for phrase in row["patterns"].split("|"):
            for pattern in dict.fromkeys(_patterns(phrase, rule)):
                table.setdefault(pattern.start[0], []).append(pattern)
    return {word: tuple(sorted(found, key=_longest_first)) for word, found in table.items()}


def _longest_first(pattern: Pattern) -> tuple[int, bool, bool]:
    return -len(pattern.start) - len(pattern.group), pattern.rule.noun, "peace" not in pattern.rule.flags


def _patterns(phrase: str, rule: Rule) -> Iterator[Pattern]:
    before, gap, after = phrase.partition("~")
    for start in product(*(_choices(element) for element in before.split())):
        for group in product(*(_choices(element) for element in after.split())):
            heads = {group[0], (*group[0][:-1], words.plural(group[0][-1]))} if gap else {()}
            for head in sorted(heads):
                for form in _inflected(tuple(chain(*start)), rule):
                    yield Pattern(form, (*head, *chain(*group[1:])), rule)


def _choices(element: str) -> list[tuple[str, ...]]:
    return [tuple(choice.split("_")) for choice in element.split("/")]


def _inflected(phrase: tuple[str, ...], rule: Rule) -> tuple[tuple[str, ...], ...]:
    if "literal" in rule.flags:
        return (phrase,)
    if rule.noun:
        return phrase, (*phrase[:-1], words.plural(phrase[-1]))
    return tuple((form, *phrase[1:]) for form in words.forms_of(phrase[0]))
