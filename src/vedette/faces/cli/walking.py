"""The walk of `vedette review`: one question after the other, the tellings side by side, each judgement with its reason."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vedette.app import judging
from vedette.app.review import Item, Side
from vedette.app.workspace import Workspace
from vedette.errors import InputError, VedetteError
from vedette.faces.cli import narration

HELP = (
    "same | different | unsure          what the two tellings are\n"
    "edit [ID.]FIELD VALUE              set a field, such as: edit killed 3\n"
    "split MENTION                      take a mention out of its incident\n"
    "drop [ID]                          take the incident out of the ledger's incidents\n"
    "undo ID                            take back a judgement\n"
    "skip | quit                        leave this one, or all that are left"
)
MARKS = ("[", "]")
"""What stands around evidence, so that it is seen without colours too."""


class Stop(Exception):  # noqa: N818  # no error: the person has had enough
    """The person quits, or the input ends."""


def walk(workspace: Workspace, waiting: Sequence[Item], *, by: str) -> int:
    """Ask about each item until the person quits; every judgement is written at once. Says how many were made."""
    console = Console()
    made = 0
    try:
        for number, item in enumerate(waiting, 1):
            show(item, console, f"{number} of {len(waiting)}")
            made += _answered(workspace, item, by)
    except Stop:
        pass
    narration.tell(
        f"{narration.number(made, 'judgement')} written, {len(waiting) - made} of {len(waiting)} left as they are; vedette undo ID takes one back"
    )
    return 0


def show(item: Item, console: Console, place: str) -> None:
    """Print a question, its tellings side by side, and the parts of its score."""
    console.print(Text(f"\n{place} · {item.sort} · {' '.join(item.incidents)}", style="bold"))
    console.print(Text(item.question))
    for first in range(0, len(item.sides), 2):
        two = item.sides[first : first + 2]
        drawn = Table.grid(expand=True, padding=(0, 2, 0, 0))
        for _ in two:
            drawn.add_column(ratio=1)
        drawn.add_row(*(Text(_head(one), style="dim") for one in two))
        drawn.add_row(*(marked(one) for one in two))
        console.print(drawn)
    for feature, weight, reason in item.waterfall:
        bar = (
            ("+" if weight > 0 else "-") * min(24, max(1, round(abs(weight) * 3)))
            if abs(weight) != float("inf")
            else "never"
        )
        console.print(Text(f"  {weight:+6.1f}  {feature:<14} {bar:<24} {reason}"), soft_wrap=True)
    if item.waterfall:
        console.print(Text(f"  {sum(part for _, part, _ in item.waterfall):+6.1f}  log-odds that they tell one event"))


def marked(side: Side) -> Text:
    """A telling with its evidence marked."""
    text, at = Text(), 0
    for start, end in side.marks:
        text.append(_flat(side.text[at:start]))
        text.append(f"{MARKS[0]}{_flat(side.text[start:end])}{MARKS[1]}", style="bold reverse")
        at = end
    text.append(_flat(side.text[at:]))
    return text


def _answered(workspace: Workspace, item: Item, by: str) -> int:
    """Take answers until one settles the item or leaves it; how many judgements were written."""
    while True:
        verb, _, rest = _ask("judge (? for help)> ").partition(" ")
        verb = {"s": "same", "d": "different", "u": "unsure", "q": "quit", "": "skip"}.get(verb, verb)
        if verb == "quit":
            raise Stop
        if verb == "skip":
            return 0
        if verb not in ("same", "different", "unsure", "edit", "split", "drop", "undo"):
            narration.tell(HELP)
            continue
        try:
            judge = judging.Judge(by=by, reason=_ask("why> "), now=datetime.now(UTC))
            for id in _judge(workspace, item, verb, rest.strip(), judge):
                narration.tell(f"written: {id}")
            return 1
        except VedetteError as error:
            narration.tell(f"not written: {error}")


def _judge(workspace: Workspace, item: Item, verb: str, rest: str, judge: judging.Judge) -> list[str]:
    """Write one judgement; the ids of its records."""
    incident = item.incidents[0] if item.incidents else ""
    if verb in ("same", "different", "unsure"):
        if len(item.sides) != 2 or item.field:
            raise InputError("this is no question about two tellings; edit, split, drop, skip or quit")
        a, b = (side.mention for side in item.sides)
        return [judging.decide(workspace, a, b, verb, judge).id]  # type: ignore[arg-type]  # one of the three
    if verb == "edit":
        field, _, value = rest.partition(" ")
        if item.field and not value:
            field, value = item.field, field
        target = field if field.split(".")[0] in item.incidents else f"{incident}.{field}"
        return [judging.override(workspace, target, value, judge).id]
    if verb == "drop":
        return [judging.override(workspace, f"{rest or incident}.drop", "true", judge).id]
    if verb == "undo":
        return [judging.undo(workspace, rest or item.about or "", judge).id]
    return [one.id for one in judging.part(workspace, rest or item.sides[0].mention, judge)]


def _ask(prompt: str) -> str:
    """One line from the person; the end of the input quits."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise Stop
    return line.strip()


def _head(side: Side) -> str:
    return f"{side.published}  {side.outlet or 'unnamed outlet'}  {side.mention}" + (
        f"  in {side.incident}" if side.incident else ""
    )


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
