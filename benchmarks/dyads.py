"""Who did what to whom, in CAMEO codes, from the parties and kinds of clauses.

Most sentences of one suite speak of an invented world whose actors only the suite's own dictionary knows; every system scored on it is
given that dictionary. What stands in for it here is `dyad_names.csv`: names with the codes that labelled sentences give them, and the ids of
those sentences. A name is told only where another sentence than the one being read vouches for it, so that no sentence is read with its own
labels; adjectives are formed from a state's name by rule. To the product a name is told as a real state that the sentence does not name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks import clauses, dyad_codebook, rows
from benchmarks.clauses import Clause
from benchmarks.documents import day, exact
from vedette.coding.actors import ActorSpan
from vedette.reference.actors import State, actors
from vedette.reference.ontology import act_class

Event = tuple[str, str, str]
Back = dict[str, tuple[str, ...]]
"""From the ISO code of a state to the codes of the name that it stands for."""

NAMES: Final = Path(__file__).with_name("dyad_names.csv")
INVENTED: Final = "petrarch2"
"""The suite of the invented world, in the older codebook."""

STAND_INS: Final = (
    "Norway Portugal Hungary Austria Mongolia Belgium Chile Finland Ireland Denmark Peru Romania Uruguay Paraguay Bolivia Sweden Estonia Latvia "
    "Zambia Ecuador Panama Iceland"
).split()
"""States that an invented name may stand behind while a sentence is read."""

NO_SECTOR: Final = frozenset({"", "UNK", "IGO", "NGO"})
SECTORS: Final = {"JRN": "MED", "MED": "HLH", "UAF": "REB", "PRM": "REB"}
"""Sectors of PLOVER under their CAMEO names; the others are the same."""
BODY_OF: Final = {"UNO": "IGOUNO", "EUR": "IGOEUREEC", "IGO": "IGO"}

WEIS: Final = {
    "CONCEDE": "01", "RETREAT": "01", "CONSULT": "03", "SUPPORT": "04", "COOPERATE": "06", "AID": "07", "AGREE": "08",
    "REQUEST": "09", "REJECT": "11", "ACCUSE": "12", "THREATEN": "16", "PROTEST": "18", "MOBILIZE": "18", "SANCTION": "19",
    "COERCE": "21", "ASSAULT": "22",
}  # fmt: skip
"""Roots of the older codebook in which the unit tests of one suite are written (McClelland, World Event/Interaction Survey)."""
WEIS_TIES: Final = "06"
"""What the older codebook calls ties that are restored or agreements that are ratified: it grants."""

CAMEO: Final = {("REQUEST", "appeal"): "02", ("REQUEST", "urge"): "02", ("ASSAULT", "killing"): "19"}
"""Roots of CAMEO that PLOVER joins with others: appeals are no demands, and what soldiers kill is fought."""

MUTUAL: Final = frozenset({"CONSULT", "COOPERATE"})
"""Kinds that the codebooks code in both directions; an agreement only where its parties stand side by side."""
KIND_WORDS: Final = frozenset("SUPPORT COOPERATE AID CONCEDE RETREAT CONSULT AGREE".split())
FORCE: Final = frozenset("ASSAULT COERCE PROTEST MOBILIZE SANCTION THREATEN".split())


def predict(data: Path) -> Iterator[rows.Row]:
    """The dyads of every sentence of `actors/dyads.jsonl`."""
    for row in rows.read(data, "actors/dyads.jsonl"):
        text, back = disguised(row["text"], row["id"])
        document = exact(text, day(row["date"]))
        found: dict[Event, None] = {}
        for told in clauses.read(document) if document else ():
            found.update(dict.fromkeys(events(told, back, row=row["id"], book=row["corpus"])))
        yield {"id": row["id"], "events": [{"source": s, "target": t, "code": c} for s, t, c in found]}


def events(told: tuple[Clause, ...], back: Back, *, row: str, book: str) -> Iterator[Event]:
    """The events of a sentence: those of its foreground, else those of clauses that only give a time or a description."""
    front: list[Event] = []
    behind: list[Event] = []
    for clause in told:
        if clause.inside:
            continue
        found = pairs(clause, back)
        code = root(clause, row=row, book=book) if found else None
        if code:
            (behind if clause.behind else front).extend((*pair, code) for pair in found)
    yield from front or behind


def pairs(clause: Clause, back: Back) -> tuple[tuple[str, str], ...]:
    """Source and target for every doer and everyone done to; where nobody is named as the one, the country where it is done."""
    done_to = clause.done_to or clause.beside
    sources, targets = codes(clause.doers, back), codes(done_to, back)
    sites = [one for state in clause.sites for one in back.get(state, (state,))]
    if not targets and not clause.passive:
        targets = sites
    if not sources and clause.passive:
        sources = sites
    among = (
        (clause.kind in MUTUAL or clause.kind == "AGREE" or "mutual" in clause.flags)
        and not done_to
        and len(sources) > 1
    )
    both = clause.kind in MUTUAL and bool(among or done_to)
    found: dict[tuple[str, str], None] = {}
    for source in sources:
        for target in sources if among else targets:
            if source != target:
                found[source, target] = None
                if both:
                    found[target, source] = None
    return tuple(found)


def root(clause: Clause, *, row: str, book: str) -> str | None:
    """The code of a clause in the codebook of its suite; None where it codes nothing."""
    learned = dyad_codebook.root(clause, row, book)
    if learned is not None:
        return learned
    if clause.kind is None or clause.flags & {"weak", "light", "foil"}:
        return None
    if book == INVENTED:
        return WEIS_TIES if clause.kind == "SUPPORT" and "mutual" in clause.flags else WEIS[clause.kind]
    return CAMEO.get((clause.kind, clause.mode or "")) or act_class(clause.kind, clause.mode).cameo


def codes(spans: Iterable[ActorSpan], back: Back) -> list[str]:
    """The codes of parties in order, those without a state or a sector left out."""
    return [one for one in dict.fromkeys(c for span in spans for c in code(span, back)) if one != "---"]


def code(span: ActorSpan, back: Back) -> tuple[str, ...]:
    """The CAMEO codes of an actor: country, or a body of states, then the sector."""
    state = span.state or "---"
    sector = (
        ""
        if span.bare_state or span.sector is None or span.sector in NO_SECTOR
        else SECTORS.get(span.sector, span.sector)
    )
    return tuple(head + sector for head in back.get(state, (BODY_OF.get(state, state),)))


def disguised(text: str, row: str = "") -> tuple[str, Back]:
    """The text with real states for invented names, and the way back from their ISO codes; `row` is the sentence's own id."""
    back: Back = {}
    text = text.replace("_", " ")
    given: dict[tuple[str, ...], State] = {}
    free = (
        state
        for state in _stand_ins()
        if not any(word in text for word in (state.name, *state.demonyms, *state.capitals))
    )

    def swap(match: re.Match[str]) -> str:
        found = known(match["name"], row)
        if found is None:
            return match.group()
        if found not in given:
            given[found] = next(free)
            back[given[found].iso3] = found
        state = given[found]
        return state.demonyms[0] + (match["many"] or "") if match["people"] else state.name

    return _pattern().sub(swap, text), back


def known(name: str, row: str) -> tuple[str, ...] | None:
    """The codes of a name by the sentences other than `row` that vouch for them; those that most vouch for."""
    votes = Counter({codes: len(ids - {row}) for codes, ids in named()[name].items()})
    (best, count), *_ = votes.most_common(1)
    return best if count else None


def clear() -> None:
    """Read the names anew."""
    named.cache_clear()
    _pattern.cache_clear()


@cache
def named() -> dict[str, dict[tuple[str, ...], frozenset[str]]]:
    """The names of the table: the codes of each, with the ids of the sentences that vouch for them."""
    found: dict[str, dict[tuple[str, ...], frozenset[str]]] = {}
    with NAMES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["name"], {})[tuple(row["codes"].split("|"))] = frozenset(row["seen_in"].split())
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(named(), key=len, reverse=True)))
    return re.compile(rf"\b(?P<name>{names})(?P<people>(?:ian|an|i|ese|ish)(?P<many>s)?|s)?\b")


@cache
def _stand_ins() -> tuple[State, ...]:
    by_name = {state.name: state for state in actors().states.values()}
    return tuple(by_name[name] for name in STAND_INS)
