"""What remembering a workbook costs beside writing the same rows with pandas.to_sql and reading them back, in one run.

`pytest -m bench tests/bench/bench_ledger.py -s`; VOC_BENCH_ROWS says how many rows (100,000). CPU seconds of this
process. The yardstick keeps the rows and nothing else: no identity, no merge, no history.
"""

from __future__ import annotations

import os
import time
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from toolkit.ledger.drop import Origin
from toolkit.ledger.ledger import Ledger
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import is_day
from toolkit.schema.table import Header, Table

pytestmark = pytest.mark.bench

ROWS = int(os.environ.get("VOC_BENCH_ROWS", "100000"))
NOON = datetime.fromisoformat("2026-09-18T12:00:00")
MOMENTS = ("received_at", "first_responded_at", "resolved_at", "followed_up_at")
MOST = {
    "new rows": 3.0,
    "the same again": 3.0,
    "the returned book": 4.0,
    "every owner changed": 6.0,
    "facts": 6.0,
}
"""What a step may cost at most, as a multiple of the yardstick."""


def rows_of_twenty_columns() -> pd.DataFrame:
    """Rows as the reader gives them: texts, choices, moments and a number."""
    dice = np.random.default_rng(1)
    start = np.datetime64("2026-01-01T08:00:00") + dice.integers(0, 400_000, ROWS).astype("timedelta64[m]")
    texts = {
        "customer_id": [f"C{n}" for n in dice.integers(0, ROWS // 3, ROWS)],
        "channel": np.array(["电话", "邮件", "在线客服", "门店"], object)[dice.integers(0, 4, ROWS)],
        "issue_type": np.array(["物流延迟", "功能异常", "其他"], object)[dice.integers(0, 3, ROWS)],
        "description": [
            f"订单{n}一直没有发货,客服说等三天还是没有消息" for n in dice.integers(0, 10**9, ROWS)
        ],
        "owner": np.array(["张三", "李四", "王五"], object)[dice.integers(0, 3, ROWS)],
        "satisfaction": np.array(["satisfied", "dissatisfied", None], object)[dice.integers(0, 3, ROWS)],
        "order_no": [f"DD{n}" for n in dice.integers(0, 10**9, ROWS)],
    }
    same = ("request", "urgency", "solution", "product", "region", "is_complex", "customer_name", "store")
    columns = {key: pd.Series(values, dtype=object) for key, values in texts.items()}
    columns |= {key: pd.Series(["一般"] * ROWS, dtype=object) for key in same}
    for place, key in enumerate(MOMENTS):
        columns[key] = pd.Series((start + np.timedelta64(place * 37, "m")).astype("datetime64[s]"))
    return pd.DataFrame(columns | {"rating": dice.integers(1, 6, ROWS).astype(float)})


def table(frame: pd.DataFrame) -> Table:
    marked = frame.assign(**{is_day(key): np.zeros(ROWS, bool) for key in MOMENTS})
    headers = {key: Header(FEEDBACK[key].zh, place) for place, key in enumerate(frame, 1)}
    return Table(FEEDBACK, FEEDBACK.zh, 1, headers, marked, frame, np.arange(2, ROWS + 2))


def cpu(work) -> tuple[float, object]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def yardstick(frame: pd.DataFrame, where: str) -> tuple[float, float]:
    """CPU seconds of to_sql and of read_sql."""
    engine = sa.create_engine(f"sqlite:///{where}")
    write, _ = cpu(lambda: frame.to_sql("rows", engine, index=False))
    read, _ = cpu(lambda: pd.read_sql("SELECT * FROM rows", engine))
    engine.dispose()
    return write, read


def record(ledger: Ledger, name: str, rows: Table, origin: Origin):
    drop = ledger.attempt(ledger.receive(f"{name}.xlsx", name, NOON).drop)
    merged = ledger.merge(drop, [rows], origin=origin)
    ledger.commit(merged, merged.findings)
    return merged


def test_what_remembering_costs(tmp_path):
    frame = rows_of_twenty_columns()
    write, read = yardstick(frame, str(tmp_path / "yardstick"))
    spent = {}
    with Ledger.open(tmp_path / "ledger") as ledger:
        spent["new rows"], first = cpu(lambda: record(ledger, "a", table(frame), Origin()))
        spent["the same again"], _ = cpu(lambda: record(ledger, "a (1)", table(frame), Origin()))
        numbered = frame.assign(feedback_id=first.sheets[0].feedback_id)
        origin = Origin(first.book, first.returned_revision)
        spent["the returned book"], same = cpu(lambda: record(ledger, "b", table(numbered), origin))
        renamed = table(numbered.assign(owner=pd.Series(["赵六"] * ROWS, dtype=object)))
        spent["every owner changed"], changed = cpu(lambda: record(ledger, "c", renamed, origin))
        spent["facts"], facts = cpu(ledger.facts)
    assert (same.sheets[0].is_unchanged.all(), changed.sheets[0].is_changed.all(), len(facts)) == (
        True,
        True,
        ROWS,
    )
    print(f"\n{ROWS:,} rows: to_sql {write:.2f} s, read_sql {read:.2f} s")
    for name, seconds in spent.items():
        ratio = seconds / (read if name == "facts" else write)
        print(f"{name:>20}: {seconds:5.2f} s, {ratio:.2f} times the yardstick (at most {MOST[name]})")
        assert ratio <= MOST[name]
