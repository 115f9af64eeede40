"""What the ledger amounts to: tempo and forecast with its record, relations, totals against the ledger, statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from vedette.app.served import Shown
from vedette.briefing import phrases
from vedette.briefing.telling import RISK_WORDS
from vedette.errors import InputError
from vedette.faces.web import charts, words
from vedette.faces.web.frame import Page, page, shown_of
from vedette.faces.web.network import network, told, tone
from vedette.faces.web.words import countries
from vedette.model import Mention, Tally
from vedette.reference.words import word

router = APIRouter(include_in_schema=False, route_class=Page)

GROUPS: Final = (
    ("THREATEN", "Threats and warnings"), ("REJECT", "Refusals"), ("REQUEST", "Appeals and demands"), ("ACCUSE", "Blame and condemnation"),
    ("CONSULT", "Talks"), ("AGREE", "Agreements"), ("RETREAT", "Standing down"), ("CONCEDE", "Concessions"), ("SUPPORT", "Backing"), ("AID", "Aid"),
    ("COOPERATE", "Cooperation"), ("MOBILIZE", "Moves of forces"), ("SANCTION", "Sanctions"),
)  # fmt: skip
ASIDE: Final = (
    ("denied", "Said not to have happened"),
    ("hypothetical", "Feared or possible"),
    ("background", "Told as history"),
)
ACTS: Final = {
    "ASSAULT": ("attacked", "attacked"),
    "COERCE": ("used force on", "used force"),
    "PROTEST": ("protested against", "protested"),
}
"""The verb of an act that is no incident, with its object and without."""
PER_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what to whom, on what condition, in which report; `met` tells what became of the condition."""

    mention: Mention
    speaker: str
    verb: str
    to: str
    condition: str
    quote: str
    outlet: str
    published: date
    met: bool | None


@router.get("/tempo")
def tempo(request: Request) -> Response:
    """Tempo, forecast and its track record."""
    shown = shown_of(request)
    found = shown.assessment
    key = request.query_params.get("series") or "all"
    series = found.one(key)
    if series is None and found.series:
        raise InputError(f"there is no series {key[:60]!r}; the menu lists those there are")
    record = shown.record
    due = min((one.end for one in record.pending), default=None)
    return page(
        request, "tempo.html", shown, heading="Tempo and forecast", found=found, series=series,
        chart=charts.tempo(series, found.change_points) if series and series.counts else None,
        days=[(series.day(n), count) for n, count in enumerate(series.counts)][-120:] if series else [],
        rate=next((one for one in found.rates if one.key == key), None), fan=charts.forecasts(found.forecasts, {one.key: named(one.key, one.name) for one in found.series}) if found.forecasts else None,
        names={one.key: named(one.key, one.name) for one in found.series}, named=named, window=charts.window, word=word, risks=RISK_WORDS,
        record=record, due=due, dots=charts.reliability(record) if record.tallies else None,
    )  # fmt: skip


def named(key: str, name: str) -> str:
    """What a series counts, a country by its name: "theatre:IQ" is "attacks in Iraq"."""
    kind, _, value = key.partition(":")
    if kind == "theatre":
        return f"attacks in {countries().get(value, value)}"
    return {"weapon": f"{name} attacks", "severity": f"attacks of {name}", "place": f"attacks at {name}"}.get(
        kind, name
    )


@router.get("/relations")
def relations(request: Request) -> Response:
    """Who did what to whom: the network and its table."""
    shown = shown_of(request)
    found = shown.assessment.relations
    drawn = shown.keep("page.network", lambda: network(found))
    return page(
        request,
        "relations.html",
        shown,
        heading="Who did what to whom",
        relations=found,
        drawn=drawn,
        told=told,
        tone=tone,
    )


@router.get("/tallies")
def tallies(request: Request) -> Response:
    """Totals as each counter states them, beside what the ledger holds."""
    shown = shown_of(request)
    held = {one.tally: one for one in shown.assessment.reconciliations}
    ordered = sorted(shown.view.tallies, key=lambda one: (one.as_of, one.id), reverse=True)
    counter = request.query_params.get("counter") or ""
    counters = sorted({one.counter.value.name for one in ordered if one.counter})
    if counter:
        ordered = [one for one in ordered if one.counter and one.counter.value.name == counter]
    number = _page_of(request)
    some = ordered[PER_PAGE * (number - 1) : PER_PAGE * number]
    charted = [
        (words.day(one.as_of) + ("" if counter else f"\n{_counter(one)}"), held[one.id])
        for one in some
        if one.id in held and one.counted.effect is None
    ]
    unique = list({label: (label, row) for label, row in reversed(charted)}.values())[::-1]
    return page(
        request, "tallies.html", shown, heading="Totals against the ledger", rows=[(one, held.get(one.id)) for one in some], total=len(ordered),
        number=number, more=PER_PAGE * number < len(ordered), counters=counters, counter=counter, coverage=shown.assessment.coverage,
        chart=charts.tallies(unique) if unique else None, charted=min(len(unique), charts.MOST_TALLIES), claim=words.claim,
        outlet=lambda id: shown.view.documents[id].outlet or phrases.UNNAMED,
    )  # fmt: skip


@router.get("/statements")
def statements(request: Request) -> Response:
    """Threats, vows with their conditions, warnings, appeals; and what was said not to have happened."""
    shown = shown_of(request)
    met = {id: one.met for one in shown.assessment.positions for id in one.mentions}
    signals = sorted(
        shown.view.signals, key=lambda one: (shown.view.documents[one.document].published, one.id), reverse=True
    )
    said = [one for one in signals if one.status.value not in dict(ASIDE)]
    number = _page_of(request)
    some = said[PER_PAGE * (number - 1) : PER_PAGE * number]
    groups = [
        (key, title, [_statement(shown, one, met.get(one.id)) for one in some if one.kind == key])
        for key, title in GROUPS
    ]
    aside = [
        (key, title, [_statement(shown, one, None) for one in signals if one.status.value == key][:PER_PAGE])
        for key, title in ASIDE
    ]
    return page(
        request, "statements.html", shown, heading="Who said what", groups=[one for one in groups if one[2]], aside=[one for one in aside if one[2]],
        total=len(said), number=number, more=PER_PAGE * number < len(said), conditional=sum(one.condition is not None for one in said),
    )  # fmt: skip


def _statement(shown: Shown, one: Mention, met: bool | None) -> Statement:
    document = shown.view.documents[one.document]
    with_object, alone = phrases.SPEECH_WORDS.get(one.kind) or ACTS.get(one.kind, ("acted on", "acted"))
    return Statement(
        mention=one, speaker=one.actor.value.name if one.actor else "", verb=with_object if one.target else alone,
        to=phrases.the(one.target.value.name) + one.target.value.name if one.target else "", condition=one.condition.value if one.condition else "",
        quote=words.quotation(document.text, one, document.sentences), outlet=document.outlet or phrases.UNNAMED, published=document.published, met=met,
    )  # fmt: skip


def _counter(one: Tally) -> str:
    """Who counts, on one line."""
    return " ".join(one.counter.value.name.split()) if one.counter else "no counter named"


def _page_of(request: Request) -> int:
    asked: Any = request.query_params.get("page") or "1"
    return max(1, min(int(asked), 10**6)) if asked.isascii() and asked.isdigit() else 1
