"""What the commands' options are called, what they take, and what their help says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


def day(text: str) -> date:
    """A day as people write it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2023-11-13") from None


def moment(text: str) -> datetime:
    """A moment as people write it; UTC where no zone is given."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a moment; write it as 2023-11-13T18:00+00:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class What(StrEnum):
    """What can be exported."""

    mentions = "mentions"
    tallies = "tallies"
    signals = "signals"
    incidents = "incidents"
    documents = "documents"
    failures = "failures"
    predictions = "predictions"


class BriefForm(StrEnum):
    """The forms of a briefing."""

    md = "md"
    html = "html"
    json = "json"
    pdf = "pdf"


class Yardsticks(StrEnum):
    """Whose words of probability are used."""

    icd203 = "icd203"
    phia = "phia"


Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, .zip archives, or - for standard input.", show_default=False)
]
Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The ledger.")]
Settings = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings in TOML.", show_default=False)
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="NAME|FILE", help="What counts as an incident: conflict, crime, or a TOML file of your own.",
        show_default=False,
    ),
]  # fmt: skip
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence", metavar="P", min=0.0, max=1.0,
        help="Keep only what the coder is at least this sure of: fewer incidents, more of them right.", show_default=False,
    ),
]  # fmt: skip
Published = Annotated[
    date | None,
    typer.Option(
        "--published", metavar="DAY", parser=day, help="The date of reports that carry none.", show_default=False
    ),
]
AsOfDay = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        parser=day,
        help="Look back: only what had been published by the end of this day.",
        show_default=False,
    ),
]
RecordedBy = Annotated[
    datetime | None,
    typer.Option(
        "--recorded-by",
        metavar="MOMENT",
        parser=moment,
        help="Look back: only what this ledger held at this moment.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print for machines, also on a terminal.")]
DEFAULT_DB = Path("vedette.ledger")
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=64,
        help="Processes that code; they change nothing that is written.",
        show_default="as many as save time",
    ),
]
OneWorker = Annotated[
    int,
    typer.Option(
        "--workers", metavar="N", min=1, max=64, help="Processes that code; they change nothing that is printed."
    ),
]
