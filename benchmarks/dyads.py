"""Who did what to whom, in CAMEO codes, from the parties and kinds of acts.

Most sentences of one suite speak of invented states; its own dictionary of actors tells their codes, and every system scored
on it is given that dictionary. Here each invented name is told to the product as a real state that the sentence does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks import rows, words_acts
from benchmarks.documents import day, exact
from benchmarks.words_acts import WordsAct
from vedette.coding.actors import ActorSpan
from vedette.reference.actors import actors
from vedette.reference.ontology import act_class

INVENTED: Final = {
    "Arnor": ("ARN", "Norway"), "Gondor": ("GON", "Portugal"), "Osgiliath": ("OSG", "Hungary"), "Eriador": ("ERI", "Austria"),
    "Mordor": ("MOR", "Mongolia"), "Bree": ("BRE", "Belgium"), "Calenardhon": ("CAL", "Chile"), "Fornost": ("FOR", "Finland"),
    "Ithilen": ("ITH", "Ireland"), "Ithilien": ("ITH", "Ireland"), "Dol Amroth": ("DOL", "Denmark"), "Dagolath": ("DAG", "Peru"),
    "Rohan": ("ROH", "Romania"), "Hobbiton": ("HOB", "Uruguay"), "Shire": ("SHR", "Paraguay"), "Lorien": ("ELF", "Bolivia"),
}  # fmt: skip
"""Invented states of the suite: their code in its dictionary, and the state they stand in for while a sentence is read."""

DEMONYMS: Final = {
    "Gondorian": "Gondor",
    "Eriadorian": "Eriador",
    "Eriadori": "Eriador",
    "Arnorian": "Arnor",
    "Mordorian": "Mordor",
    "Osgiliathan": "Osgiliath",
}
NO_SECTOR: Final = frozenset({"", "UNK", "IGO", "NGO"})
BODY_OF: Final = {"UNO": "IGOUNO", "EUR": "IGOEUREEC", "IGO": "IGO"}


WEIS: Final = {
    "CONCEDE": "01", "RETREAT": "01", "CONSULT": "03", "SUPPORT": "04", "COOPERATE": "06", "AID": "07", "AGREE": "08",
    "REQUEST": "09", "REJECT": "11", "ACCUSE": "12", "THREATEN": "16", "PROTEST": "18", "MOBILIZE": "18", "SANCTION": "19",
    "COERCE": "21", "ASSAULT": "22",
}  # fmt: skip
"""Roots of the older codebook in which the unit tests of one suite are written (McClelland, World Event/Interaction Survey)."""

WEIS_TIES: Final = "06"
"""What the older codebook calls ties that are restored or agreements that are ratified: it grants."""

MUTUAL: Final = frozenset({"CONSULT", "COOPERATE"})
"""Kinds that the codebooks code in both directions; an agreement only where its parties stand side by side."""


def predict(data: Path) -> Iterator[rows.Row]:
    """The dyads of every sentence of `actors/dyads.jsonl`."""
    for row in rows.read(data, "actors/dyads.jsonl"):
        text, back = disguised(row["text"])
        document = exact(text, day(row["date"]))
        told = words_acts.read(document) if document else ()
        weis = row["corpus"] == "petrarch2"
        found = dict.fromkeys(event for act in told if not act.weak for event in dyads(act, back, weis=weis))
        yield {"id": row["id"], "events": [{"source": s, "target": t, "code": c} for s, t, c in found]}


def dyads(act: WordsAct, back: dict[str, str], *, weis: bool) -> Iterator[tuple[str, str, str]]:
    """Source, target and code (CAMEO, or a WEIS root) for every doer and everyone done to."""
    cameo = weis_root(act) if weis else act_class(act.kind, act.mode).cameo
    among = (act.kind in MUTUAL or act.kind == "AGREE" or act.ties) and not act.done_to
    for doer in act.doers:
        for done_to in act.doers if among else act.done_to:
            source, target = code(doer, back), code(done_to, back)
            if source != target:
                yield source, target, cameo
                if act.kind in MUTUAL:
                    yield target, source, cameo


def weis_root(act: WordsAct) -> str:
    """The root of the older codebook for an act."""
    return WEIS_TIES if act.ties else WEIS[act.kind]


def code(span: ActorSpan, back: dict[str, str]) -> str:
    """The CAMEO code of an actor: country, or a body of states, then the sector."""
    state = span.state or "---"
    sector = "" if span.bare_state or span.sector is None or span.sector in NO_SECTOR else span.sector
    return back.get(state, BODY_OF.get(state, state)) + sector


def disguised(text: str) -> tuple[str, dict[str, str]]:
    """The text with real states for invented ones, and the way back from their ISO codes."""
    back: dict[str, str] = {}

    def swap(match: re.Match[str]) -> str:
        name = match.group()
        code, state = INVENTED[DEMONYMS.get(name, name)]
        back[_iso3(state)] = code
        return actors().states[_iso3(state)].demonyms[0] if name in DEMONYMS else state

    return _pattern().sub(swap, text), back


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((*INVENTED, *DEMONYMS), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")


@cache
def _iso3(name: str) -> str:
    return next(iso3 for iso3, state in actors().states.items() if state.name == name)
