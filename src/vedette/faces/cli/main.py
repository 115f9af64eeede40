"""The commands, their options and their help; the work is imported when a command runs."""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from vedette import __version__
from vedette.errors import VedetteError
from vedette.faces.cli import exporting, judging, serving, sources, watching
from vedette.faces.cli.options import (
    DEFAULT_DB,
    AsOfDay,
    BriefForm,
    Db,
    Json,
    MinConfidence,
    OneWorker,
    Paths,
    ProfileName,
    Published,
    RecordedBy,
    Settings,
    Workers,
    Yardsticks,
    day,
)

PARTIAL, NOTHING, GATE = 3, 4, 5
STOPPED = 130
"""The exit code of a run that a person stopped: 128 and the number of the signal, as shells count."""


class Commands(TyperGroup):
    """All commands; every expected error of theirs is one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; what it printed is out before this returns."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except VedetteError as error:
            _complain(f"error: {error}", 1)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # how the library that checks values begins
            raise
        except KeyboardInterrupt:
            _complain("stopped; what was written is whole, and the next run goes on from there", STOPPED)
        except OSError as error:
            _let_go_of_stdout()
            if error.errno == errno.EPIPE:  # the reader of our output has what it wanted
                raise typer.Exit(0) from None
            if error.filename is not None:
                raise
            _complain(
                f"error: cannot write to standard output: {error.strerror}; send it elsewhere, or free some space", 1
            )
        return done


app = typer.Typer(
    name="vedette",
    cls=Commands,
    help="Turns dated reports of armed violence into a sourced incident ledger and a verified situation report.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    _speak_any_script()
    app()


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(f"vedette {__version__}")
        raise typer.Exit


@app.command()
def run(
    paths: Paths,
    db: Db = DEFAULT_DB,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the briefing goes: briefing.html, .md and .json.")
    ] = Path("briefing"),
    published: Published = None,
    as_of: AsOfDay = None,
    profile: ProfileName = None,
    min_confidence: MinConfidence = None,
    workers: Workers = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Read reports into a ledger and write the briefing."""
    from vedette.faces.cli import working

    settings = working.settings(config, profile=profile, min_confidence=min_confidence)
    done = working.run(
        paths, db=db, out=out, published=published, as_of=as_of, config=settings, workers=workers, json=json
    )
    raise typer.Exit(done)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where ledger and briefing go.")] = Path("demo"),
    json: Json = False,
) -> None:
    """Run over the bundled corpus, and score the result against its hand coding."""
    from vedette.faces.cli import working

    raise typer.Exit(working.demo(out, json=json))


@app.command()
def code(
    paths: Paths,
    published: Published = None,
    profile: ProfileName = None,
    min_confidence: MinConfidence = None,
    workers: OneWorker = 1,
    config: Settings = None,
) -> None:
    """Print what the coder reads in reports, one JSON record a line, without a ledger."""
    from vedette.faces.cli import working

    settings = working.settings(config, profile=profile, min_confidence=min_confidence)
    raise typer.Exit(working.code(paths, published=published, config=settings, workers=workers))


@app.command()
def incidents(
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """List the incidents, by day."""
    from vedette.faces.cli import looking

    look = looking.Look(db=db, as_of=as_of, recorded_by=recorded_by, config=config)
    raise typer.Exit(looking.incidents(look, json=json))


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of any record.")],
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Print one record whole."""
    from vedette.faces.cli import looking

    look = looking.Look(db=db, as_of=as_of, recorded_by=recorded_by, config=config)
    raise typer.Exit(looking.show(look, id, json=json))


@app.command()
def why(
    target: Annotated[
        str,
        typer.Argument(
            metavar="ID.FIELD", help="A field of an incident, mention or tally, such as i1234.when or i1234.killed."
        ),
    ],
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Print the sentences behind a value, and how it was chosen."""
    from vedette.faces.cli import looking

    look = looking.Look(db=db, as_of=as_of, recorded_by=recorded_by, config=config)
    raise typer.Exit(looking.why(look, target, json=json))


@app.command()
def brief(
    db: Db = DEFAULT_DB,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="A .html, .md, .json or .pdf file instead of standard output.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        BriefForm | None,
        typer.Option(
            "--format", help="In which form; by default that of the file's name, else md.", show_default=False
        ),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since", metavar="DAY", parser=day, help="Tell what changed since this day.", show_default=False
        ),
    ] = None,
    theatre: Annotated[
        str | None,
        typer.Option(
            "--theatre", metavar="PLACE", help="Only what happened in this country or region.", show_default=False
        ),
    ] = None,
    yardstick: Annotated[
        Yardsticks, typer.Option("--lang-of-probability", help="Whose words of probability stand beside the numbers.")
    ] = Yardsticks.icd203,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
) -> None:
    """Write the briefing of a ledger."""
    from vedette.faces.cli import looking

    look = looking.Look(db=db, as_of=as_of, recorded_by=recorded_by, config=config)
    wanted = looking.Brief(since=since, theatre=theatre, yardstick=yardstick.value)
    raise typer.Exit(looking.brief(look, wanted, output=output, form=form))


@app.command()
def assess(
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Say what the ledger amounts to: tempo, breaks, forecasts, risks, and what cannot be said."""
    from vedette.faces.cli import assessing, looking

    look = looking.Look(db=db, as_of=as_of, recorded_by=recorded_by, config=config)
    raise typer.Exit(assessing.assess(look, json=json))


@app.command()
def whatif(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="truce, suspension, strike, mass-casualty, or a TOML file.")
    ],
    start: Annotated[
        date | None,
        typer.Option("--from", metavar="DAY", parser=day, help="Its first day.", show_default=False),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", help="How long it lasts.", show_default="7")
    ] = None,
    series: Annotated[
        str | None,
        typer.Option("--series", metavar="KEY", help="Whose attacks, such as theatre:IQ.", show_default="all"),
    ] = None,
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Set a supposed event against the status quo; an association, not a cause."""
    from vedette.faces.cli import assessing

    raise typer.Exit(
        assessing.whatif(what, db=db, start=start, days=days, series=series, as_of=as_of, config=config, json=json)
    )


@app.command()
def score(
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    wait: Annotated[
        int, typer.Option("--wait", metavar="DAYS", help="Days for late reports before a window is settled.")
    ] = 7,
    replay: Annotated[
        int | None,
        typer.Option(
            "--replay",
            metavar="DAYS",
            help="Score what would have been forecast every so many days, instead.",
            show_default=False,
        ),
    ] = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Settle the published forecasts that are due, and print the running record."""
    from vedette.faces.cli import assessing

    raise typer.Exit(assessing.score(db=db, as_of=as_of, wait=wait, replay=replay, config=config, json=json))


@app.command()
def alerts(
    rules: Annotated[Path, typer.Argument(metavar="RULES.toml", help="The rules.")],
    db: Db = DEFAULT_DB,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Rehearse over the ledger's past, and remember nothing.")
    ] = False,
    memory: Annotated[
        Path | None,
        typer.Option(
            "--memory",
            metavar="FILE",
            help="Where what has fired is remembered; by default beside the ledger.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfDay = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Watch a ledger by rules; exit code 5 when one fires."""
    from vedette.faces.cli import assessing

    raise typer.Exit(
        assessing.alerts(rules, db=db, as_of=as_of, memory=memory, dry_run=dry_run, config=config, json=json)
    )


@app.command()
def ask(
    question: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION", help="In plain words, best in quotation marks.", show_default=False),
    ],
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Answer a question from the ledger, with the records behind each sentence; exit code 4 when it does not hold the answer."""
    from vedette.faces.cli import asking

    raise typer.Exit(asking.ask(" ".join(question), db=db, as_of=as_of, config=config, json=json))


@app.command()
def doctor(
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="Look at this ledger, too.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Look whether this installation can do its work."""
    from vedette.faces.cli import looking

    raise typer.Exit(looking.doctor(db, json=json))


app.add_typer(exporting.app)
app.add_typer(judging.app)
app.add_typer(serving.app)
app.add_typer(sources.app)
app.add_typer(watching.app)


def _speak_any_script() -> None:
    """Files and pipes get UTF-8, as JSON and CSV want it; a terminal of another encoding gets what it cannot show as `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(line: str, code: int) -> NoReturn:
    print(line, file=sys.stderr)
    raise typer.Exit(code)


def _let_go_of_stdout() -> None:
    """Point standard output at nothing, so that what is left in its buffer cannot fail once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
