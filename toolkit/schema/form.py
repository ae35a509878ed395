"""How a value is written, and what it asks of its reader."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    WRAPPED = "wrapped"
    SPREAD = "spread"
    """Words that run on to the page's edge; only in a table's last column."""
    ID = "id"
    COUNT = "count"
    DECIMAL = "decimal"
    SCORE, RATE = "score", "rate"
    CHANGE = "change"
    """A difference of counts, with its direction."""
    CHANGE_DECIMAL = "change_decimal"
    POINTS = "points"
    """A difference of rates, in percentage points, with its direction."""
    CARD_CHANGE, CARD_POINTS = "card_change", "card_points"
    """On a card what it is compared with, and the unit, have to stand in the cell."""
    CARD_CHANGE_YEAR, CARD_POINTS_YEAR = "card_change_year", "card_points_year"
    CARD_CHANGE_BEFORE, CARD_POINTS_BEFORE = "card_change_before", "card_points_before"
    CARD_CHANGE_AGO, CARD_POINTS_AGO = "card_change_ago", "card_points_ago"
    TREND = "trend"
    """A sparkline of columns from zero; the formula is the reference to its values, the value where its axis ends."""
    MOMENT, DAY = "moment", "day"


class Tone(StrEnum):
    """What a cell asks of its reader; never said by colour alone."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
