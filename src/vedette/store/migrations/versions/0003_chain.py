"""The hash chain over all rows; what an older ledger holds is sealed as it stands, table by table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store import chain

revision = "0003"
down_revision = "0002"

_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = (
    "documents", "codings", "mentions", "tallies", "copies", "decisions", "overrides", "failures", "runs", "predictions",
)  # fmt: skip


def upgrade() -> None:
    """Add the chain and the triggers that keep it append-only, and seal every row there is."""
    op.create_table(
        "chain",
        sa.Column("seq", _SEQ, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("number", _SEQ, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_chain"),
    )
    for ending, verb in (("edited", "UPDATE"), ("deleted", "DELETE")):
        op.execute(
            f"CREATE TRIGGER chain_never_{ending} BEFORE {verb} ON chain "
            "BEGIN SELECT RAISE(ABORT, 'chain is append-only'); END"
        )
    for table in _TABLES:
        chain.extend(op.get_bind(), table, after=0)
