"""vedette turns dated reports of armed violence into a sourced incident ledger and a verified situation report."""

__version__ = "0.1.0"
