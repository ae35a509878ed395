"""Good rows by default; a test says only what differs."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

import numpy as np
import pandas as pd

from toolkit.ledger.drop import Origin
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import is_day
from toolkit.schema.table import Header, Table

NOON = datetime.fromisoformat("2026-09-18T12:00:00")
GOOD = {
    "customer_id": "C1001",
    "received_at": "2026-09-18 09:30",
    "channel": "电话",
    "description": "快递三天没有动静,客服说不清楚",
}
STORIES = (
    "快递三天没有动静",
    "付款以后订单不见了",
    "客服态度很差还挂电话",
    "想要支持夜间配送",
    "屏幕一打开就发绿",
)
_UNBORN = Origin()


def row(**cells):
    return GOOD | cells


def rows_of(*customers):
    """One good row for each customer, every story another."""
    return [
        row(customer_id=name, description=f"{STORIES[n % 5]},第 {n} 次") for n, name in enumerate(customers)
    ]


def table(rows, sheet=FEEDBACK, carried=None, title=""):
    """A sheet with these rows under one header row; a column is there when any row names it."""
    keys = [column.key for column in sheet.columns if any(column.key in cells for cells in rows)]
    frame = {}
    for key in keys:
        column, values = sheet[key], [cells.get(key) for cells in rows]
        if column.is_time:
            frame[key] = pd.Series(np.array([value or "NaT" for value in values], "datetime64[s]"))
            frame[is_day(key)] = pd.Series(
                [value is not None and len(value) == 10 for value in values], dtype=bool
            )
        elif column.is_number:
            frame[key] = pd.Series([np.nan if value is None else value for value in values], dtype=float)
        else:
            frame[key] = pd.Series(values, dtype=object)
    made = pd.DataFrame(frame)
    headers = {key: Header(sheet[key].zh, place) for place, key in enumerate(keys, 1)}
    other = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in (carried or {}).items()})
    return Table(sheet, title or sheet.zh, 1, headers, made, made.copy(), np.arange(2, len(rows) + 2), other)


def as_register(rows):
    """The register's sheet, all rows of one team."""
    made = table(rows)
    made.frame["team"] = pd.Series([""] * len(rows), dtype=object)
    return made


class Desk:
    """Somebody who drops workbooks, one an hour, each with other bytes than the one before."""

    def __init__(self, ledger):
        self.ledger = ledger
        self._hours = count()

    def drop(
        self,
        path,
        rows,
        *,
        origin=_UNBORN,
        accepted=None,
        written=(),
        findings=(),
        sha=None,
        teams=None,
        typed=(),
        at=None,
    ):
        """at: the hour, for a drop that lies there together with the one before."""
        tables = rows if isinstance(rows, list) and rows and isinstance(rows[0], Table) else [table(rows)]
        hour = next(self._hours)
        content = sha or sha256(str(hour).encode()).hexdigest()
        receipt = self.ledger.receive(path, content, NOON + timedelta(hours=hour if at is None else at))
        if receipt.is_again:
            return receipt
        merged = self.ledger.merge(
            self.ledger.attempt(receipt.drop), tables, accepted, origin, teams, typed=typed
        )
        self.ledger.commit(merged, [*merged.findings, *findings], written=written)
        return merged


def back(merged):
    """What the returned workbook of a drop carries."""
    return Origin(merged.book, merged.returned_revision)


def codes_of(merged):
    return {found.code.id for found in merged.findings}


def facts_by_id(ledger, *keys):
    """The facts in force as a small table: id -> values."""
    frame = ledger.facts()
    chosen = frame[["feedback_id", *keys]]
    return {
        line[0]: line[1] if len(keys) == 1 else line[1:] for line in chosen.itertuples(index=False, name=None)
    }
