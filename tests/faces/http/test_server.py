"""The server as people start it: one link, one port, one clear line for whatever stands in its way."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.errors import ConfigError, InputError
from vedette.faces.cli.main import app
from vedette.faces.http import server
from vedette.faces.http.server import Binding


def spoken(*arguments: str) -> tuple[int, str, str]:
    """The exit code and both outputs of a command that is run in this process."""
    done = CliRunner().invoke(app, ["serve", *arguments], prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


def test_one_answer_is_printed_without_a_server(made: Path) -> None:
    code, out, _ = spoken(str(made), "--get", "/incidents.json?limit=1")
    assert code == 0
    assert json.loads(out)["total"] == 4
    assert spoken("--db", str(made), "--get", "/brief.md")[1].startswith("# ")


def test_an_error_is_printed_and_counts_as_one(made: Path) -> None:
    code, out, _ = spoken(str(made), "--get", "/incidents/i0.json")
    assert code == 1
    assert json.loads(out)["status"] == 404


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["LEDGER", "--get", "incidents.json"], "begins with a slash"),
        (["none.ledger", "--get", "/"], "there is no ledger at none.ledger"),
        (["none.ledger"], "there is no ledger at none.ledger"),
        (["LEDGER", "--host", "0.0.0.0"], "give --auth"),
        (["LEDGER", "--host", "::"], "give --auth"),
        (["LEDGER", "--port", "0", "--auth", "./nobody"], "no file of accounts"),
        (["LEDGER", "--port", "0", "--host", "192.0.2.1", "--auth", "ana"], "no address of this machine"),
    ],
)
def test_what_stands_in_the_way_is_one_line_with_the_way_out(made: Path, arguments: list[str], named: str) -> None:
    code, out, said = spoken(*(str(made) if one == "LEDGER" else one for one in arguments))
    assert (code, out) == (1, "")
    assert named in said
    assert said.count("\n") <= 2


def test_a_port_that_is_taken_is_said_to_be(made: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, said = spoken(str(made), "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "is taken; give --port another" in said


def test_two_ledgers_are_one_too_many(made: Path) -> None:
    assert spoken(str(made), "--db", "other.ledger", "--get", "/")[0] == 2


def test_a_missing_package_names_the_extra(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    code, _, said = spoken(str(made))
    assert code == 1
    assert "pip install 'vedette[web]'" in said


def test_the_printed_link_lets_in_one_machine_alone() -> None:
    guard = server.guard_of(Binding(host="127.0.0.1", port=0))
    assert guard.token
    assert guard.session != guard.token
    assert not guard.addresses
    assert server.link_to("127.0.0.1", 80, guard) == f"http://127.0.0.1:80/?token={guard.token}"
    other = server.guard_of(Binding(host="127.0.0.1", port=0))
    assert (other.token, other.session, other.cookie) != (guard.token, guard.session, guard.cookie)


def test_other_machines_are_let_in_only_with_a_password(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="give --auth"):
        server.guard_of(Binding(host="0.0.0.0", port=0))
    guard = server.guard_of(Binding(host="0.0.0.0", port=0, names=("Desk.Example",), auth="ana"))
    assert guard.token is None
    assert guard.addresses
    assert "desk.example" in guard.hosts
    assert guard.accounts is not None
    assert f"sign in as ana with the password {guard.accounts['ana']}" in capsys.readouterr().err


def test_accounts_are_read_from_a_file_that_is_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "accounts"
    file.write_text("# the desk\nana:correct horse\n\nbo:battery:staple\n", encoding="utf-8")
    file.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        server.accounts_of(str(file))
    file.chmod(0o600)
    assert server.accounts_of(str(file)) == {"ana": "correct horse", "bo": "battery:staple"}
    for text in ("ana", "ana:short", ":correct horse", "# nobody"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match="name:password"):
            server.accounts_of(str(file))


def test_an_address_that_cannot_be_is_refused() -> None:
    for host in ("nosuch.invalid", "", "999.1.1.1"):
        with pytest.raises((InputError, ConfigError)):
            server.refuse_strangers(Binding(host=host, port=0))
            server.listen(host or "nosuch.invalid", 0).close()


@pytest.fixture
def started(ledger: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, and the link that it printed."""
    command = [sys.executable, "-m", "vedette", "serve", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_the_link_opens_the_page_and_ctrl_c_ends_it(started: tuple[subprocess.Popen[str], str]) -> None:
    process, link = started
    port, path = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)", link).groups()  # type: ignore[union-attr]
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    connection.request("GET", path)
    signed = connection.getresponse()
    signed.read()
    crumb = (signed.getheader("set-cookie") or "").partition(";")[0]
    connection.request("GET", "/incidents.json", headers={"cookie": crumb})
    found = connection.getresponse()
    assert found.status == 200
    assert found.getheader("server") is None
    assert json.loads(found.read())["total"] == 4
    connection.close()
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert process.stderr is not None
    said = process.stderr.read()
    assert "what was written is whole" in said
    assert "Traceback" not in said
    assert "token" not in said
