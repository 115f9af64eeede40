"""Small documents, codings and judgements, numbered: the same number is the same record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from vedette.model import (
    Act,
    Casualty,
    Counted,
    Decision,
    Document,
    Failure,
    Mention,
    Override,
    Prediction,
    Quantity,
    Reading,
    Run,
    Severity,
    Tally,
    When,
)
from vedette.model.judgement import Verdict
from vedette.store.base import Coding

DAY = date(2023, 11, 1)
NOON = datetime(2023, 12, 1, 12, tzinfo=UTC)
MENTIONS = 3


def document(number: int, *, published: date = DAY, recorded_at: datetime = NOON) -> Document:
    """A document of two sentences, the first of them with a word of its own ("town7")."""
    first = f"Gunmen attacked town{number} and wounded {number + 2} men. "
    text = first + "A monitor counted at least 40 attacks."
    return Document(
        id=Document.id_for(text, published, f"outlet {number % 5}", None),
        text=text,
        published=published,
        outlet=f"outlet {number % 5}",
        origin=f"feed.jsonl#{number}",
        recorded_at=recorded_at,
        sentences=((0, len(first) - 1), (len(first), len(text))),
    )


def mention(document: Document, ordinal: int, *, coder: str, recorded_at: datetime) -> Mention:
    """One of the attacks that the document tells."""
    act = Reading(value=Act(kind="ASSAULT", mode="firearms"), passages=(document.passage(7, 15),))
    hurt = Casualty(effect="injured", side="unknown", count=Quantity.exactly(3))
    return Mention(
        id=Mention.id_for(document.id, coder, act, ordinal),
        document=document.id,
        coder=coder,
        act=act,
        status=Reading(value="occurred", passages=act.passages),
        when=Reading(value=When(latest=document.published, basis="publication"), basis="publication"),
        severity=Severity(level=3),
        confidence=0.5,
        recorded_at=recorded_at,
        casualties=(Reading(value=hurt, passages=(document.passage(0, 6),)),),
    )


def coding(
    document: Document, *, coder: str = "rules/1", recorded_at: datetime = NOON, mentions: int = MENTIONS
) -> Coding:
    """What a coder read: some mentions, a tally and a failure; nothing at all where `mentions` is 0."""
    if not mentions:
        return Coding(document=document.id, coder=coder, recorded_at=recorded_at)
    start = document.text.index("at least 40")
    count = Reading(value=Quantity.at_least(40), passages=(document.passage(start, start + 11),))
    tally = Tally(
        id=Tally.id_for(document.id, coder, count),
        document=document.id,
        coder=coder,
        counted=Counted(kind="ASSAULT"),
        count=count,
        bound="at_least",
        as_of=document.published,
        recorded_at=recorded_at,
    )
    return Coding(
        document=document.id,
        coder=coder,
        recorded_at=recorded_at,
        mentions=tuple(mention(document, n, coder=coder, recorded_at=recorded_at) for n in range(mentions)),
        tallies=(tally,),
        failures=(failure(f"{document.id} {coder}", document=document.id, recorded_at=recorded_at),),
    )


def failure(item: str, *, document: str | None = None, recorded_at: datetime = NOON) -> Failure:
    """An item without a date."""
    id = Failure.id_for("documents", item, "no_date", "it has no date")
    values = {"stage": "documents", "item": item, "code": "no_date", "reason": "it has no date", "way_out": "say when"}
    return Failure(id=id, document=document, recorded_at=recorded_at, **values)


def decision(
    first: str, second: str, verdict: Verdict = "same", *, person: bool = False, recorded_at: datetime = NOON
) -> Decision:
    """A decision on two mentions, in whichever order they are given."""
    first, second = sorted((first, second))
    by = "ana" if person else "average-link/1"
    return Decision(
        id=Decision.id_for(first, second, verdict, by, person, recorded_at),
        first=first,
        second=second,
        verdict=verdict,
        by=by,
        reason="one town, one day",
        recorded_at=recorded_at,
        person=person,
        weight=None if person else 2.5,
        features=() if person else (("same_place", 3.0), ("days_apart", -0.5)),
    )


def override(incident: str, value: str = '"ASSAULT"', *, recorded_at: datetime = NOON) -> Override:
    """A person's value for the kind of an incident."""
    id = Override.id_for(incident, "kind", value, "ana", recorded_at)
    return Override(
        id=id,
        incident=incident,
        field="kind",
        value=value,
        by="ana",
        reason="the town's mayor",
        recorded_at=recorded_at,
    )


def run(number: int, *, recorded_at: datetime = NOON) -> Run:
    """A run of one minute."""
    started = recorded_at - timedelta(minutes=1)
    return Run(id=f"r{number}", started_at=started, recorded_at=recorded_at, fingerprint="f1", items=number)


def prediction(key: str = "all", *, as_of: date = DAY, recorded_at: datetime = NOON) -> Prediction:
    """A forecast of the week after a day."""
    start, draws = as_of + timedelta(days=1), ((0, 30), (2, 70))
    return Prediction(
        id=Prediction.id_for((key, start), 0.7, draws, draws),
        key=key,
        target="all attacks, by the count of this ledger",
        as_of=as_of,
        start=start,
        days=7,
        counter="this ledger",
        method="default",
        threshold=2,
        chance=0.7,
        baseline="block28",
        baseline_chance=0.7,
        draws=draws,
        baseline_draws=draws,
        recorded_at=recorded_at,
    )
