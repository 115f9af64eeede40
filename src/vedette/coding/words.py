"""Small words and verb forms: what a sentence is held together by, for readers that work without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS: Final = _set(
    "a an the this that these those his her its their our my your no any some each every all both several many few more most "
    "another other such what whose another's either neither certain various two three four five six seven eight nine ten "
    "eleven twelve dozens hundreds one"
)
PREPOSITIONS: Final = _set(
    "of in on at by with from for against into near to over under between among amongst during through throughout across inside "
    "outside within without toward towards upon about above below beside beyond behind around along amid amidst despite "
    "per via off onto like unlike including except regarding concerning following targeting aboard versus alongside "
    "outside opposite past"
)
SUBORDINATORS: Final = _set(
    "if unless until till because although though while whereas when whenever after before since as once where lest whether how why"
)
RELATIVES: Final = _set("who whom which that")
COORDINATORS: Final = _set("and or but nor &")
BE: Final = _set("be is are was were been being am 's 're")
HAVE: Final = _set("have has had having 've")
DO: Final = _set("do does did doing")
GET: Final = _set("get gets got gotten getting")
MODALS: Final = _set(
    "will would can could may might shall should must cannot can't couldn't won't wouldn't shouldn't mustn't mightn't 'll"
)
NEGATIONS: Final = _set("not never n't no neither nor hardly without")
CONTRACTED_NOT: Final = _set(
    "didn't don't doesn't wasn't weren't isn't aren't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't cannot"
)
PRONOUNS: Final = _set(
    "he she it they we i you him her them us me himself herself itself themselves there someone nobody everyone who"
)
ADVERBS: Final = _set(
    "also already just still again then thus therefore however meanwhile later earlier recently immediately now today yesterday "
    "tonight tomorrow repeatedly often ever even only almost nearly about approximately allegedly reportedly apparently "
    "directly far soon away back down up out together once twice jointly simultaneously moreover further too very so "
    "yet not never always sometimes initially eventually finally afterwards"
)
TITLES: Final = _set(
    "mr mrs ms dr col gen lt maj capt sgt president general colonel captain lieutenant major minister prime sheikh ayatollah"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: its base, and which form it is (base, s, past, part, ing); `noun` when it is as often a noun."""

    base: str
    kinds: frozenset[str]
    noun: bool


@cache
def verb_forms() -> dict[str, Form]:
    """Every known verb form in lower case; a form of several kinds ("hit") carries them all."""
    found: dict[str, Form] = {}
    for line in files("vedette.coding").joinpath("data/verbs.txt").read_text("utf-8").splitlines():
        for word in () if line.startswith("#") else line.split():
            noun = word.startswith("*")
            base, *irregular = word.lstrip("*").split("=")
            for form, kind in inflect(base, irregular):
                kinds = found[form].kinds if form in found and found[form].base == base else frozenset()
                if form in found and not kinds:
                    continue
                found[form] = Form(base, kinds | {kind}, noun)
    return found


@cache
def _by_base() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, verb in verb_forms().items():
        found.setdefault(verb.base, []).append(form)
    return {base: tuple(forms) for base, forms in found.items()}


def forms_of(base: str) -> tuple[str, ...]:
    """All forms of a verb, irregular ones included; the regular ones of a verb that the list lacks."""
    return _by_base().get(base) or tuple(dict.fromkeys(form for form, _ in inflect(base, [])))


def inflect(base: str, irregular: list[str]) -> tuple[tuple[str, str], ...]:
    """The forms of one verb with their kinds; `irregular` holds past and participle where they are not regular."""
    past, part = irregular if len(irregular) == 2 else (_ed(base), _ed(base))
    return ((base, "base"), (_s(base), "s"), (past, "past"), (part, "part"), (_ing(base), "ing"))


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    return _s(noun)


_DOUBLING: Final = _set(
    "stab ban bar chop clap control cut dam drop equip expel fit fulfil grab gun hit hug jam let lob mob nab pat patrol permit pin plan plot pop "
    "prefer quit ram rap refer regret rip rob rub run set ship shot shut slam slap slit span spot step stop strip stun submit swap tap tip top trap "
    "transfer wrap begin get put win dig forbid defer occur rebel zap split commit compel repel kidnap program unplug admit acquit rebut wiretap confer"
)


def _doubled(base: str) -> str:
    return base + base[-1] if base in _DOUBLING else base


def _s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + ("es" if base in ("go", "do", "veto") else "s")


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return _doubled(base) + "ing"
