"""Which of our columns are worth their time: for the sheet that was dropped, and for the rows that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from toolkit.enrich import CLASSES, MENTIONS
from toolkit.enrich.likeness import likeness
from toolkit.enrich.mentioned import MENTIONED, mentioned
from toolkit.judging.rules import rules_of
from toolkit.schema import choices as lists

if TYPE_CHECKING:
    from toolkit.schema.table import Table
    from toolkit.settings.model import Settings

COSTLY = (
    "keywords",
    "duplicate_of",
    "similar_to",
    "is_first_of_customer",
    "verdict_note",
    "suggested_urgency",
    "suggestion_note",
)
"""Columns of ours that are made only for a sheet that has them."""

CROWDS = "suggested_urgency"
"""The column of ours that looks at everything received within hours, and not only at what is like a row."""

LEAN_ON_EARLIER = frozenset({"duplicate_of", "similar_to", CROWDS})
"""The columns of ours that rows of before have a say in."""

MOST_NOTED = 20_000
"""Rows up to which a sheet gets 判定说明 without having asked for it; beyond, the register and `voc why` explain."""

HINTS = frozenset({"similar_to", MENTIONS})
"""What is a hint beside a row and enters no figure: made for rows that are shown, not for all there are."""

MOST_HINTED = 20_000
"""Rows up to which a register gets hints; a longer one is no list that anybody reads."""

SAID_IN = {"feedback": "check_result", "plan": "plan_check", "effects": "effect_check"}
"""The column of each sheet that says what to look at in a row."""


def unwanted_in(table: Table) -> frozenset[str]:
    """Return the columns that cost time and that this sheet has no place for."""
    noted = {"verdict_note"} if len(table) <= MOST_NOTED else set()
    together = {MENTIONS: MENTIONED.values(), CLASSES: [one.name for one in lists.CLASSES]}
    absent = {name for name, keys in together.items() if table.headers.keys().isdisjoint(keys)}
    return (frozenset(COSTLY) - table.headers.keys() - noted) | absent


def hinted(judged: pd.DataFrame, settings: Settings, shown: pd.Series) -> pd.DataFrame:
    """Return judged feedback with hints beside the rows that are shown, blank beside the others; shown: a mask."""
    rows = judged[shown] if shown.sum() <= MOST_HINTED else judged[:0]
    rules = rules_of(settings, None)
    found = {**likeness(rows, rules), **mentioned(rows, rules)}
    hints = {key: pd.Series(values, rows.index, dtype=object) for key, values in found.items()}
    return judged.assign(
        **{key: hint.reindex(judged.index).where(shown, None) for key, hint in hints.items()}
    )
