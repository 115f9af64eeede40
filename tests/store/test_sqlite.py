"""The file of a ledger: what opens it, what is refused and left as it was, and what no one can do to it."""

from __future__ import annotations

import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.contracts.samples import coding, document, prediction, run

from vedette.errors import LedgerError
from vedette.store import rows, sqlite
from vedette.store.migrations import upgrade
from vedette.store.schema import RECORDS, VERSION
from vedette.store.sql import SqlLedger, open_ledger

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def made(path: Path, documents: int = 3) -> Path:
    """A ledger with a few coded documents."""
    with open_ledger(path) as ledger:
        ledger.add_documents(document(number) for number in range(documents))
        for number in range(documents):
            ledger.add_coding(coding(document(number)))
    return path


def refused(path: Path, *, read_only: bool = False) -> str:
    """What opening this says; whatever is there must be left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError) as error:
        open_ledger(path, read_only=read_only, wait_s=0.1).close()
    assert str(error.value).startswith(f"{path}: "), "the message names the file"
    assert before is None or path.read_bytes() == before, "the file is left as it was"
    return str(error.value).removeprefix(f"{path}: ")


def test_the_migrations_build_the_schema_that_a_new_ledger_has(tmp_path: Path) -> None:
    made(tmp_path / "new.db")
    engine = sqlite._engine(tmp_path / "migrated.db", read_only=False, wait_s=1)
    with engine.execution_options(writer=True).begin() as connection:
        upgrade(connection)
        sqlite.mark(connection)
    engine.dispose()
    assert schema(tmp_path / "new.db") == schema(tmp_path / "migrated.db")
    with open_ledger(tmp_path / "migrated.db") as ledger:
        assert ledger.add_documents([document(1)]) == 1


def schema(path: Path) -> set[tuple[str, ...]]:
    """All that is defined in a file, apart from how it is spaced."""
    connection = sqlite3.connect(path)
    try:
        found = {
            (kind, name, re.sub(r"\s|(?<=\() | (?=\))", "", sql or ""))
            for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master")
        }
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        pragmas = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
    finally:
        connection.close()
    return found | {("stamp", str(revision), str(pragmas))}


def test_an_older_ledger_is_brought_up_to_date_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION}")
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    assert "of the older version 0" in refused(path, read_only=True)
    with open_ledger(path) as ledger:
        assert ledger.add_documents([document(1)]) == 1
    assert schema(path) == schema(made(tmp_path / "new.db"))


def first_version(path: Path) -> None:
    """A ledger as the first version wrote it: its tables, a document and a coding, no forecasts."""
    from alembic import command
    from alembic.config import Config

    from vedette.store import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = sqlite._engine(path, read_only=False, wait_s=1)
    with engine.execution_options(writer=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        sqlite.mark(connection)
        connection.exec_driver_sql("PRAGMA user_version = 1")
        for number in range(3):
            row = rows.document(document(number))
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            connection.exec_driver_sql(f"INSERT INTO documents ({names}) VALUES ({marks})", tuple(row.values()))
    engine.dispose()


def test_a_ledger_of_the_first_version_keeps_its_records_and_takes_forecasts(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    first_version(path)
    with open_ledger(path) as ledger:
        assert list(ledger.documents()) == [document(number) for number in range(3)]
        assert list(ledger.predictions()) == []
        assert ledger.add_coding(coding(document(1))) > 0
        assert ledger.add_predictions([prediction()]) == 1
    with open_ledger(path, read_only=True) as again:
        assert list(again.predictions()) == [prediction()]
    assert schema(path) == schema(made(tmp_path / "new.db"))


def test_opening_a_ledger_does_not_import_alembic(tmp_path: Path) -> None:
    code = "import sys; from vedette.store.sql import open_ledger; open_ledger(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "l.db")], check=False).returncode == 0


def test_a_ledger_keeps_a_log_so_that_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    with open_ledger(path) as ledger, open_ledger(path, read_only=True) as reader:
        with ledger._writing() as writing:
            assert writing.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert writing.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert len(list(reader.documents())) == 3
        assert len(list(reader.documents())) == 3


@pytest.mark.parametrize("table", [table.name for table in RECORDS])
def test_no_record_can_be_changed_or_removed(tmp_path: Path, table: str) -> None:
    path = made(tmp_path / "l.db")
    with open_ledger(path) as ledger:
        ledger.add_run(run(1))
        fill_judgements(ledger)
        for statement in (f"UPDATE {table} SET recorded_at = ''", f"DELETE FROM {table}", replaced(table)):
            with pytest.raises(LedgerError, match="append-only"), ledger._writing() as connection:
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar(), "nothing to protect"
                connection.exec_driver_sql(statement)
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        plain.execute(f"DELETE FROM {table}")
    plain.close()


def replaced(table: str) -> str:
    """A statement that would put another record in the place of one that is there."""
    return f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"


def fill_judgements(ledger: SqlLedger) -> None:
    """One of each judgement."""
    from tests.contracts.samples import NOON, decision, override

    from vedette.model import Copy

    first, second = (mention.id for mention in list(ledger.mentions())[:2])
    ledger.add_decisions([decision(first, second)])
    ledger.add_overrides([override("i1")])
    ledger.add_predictions([prediction()])
    ledger.add_copies([Copy(document=document(1).id, of=document(0).id, similarity=1, recorded_at=NOON)])


def test_many_who_open_a_new_ledger_at_once_make_one(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> int:
        start.wait()
        with open_ledger(tmp_path / "l.db") as ledger:
            return ledger.add_documents([document(number % 4)])

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 4
    assert len(list(open_and_read(tmp_path / "l.db"))) == 4


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "it is a folder" in refused(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"there is no folder {tmp_path / 'no'}: create it" in refused(tmp_path / "no" / "l.db")


def test_a_ledger_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert "there is no ledger here" in refused(tmp_path / "l.db", read_only=True)
    assert not (tmp_path / "l.db").exists()


@pytest.mark.parametrize(
    "content", [b"these are not the bytes of a ledger\n" * 100, b"x", b"\0" * 5000, b"PK\x03\x04" + b"\0" * 200]
)
def test_a_file_of_something_else_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "it is not a ledger: name another file" in refused(path)
    assert "it is not a ledger" in refused(path, read_only=True)


def test_another_programs_database_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (id TEXT)")
    connection.commit()
    connection.close()
    assert "an SQLite file but not a ledger" in refused(path)


def test_a_ledger_from_a_newer_version_is_refused_with_its_version(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 6}")
    connection.close()
    for read_only in (False, True):
        message = refused(path, read_only=read_only)
        assert f"newer vedette (ledger version {VERSION + 6}; this one reads up to {VERSION})" in message
        assert "install that vedette, or name another file" in message


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    path.touch()
    assert "it is empty" in refused(path, read_only=True)
    assert len(list(open_and_read(made(path)))) == 3


def open_and_read(path: Path) -> Iterator[str]:
    """The ids of all documents."""
    with open_ledger(path, read_only=True) as ledger:
        yield from (found.id for found in ledger.documents())


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "a#b.db", "ünïcode.db", "file:x.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    made(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 10_000
    assert len(list(open_and_read(tmp_path / name))) == 3


def test_a_ledger_opens_by_url_and_other_databases_are_refused_by_name(tmp_path: Path) -> None:
    made(tmp_path / "l.db")
    with open_ledger(f"sqlite:///{tmp_path}/l.db", read_only=True) as ledger:
        assert len(list(ledger.documents())) == 3
    with pytest.raises(LedgerError, match=r"^mysql: not a kind of ledger"):
        open_ledger("mysql://ana:secret@host/ledger")


def test_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db", documents=60)
    whole = bytearray(path.read_bytes())
    whole[4096 * 8 :] = b"\xa5" * (len(whole) - 4096 * 8)
    path.write_bytes(whole)
    with pytest.raises(LedgerError, match="damaged"):
        read_all(path)


def test_a_record_that_is_no_record_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER documents_never_edited")
    connection.execute("UPDATE documents SET wire = replace(wire, '2023-11-01', 'long ago')")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match=r"damaged \(document d\w+: published: expected a day"):
        read_all(path)


def test_a_shortened_ledger_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db", documents=60)
    path.write_bytes(path.read_bytes()[: 4096 * 6])
    with pytest.raises(LedgerError, match="damaged"):
        read_all(path)


def read_all(path: Path) -> None:
    """Read everything that is in a ledger."""
    with open_ledger(path) as ledger:
        for reader in (ledger.documents, ledger.mentions, ledger.tallies, ledger.failures):
            assert list(reader())


def test_a_ledger_that_another_process_writes_to_is_waited_for_and_then_told(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_ledger(path, wait_s=0.1) as ledger:
        assert len(list(ledger.documents())) == 3
        with pytest.raises(LedgerError, match="another process is writing to it: wait"):
            ledger.add_documents([document(9)])
        holder.execute("COMMIT")
        assert ledger.add_documents([document(9)]) == 1
    holder.close()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of three megabytes."""
    folder = tempfile.mkdtemp()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        os.rmdir(folder)  # noqa: PTH106
        pytest.skip("needs the right to mount a small file system; the next test fills a file instead")
    yield Path(folder)
    subprocess.run(["umount", folder], check=True)
    os.rmdir(folder)  # noqa: PTH106


def test_a_disk_that_fills_leaves_the_ledger_whole(small_disk: Path) -> None:
    path = small_disk / "l.db"
    written = filled(path, "the disk")
    (small_disk / "ballast").unlink(missing_ok=True)
    assert_whole(path, written)


def filled(path: Path, message: str) -> int:
    """Write codings until the disk is full; how many were written."""
    written = 0
    with open_ledger(path) as ledger:
        with pytest.raises(LedgerError, match=message) as told:
            for number in range(10_000):
                ledger.add_documents([document(number)])
                ledger.add_coding(coding(document(number)))
                written += 1
        assert str(path) in str(told.value) and "run again" in str(told.value)
    return written


def assert_whole(path: Path, written: int) -> None:
    """All that was written is there, and nothing by halves."""
    copy = shutil.copytree(path.parent, Path(tempfile.mkdtemp()) / "copy") / path.name
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert written > 10
    with open_ledger(copy) as ledger:
        assert len(list(ledger.mentions())) == 3 * written and len(list(ledger.tallies())) == written
        assert written <= len(list(ledger.documents())) <= written + 1
        assert ledger.add_documents([document(20_000)]) == 1
    shutil.rmtree(copy.parent.parent)


def test_a_file_that_may_grow_no_further_leaves_the_ledger_whole(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db", documents=0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, hard))
    try:
        written = filled(path, "the disk")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_whole(path, written)


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder that may not be written to, by a user who is not above permissions."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    made(folder / "l.db")
    (folder / "l.db").chmod(0o644)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to_is_told(as_nobody: Path) -> None:
    assert "check that its folder exists and that you may read and write there" in refused(as_nobody / "new.db")
    with (
        pytest.raises(LedgerError, match=r"l\.db: it (is not writable|cannot be opened)"),
        open_ledger(as_nobody / "l.db") as ledger,
    ):
        ledger.add_documents([document(77)])


def test_a_ledger_in_a_folder_that_may_not_be_written_to_can_be_read(as_nobody: Path) -> None:
    assert len(list(open_and_read(as_nobody / "l.db"))) == 3


def test_a_ledger_that_may_not_be_read_is_told(as_nobody: Path) -> None:
    if os.getuid() == 0:
        os.seteuid(0)
    (as_nobody / "l.db").chmod(0)
    if os.getuid() == 0:
        os.seteuid(NOBODY)
    assert "cannot be opened" in refused_unread(as_nobody / "l.db")


def refused_unread(path: Path) -> str:
    """What opening a file says that we may not even read."""
    with pytest.raises(LedgerError) as error:
        open_ledger(path)
    return str(error.value)


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LedgerError, match="it is not a ledger"):
        open_ledger(tmp_path / "pipe")
