"""Months that are over: their reports as they were given out, locks, and what differs since."""

from toolkit.closing.corrections import Corrections, Line
from toolkit.closing.keeping import finish_closing, note_again
from toolkit.closing.months import Months

__all__ = ["Corrections", "Line", "Months", "finish_closing", "note_again"]
