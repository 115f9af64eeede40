"""The command line as people use it: data on standard output, one line for each error, an exit code for each end."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.faces.cli.main import app

FIRST = """---
title: Rockets at the base
outlet: Example Wire
published: 2024-03-05
---
Two rockets struck the Ain al-Asad air base in Iraq on Monday, wounding three soldiers, the army said.
"""
SECOND = """---
outlet: Second Paper
published: 2024-03-06
---
Five soldiers were wounded when rockets hit Ain al-Asad on Monday, a doctor said. At least 12 attacks have hit American forces since January, the Pentagon said.
"""
THEIRS = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,fatalities\n"
    "X1,2024-03-04,Battles,Armed clash,Unidentified,Police,Iraq,Mosul,36.335,43.1189,2\n"
)


def vedette(*arguments: str, cwd: Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """One run of the command line."""
    command = [sys.executable, "-m", "vedette", *arguments]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, text=True, check=False, timeout=240)


def spoken(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """The exit code and both outputs of a command that is run in this process, which is quicker."""
    monkeypatch.chdir(cwd)
    done = CliRunner().invoke(app, list(arguments), prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


def shown(*arguments: str, cwd: Path, columns: int) -> str:
    """What a command prints on a terminal of so many columns that knows ASCII alone, without styles."""
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "vedette", *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=follower, stderr=subprocess.PIPE, check=False)
    os.close(follower)
    assert done.returncode == 0, done.stderr
    written = os.read(leader, 65536).decode("ascii")
    os.close(leader)
    return re.sub(r"\x1b\[[0-9;]*m", "", written)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports of one attack and their ledger."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.md").write_text(FIRST, encoding="utf-8")
    (folder / "b.md").write_text(SECOND, encoding="utf-8")
    done = vedette("run", "a.md", "b.md", "--db", "x.ledger", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["out/briefing.html", "out/briefing.md", "out/briefing.json"]
    return folder


@pytest.fixture(scope="module")
def incident(folder: Path) -> str:
    """The id of its incident."""
    return str(json.loads(vedette("incidents", "--db", "x.ledger", cwd=folder).stdout.splitlines()[0])["id"])


def test_help_comes_fast_and_imports_nothing_heavy() -> None:
    heavy = "{'sqlalchemy', 'numpy', 'scipy', 'jinja2', 'trafilatura', 'alembic'}"
    code = f"import sys, vedette.faces.cli.main; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    times = []
    for _ in range(5):
        start = spent()
        subprocess.run([sys.executable, "-m", "vedette", "--help"], capture_output=True, check=True)
        times.append(spent() - start)
    # 0.3 s is the promise on an idle machine; the bound is of work, not of waiting, and still catches a heavy import.
    assert min(times) < 0.8


def spent() -> float:
    """Seconds of processor that the commands of this process have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_second_run_says_that_nothing_changed(folder: Path) -> None:
    done = vedette("run", "a.md", "b.md", "--db", "x.ledger", "--out", "out", cwd=folder)
    assert done.returncode == 0
    assert "nothing new: the ledger already holds these 2 reports; nothing was changed" in done.stderr


def test_json_is_one_object_and_nothing_else_on_standard_output(folder: Path) -> None:
    done = vedette("run", "a.md", "--db", "x.ledger", "--out", "out", "--json", cwd=folder)
    summary = json.loads(done.stdout)
    assert (summary["changed"], summary["known"], summary["failures"]) == (False, 1, 0)
    assert [json.loads(line)["fine"] for line in vedette("doctor", "--json", cwd=folder).stdout.splitlines()] == [
        True
    ] * 7


def test_why_prints_the_sentences_and_that_sources_differ(folder: Path, incident: str) -> None:
    done = vedette("why", f"{incident}.injured", "--db", "x.ledger", cwd=folder)
    assert done.returncode == 0
    assert "the sources differ" in done.stdout
    assert "wounding three soldiers" in done.stdout and "Five soldiers were wounded" in done.stdout
    found = json.loads(vedette("why", f"{incident}.injured", "--db", "x.ledger", "--json", cwd=folder).stdout)
    assert found["disagreement"] is True and len(found["tellings"]) == 2


def test_show_prints_the_record_and_settings_reach_it(folder: Path, incident: str) -> None:
    (folder / "grades.toml").write_text('[outlets]\n"Example Wire" = "A"\n', encoding="utf-8")
    plain = json.loads(vedette("show", incident, "--db", "x.ledger", cwd=folder).stdout)
    graded = json.loads(vedette("show", incident, "--db", "x.ledger", "--config", "grades.toml", cwd=folder).stdout)
    assert (plain["id"], graded["id"]) == (incident, incident)
    assert plain["grading"] != graded["grading"]


def test_the_past_is_shown_as_it_was_known(folder: Path, incident: str) -> None:
    then = json.loads(vedette("show", incident, "--db", "x.ledger", "--as-of", "2024-03-05", cwd=folder).stdout)
    now = json.loads(vedette("show", incident, "--db", "x.ledger", cwd=folder).stdout)
    assert (len(then["sources"]), len(now["sources"])) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("incidents", "--db", "no.ledger"), 1, r"no ledger at no\.ledger; make one with: vedette run"),
        (("incidents", "--db", "a.md"), 1, r"a\.md: it is not a ledger"),
        (("incidents", "--db", "x.ledger", "--as-of", "2000-01-01"), 4, r"no incidents in x\.ledger by 2000-01-01"),
        (("incidents", "--db", "x.ledger", "--recorded-by", "2000-01-01"), 4, r"x\.ledger as recorded by 2000-01-01T"),
        (("assess", "--db", "x.ledger", "--as-of", "2000-01-01"), 4, r"no report in x\.ledger by 2000-01-01"),
        (("ask", "how many attacks?", "--db", "x.ledger", "--as-of", "2000-01-01"), 1, "published by 2000-01-01, so"),
        (("export", "failures", "--db", "x.ledger"), 4, r"no failures in x\.ledger"),
        (("brief", "--db", "x.ledger", "--as-of", "2000-01-01"), 1, "no report published by 2000-01-01"),
        (("brief", "--db", "x.ledger", "-o", "a.docx"), 1, "'docx'; known: html, md, json"),
        (("brief", "--db", "x.ledger", "-o", "out"), 1, "out: .* a file whose name has no ending; known: html"),
        (("brief", "--db", "x.ledger", "-o", "a.md/b.html"), 1, "a.md is not a folder"),
        (("brief", "--db", "x.ledger", "--as-of", "soon"), 2, "'soon' is not a day; write it as YYYY-MM-DD"),
        (("brief", "--db", "x.ledger", "--recorded-by", "soon"), 2, "'soon' is not a moment"),
        (("show", "i1", "--db", "x.ledger"), 1, "holds no record 'i1'.*vedette incidents"),
        (("show", "i1.when", "--db", "x.ledger"), 1, r"vedette why i1\.when explains a field"),
        (("why", "i1.when", "--db", "x.ledger"), 1, "holds no record 'i1'"),
        (("run", "a.md", "--db", "gone/x.ledger"), 1, "there is no folder gone"),
        (("run", "a.md", "--db", "x.ledger", "--out", "a.md"), 1, "a.md is not a folder"),
        (("run", "gone.md", "--db", "x.ledger"), 1, r"gone\.md: there is no such file"),
        (("run", "a.md", "--config", "gone.toml"), 1, r"gone\.toml"),
        (("demo", "--out", "a.md"), 1, "there is a file of that name"),
        (("export", "rumours", "--db", "x.ledger"), 2, "Invalid value for 'what': 'rumours' is not one of 'mentions'"),
        (("doctor", "--db", "no.ledger"), 1, "no ledger at no.ledger"),
        (("frobnicate",), 2, "No such command"),
        (("run",), 2, "Missing argument"),
        ((), 2, "Usage"),
    ],
)
def test_a_wrong_word_is_one_clear_line_and_a_code(
    folder: Path, arguments: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, out, complaint = spoken(*arguments, cwd=folder, monkeypatch=monkeypatch)
    assert ended == code, complaint
    assert re.search(said, complaint + out), complaint
    if code == 1 and complaint:
        assert complaint.startswith("error: ") and len(complaint.splitlines()) == 1


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("bogus", "unknown field 'bogus'.*known: act, status"),
        ("killed", "anything about killed"),
        ("", "name a field, as in i"),
    ],
)
def test_a_wrong_field_is_named_with_the_right_ones(
    folder: Path, incident: str, field: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, _, complaint = spoken("why", f"{incident}.{field}", "--db", "x.ledger", cwd=folder, monkeypatch=monkeypatch)
    assert ended == 1
    assert re.search(said, complaint)


def test_a_run_that_looks_back_before_every_report_says_why_there_is_no_briefing(folder: Path) -> None:
    done = vedette("run", "a.md", "--db", "y.ledger", "--out", "none", "--as-of", "2000-01-01", cwd=folder)
    assert done.returncode == 0
    assert "1 new report (" in done.stderr and "no briefing was written" in done.stderr
    assert not (folder / "none").exists()


def test_code_reads_standard_input_and_keeps_nothing(folder: Path) -> None:
    done = vedette(
        "code",
        "-",
        cwd=folder,
        text="date 2024-03-05 Gunmen attacked a police post near Kirkuk on Sunday and killed two officers.",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["kind"] == "ASSAULT"
    assert vedette("code", "-", cwd=folder, text="").returncode == 1


def test_a_run_that_can_read_nothing_says_that_and_no_more(folder: Path) -> None:
    (folder / "noending").write_text("words", encoding="utf-8")
    done = vedette("run", "noending", "--db", "z.ledger", "--out", "none", cwd=folder)
    assert done.returncode == 3
    assert "cannot read files whose name has no ending" in done.stderr
    assert "no report could be read" in done.stderr and "already holds" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_pipe_carries_utf_8_whatever_the_locale_says(
    folder: Path, incident: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [sys.executable, "-m", "vedette", "why", f"{incident}.injured", "--db", "x.ledger"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "“Two rockets struck the Ain al-Asad air base" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are those of POSIX systems")
@pytest.mark.parametrize("columns", [40, 80])
def test_a_narrow_terminal_does_not_cut_an_id(folder: Path, incident: str, columns: int) -> None:
    assert incident in shown("incidents", "--db", "x.ledger", cwd=folder, columns=columns)


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are those of POSIX systems")
def test_a_comparison_on_a_terminal_says_what_each_number_is(folder: Path, incident: str) -> None:
    (folder / "theirs.csv").write_text(THEIRS, encoding="utf-8")
    head, *rows = shown("compare", "--with", "theirs.csv", "--db", "x.ledger", cwd=folder, columns=120).splitlines()
    assert re.search(r"held by +day +place +apart +killed there +id there +id", head)
    assert any(re.search(rf"the ledger +2024-03-04 .*{incident}", row) for row in rows)
    assert any(re.search(r"theirs\.csv +2024-03-04 +Mosul +2 +X1", row) for row in rows)


def test_a_reason_that_several_questions_share_is_told_once(folder: Path) -> None:
    done = vedette("assess", "--db", "x.ledger", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.count("fewer than 20 cannot tell a trend from chance") == 1
    assert "\n  whether all attacks became more or less frequent\n" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes, signals and /dev/full are those of POSIX systems")
@pytest.mark.parametrize("command", ["export documents", "incidents", "brief --format html", "show ID"])
def test_a_reader_that_leaves_and_a_full_disk_leave_no_traceback(folder: Path, incident: str, command: str) -> None:
    line = f"{sys.executable} -m vedette {command.replace('ID', incident)} --db x.ledger"
    gone = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | true"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (gone.returncode, gone.stderr) == (0, "")
    full = subprocess.run(
        ["bash", "-c", f"{line} > /dev/full"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert full.returncode == 1
    assert (
        full.stderr.startswith("error: cannot write to standard output: No space left")
        and len(full.stderr.splitlines()) == 1
    )


@pytest.mark.skipif(os.name != "posix", reason="the signal is that of POSIX systems")
def _listening() -> None:
    """A job in the background is started deaf to Ctrl-C, and so would be what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_person_can_stop_a_run_and_the_next_goes_on(folder: Path) -> None:
    reports = folder / "many"
    reports.mkdir()
    for number in range(300):
        text = SECOND.replace("2024-03-06", f"2024-02-{1 + number % 28:02}").replace("Five", str(number + 2))
        (reports / f"{number}.md").write_text(text, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "vedette", "run", "many", "--db", "many.ledger", "--out", "out2"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_listening,
    )
    deadline = time.monotonic() + 120
    while not (folder / "many.ledger").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130, said
    assert said.splitlines()[-1].startswith("stopped; ") and "Traceback" not in said
