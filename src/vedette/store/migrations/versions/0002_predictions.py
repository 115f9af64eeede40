"""Forecasts as they were published, kept so that they can be settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of forecasts and the triggers that keep it append-only; what is there stays as it is."""
    op.create_table(
        "predictions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "key", "as_of", "until", "recorded_at", "wire")
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_predictions"),
        sa.UniqueConstraint("id", name="uq_predictions_id"),
    )
    for column in ("as_of", "until", "recorded_at"):
        op.create_index(f"ix_predictions_{column}", "predictions", [column])
    for ending, verb in (("edited", "UPDATE"), ("deleted", "DELETE")):
        op.execute(
            f"CREATE TRIGGER predictions_never_{ending} BEFORE {verb} ON predictions "
            "BEGIN SELECT RAISE(ABORT, 'predictions is append-only'); END"
        )
