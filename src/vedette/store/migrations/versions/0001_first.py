"""The first schema: documents, codings, readings, judgements, failures, runs and the index of sentences."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
# table: (columns, the columns that have an index); a column is (name, may be null, what it points to).
_TABLES: dict[str, tuple[tuple[tuple[str, bool, str | None], ...], tuple[str, ...]]] = {
    "documents": (
        (("id", False, None), ("published", False, None), ("outlet", True, None), ("url", True, None)),
        ("published", "recorded_at"),
    ),
    "codings": ((("document", False, "documents.id"), ("coder", False, None)), ("recorded_at",)),
    "mentions": (
        (
            ("id", False, None),
            ("coding", False, "codings.seq"),
            ("document", False, "documents.id"),
            ("kind", False, None),
            ("status", False, None),
            ("earliest", True, None),
            ("latest", False, None),
        ),
        ("coding", "document", "kind", "latest", "recorded_at"),
    ),
    "tallies": (
        (
            ("id", False, None),
            ("coding", False, "codings.seq"),
            ("document", False, "documents.id"),
            ("kind", False, None),
            ("as_of", False, None),
        ),
        ("coding", "document", "kind", "as_of", "recorded_at"),
    ),
    "copies": ((("document", False, "documents.id"), ("of", False, "documents.id")), ("of", "recorded_at")),
    "decisions": (
        (
            ("id", False, None),
            ("first", False, "mentions.id"),
            ("second", False, "mentions.id"),
            ("person", False, None),
        ),
        ("first", "second", "recorded_at"),
    ),
    "overrides": ((("id", False, None), ("incident", False, None)), ("incident", "recorded_at")),
    "failures": (
        (("id", False, None), ("stage", False, None), ("code", False, None), ("document", True, None)),
        ("document", "recorded_at"),
    ),
    "runs": ((("id", False, None), ("started_at", False, None)), ("started_at", "recorded_at")),
}
_TOGETHER = {"codings": ("document", "coder"), "copies": ("document", "of")}
_TYPES: dict[str, Any] = {"person": sa.Boolean(), "coding": _SEQ}


def upgrade() -> None:
    """Build the tables, the triggers that keep them append-only, and the index of sentences."""
    for name, (columns, indexed) in _TABLES.items():
        _create(name, columns, indexed)
    for name in _TABLES:
        for ending, verb in (("edited", "UPDATE"), ("deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {name}_never_{ending} BEFORE {verb} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
    op.execute("CREATE VIRTUAL TABLE sentences USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')")


def _create(name: str, columns: tuple[tuple[str, bool, str | None], ...], indexed: tuple[str, ...]) -> None:
    parts: list[sa.schema.SchemaItem] = [sa.Column("seq", _SEQ, nullable=False)]
    parts += [sa.Column(column, _TYPES.get(column, sa.Text()), nullable=null) for column, null, _ in columns]
    parts.append(sa.Column("recorded_at", sa.Text(), nullable=False))
    if name != "codings":
        parts.append(sa.Column("wire", sa.Text(), nullable=False))
    parts.append(sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"))
    if columns[0][0] == "id":
        parts.append(sa.UniqueConstraint("id", name=f"uq_{name}_id"))
    if name in _TOGETHER:
        parts.append(sa.UniqueConstraint(*_TOGETHER[name], name=f"uq_{name}_{'_'.join(_TOGETHER[name])}"))
    parts += [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{name}_{column}")
        for column, _, target in columns
        if target is not None
    ]
    op.create_table(name, *parts)
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])
