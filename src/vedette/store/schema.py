"""The tables of a ledger.

Every record stands in `wire` as its canonical wire object; the columns beside it are those which readers select by, and follow from
it. `seq` is the order of writing. Moments are UTC ISO text of one width, days YYYY-MM-DD: both sort as text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from vedette.errors import RecordError

VERSION: Final = 3
"""The version of this schema; a ledger keeps the version it was written in."""

REVISIONS: Final = {1: "0001", 2: "0002", 3: "0003"}
"""The migration that leads to each version."""

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def stamp(moment: datetime) -> str:
    """A moment as the ledger's columns hold it: UTC, always with microseconds, so that text sorts as time."""
    if moment.utcoffset() is None:
        raise RecordError(f"a moment in the ledger needs a time zone, got {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _seq() -> Column[int]:
    return Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _table(
    name: str, *columns: Column[str] | Column[int] | Column[bool] | UniqueConstraint, by: tuple[str, ...]
) -> Table:
    own = Column("recorded_at", Text, nullable=False), Column("wire", Text, nullable=False)
    table = Table(name, metadata, _seq(), *columns, *own)
    for column in (*by, "recorded_at"):
        Index(None, table.c[column])
    return table


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _to(name: str, target: str) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=False)


documents: Final = _table(
    "documents", _id(), _text("published"), _text("outlet", null=True), _text("url", null=True), by=("published",)
)
codings: Final = Table(
    "codings",
    metadata,
    _seq(),
    _to("document", "documents.id"),
    _text("coder"),
    Column("recorded_at", Text, nullable=False, index=True),
    UniqueConstraint("document", "coder"),
)
mentions: Final = _table(
    "mentions",
    _id(),
    Column("coding", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("codings.seq"), nullable=False),
    _to("document", "documents.id"),
    _text("kind"),
    _text("status"),
    _text("earliest", null=True),
    _text("latest"),
    by=("coding", "document", "kind", "latest"),
)
tallies: Final = _table(
    "tallies",
    _id(),
    Column("coding", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("codings.seq"), nullable=False),
    _to("document", "documents.id"),
    _text("kind"),
    _text("as_of"),
    by=("coding", "document", "kind", "as_of"),
)
copies: Final = _table(
    "copies", _to("document", "documents.id"), _to("of", "documents.id"), UniqueConstraint("document", "of"), by=("of",)
)
decisions: Final = _table(
    "decisions",
    _id(),
    _to("first", "mentions.id"),
    _to("second", "mentions.id"),
    Column("person", Boolean, nullable=False),
    by=("first", "second"),
)
overrides: Final = _table("overrides", _id(), _text("incident"), by=("incident",))
failures: Final = _table(
    "failures", _id(), _text("stage"), _text("code"), _text("document", null=True), by=("document",)
)
runs: Final = _table("runs", _id(), _text("started_at"), by=("started_at",))

predictions: Final = _table("predictions", _id(), _text("key"), _text("as_of"), _text("until"), by=("as_of", "until"))

RECORDS: Final = (documents, codings, mentions, tallies, copies, decisions, overrides, failures, runs, predictions)
"""All tables that are only ever appended to."""

chain: Final = Table(
    "chain",
    metadata,
    _seq(),
    _text("record"),
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    _text("digest"),
    _text("hash"),
)
"""The hash chain: one entry for each row of RECORDS, in the order of writing."""
