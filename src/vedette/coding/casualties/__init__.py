"""Casualties: how many were killed, injured or taken, as far as the words go."""

from vedette.coding.casualties.reader import read
from vedette.coding.casualties.reading import CasualtyReading

__all__ = ["CasualtyReading", "read"]
