"""What a noun phrase names, told by its head: a thing that can be struck, people told by what they are, or a person by name."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from vedette.coding import words
from vedette.reference.actors import actors
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

Sort = Literal["thing", "people", "name"]

THINGS: Final = frozenset(
    "building buildings house houses home homes residence residences office offices embassy embassies consulate bus buses car cars truck "
    "trucks vehicle vehicles train trains plane planes aircraft helicopter helicopters bridge bridges road roads highway pipeline pipelines "
    "tower towers pylon pylons pole poles post posts plant plants station stations substation substations installation installations "
    "facility facilities headquarters barracks base bases church churches cathedral school schools university hospital hospitals clinic bank "
    "banks store stores shop shops market markets hotel hotels restaurant restaurants theater theaters theatre premises center centre newspaper factory warehouse "
    "transformer transformers railway tracks line lines dam port airport farm farms ranch camp property mayoralty town towns village "
    "villages neighborhood city temple ambulance motorcycle ship ships boat boats tanker tankers antenna antennas refinery supermarket field fields "
    "culvert culverts picket pickets hall halls palace mansion villa stall stalls kiosk branch branches dealership dealerships precinct courthouse court "
    "prison jail outpost outposts checkpoint checkpoints convoy convoys depot depots mill mills crop crops harvest pump pumps well wells "
    "pipe pipes cable cables network monument statue mosque mosques chapel shrine monastery synagogue apartment apartments garage van vans "
    "jeep jeeps minibus taxi taxis tractor tractors excavator excavators machinery rails embassy ministry ministries exchange booth booths terminal hangar "
    "warehouses factories plantations plantation mine mines quarry drugstore mall discotheque cinema club brothel pharmacy bakery".split()
)
"""Heads of noun phrases that name what can be struck, burnt or blown up."""

TITLES: Final = frozenset(
    "president vice minister deputy former senator general colonel major captain lieutenant sergeant corporal admiral judge bishop "
    "archbishop father priest monsignor msgr gen col maj capt lt sgt governor mayor ambassador consul attorney prosecutor secretary "
    "director leader leaders chief candidate presidential presidency doctor professor engineer journalist magistrate councilman congressman "
    "party member commander citizen businessman industrialist union peasant worker student rector retired reverend sister dr mr mrs "
    "guerrilla rebel policeman policemen soldier soldiers officer agent announcer reporter newsman photographer cameraman editor".split()
)
"""Words before a personal name that say what the person is."""

PERSONS: Final = frozenset(
    "person persons people individual individuals man men woman women child children boy girl youth youths civilian civilians peasant "
    "peasants resident residents victim victims family relatives wife son daughter brother bodyguard bodyguards driver passenger passengers "
    "jesuit jesuits priest priests nun nuns magnate cattleman newsman banker comrade businessman lawyer technician employee "
    "national nationals foreigner foreigners assassin assassins terrorist guerrilla guerrillas rebel rebels gang commando commandos "
    "troops hitmen elements criminals".split()
)
"""Heads of noun phrases that name people."""

SMALL: Final = (
    words.DETERMINERS | words.PREPOSITIONS | words.PRONOUNS | words.ADVERBS | words.COORDINATORS
    | frozenset("one ones none night morning week month year area areas sector sectors objective organizations documents power".split())
)  # fmt: skip
"""Words that no personal name holds."""


def sort(phrase: str) -> Sort | None:
    """Whether a phrase names a thing, people told by what they are, or a person; None for what is none of them."""
    said = [word.lower().strip(".,'\"") for word in phrase.split()]
    if not said:
        return None
    head = said[said.index("of") - 1] if "of" in said[1:] else said[-1]
    if head in THINGS:
        return "thing"
    if human(head):
        return "people"
    name = named(phrase)[0].lower().split()
    if (
        len(name) < 2
        or len(name) > 5
        or any(_no_name(word) for word in name)
        or gazetteer().knows(fold(" ".join(name)))
    ):
        return None
    return "name"


def named(phrase: str) -> tuple[str, str]:
    """A personal name and the description that stands before it: ("Carlos Perez", "presidential candidate")."""
    said = phrase.split()
    at = max((i + 1 for i, word in enumerate(said[:-1]) if human(word.lower().strip(".,"))), default=0)
    return " ".join(said[at:]), " ".join(said[:at])


def human(word: str) -> bool:
    """Whether a word says what a person is."""
    return (
        word in roles()
        or word in TITLES
        or word in PERSONS
        or word in _demonyms()
        or (word.endswith(("ers", "ists", "men", "ors", "ants")) and len(word) > 5)
    )


@cache
def roles() -> frozenset[str]:
    """One-word role nouns of the actor tables, with their plurals."""
    single = {role for role in actors().roles if " " not in role}
    return frozenset(single | {f"{role}s" for role in single})


def _no_name(word: str) -> bool:
    return (
        word in SMALL
        or not word.replace(".", "").replace("-", "").isalpha()
        or word.endswith("'s")
        or word in words.verb_forms()
        or word in THINGS
    )


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word.lower() for state in actors().states.values() for word in state.demonyms if " " not in word)
