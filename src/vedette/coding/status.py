"""Whether an act happened: occurred, foiled, announced, hypothetical, denied or background (manual, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vedette.coding import unreal, words
from vedette.coding.chunks import Phrases, Span
from vedette.coding.frames import Frame, base_of
from vedette.model import When
from vedette.model.mention import INCIDENT_KINDS, Status

BACKGROUND_DAYS: Final = 60
"""An act told as longer ago than this is history."""

_POSSIBLE: Final = frozenset("could would may might can should must shall cannot can't couldn't wouldn't ought".split())
_CONDITIONAL: Final = frozenset("if unless lest whether until till".split())
_FEARED: Final = frozenset(
    "risk risks fear fears threat threats danger dangers possibility potential prospect prospects likelihood probability possible likely "
    "scenario scenarios hypothetical planned planning plans plot plots simulated simulating mock drill drills exercise exercises event case "
    "imminent looming future feared anticipated threatened impending specter spectre concern concerns expectation chance prevent preventing avert averting avoid avoiding deter".split()
)  # fmt: skip
_INTEND: Final = frozenset(
    "plan want hope aim intend seek consider prepare wish plot conspire need expect threaten mean able ready unable prepared planning likely capable fear ask order urge call appear".split()
)
_FORESEE: Final = frozenset("fear predict expect anticipate foresee risk await dread envisage simulate".split())
_PLEDGE: Final = frozenset("vow pledge promise offer swear threaten announce agree commit".split())
_BESIDE: Final = frozenset(
    "short wide open harmlessly outside sea water river desert empty uninhabited unpopulated wasteland far off vacant near close miss missed missing field fields farmland".split()
)
"""Where a weapon comes down that hits nothing."""
_DEALINGS: Final = frozenset({"CONSULT", "COOPERATE"})
"""Kinds that are said to come before they are done, unlike what is done by saying it."""
_WEIGHED: Final = frozenset("consider discuss debate propose prepare weigh expect fear plan".split())
"""What is done to an act that is only thought of ("a curfew was being considered")."""
_CALLS: Final = frozenset("announce call plan schedule".split())
"""What is done to a march or a strike that is yet to come."""
_TRY: Final = frozenset("try attempt fail".split())
_DENY: Final = frozenset("deny reject dismiss refute".split())
_HARMLESS: Final = frozenset(
    {
        ("false", "alarm"),
        ("controlled", "detonation"),
        ("controlled", "detonations"),
        ("controlled", "explosions"),
        ("controlled", "explosion"),
        ("false", "report"),
        ("hoax", "call"),
    }
)
_HARMLESS_HEADS: Final = frozenset(pair[1] for pair in _HARMLESS)
_ANNIVERSARY: Final = frozenset(
    "anniversary commemorating commemorate commemoration marking remembrance memorial".split()
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A status and the tokens that decided it (None: told plainly as done)."""

    status: Status
    because: Span | None = None


def judge(phrases: Phrases, frame: Frame) -> Judged:
    """The status of an assault, a coercion, a protest or another deed, by the words that govern its trigger."""
    rule = frame.trigger.rule
    for question in (_denied, _hypothetical, _announced, _foiled, _aimed):
        found = question(phrases, frame)
        if found is not None:
            return found
    return Judged(rule.status or "occurred")


def judge_words(phrases: Phrases, frame: Frame) -> Judged:
    """The status of something said (a threat, an appeal, a refusal): said, or only possible or denied."""
    rule = frame.trigger.rule
    governing = _denied(phrases, frame) if not rule.noun else None
    if governing is not None and rule.kind != "REJECT":
        return governing
    found = None if rule.kind == "REJECT" and "literal" in rule.flags else _modal(phrases, frame.governor)
    if found is None:
        found = _under_condition(phrases, frame)
    if found is None and rule.kind in _DEALINGS:
        found = _announced(phrases, frame)
    if found is not None and rule.kind != "THREATEN":
        return found
    return Judged(rule.status or "occurred")


def is_background(when: When, published: date, phrases: Phrases, region: Span) -> Span | bool:
    """Whether an act is told as history: its last day is long before publication, or its clause marks an anniversary."""
    if (published - when.latest).days > BACKGROUND_DAYS:
        return True
    found = next((i for i in range(*region) if phrases.lower[i] in _ANNIVERSARY), None)
    return (found, found + 1) if found is not None and when.basis != "explicit" else False


def _modal(phrases: Phrases, at: int | None) -> Judged | None:
    if at is None or phrases.tags[at] not in "VBGE":
        return None
    verb = phrases.verb(at)
    if verb.modal in ("would", "'d") and _promised(phrases, verb.start):
        return Judged("announced", (verb.start, at + 1))
    if verb.modal in _POSSIBLE and not (verb.modal in ("would", "could") and phrases.lower[at] in ("say",)):
        here = next(i for i in range(verb.start, at) if phrases.lower[i] == verb.modal)
        return Judged("hypothetical", (here, at + 1))
    return None


def _promised(phrases: Phrases, start: int) -> bool:
    """ "announced that it would …": what was then to come, as its doer told it."""
    said = next((i for i in range(start - 1, max(-1, start - 10), -1) if phrases.tags[i] in "VBGE"), None)
    return said is not None and base_of(phrases, said) in (
        "announce",
        "say",
        "declare",
        "vow",
        "pledge",
        "promise",
        "tell",
        "agree",
    )


def _under_condition(phrases: Phrases, frame: Frame) -> Judged | None:
    """Inside "if …", "unless …", "until …", "in the event of …"."""
    start, _ = frame.region
    before = start - 1
    if before >= 0 and phrases.lower[before] in _CONDITIONAL:
        return Judged("hypothetical", (before, before + 1))
    if phrases.lower[start] in _CONDITIONAL:
        return Judged("hypothetical", (start, start + 1))
    return None


def _hypothetical(phrases: Phrases, frame: Frame) -> Judged | None:
    at = frame.governor
    found = _commanded(phrases) or _modal(phrases, at) or _under_condition(phrases, frame) or _feared(phrases, frame)
    if found is not None:
        return found
    if at is not None and phrases.tags[at] in "VBGE":
        found = _intended(phrases, at, _INTEND, "hypothetical")
        if found is not None:
            return found
        if frame.trigger.rule.noun and phrases.verb(at).passive and base_of(phrases, at) in _WEIGHED:
            return Judged("hypothetical", (phrases.verb(at).start, at + 1))
    taken_back = unreal.read(phrases, frame)
    return _generic(phrases, frame) if taken_back is None else Judged("hypothetical", taken_back)


def _aimed(phrases: Phrases, frame: Frame) -> Judged | None:
    span = unreal.aimed(phrases, frame) if frame.trigger.kind in INCIDENT_KINDS else None
    return None if span is None else Judged("hypothetical", span)


def _commanded(phrases: Phrases) -> Judged | None:
    """Told by an order to the reader ("Report that …"), which asserts nothing."""
    form = words.verb_forms().get(phrases.lower[0])
    bare = form is not None and "base" in form.kinds and not form.noun and not {"past", "part"} & form.kinds
    return Judged("hypothetical", (0, 1)) if bare else None


def _feared(phrases: Phrases, frame: Frame) -> Judged | None:
    """A noun trigger governed by a word of fear or possibility ("the risk of a major strike", "a possible attack")."""
    first = frame.group[0]
    if not frame.trigger.rule.noun:
        verb = phrases.verb(frame.trigger.at)
        back = verb.start - 1
        if (
            verb.tag == "G"
            and back > 0
            and phrases.lower[back] in ("of", "from", "against")
            and phrases.lower[back - 1] in _FEARED
        ):
            return Judged("hypothetical", (back - 1, back))
        if (
            verb.tag == "B"
            and back >= 0
            and verb.infinitive
            and phrases.lower[back] in _FEARED | {"how", "decision", "threats", "ability", "order", "orders"}
        ):
            return Judged("hypothetical", (back, back + 1))
        return None
    if frame.carrier is not None and frame.carrier < first and base_of(phrases, frame.carrier) in _FORESEE:
        return Judged("hypothetical", (frame.carrier, frame.carrier + 1))
    for i in range(first, frame.trigger.at):
        if phrases.lower[i] in _FEARED and phrases.lower[i] not in ("event", "case", "exercise"):
            return Judged("hypothetical", (i, i + 1))
    back = first - 1
    hops = 0
    while (
        back > 0
        and hops < 3
        and (phrases.tags[back] == "P" or phrases.lower[back] in ("preventing", "prevent", "any", "further"))
    ):
        if phrases.lower[back] in ("preventing", "prevent", "avert", "avoid"):
            return Judged("hypothetical", (back, back + 1))
        head = back - 1
        if phrases.lower[head] in _FEARED:
            return Judged("hypothetical", (head, first))
        group = phrases.group(head) if phrases.tags[head] in "N" else (head, head)
        if group[0] == group[1]:
            break
        back, hops = group[0] - 1, hops + 1
    return None


def _intended(phrases: Phrases, at: int, verbs: frozenset[str], status: Status) -> Judged | None:
    """An infinitive or gerund under a verb of intending ("planned to attack", "considering striking")."""
    verb = phrases.verb(at)
    if verb.tag not in "BG":
        return None
    back = verb.start - 1
    while back >= 0 and phrases.tags[back] in "AQ":
        back -= 1
    if back < 0:
        return None
    if verb.infinitive and (phrases.tags[back] in "CZ"):
        back = _sibling(phrases, back)
    if base_of(phrases, back) in verbs and (verb.infinitive or phrases.tags[back] in "VBGE"):
        return Judged(status, (back, at + 1))
    if verb.infinitive and phrases.tags[back] in "NO":
        start = phrases.group(back)[0] if phrases.tags[back] == "N" else back
        if start > 0 and base_of(phrases, start - 1) in verbs and phrases.tags[start - 1] in "VBGE":
            return Judged(status, (start - 1, at + 1))
    return None


def _sibling(phrases: Phrases, back: int) -> int:
    """The governor of the infinitive that another one is joined to ("mean to harass and not to kill")."""
    first = next((i for i in range(back, 0, -1) if phrases.tags[i] == "T"), back + 1)
    return first - 1


def _generic(phrases: Phrases, frame: Frame) -> Judged | None:
    """An act of no particular day: "a major attack that results in …", "how to respond to an attack"."""
    if not frame.trigger.rule.noun:
        return None
    first, at = frame.group[0], frame.trigger.at
    indefinite = phrases.lower[first] in ("a", "an", "any")
    following = at + 1
    if indefinite and following + 1 < len(phrases.tags) and phrases.lower[following] in ("that", "which"):
        present = phrases.lower[following + 1]
        if phrases.tags[following + 1] in "VM" and present.endswith("s") and present not in ("was", "has"):
            return Judged("hypothetical", (first, following + 2))
    if phrases.lower[first] == "any":
        return Judged("hypothetical", (first, first + 1))
    for i in range(max(0, first - 4), first):
        if (
            phrases.lower[i] == "to"
            and phrases.tags[i] == "T"
            and i > 0
            and phrases.lower[i - 1] in ("how", "ready", "prepared", "preparing")
        ):
            return Judged("hypothetical", (i - 1, first))
    return None


def _announced(phrases: Phrases, frame: Frame) -> Judged | None:
    at = frame.governor
    if at is None or phrases.tags[at] not in "VBGE":
        return None
    verb = phrases.verb(at)
    if verb.modal in ("will", "'ll", "won't"):
        return Judged("announced", (verb.start, at + 1))
    going = phrases.lower[max(0, verb.start - 2) : verb.start]
    if frame.trigger.rule.noun and frame.trigger.kind == "PROTEST" and base_of(phrases, at) in _CALLS:
        return Judged("announced", (verb.start, at + 1))
    if "about" in phrases.lower[verb.start : at]:
        return Judged("announced", (verb.start, at + 1))
    if verb.infinitive and going[-1:] in (("going",), ("set",), ("scheduled",), ("due",), ("about",)):
        return Judged("announced", (verb.start - 1, at + 1))
    return _intended(phrases, at, _PLEDGE, "announced")


def _missed(phrases: Phrases, frame: Frame) -> bool:
    """Whether what fell or landed did so beside its mark, or came down by itself."""
    words_ = phrases.lower[frame.trigger.last : frame.trigger.last + 9]
    crashed = base_of(phrases, frame.trigger.at) == "crash" and "into" not in words_[:2]
    return crashed or bool(_BESIDE & set(words_)) or {"east", "west", "north", "south"} & set(words_[:3]) != set()


def _foiled(phrases: Phrases, frame: Frame) -> Judged | None:
    rule = frame.trigger.rule
    at = frame.governor
    if "fall" in rule.flags and not rule.noun:
        return Judged("foiled", (frame.trigger.first, frame.trigger.last)) if _missed(phrases, frame) else None
    if "foil" in rule.flags:
        return Judged("foiled", (frame.trigger.first, frame.trigger.last))
    if "foiltry" in rule.flags:
        return Judged("foiled", (frame.trigger.first, frame.trigger.last))
    if rule.noun:
        for i in range(frame.group[0], frame.trigger.at):
            if phrases.lower[i] in ("attempted", "failed", "foiled", "thwarted", "botched", "abortive", "unsuccessful"):
                return Judged("foiled", (i, frame.trigger.last))
        if frame.carrier is not None and base_of(phrases, frame.carrier) in (
            "foil",
            "thwart",
            "repel",
            "repulse",
            "prevent",
            "intercept",
            "avert",
        ):
            return Judged("foiled", (frame.carrier, frame.carrier + 1))
        following = frame.trigger.last
        if phrases.lower[following : following + 1] in (("attempt",), ("attempts",), ("bid",)):
            return Judged("foiled", (frame.trigger.first, following + 1))
    if at is not None and phrases.tags[at] in "BG":
        tried = _intended(phrases, at, _TRY, "foiled")
        open_ = tried is not None and tried.because is not None and _open(phrases, tried.because[0])
        return Judged("hypothetical", tried.because) if tried is not None and open_ else tried
    return None


def _open(phrases: Phrases, at: int) -> bool:
    """Whether the verb of trying is itself only possible ("might try to strike")."""
    return phrases.tags[at] in "VBGE" and phrases.verb(at).modal in _POSSIBLE | {"will"}


def _denied(phrases: Phrases, frame: Frame) -> Judged | None:
    """Negated outright, denied by a speaker, or a false alarm."""
    trigger, at = frame.trigger, frame.governor
    without = not trigger.rule.noun and phrases.lower[trigger.first - 1 : trigger.first] == ("without",)
    if "blast" in trigger.rule.flags and not trigger.rule.noun and (without or phrases.verb(trigger.at).negated):
        return Judged("foiled", (phrases.verb(trigger.at).start, trigger.last))
    if (
        not trigger.rule.noun
        and trigger.rule.kind != "REJECT"
        and phrases.tags[trigger.at] in "VBGE"
        and phrases.verb(trigger.at).negated
    ):
        verb = phrases.verb(trigger.at)
        return Judged("denied", (verb.start, trigger.last))
    if not trigger.rule.noun and "no" in phrases.lower[trigger.first : trigger.last]:
        return Judged("denied", (trigger.first, trigger.last))
    if trigger.rule.noun:
        first = frame.group[0]
        if phrases.lower[first] == "no" and (first == 0 or phrases.lower[first - 1] not in ("by",)):
            return Judged("denied", (first, trigger.last))
        if (
            at is not None
            and phrases.tags[at] in "VBE"
            and phrases.verb(at).negated
            and base_of(phrases, at)
            in ("happen", "occur", "take", "carry", "be", "conduct", "launch", "stage", "confirm")
        ):
            return Judged("denied", (phrases.verb(at).start, at + 1))
    return _denied_by_speaker(phrases, frame)


def _denied_by_speaker(phrases: Phrases, frame: Frame) -> Judged | None:
    first = frame.group[0] if frame.trigger.rule.noun else phrases.verb(frame.trigger.at).start
    for i in range(max(0, first - 20), first):
        if phrases.tags[i] not in "VGBE" or base_of(phrases, i) not in _DENY:
            continue
        nearer = any(
            phrases.tags[j] in "VB"
            and j != frame.trigger.at
            and base_of(phrases, j) not in ("have", "be", "carry", "conduct", "launch")
            for j in range(i + 1, first)
        )
        between = phrases.lower[i + 1 : first]
        told = {"claim", "claims", "report", "reports", "suggestion", "suggestions", "allegation", "allegations"} & set(
            between
        )
        if base_of(phrases, i) == "deny" and told and "that" in between:
            return Judged("denied", (i, i + 1))
        if (
            base_of(phrases, i) == "deny"
            and not nearer
            and not {"responsibility", "involvement", "role", "behind", "knowledge"} & set(between)
        ):
            return Judged("denied", (i, i + 1))
        if base_of(phrases, i) != "deny" and {
            "reports",
            "claims",
            "rumours",
            "account",
            "accounts",
            "story",
            "rumors",
            "report",
            "claim",
            "allegations",
        } & set(between):
            return Judged("denied", (i, first))
    if not _HARMLESS_HEADS.isdisjoint(phrases.lower):
        for at in range(len(phrases.lower) - 1):
            if phrases.lower[at : at + 2] in _HARMLESS:
                return Judged("denied", (at, at + 2))
    return None
