"""One incident: what each field says and why, the words of each report, what links them, and how it came to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from vedette.app import history, review
from vedette.app.history import Change
from vedette.app.review import accounts_of
from vedette.app.served import Shown
from vedette.app.workspace import View
from vedette.faces.web import evidence, words
from vedette.faces.web.frame import Page, page, shown_of
from vedette.faces.web.verbs import judgements_on
from vedette.model import Account, Decision, Document, Incident, Mention, Override
from vedette.model.ids import mention_of
from vedette.model.incident import Told
from vedette.store.base import AsOf

FIELDS: Final = {
    "act": "What", "status": "Did it happen", "when": "When", "place": "Where", "launched_from": "Launched from", "actor": "By", "target": "Against",
    "instruments": "Weapons", "outcomes": "Outcome", "multiplicity": "Separate attacks",
}  # fmt: skip
RESTS_ON: Final = {
    "explicit": "as dated",
    "relative": "from words like “Wednesday”",
    "publication": "from the day of the report",
}
"""What a day was read from, in words."""
MOST_PAIRS: Final = 12
MOST_MOMENTS: Final = 40

router = APIRouter(include_in_schema=False, route_class=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as it is shown: its value in words, how that was chosen, and each value told with (outlet, basis, confidence) of who tells it."""

    key: str
    label: str
    value: str
    rule: str
    disagreement: bool
    person: bool
    told: tuple[tuple[str, tuple[tuple[str, str | None, float], ...]], ...]
    tellings: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's words on the incident, the read ones marked."""

    mention: Mention
    document: Document
    copy_of: str | None
    excerpt: tuple[tuple[evidence.Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two tellings are held to be one event: the parts of the score, heaviest first."""

    first: str
    second: str
    parts: tuple[tuple[str, float, str], ...]
    total: float
    by: str
    names: tuple[str, str]


@router.get("/incidents/{id}")
def incident(request: Request, id: str) -> Response:
    """The page of one incident; a former id leads on to the one that took it in."""
    shown = shown_of(request)
    found = shown.incident(id)
    if found is None:
        raise HTTPException(
            404, f"the ledger holds no incident {id[:60]}; it may have been taken out by a person or a newer coding"
        )
    if found.id != id:
        return RedirectResponse(f"/incidents/{found.id}", status_code=308)
    tellings = tuple(_tellings(shown, found))
    return page(
        request, "incident.html", shown, incident=found, heading=headline(found), fields=tuple(_fields(shown, found)),
        unknown=[label for key, label in FIELDS.items() if getattr(found, key).value is None], tellings=tellings,
        links=tuple(_links(shown, found)), changes=revisions(shown.view, found), judgements=judgements_on(shown, found),
        parts=[one for one in shown.view.incidents if one.part_of == found.id], labels={**FIELDS, "attributions": "Said to be by", "casualties": "Harm"},
        widest=_widest, settable=_settable(found), given=request.query_params,
    )  # fmt: skip


def headline(one: Incident) -> str:
    """What, where and against whom, as a line of a newspaper: "Drone attack at Ain al-Asad air base"."""
    act = words.act(one).removesuffix(", foiled")
    start = f"Foiled {act}" if one.status.value == "foiled" else act[:1].upper() + act[1:]
    place = one.place.value
    at = (
        ""
        if place is None
        else f" {'in' if place.precision in ('country', 'province', 'region', 'district', 'town', 'sea') else 'at'} {place.name}"
    )
    return f"{start}{at}"


def revisions(view: View, one: Incident) -> tuple[Change, ...]:
    """How the incident came to be as it is: its own mentions, decisions and overrides, set side by side moment by moment.

    Only the records that touch it are looked at, so that it costs the same in a large ledger.
    """
    own = set(one.mentions) | {mention_of(former) for former in one.former_ids}
    near = own | {
        id for d in view.judged.decisions if d.person and own & {d.first, d.second} for id in (d.first, d.second)
    }
    mentions = tuple(m for m in view.mentions if m.id in near)
    decisions = tuple(d for d in view.judged.decisions if d.first in near and d.second in near)
    overrides = tuple(o for o in view.overrides if mention_of(o.incident) in near)
    written: tuple[Mention | Decision | Override, ...] = (*mentions, *decisions, *overrides)
    moments = sorted({one.recorded_at for one in written})[-MOST_MOMENTS:]
    views = [_then(view, moment, mentions, decisions, overrides) for moment in moments]
    found: list[Change] = []
    for before, after in pairwise([_then(view, None, (), (), ()), *views]):
        changes = history.changes(before, after, at=after.as_of.recorded)
        found += [c for c in changes if c.incident in (one.id, *one.former_ids)]
    return tuple(found)


def _then(view: View, moment: Any, mentions: Sequence[Any], decisions: Sequence[Any], overrides: Sequence[Any]) -> View:
    def held(records: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(r for r in records if moment is not None and r.recorded_at <= moment)

    documents = {m.document: view.documents[m.document] for m in held(mentions)}
    copies = tuple(c for c in view.copies if c.document in documents and c.of in documents)
    return View(
        as_of=AsOf(recorded=moment), config=view.config, documents=documents, mentions=held(mentions), tallies=(), copies=copies,
        decisions=held(decisions), overrides=held(overrides), failures=(), runs=(),
    )  # fmt: skip


def _fields(shown: Shown, one: Incident) -> Iterator[Field]:
    for key, account in accounts_of(one):
        if account.value is None and not account.told:
            continue
        effect = key.split(".")[1] if key.startswith("casualties.") else ""
        label = (
            FIELDS.get(key)
            or {"killed": "Killed", "injured": "Injured", "missing": "Missing", "harmed": "Casualties"}[effect]
        )
        yield _field(shown, key, label, account)
    if one.attributions:
        told = _told(shown, "attributions", one.attributions)
        yield Field(
            key="attributions", label="Said to be by", value="; ".join(text for text, _ in told), rule="every attribution is kept",
            disagreement=False, person=False, told=told, tellings=len(one.attributions),
        )  # fmt: skip


def _told(
    shown: Shown, field: str, tellings: Sequence[Told[Any]]
) -> tuple[tuple[str, tuple[tuple[str, str | None, float], ...]], ...]:
    """What is told in words, each value once, with the outlets that tell it."""
    groups: dict[str, list[tuple[str, str | None, float]]] = {}
    for one in tellings:
        who = (_outlet(shown, one.document), one.reading.basis, one.reading.confidence)
        groups.setdefault(words.value(field, one.reading.value), []).append(who)
    return tuple((text, tuple(who)) for text, who in groups.items())


def _field(shown: Shown, key: str, label: str, account: Account[Any]) -> Field:
    field = key.partition(".")[0]
    value = words.value(field, account.value) if account.value is not None else ""
    return Field(
        key=key, label=label, value=value, rule=account.rule, disagreement=account.disagreement, person=account.override is not None,
        told=_told(shown, field, account.told), tellings=len(account.told), detail=_detail(field, account.value),
    )  # fmt: skip


def _detail(field: str, held: Any) -> str:
    if held is None:
        return ""
    if field == "when":
        return RESTS_ON[held.basis]
    if field in ("place", "launched_from"):
        within = f"within {held.radius_km:g} km" if held.radius_km else "no point known"
        claimed = f"; disputed, claimed by {', '.join(held.claimants)}" if held.disputed else ""
        country = f" in {words.countries().get(held.country, held.country)}" if held.country else ""
        return f"{held.precision or 'place'}{country}, {within}{claimed}"
    return ""


def _outlet(shown: Shown, document: str) -> str:
    return shown.view.documents[document].outlet or "an unnamed outlet"


def _tellings(shown: Shown, one: Incident) -> Iterator[Telling]:
    copies = {c.document: c.of for c in shown.view.copies}
    for id in one.mentions:
        mention = shown.mention(id)
        if mention is not None:
            document = shown.view.documents[mention.document]
            yield Telling(
                mention=mention,
                document=document,
                copy_of=copies.get(document.id),
                excerpt=evidence.excerpt(document, evidence.spans_of(mention)),
            )


def _links(shown: Shown, one: Incident) -> Iterator[Link]:
    """Each telling with the eldest: the model's reasons, and who decided."""
    eldest, *others = one.mentions
    people = {frozenset((d.first, d.second)): d for d in shown.view.judged.decisions if d.person}
    for other in others[:MOST_PAIRS]:
        parts = review.waterfall(shown.view, eldest, other)
        person = people.get(frozenset((eldest, other)))
        by = f"{person.by} said {person.verdict}: {person.reason}" if person else ""
        yield Link(
            first=eldest,
            second=other,
            parts=parts,
            total=sum(part for _, part, _ in parts),
            by=by,
            names=(_named(shown, eldest), _named(shown, other)),
        )


def _named(shown: Shown, id: str) -> str:
    mention = shown.mention(id)
    document = shown.view.documents[mention.document] if mention else None
    return f"{document.outlet or 'an unnamed outlet'}, {words.day(document.published)}" if document else id


def _widest(links: Sequence[Link]) -> float:
    """The largest part of any score, for one scale over all."""
    return max((abs(part) for link in links for _, part, _ in link.parts if abs(part) != float("inf")), default=1.0)


def _settable(one: Incident) -> tuple[tuple[str, str], ...]:
    effects = dict.fromkeys(key for key, _ in accounts_of(one) if key.startswith("casualties."))
    harm = [(key, key.removeprefix("casualties.").replace(".", ", ")) for key in effects]
    return (*FIELDS.items(), *(harm or (("killed", "killed"), ("injured", "injured"))))
