"""What became of the rows of every drop that a month's report rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.reconciled import Span
from toolkit.report.options import LISTED, DropCount
from toolkit.words import report as say

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from toolkit.ledger.reader import Reader
    from toolkit.words import Language


def month_drops(ledger: Reader, month: str, facts: pd.DataFrame, lang: Language) -> list[DropCount]:
    """Return the drops that came in a month such as "2026-10" or first brought feedback of it, in order.

    What came a month later counts too if nothing of it was accepted: nobody knows which month its rows are of. Those
    after the first `LISTED` are one count together. facts: the feedback in force, as the ledger gives it.
    """
    this = np.datetime64(month, "M")
    brought = facts["drop_id"][facts["received_at"].to_numpy("M8[M]") == this]
    span = Span(*(_first_day(this + later) for later in range(3)))
    return [
        DropCount(
            one.name or say.MORE_FILES(lang, count=one.drops),
            one.read,
            one.accepted,
            one.sent_back,
            one.team,
            one.drops,
        )
        for one in ledger.reconciled(span, np.unique(brought), LISTED)
    ]


def _first_day(month: np.datetime64) -> datetime:
    day: datetime = month.astype("M8[s]").item()
    return day
