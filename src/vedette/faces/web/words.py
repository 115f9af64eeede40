"""Values as the page writes them: short, no more exact than they are, unknown said as unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from vedette.briefing import phrases, telling
from vedette.model import Account, Act, Casualty, Incident, Instrument, Mention, Party, Tally, When, Where
from vedette.reference.actors import actors
from vedette.reference.tables import rows

UNKNOWN = "unknown"
STATUS_WORDS: Final = {
    "occurred": "it happened", "foiled": "foiled", "announced": "announced", "hypothetical": "feared or possible", "denied": "said not to have happened",
    "background": "told as history",
}  # fmt: skip
"""Whether an act happened, in words."""


def day(value: date) -> str:
    """A day in a table: "13 Nov 2023"."""
    return phrases.short_day(value)


def iso_day(text: str) -> str:
    """A day of the wire format in a table."""
    return day(date.fromisoformat(text))


def when(value: When | None) -> str:
    """An interval of days in a table, unknown where there is none."""
    return UNKNOWN if value is None else phrases.short(value)


def act(incident: Incident) -> str:
    """What was done: "drone attack, foiled"."""
    word = "act" if incident.act.value is None else deed(incident.act.value)
    return f"{word}, foiled" if incident.status.value == "foiled" else word


def deed(act: Act) -> str:
    """One act in a word or two: "drone attack", "protest"."""
    return phrases.MODE_WORDS.get(act.mode or "") or phrases.KIND_WORDS.get(act.kind, act.kind.lower())


def record(mention: Mention) -> str:
    """What a report tells, in a few words: "drone attack, foiled", "made a threat or a warning"."""
    act = mention.act.value
    word = phrases.SPEECH_WORDS[act.kind][1] if act.kind in phrases.SPEECH_WORDS else deed(act)
    return word if mention.status.value == "occurred" else f"{word}, {STATUS_WORDS[mention.status.value]}"


def weapons(incident: Incident) -> str:
    """The classes of weapon, with how many where told."""
    held = incident.instruments.value or ()
    return ", ".join(phrases.arm(one) for one in held)


def harm(incident: Incident) -> str:
    """Every toll that stands in the record, the dead first, "" where the reports say nothing."""
    order = list(telling.EFFECT_WORDS)
    tolls = sorted((one.value for one in incident.casualties if one.value), key=lambda one: order.index(one.effect))
    said = list(dict.fromkeys(telling.hurt(one) for one in tolls))
    none = [one.removeprefix("none ") for one in said if one.startswith("none ")]
    rest = [one for one in said if not one.startswith("none ")]
    return ", ".join([*rest, *([f"none {' or '.join(none)}"] if none else [])])


def name(account: Account[Party] | Account[Where]) -> str:
    """The name behind an account, "" where it is unknown."""
    return account.value.name if account.value is not None else ""


def value(field: str, held: Any) -> str:
    """The value of any field in words."""
    if held is None:
        return UNKNOWN
    if isinstance(held, When):
        return when(held)
    if isinstance(held, Casualty):
        side = (
            ""
            if held.side == "unknown"
            else f" ({'side of the ' if held.side in ('actor', 'target') else ''}{held.side})"
        )
        return telling.hurt(held) + side
    if isinstance(held, Party | Where):
        return held.name
    if isinstance(held, tuple):
        return ", ".join(value(field, one) for one in held)
    if field == "status":
        return STATUS_WORDS[held]
    if field == "outcomes":
        return str(phrases.OUTCOME_WORDS.get(held, held)).removeprefix("it ")
    if isinstance(held, Instrument):
        return phrases.arm(held)
    if isinstance(held, Act):
        return deed(held)
    if hasattr(held, "how"):
        by = f" by {held.by.name}" if held.by else ""
        return f"{held.how}{by}: {held.actor.name if held.actor else 'nobody named'}"
    return str(held)


def actor(id: str | None) -> str:
    """The name of an actor by its id, else the id's own words."""
    if not id:
        return UNKNOWN
    known = actors().get(id)
    return known.name if known else id.split(":")[-1].replace("-", " ") if ":" in id else id


def claim(tally: Tally) -> str:
    """A tally's total with its bound: "at least 40"."""
    return phrases.claimed(tally.count.value, tally.bound)


def quotation(text: str, mention: Mention, sentences: Iterable[tuple[int, int]]) -> str:
    """The sentence in which a mention is told, on one line, at most 25 words of it."""
    start, end = next(
        ((s, e) for s, e in sentences if s <= mention.trigger.start < e), (mention.trigger.start, mention.trigger.end)
    )
    words = text[start:end].split()
    before = len(text[start : mention.trigger.start].split())
    first = max(0, min(before - 8, len(words) - phrases.QUOTE_WORDS))
    last = first + phrases.QUOTE_WORDS
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"


def share(part: float) -> str:
    """A probability or a share in per cent, never a certainty."""
    if 0 < part < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= part < 1 else f"{100 * part:.0f} %"


@cache
def countries() -> dict[str, str]:
    """The names of countries by ISO 3166 alpha-2 code."""
    return {row["iso2"]: row["name"] for row in rows("states.csv")}


def signed(number: float) -> str:
    """A number with its sign, "never" where it is without bound."""
    return "never" if number in (float("inf"), float("-inf")) else f"{number:+.1f}".replace("-", "−")


def since(first: date | None, last: date) -> str:
    """A window of days whose start may be open: "17 Oct – 13 Nov 2023", "up to 13 Nov 2023"."""
    return f"up to {day(last)}" if first is None else when(When(earliest=first, latest=last))
