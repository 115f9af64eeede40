"""Harm told by nouns: "12 deaths", "no casualties", "the death toll rose to 12", "claimed the lives of three", "left 3 dead"."""

from __future__ import annotations

from typing import Final

from vedette.coding.casualties import lexicon as lex
from vedette.coding.casualties.clause import Clause, People, before, objects, subject
from vedette.coding.casualties.reading import CasualtyReading, reading
from vedette.model.mention import Effect

_TOLL: Final = frozenset("toll tolls".split())
_LABELS: Final[dict[str, Effect]] = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "fatalities": "killed", "injured": "injured", "wounded": "injured",
    "injuries": "injured", "missing": "missing", "abducted": "missing", "casualties": "harmed",
}  # fmt: skip
"""Words before a colon in a log: "Killed: 3; wounded: 5"."""
_NEAR: Final = 14
_TAKING: Final = frozenset("claimed claiming cost costing took taking claims takes costs".split())
_REACH: Final = frozenset(
    "reach reaches reached rise rises rose climb climbs climbed stand stands stood hit top tops".split()
)
"""Verbs of a running total ("as injured reach 56")."""
_GROWS: Final = frozenset("risen rose rises climbed climbs increased grown grew up gone stands stood".split())
_FAR: Final = 24
"""Words between those harmed and the verb by which their number grows."""
_SUFFER: Final = frozenset("suffered sustained received suffering sustaining receiving suffer".split())
_BODIES: Final = frozenset("personnel troops staff".split())
_GRADES: Final = frozenset("minor minimal light slight serious severe heavy".split())
_LEFT: Final = frozenset("with suffered suffer suffers sustained sustain received left leaving causing caused".split())
_SILENT: Final = frozenset(
    "number numbers figure figures word details detail count estimate toll information news".split()
)
"""What is not given, so that nothing is said of harm ("no word on casualties")."""
_MODIFIERS: Final = frozenset(
    "minimal minor light slight heavy significant serious mass multiple numerous many limited some few".split()
)


def read(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """What the noun at token `index` tells of harm; empty where it tells none, or is no noun."""
    word = clause.word(index)
    if word in _TOLL:
        return _toll(clause, index)
    if word == "number" and clause.word(index + 1) == "of":
        return _number(clause, index)
    if word in ("lives", "life"):
        return _lives(clause, index)
    if word in ("unhurt", "unharmed", "unscathed"):
        return ()
    if word in lex.OF_NOUNS and clause.word(index + 1) == "of":
        return _of(clause, index)
    if word in _LABELS and clause.word(index + 1) == ":" and index + 2 in clause.count_at:
        count, after = clause.count_at[index + 2]
        return reading(
            clause,
            index,
            index + 1,
            _LABELS[word],
            People(first=index + 2, after=after, count=count),
            number=None,
            named=False,
        )
    if word in ("harm", "losses", "loss"):
        return _harm(clause, index)
    if word in lex.NOUNS:
        return _noun(clause, index)
    return ()


def _harm(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "No harm reported" (nobody injured), "without human losses", "no loss of life" (nobody killed); other losses tell nothing."""
    word = clause.word(index)
    near = clause.words[index + 1 : index + 8]
    if (
        not _without(clause, index)
        and clause.word(index - 1) != "no"
        and clause.words[index - 2 : index] != ["no", "human"]
    ):
        return ()
    if word == "harm":
        return _none(clause, index, "injured", None)
    if (
        "life" in near[:3]
        or "lives" in near
        or clause.word(index - 1) == "human"
        or clause.word(index - 1) == "personnel"
    ):
        return _none(clause, index, "killed", None)
    return ()


def _toll(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "the death toll rose to 12", "a toll of at least 40"."""
    injured = clause.word(index - 1) in ("injury", "injured", "wounded")
    harmed = clause.word(index - 1) in ("casualty", "casualties")
    effect: Effect = "injured" if injured else "harmed" if harmed else "killed"
    last: int | None = None
    for at in range(index + 1, min(len(clause.words), index + _NEAR)):
        word = clause.word(at)
        if word in (".", ";", ",") and last is not None:
            break
        if at in clause.count_at and clause.word(at - 1) in (
            "to",
            "at",
            "of",
            "is",
            "was",
            "stands",
            "reached",
            "reaches",
            "hit",
            "passed",
            "exceeded",
            ":",
            "now",
            "exceeds",
        ):
            last = at
            if clause.word(at - 1) != "from":
                break
    if last is None:
        return ()
    count, after = clause.count_at[last]
    return reading(
        clause, index, index + 1, effect, People(first=last, after=after, count=count), number=None, named=False
    )


def _number(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "The number of people killed in the raid has risen to 18": a toll told by how it grows."""
    harm = next((at for at in range(index + 2, index + 6) if clause.word(at) in _LABELS), None)
    if harm is None or clause.word(harm - 1) in ("of", "the"):
        return ()
    for at in range(harm + 1, min(len(clause.words) - 1, harm + _FAR)):
        if clause.word(at) in (".", ";"):
            break
        if clause.word(at) in _GROWS and clause.word(at + 1) in ("to", "at") and at + 2 in clause.count_at:
            count, after = clause.count_at[at + 2]
            people = People(first=at + 2, after=after, count=count)
            return reading(clause, index, index + 1, _LABELS[clause.word(harm)], people, number=None, named=False)
    return ()


def _lives(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "claimed three lives", "claimed the lives of three soldiers"."""
    if not any(clause.word(at) in _TAKING for at in range(max(0, index - 5), index)):
        return ()
    counted = before(clause, index)
    if counted is not None:
        return reading(clause, index, index + 1, "killed", counted, number=None, named=False)
    if clause.word(index + 1) != "of":
        return ()
    return tuple(
        one
        for people in objects(clause, index + 2)
        if people.numbered
        for one in reading(clause, index, index + 1, "killed", people, number=1 if people.one else None)
    )


def _of(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "the deaths of three soldiers", "the body of a farmer"."""
    made: list[CasualtyReading] = []
    for people in objects(clause, index + 2):
        person = any(lex.is_person(word) for word in clause.words[people.first : people.after])
        person = person or any(clause.capital(at) for at in range(people.first, people.after))
        bare = people.count is not None and clause.count_at[people.first][1] >= people.after
        if people.numbered and (person or bare):
            made += reading(
                clause, index, index + 1, lex.OF_NOUNS[clause.word(index)], people, number=1 if people.one else None
            )
    return tuple(made)


def _noun(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    word, effect = clause.word(index), lex.NOUNS[clause.word(index)]
    if word == "missing" and clause.word(index - 1) in lex.BE:
        return tuple(
            one
            for p in subject(clause, index - 1)
            if p.numbered
            for one in reading(clause, index, index + 1, effect, p, number=1 if p.one else None)
        )
    if word in ("wounded", "injured") and clause.word(index + 1) in _REACH:
        return ()
    if _withheld(clause, index):
        return ()
    counted = before(clause, index)
    if word in ("injuries", "injury", "wounded", "injured") and counted is None:
        return _suffered(clause, index) if word.startswith("injur") and word != "injured" else ()
    denied = counted is not None and counted.count is not None and counted.count.quantity.high == 0
    if denied or _without(clause, index):
        return _none(clause, index, effect, counted)
    if word in ("wounded", "injured") and _is_verb(clause, index):
        return ()
    if counted is not None and word not in ("death", "hostage", "bodies", "corpses"):
        adjective = word in ("dead", "wounded", "injured", "missing")
        return reading(clause, index, index + 1, effect, counted, number=None, named=adjective)
    if word in ("casualties", "casualty"):
        people = People(first=at, after=index) if (at := _modifier_at(clause, index)) is not None else None
        return reading(
            clause,
            index,
            index + 1,
            "harmed",
            people,
            number=None,
            word=clause.word(at) if at is not None else word,
            named=False,
        )
    return ()


def _withheld(clause: Clause, index: int) -> bool:
    """ "No word on casualties", "neither notice gives a number of casualties": nothing is said."""
    before_ = clause.words[max(0, index - 9) : index]
    return any(word in _SILENT for word in before_[-4:]) and any(
        word in ("no", "neither", "not", "without", "n't") for word in before_
    )


def _modifier_at(clause: Clause, index: int) -> int | None:
    """The token of "minimal", "heavy" before "casualties", None where there is none."""
    return next((at for at in range(index - 1, max(-1, index - 4), -1) if clause.word(at) in _MODIFIERS), None)


def _is_verb(clause: Clause, index: int) -> bool:
    """Whether "injured" after a number is followed by its own people ("Two gunmen wounded three")."""
    following = clause.word(index + 1)
    return index + 1 in clause.count_at or following in lex.DETERMINERS or following in lex.DEFINITE


def _suffered(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "three soldiers suffered (minor) injuries", "were diagnosed with brain injuries"; "succumbed to his injuries" apart."""
    for at in range(index - 1, max(-1, index - 6), -1):
        if clause.word(at) == "diagnosed" and clause.word(at + 1) == "with":
            first = (
                next(
                    (
                        i
                        for i in range(at - 1, max(-1, at - 5), -1)
                        if clause.word(i) not in (*lex.BE, "have", "has", "had", *lex.ADVERBS)
                    ),
                    at,
                )
                + 1
            )
            return tuple(
                one
                for p in subject(clause, first)
                if p.numbered
                for one in reading(clause, index, index + 1, "injured", p, number=1 if p.one else None)
            )
        if clause.word(at) in _SUFFER:
            people = subject(clause, at)
            numbered = tuple(
                one
                for p in people
                if p.count is not None
                or (p.one and clause.word(p.after - 1) not in _BODIES and clause.word(p.after) != "and")
                for one in reading(clause, index, index + 1, "injured", p, number=1 if p.one else None)
            )
            return numbered or _graded(clause, index)
    if _without(clause, index):
        return _none(clause, index, "injured", None)
    return _graded(clause, index)


def _graded(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "Left American personnel with minor injuries", "suffered serious injuries": injured, in the text's own word, without a number."""
    at = _modifier_at(clause, index)
    if at is None or clause.word(at) not in _GRADES:
        return ()
    first = max(0, index - 7)
    if not any(clause.word(i) in _LEFT for i in range(first, at)):
        return ()
    people = People(first=at, after=index)
    return reading(clause, index, index + 1, "injured", people, number=None, named=False, word=clause.word(at))


def _without(clause: Clause, index: int) -> bool:
    """ "without causing (any) casualties", "did not cause casualties", "no reports of casualties", "no damage or casualties"."""
    for at in range(index - 1, max(-1, index - 9), -1):
        word = clause.word(at)
        if word in _SILENT:
            return False
        if word in ("without", "nor", "neither", "none"):
            return True
        if word == "no":
            between = clause.words[at + 1 : index]
            return any(
                b in ("reports", "report", "damage", "injuries", "casualties", "deaths", "fatalities", "loss")
                for b in between
            )
        if word in ("not", "n't"):
            return any(
                b.startswith(("caus", "result", "suffer", "report", "inflict", "lead"))
                for b in clause.words[at + 1 : index]
            )
        if word in (".", ";", "but"):
            return False
    return False


def _none(clause: Clause, index: int, effect: Effect, counted: People | None) -> tuple[CasualtyReading, ...]:
    """Nobody hurt: "no casualties" says it of the dead and the injured, "no injuries" of the injured alone."""
    effects: tuple[Effect, ...] = ("killed", "injured") if effect == "harmed" else (effect,)
    first = (
        counted.first
        if counted is not None
        else next(
            (
                at
                for at in range(index - 1, max(-1, index - 9), -1)
                if clause.word(at) in ("no", "without", "not", "n't", "nor", "neither", "none")
            ),
            index,
        )
    )
    nobody = People(first=first, after=index, nobody=True)
    return tuple(one for e in effects for one in reading(clause, index, index + 1, e, nobody, number=None, named=False))
