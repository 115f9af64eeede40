"""The commands that keep a list of sources and watch them, as people use them."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
import typer
from typer.testing import CliRunner

from vedette.faces.cli.main import app
from vedette.faces.cli.watching import span


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "date 2024-03-05 Gunmen killed two officers near Kirkuk on Sunday, the army said.", encoding="utf-8"
    )
    return tmp_path


def spoken(*arguments: str) -> tuple[int, str, str]:
    """The exit code and both outputs of a command."""
    done = CliRunner().invoke(app, list(arguments), prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.usefixtures("here")
def test_a_list_is_kept_and_watched() -> None:
    assert spoken("sources", "add", "in/", "--name", "Desk", "--reliability", "B") == (
        0,
        "",
        "added to sources.toml: 'Desk' (files); try it with: vedette sources test Desk\n",
    )
    code, out, _ = spoken("sources", "test", "Desk")
    assert code == 0 and out.startswith("2024-03-05  Gunmen killed")
    code, out, err = spoken("watch", "sources.toml", "--db", "x.ledger", "--once", "--workers", "0")
    assert code == 0 and out == "" and "Desk: 1 new report" in err and "1 source visited" in err
    code, out, _ = spoken("watch", "sources.toml", "--db", "x.ledger", "--once", "--workers", "0", "--json")
    assert code == 0 and json.loads(out)["documents"] == 0
    _, out, _ = spoken("sources", "list", "--db", "x.ledger")
    assert json.loads(out)["stands"]["items"] == 1
    _, out, _ = spoken("incidents", "--db", "x.ledger")
    assert json.loads(out)["record"] == "incident"
    assert spoken("sources", "grade", "Desk", "A")[0] == 0
    assert spoken("sources", "remove", "Desk")[0] == 0


def test_what_is_wrong_is_one_line_with_a_way_out(here: Path) -> None:
    assert "there is no such file or folder; an address begins with https://" in spoken("sources", "add", "feed.xml")[2]
    assert "only http and https" in spoken("sources", "add", "ftp://x.example/")[2]
    assert "never sent" in spoken("sources", "add", "https://a:b@x.example/")[2]
    (here / "empty.toml").write_text("", encoding="utf-8")
    for arguments in (
        ("watch", "empty.toml", "--once"),
        ("sources", "list", "-f", "empty.toml"),
        ("watch", "none.toml", "--once"),
    ):
        code, _, err = spoken(*arguments)
        assert code == 1 and "vedette sources add URL --file" in err and err.count("\n") == 1
    assert spoken("watch", "empty.toml", "--every", "3")[0] == 2


def test_a_source_that_fails_is_exit_code_three_and_no_private_address_is_fetched(here: Path) -> None:
    (here / "s.toml").write_text('[[source]]\nname = "inside"\nurl = "http://127.0.0.1:8080/feed"\n', encoding="utf-8")
    code, out, err = spoken("watch", "s.toml", "--db", "x.ledger", "--once", "--workers", "0", "--json")
    visit, done = (json.loads(line) for line in out.splitlines())
    assert code == 3 and visit["error"].endswith("it is not fetched") and done["failed"] == 1
    assert "failed: inside: 127.0.0.1: its address 127.0.0.1 is not on the public internet" in err
    code, _, err = spoken("sources", "test", "inside", "-f", "s.toml")
    assert code == 1 and "Save the page to a file" in err


@pytest.mark.usefixtures("here")
def test_one_source_is_listed_once_however_it_is_written() -> None:
    assert spoken("sources", "add", "in/", "--name", "Desk")[0] == 0
    for where in ("in", "./in", "in//"):
        assert "'Desk' is that source already" in spoken("sources", "add", where, "--name", "Other")[2]
    assert spoken("sources", "grade", "Desk", "b")[0] == 0
    code, _, err = spoken("watch", "sources.toml", "--db", "x.ledger", "--once", "--workers", "0", "--retry", "Dsk")
    assert code == 1 and "there is no source 'Dsk' in the list; there are: Desk" in err
    assert "give the public address" in spoken("sources", "add", "https://")[2].lower()


def test_a_span_of_time_is_read_as_people_write_it() -> None:
    assert [span(text) for text in ("90s", "10m", "2 h", "1D")] == [90, 600, 7200, 86400]
    for text in ("", "10", "5s", "ten minutes", "-1m"):
        with pytest.raises(typer.BadParameter):
            span(text)


def test_a_grade_in_the_list_is_the_grade_of_what_the_source_brings(here: Path) -> None:
    spoken("sources", "add", "in/", "--name", "Desk", "--reliability", "B")
    (here / "in" / "b.txt").write_text(
        "date 2024-03-05\noutlet Other Paper\n\nGunmen killed a mayor in Basra on Sunday, the police said.",
        encoding="utf-8",
    )
    assert spoken("watch", "sources.toml", "--db", "x.ledger", "--once", "--workers", "0")[0] == 0
    _, out, _ = spoken("incidents", "--db", "x.ledger", "--config", "sources.toml")
    told = {one["sources"][0]["outlet"]: one["grading"]["reliability"] for one in map(json.loads, out.splitlines())}
    assert told == {"Desk": "B", "Other Paper": "F"}


def test_a_flood_is_said_where_incidents_and_sources_are_listed(here: Path) -> None:
    told = "A missile struck the market of {} on Saturday, killing forty people, witnesses said. Ambulances rushed to the scene and smoke rose over the town."
    for town in "Tikrit Mosul Kirkuk Baqubah Ramadi Fallujah Samarra Sinjar Najaf Karbala Basra".split():
        text = f"---\noutlet: Loud Times\npublished: 2024-03-10\n---\n{told.format(town)}\n"
        (here / "in" / f"{town}.md").write_text(text, encoding="utf-8")
    assert spoken("sources", "add", "in/", "--name", "LOUD TIMES")[0] == 0
    assert spoken("watch", "sources.toml", "--db", "x.ledger", "--once", "--workers", "0")[0] == 0
    flood = json.loads(spoken("sources", "list", "--db", "x.ledger")[1])["flood"]
    assert (flood["reports"], len(flood["incidents"])) == (11, 11)
    assert "flood" not in json.loads(spoken("sources", "list")[1])
    rows = spoken("serve", "--db", "x.ledger", "--get", "/rows")[1]
    assert rows.count(">flood</span>") == 11 and rows.count("<tr>") == 13, "eleven of twelve incidents"


@contextmanager
def served_meanwhile(here: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A watch that serves the page, and is no more afterwards whatever happens."""
    (here / "sources.toml").write_text('[[source]]\nname = "Desk"\npath = "in/"\n', encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "vedette",
        "watch",
        "sources.toml",
        "--db",
        "x.ledger",
        "--serve",
        "--port",
        str(port),
        "--workers",
        "0",
    ]
    with subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watch:
        try:
            yield watch
        finally:
            watch.kill()


def test_the_page_is_served_meanwhile_and_ends_with_the_watch(here: Path) -> None:
    with served_meanwhile(here, 0) as watch:
        assert watch.stdout is not None
        address = watch.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S+", address)
        browser = build_opener(HTTPCookieProcessor())
        with browser.open(address, timeout=60) as page:
            assert page.status == 200 and b"incident" in page.read()
        watch.terminate()
        assert watch.wait(timeout=120) == 0, "SIGTERM is an end, not a failure"
    with pytest.raises(URLError):
        browser.open(address, timeout=5)


def test_a_page_that_cannot_be_served_does_not_end_the_watch(here: Path) -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as taken,
        served_meanwhile(here, taken.getsockname()[1]) as watch,
    ):
        assert watch.stderr is not None
        assert any("the page is not served, and the watch goes on" in line for line in watch.stderr)
        assert watch.poll() is None
        watch.terminate()
        assert watch.wait(timeout=120) == 0
