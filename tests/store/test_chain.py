"""The hash chain: whatever is changed, removed or slipped in behind the ledger's back is named."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from tests.contracts.samples import NOON, coding, decision, document, failure, override, prediction, run
from tests.store.test_sqlite import first_version

from vedette.model import Copy
from vedette.store import chain
from vedette.store.base import Break, Proof
from vedette.store.schema import RECORDS
from vedette.store.sql import open_ledger

TABLES = [table.name for table in RECORDS]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A ledger with at least two records of every kind."""
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.add_documents(document(number) for number in range(3))
        for number in range(3):
            ledger.add_coding(coding(document(number)))
        ids = [mention.id for mention in ledger.mentions()]
        ledger.add_copies(
            [Copy(document=document(n).id, of=document(0).id, similarity=0.9, recorded_at=NOON) for n in (1, 2)]
        )
        ledger.add_decisions([decision(ids[0], ids[1]), decision(ids[1], ids[2], "different", person=True)])
        ledger.add_overrides([override("i1"), override("i2")])
        ledger.add_failures([failure("a.txt"), failure("b.txt")])
        for number in (1, 2):
            ledger.add_run(run(number))
        ledger.add_predictions([prediction(), prediction("theatre:IQ")])
    return path


def tamper(path: Path, *statements: str) -> None:
    """Change the file as somebody could who holds it: the triggers are no obstacle to them."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def proof(path: Path) -> Proof:
    """What the ledger says of itself."""
    with open_ledger(path, read_only=True) as ledger:
        return ledger.prove()


def broken(path: Path) -> Break:
    """The break; there must be one."""
    found = proof(path).broken
    assert found is not None
    return found


def rows_of(path: Path) -> int:
    """How many rows all tables have."""
    connection = sqlite3.connect(path)
    count = sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)
    connection.close()
    return int(count)


def test_every_row_is_sealed_once_and_the_chain_holds(filled: Path) -> None:
    found = proof(filled)
    assert found.broken is None and found.entries == rows_of(filled) > 30
    with open_ledger(filled) as ledger:
        assert ledger.sealed(found.head) and not ledger.sealed("0" * 64)
        ledger.add_documents([document(1)])
        assert ledger.prove() == found, "what was there already adds no entry"
        ledger.add_documents([document(9)])
        assert ledger.prove().entries == found.entries + 1 and ledger.sealed(found.head)


def test_an_empty_ledger_has_an_empty_chain(tmp_path: Path) -> None:
    open_ledger(tmp_path / "l.db").close()
    assert proof(tmp_path / "l.db") == Proof(entries=0, head=chain.START)


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_row_of_any_table_is_named(filled: Path, table: str) -> None:
    before = proof(filled)
    column = "coder" if table == "codings" else "wire"
    tamper(filled, f"UPDATE {table} SET {column} = {column} || ' ' WHERE seq = 2")
    found = broken(filled)
    assert found.what == "changed" and found.record == chain._SINGULAR.get(table, table.removesuffix("s"))
    assert found.id and proof(filled).entries == found.entry - 1 < before.entries


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_of_any_table_is_named(filled: Path, table: str) -> None:
    tamper(filled, f"DELETE FROM {table} WHERE seq = 1")
    found = broken(filled)
    assert (found.what, found.id) == ("missing", "number 1")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_slipped_in_at_the_end_of_any_table_is_named(filled: Path, table: str) -> None:
    connection = sqlite3.connect(filled)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    values = {"seq": "seq + 1000", "id": "'x1'", "coder": "'x/1'", "of": f"'{document(2).id}'"}
    columns = ", ".join(values.get(name, name) for name in names)
    tamper(filled, f"INSERT INTO {table} SELECT {columns} FROM {table} WHERE seq = 1")
    assert broken(filled).what == "inserted"


def test_a_row_slipped_in_between_is_named(filled: Path) -> None:
    with open_ledger(filled) as ledger:
        ledger.add_overrides([override("i3", recorded_at=NOON + timedelta(days=1))])
    tamper(
        filled,
        "UPDATE overrides SET seq = 9 WHERE seq = 3",
        "UPDATE chain SET number = 9 WHERE record = 'overrides' AND number = 3",
    )
    assert broken(filled).record == "entry", "an entry that was changed to fit no longer has its hash"


def test_a_column_that_readers_select_by_is_sealed_too(filled: Path) -> None:
    tamper(filled, "UPDATE decisions SET person = 1 WHERE person = 0")
    found = broken(filled)
    assert (found.record, found.what) == ("decision", "changed")


@pytest.mark.parametrize(
    "statement", ["UPDATE chain SET digest = 'x' WHERE seq = 4", "DELETE FROM chain WHERE seq = 4"]
)
def test_the_chain_itself_cannot_be_touched_unseen(filled: Path, statement: str) -> None:
    tamper(filled, statement)
    found = broken(filled)
    assert (found.entry, found.record) == (4, "entry")


def test_a_chain_that_was_written_anew_no_longer_holds_the_hash_that_was_noted(filled: Path) -> None:
    noted = proof(filled).head
    tamper(filled, "UPDATE overrides SET wire = replace(wire, 'mayor', 'clerk')", "DELETE FROM chain")
    with open_ledger(filled) as ledger, ledger._writing() as connection:
        for table in TABLES:
            chain.extend(connection, table, after=0)
    with open_ledger(filled) as ledger:
        assert ledger.prove().broken is None and not ledger.sealed(noted)


def test_a_write_that_fails_leaves_no_entry(filled: Path) -> None:
    before = proof(filled)
    with open_ledger(filled) as ledger, pytest.raises(RuntimeError), ledger._writing() as connection:
        connection.exec_driver_sql("INSERT INTO runs SELECT 77, 'r77', started_at, recorded_at, wire FROM runs LIMIT 1")
        chain.extend(connection, "runs", after=2)
        raise RuntimeError
    assert proof(filled) == before


def test_a_ledger_of_an_older_version_is_sealed_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    first_version(path)
    with open_ledger(path) as ledger:
        assert ledger.prove().entries == 3 and ledger.prove().broken is None
    tamper(path, "UPDATE documents SET outlet = 'x' WHERE seq = 2")
    assert broken(path).id == document(1).id
