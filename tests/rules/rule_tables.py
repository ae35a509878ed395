"""Builders of tables for the checks: a good row by default, a test says only what differs."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from toolkit.rules.checking import Context
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.improvement import EFFECTS, PLAN, STATISTICS
from toolkit.schema.column import Kind, is_day
from toolkit.schema.table import Header, Table

AS_OF = np.datetime64("2026-11-02T09:00:00")
CONTEXT = Context(as_of=AS_OF)
BAD_CELL = object()
"""A cell that could not be understood; its raw value is given by `raw`."""

GOOD = {
    "feedback": {
        "feedback_id": "F001", "customer_id": "C1001", "received_at": "2026-10-08 09:30", "channel": "电话",
        "issue_type": "物流延迟", "description": "订单20261001123456下单5天未发货，客服小王说查不到物流", "request": "请尽快发货",
        "urgency": "P1", "owner": "客服*",
    },
    "plan": {
        "issue": "物流延迟", "root_cause": "①仓库当天拣不完→②大促没有提前排班→③没有按销量排班的规则",
        "goal": "3天内发货率提升至95%", "measures": "①按销量排班；②增加临时分拣员", "owner": "运营*",
        "due_on": "2026-12-15", "department": "运营部",
    },
    "effects": {"measure": "按销量排班", "metric": "3天发货率", "before": 0.80, "after": 0.96, "achievement": "reached"},
    "statistics": {"issue_type": "物流延迟", "feedback_count": 10.0, "share_rate": 100.0},
}  # fmt: skip
SHEETS = {sheet.key: sheet for sheet in (FEEDBACK, PLAN, EFFECTS, STATISTICS)}


def build(sheet="feedback", rows=({},), raw=None, errors=None, uncomputed=None) -> Table:
    """A table of a sheet with one row for each dict of `rows`: the good row with these cells instead.

    A moment is text; without a time of day it is a bare date. raw: what a cell held where it differs, by (row, key).
    """
    declared = SHEETS[sheet]
    filled = [{**GOOD[sheet], **row} for row in rows]
    keys = [column.key for column in declared.columns if any(column.key in row for row in filled)]
    frame, originals = {}, {}
    for key in keys:
        typed = [row.get(key) for row in filled]
        originals[key] = pd.Series([_as_typed(value, declared[key].kind) for value in typed], dtype=object)
        frame |= _column(declared[key], typed)
    for (row, key), value in (raw or {}).items():
        originals[key][row] = value
    return Table(
        declared, declared.zh, 1,
        {key: Header(declared[key].zh, number) for number, key in enumerate(keys, 1)},
        pd.DataFrame(frame), pd.DataFrame(originals), np.arange(2, len(filled) + 2),
        errors=_masks(errors, len(filled)), uncomputed=_masks(uncomputed, len(filled)),
    )  # fmt: skip


def _column(column, typed):
    if column.is_time:
        moments = [None if value in (None, BAD_CELL) else value for value in typed]
        bare = [bool(value) and len(value) == 10 for value in moments]
        series = pd.Series(np.array([np.datetime64(m or "NaT", "s") for m in moments], "datetime64[s]"))
        return {column.key: series, is_day(column.key): np.array(bare, bool)}
    if column.is_number:
        return {
            column.key: np.array([np.nan if value in (None, BAD_CELL) else value for value in typed], float)
        }
    return {column.key: pd.Series([None if value is BAD_CELL else value for value in typed], dtype=object)}


def _as_typed(value, kind):
    if kind in (Kind.MOMENT, Kind.DATE) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return None if value is BAD_CELL else value


def _masks(places, count):
    masks = {}
    for row, key in places or ():
        masks.setdefault(key, np.zeros(count, bool))[row] = True
    return masks
