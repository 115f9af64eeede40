"""Which words can bear a part in an act: people, bodies and names as doers, also things as those done to; no time, no number, no abstraction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vedette.coding import nouns, taking
from vedette.coding.actors import proper
from vedette.coding.chunks import Span
from vedette.coding.counts import Count
from vedette.coding.scene import Scene
from vedette.coding.times import TimeExpression

BODIES: Final = frozenset(
    "squad squads detachment detachments alliance bloc team teams crew council councils assembly association federation union unions junta regime emirate group groups cell cells "
    "band bands clan clans tribe tribes gang gangs administration authority movement front party faction factions organisation organization brigade battalion regiment firm company "
    "commission committee mission coalition couple mob mobs crowd crowds unit units militia wing army navy police guard guards patrol patrols mujahideen source sources".split()
)
"""Heads of noun groups that name a body of people."""
_ACTING: Final = frozenset(
    "ministry ministries court courts office offices embassy embassies consulate headquarters presidency exchange camp".split()
)
"""Houses of bodies that act."""
_WORKS: Final = frozenset(
    "annexe annex kindergarten causeway block barrage flat flats dwelling dwellings tukul tukuls hut huts hostel mast masts compound compounds bunker "
    "bunkers dugout trench trenches launcher launchers tank tanks radar battery batteries site sites target targets suburb suburbs district districts "
    "flight flights tent dairy tug dumper backhoe backhoes yacht trawler trawlers drilling rig rigs platform platforms locomotive coach machine machines "
    "equipments microbus ferry".split()
)
"""Heads of what can be struck, burnt or taken, beside `nouns.THINGS` and `taking.GOODS`."""
_STEMS: Final = tuple(
    "house houses stead steads yard yards field fields line lines works port ports post posts boat boats ship ships craft station stations bus truck trucks shop shops store stores room rooms hall halls plant plants".split()
)
"""Endings of compounds that name a thing ("gunboats", "checkpost", "airfield")."""
_ONE: Final = ("llor", "lor", "ator", "ist", "man", "woman", "eer", "ician")
"""Endings of words that say what one person is."""
_STATES: Final = frozenset(
    "dead alive hostage hostages captive captives prisoner ablaze alight early late overnight crying unhurt loyal today yesterday tonight north south east west".split()
)
"""Words that trail a noun group and say what became of it, when or where."""
_MANY: Final = frozenset(
    "number numbers string series hundreds thousands tens dozens scores millions handful lot rest majority most many all".split()
)
"""Heads that only say how many stand after "of"."""
_NO_PEOPLE: Final = frozenset(
    "papers quarters headquarters numbers powers orders borders waters containers matters shelters tractors helicopters posters letters prayers barriers corners towers feeders tremors motors "
    "restaurants pants plants grants corridors sectors doors floors mirrors tankers trailers lockers chambers banners others members computers explosions".split()
) | nouns.THINGS | taking.GOODS  # fmt: skip
"""Words that look like people and are none, or name nobody by themselves."""


def doer(scene: Scene, span: Span) -> Span | None:
    """The words of a noun group that name a doer: people told by what they are, a body, or a name; None where there are none."""
    found = _core(scene, span)
    if found is None:
        return None
    head = scene.phrases.lower[found[1] - 1]
    return found if people(head) or head in BODIES or _name(scene, found) else None


def done(scene: Scene, span: Span) -> Span | None:
    """The words of a noun group that name whom or what an act was done to; None where there are none."""
    found = _core(scene, span)
    if found is None:
        return None
    head = scene.phrases.lower[found[1] - 1]
    return found if people(head) or head in BODIES or thing(head) or _name(scene, found) else None


def people(word: str) -> bool:
    """Whether a noun in lower case says what somebody is."""
    return word not in _NO_PEOPLE and (nouns.human(word) or (len(word) > 5 and word.endswith(_ONE)))


def thing(word: str) -> bool:
    """Whether a noun in lower case names what can be struck, burnt or taken."""
    forms = (word, f"{word}s", word.removesuffix("s"))
    known = any(one in named for one in forms for named in (nouns.THINGS, _WORKS, taking.GOODS))
    return known or (len(word) > 6 and word.endswith(_STEMS))


def works(head: Sequence[str]) -> bool:
    """Whether the last word of a role names a building or a vehicle, and no body that acts through it."""
    return any(word in nouns.THINGS and word not in _ACTING for word in head)


def many(scene: Scene, span: Span) -> bool:
    """Whether a noun group is a number of people and no more ("tens of thousands", "some three hundred")."""
    phrases = scene.phrases
    inside = [i for i in range(*span) if phrases.tags[i] not in "DAQ" or phrases.lower[i] in _MANY]
    return bool(inside) and all(phrases.tags[i] == "#" or phrases.lower[i] in (*_MANY, "of") for i in inside)


def _core(scene: Scene, span: Span) -> Span | None:
    """The noun group without what says how many, when, where or in what state: from its first noun to its head."""
    phrases = scene.phrases
    timed, counted = _tokens(scene, span, scene.times(None)), _tokens(scene, span, scene.counts)
    first, last = span
    of = next((i for i in range(*span) if phrases.lower[i] == "of"), None)
    if of is not None and any(phrases.lower[i] in _MANY or i in counted for i in range(first, of)):
        first = of + 1
    while first < last and (
        phrases.tags[first] in "DQA#," or first in timed | counted or phrases.lower[first] in ("than", "least")
    ):
        first += 1
    end = first
    while end < last and phrases.tags[end] in "DN#QA" and end not in timed:
        end += 1
    while end > first and (phrases.tags[end - 1] != "N" or phrases.lower[end - 1] in _STATES):
        end -= 1
    return (first, end) if first < end else None


def _tokens(scene: Scene, span: Span, found: Sequence[Count | TimeExpression]) -> frozenset[int]:
    """The tokens of a span that lie in words which were read as numbers or times."""
    tokens = scene.phrases.tokens
    return frozenset(i for i in range(*span) if any(one.start <= tokens[i].start < one.end for one in found))


def _name(scene: Scene, span: Span) -> bool:
    """Whether words are a name of their own that stands for no place; a capital at the start of a sentence tells nothing."""
    phrases = scene.phrases
    if not proper(phrases, span) or any(n.first < span[1] and span[0] < n.last for n in scene.named):
        return False
    if scene.sentence.text.isupper():
        return False
    alone = span[1] - span[0] == 1
    if alone and phrases.lower[span[0]] in nouns.TITLES:
        return False
    return span[0] > 0 or not alone or phrases.tokens[span[0]].text.isupper()
