"""Sixth stage: cited words. A sentence that its records do not carry cannot be printed."""

from vedette.briefing.compose import compose
from vedette.briefing.facts import Facts
from vedette.briefing.verify import verify

__all__ = ["Facts", "compose", "verify"]
