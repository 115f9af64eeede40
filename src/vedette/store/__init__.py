"""What is written down: the Ledger protocol (`base`), the wire format (`codec`) and the ledgers behind them, by name."""

from typing import Final

LEDGERS: Final = {"sqlite": "vedette.store.sql:open_ledger"}
"""The built-in ledgers by name, imported only when chosen."""
