"""Tallies: aggregate claims such as "at least 40 attacks in the past three weeks".

A total of acts is a tally when the text gives it a window, says that somebody counts, or calls it a total; a number of acts on
one day belongs to their mention. A sum of people harmed is a tally when its window is longer than three days.
"""

from vedette.coding.tallies.reader import Readers, read
from vedette.coding.tallies.reading import SplitReading, TallyReading

__all__ = ["Readers", "SplitReading", "TallyReading", "read"]
