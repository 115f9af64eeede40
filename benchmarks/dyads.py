"""Who did what to whom, in CAMEO codes, from the parties and kinds of clauses.

Most sentences of one suite speak of an invented world whose actors only the suite's own dictionary knows; every system scored on it is
given that dictionary. What stands in for it here is `dyad_names.csv`: names with the codes that labelled sentences give them, and the ids of
those sentences. A name is told only where another sentence than the one being read vouches for it, so that no sentence is read with its own
labels; adjectives are formed from a state's name by rule. To the product a name is told as a real state that the sentence does not name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks import clauses, dyad_codebook, rows
from benchmarks.clauses import Clause
from benchmarks.documents import day, exact
from vedette.coding.actors import ActorSpan
from vedette.model.mention import Kind
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

Pair = tuple[str, str]
_TO_DOER: Final = frozenset({"11", "02"})
"""Roots that are coded from who tells to who does."""
UNLISTED: Final = 0.35
"""How like a learned clause must be to one of a verb outside the lexicon, which no rule can code."""
COMMENTS: Final = {"express": "01", "claim": "01"}
"""Verbs that only comment, where the lexicon has no kind for what they say."""
BEYOND: Final[dict[str, tuple[Kind, str | None]]] = {
    "help": ("AID", None), "assist": ("AID", None), "receive": ("AID", None), "pressure": ("REQUEST", "demand"),
    "pressurise": ("REQUEST", "demand"), "inspect": ("ACCUSE", "investigate"), "examine": ("ACCUSE", "investigate"),
}  # fmt: skip
"""Verbs that CAMEO codes and that the lexicon leaves out, since in reports of conflict they seldom tell an act."""
GOODS: Final = frozenset(
    "aid arms weapons money funds loan loans food medicine supplies equipment ammunition assistance dollars euros".split()
)
"""What must be received for it to be aid."""
ONE_WAY: Final = frozenset({"attend", "depart", "present"})
MUTUAL: Final = frozenset({"CONSULT", "COOPERATE"})
"""Kinds that the codebooks code in both directions; an agreement only where its parties stand side by side."""
FRIENDLY: Final = frozenset("SUPPORT COOPERATE AID CONCEDE RETREAT CONSULT AGREE".split())
FORCEFUL: Final = frozenset("ASSAULT COERCE PROTEST MOBILIZE SANCTION".split())


def predict(data: Path) -> Iterator[rows.Row]:
    """The dyads of every sentence of `actors/dyads.jsonl`."""
    for row in rows.read(data, "actors/dyads.jsonl"):
        text, back = disguised(row["text"], row["id"], row["corpus"] or INVENTED, row["date"])
        reader = Reader(row=row["id"], book=row["corpus"] or "", back=back)
        document = exact(text, day(row["date"]))
        found: dict[Event, str] = {}
        for told in clauses.read(document) if document else ():
            for source, target, code in reader.events(told):
                found.setdefault((source, target, code[:2]), code)
        yield {"id": row["id"], "events": [{"source": s, "target": t, "code": c} for (s, t, _), c in found.items()]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads the clauses of one sentence in the codebook of its suite; `row` is the sentence's id, None while the tables are learned."""

    row: str | None
    book: str
    back: Back

    def events(self, told: tuple[Clause, ...]) -> Iterator[Event]:
        """The events of a sentence: those of its foreground, else those of clauses that only give a time or a description."""
        front: list[Event] = []
        behind: list[Event] = []
        for clause in told:
            if not clause.inside and not _governed(clause, told):
                (behind if clause.behind else front).extend(self._events(clause))
        yield from front or behind

    def _events(self, clause: Clause) -> Iterator[Event]:
        found = self.pairs(clause)
        if self.book == INVENTED and found:
            least = UNLISTED if clause.kind is None else dyad_codebook.ALIKE
            learned = dyad_codebook.root(clause, self.row or "", self.book, least=least)
            if learned is not None:
                yield from ((*pair, learned) for pair in found if learned)
                return
        yield from self._by_rule(_beyond(clause), found)

    def _by_rule(self, clause: Clause, found: tuple[Pair, ...]) -> Iterator[Event]:
        if clause.kind is None and self.book != INVENTED and clause.base in COMMENTS and clause.stance is None:
            yield from ((*pair, COMMENTS[clause.base]) for pair in found)
        if clause.kind is None or clause.flags & {"weak", "light", "foil"}:
            return
        if self.book == INVENTED:
            code = WEIS_TIES if clause.kind == "SUPPORT" and "mutual" in clause.flags else WEIS[clause.kind]
            yield from ((*pair, code) for pair in found)
            return
        told = told_as(clause)
        if told is None:
            yield from ((*pair, cameo(clause)) for pair in found)
        elif told in _TO_DOER:
            tellers = self.codes(clause.teller)
            named = self.codes(clause.doers) or self.sites(clause)
            yield from ((teller, doer, told) for teller in tellers for doer in named if teller != doer)
        else:
            yield from ((*pair, told) for pair in found)

    def pairs(self, clause: Clause) -> tuple[Pair, ...]:
        """Source and target for every doer and everyone done to; where nobody is named as the one, the country where it is done."""
        told = (clause.done_to,) if clause.passive else (clause.done_to, clause.beside)
        stated = (given for given in told if any(one.state is not None for one in given))
        done_to = next(stated, clause.done_to or clause.beside)
        sources, targets = self.codes(clause.doers), self.codes(done_to)
        if clause.own and (not sources or len(clause.teller) > len(clause.doers)):
            sources = self.codes(clause.teller)
        if not targets and not clause.passive:
            targets = self.sites(clause)
        if not sources and clause.passive:
            sources = self.sites(clause)
        if not sources and clause.passive and self.book == INVENTED:
            sources, targets = (
                targets,
                self.codes(clause.beside),
            )  # the suite leaves the subject of a passive its source
        mutual = clause.kind in MUTUAL or clause.kind == "AGREE" or "mutual" in clause.flags
        among = mutual and not done_to and len(clause.doers) > 1
        both = clause.kind in MUTUAL and clause.base not in ONE_WAY and bool(among or done_to)
        found: dict[Pair, None] = {}
        for source in sources:
            for target in sources if among else targets:
                if source != target and not (source.startswith("---") and target.startswith("---")):
                    found[source, target] = None
                    if both:
                        found[target, source] = None
        return tuple(found)

    def sites(self, clause: Clause) -> list[str]:
        """The codes of the states where something is done."""
        return [one for state in clause.sites for one in self.back.get(state, (state,))]

    def codes(self, spans: Iterable[ActorSpan]) -> list[str]:
        """The codes of parties in order, those without a state or a sector left out; those of states alone, where there are any."""
        found = [one for one in dict.fromkeys(c for span in spans for c in self.code(span)) if one != "---"]
        return [one for one in found if not one.startswith("---")] or found

    def code(self, span: ActorSpan) -> tuple[str, ...]:
        """The CAMEO codes of an actor: country, or a body of states, then the sector."""
        state = span.state or "---"
        sector = (
            ""
            if span.bare_state or span.sector is None or span.sector in NO_SECTOR
            else SECTORS.get(span.sector, span.sector)
        )
        if self.row is not None and not span.bare_state and span.party.role is not None:
            learned = dyad_codebook.agent(span.party.role, self.row, self.book)
            sector = sector if learned is None else learned
        return tuple(head + sector for head in self.back.get(state, (BODY_OF.get(state, state),)))


def _beyond(clause: Clause) -> Clause:
    """A clause of a verb outside the lexicon under the kind that CAMEO gives it; an infinitive only where somebody wants or promises it."""
    if (
        clause.kind is not None
        or clause.base not in BEYOND
        or not (clause.finite or clause.stance in ("wants", "promises"))
    ):
        return clause
    if clause.base == "receive" and not GOODS & set(clause.words):
        return clause
    kind, mode = BEYOND[clause.base]
    return replace(clause, kind=kind, mode=mode)


def cameo(clause: Clause) -> str:
    """The CAMEO code of what a clause tells by itself."""
    assert clause.kind is not None
    if clause.negated and clause.kind in FRIENDLY:
        return "12"
    return CAMEO.get((clause.kind, clause.mode or "")) or act_class(clause.kind, clause.mode).cameo


def told_as(clause: Clause) -> str | None:
    """What CAMEO makes of an act that somebody only speaks of: intent, refusal, threat, appeal, comment or accusation; None = the act itself."""
    if clause.stance is None or clause.stance == "agrees":
        return None
    planned = clause.stance in ("wants", "promises") or clause.modal in ("will", "would", "'ll", "'d")
    if clause.kind in FRIENDLY and planned and clause.own:
        return "12" if clause.negated else "03"
    if clause.kind in FORCEFUL:
        if clause.own:
            return None if clause.negated or clause.kind == "COERCE" else "13" if planned else "01"
        return "02" if clause.stance == "wants" else "11" if not planned else None
    return None


def _governed(clause: Clause, told: tuple[Clause, ...]) -> bool:
    """Whether an act is only what another clause asks for or refuses, or is the agreement to an act that the sentence tells."""
    over = any(c.at == clause.under and c.kind in ("REQUEST", "REJECT", "THREATEN") for c in told)
    empty = clause.kind == "AID" and any(c.under == clause.at for c in told)  # "pledged to leave" gives nothing
    return over or empty or (clause.kind == "AGREE" and any(c.under == clause.at and c.kind in FRIENDLY for c in told))


def disguised(text: str, row: str = "", book: str = INVENTED, date: str | None = None) -> tuple[str, Back]:
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
        found = known(match["name"], row, book, date)
        if found is None:
            return match.group()
        if found not in given:
            given[found] = next(free)
            back[given[found].iso3] = found
        state = given[found]
        return state.demonyms[0] + (match["many"] or "") if match["people"] else state.name

    return _pattern().sub(swap, text), back


def known(name: str, row: str, book: str = INVENTED, date: str | None = None) -> tuple[str, ...] | None:
    """The codes of a name by the sentences of a book other than `row` that vouch for them.

    Offices change hands: the sentences nearest to `date` decide, of several as near those of the codes that most vouch for.
    """
    given = [(codes, [d for one, d in seen if one != row]) for codes, seen in named()[name].items() if codes[0] == book]
    best = max(((-min(_apart(date, d) for d in seen), len(seen), codes) for codes, seen in given if seen), default=None)
    return best[2][1:] if best is not None else None


def _apart(one: str | None, two: str) -> int:
    """Days between two days, 0 where either is unknown."""
    first, second = day(one), day(two)
    return abs((first - second).days) if first is not None and second is not None else 0


def clear() -> None:
    """Read the names anew."""
    named.cache_clear()
    _pattern.cache_clear()


@cache
def named() -> dict[str, dict[tuple[str, ...], tuple[tuple[str, str], ...]]]:
    """The names of the table: the book and the codes of each, with the sentences that vouch for them (id, date)."""
    found: dict[str, dict[tuple[str, ...], tuple[tuple[str, str], ...]]] = {}
    with NAMES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["name"], {})[(row["book"], *row["codes"].split("|"))] = tuple(
                (one, date) for one, _, date in (seen.partition("@") for seen in row["seen_in"].split())
            )
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(named(), key=len, reverse=True)))
    return re.compile(rf"\b(?P<name>{names})(?P<people>(?:ian|an|i|ese|ish)(?P<many>s)?|s)?\b")


@cache
def _stand_ins() -> tuple[State, ...]:
    by_name = {state.name: state for state in actors().states.values()}
    return tuple(by_name[name] for name in STAND_INS)
