"""Casualties: how many were killed, injured or taken, as far as the words go."""

from vedette.coding.casualties.reader import read
from vedette.coding.casualties.reading import CasualtyReading
from vedette.coding.casualties.toll import join, toll

__all__ = ["CasualtyReading", "join", "read", "toll"]
