"""Builds judged feedback as reports receive it: a good row by default, a test says only what differs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Kind, is_day

_GOOD = {
    "received_at": "2026-10-08 09:30",
    "channel": "电话",
    "issue_type": "物流延迟",
    "description": "订单下单5天未发货",
    "urgency": "一般",
    "kind": "complaint",
    "priority": "2",
    "status": "awaiting_response",
}


def judged(*rows: dict[str, Any], plain: bool = True) -> pd.DataFrame:
    """Return rows as a report's frame, every column there; moments may be text, a bare date counts as a day.

    With plain=False no default is filled in.
    """
    filled = [{"feedback_id": f"F{n:03d}"} | (_GOOD if plain else {}) | row for n, row in enumerate(rows, 1)]
    cells: dict[str, Any] = {}
    for column in FEEDBACK.columns:
        values = [row.get(column.key) for row in filled]
        if column.is_time:
            cells[column.key] = np.array([value or "NaT" for value in values], "datetime64[s]")
            if column.kind is Kind.MOMENT:
                cells[is_day(column.key)] = np.array(
                    [isinstance(value, str) and len(value) == 10 for value in values], bool
                )
        elif column.is_number:
            cells[column.key] = np.array([np.nan if value is None else value for value in values], float)
        else:
            cells[column.key] = pd.Series(values, dtype=object)
    cells["team"] = pd.Series([row.get("team", "") for row in filled], dtype=object)
    cells["source_file"] = pd.Series([row.get("source_file", "一组.xlsx") for row in filled], dtype=object)
    return pd.DataFrame(cells, index=pd.RangeIndex(len(rows)))
