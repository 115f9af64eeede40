"""Times: which days the words of a sentence name, and what they may date."""

from vedette.coding.times.expression import Role, TimeExpression
from vedette.coding.times.reader import Spans, default, find, read, window

__all__ = ["Role", "Spans", "TimeExpression", "default", "find", "read", "window"]
