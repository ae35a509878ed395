"""What a competent analyst would write for the same job with pandas and openpyxl: the script we are measured against.

Read the workbook, work out priorities and deadlines, count the issue types, write everything back into the workbook.
Usage: python analyst.py SOURCE TARGET [--without-deadlines]
"""

from __future__ import annotations

import sys
from datetime import date, time, timedelta

import chinese_calendar
import openpyxl
import pandas as pd
from pandas.tseries.offsets import CustomBusinessDay, CustomBusinessHour

LEVELS = {"紧急": 1, "P0": 1, "高": 1, "重要": 2, "P1": 2, "中": 2, "一般": 3, "P2": 3, "低": 3}


def closed_days() -> list[date]:
    """Every day off from 2025 to 2026; with a seven-day week this makes make-up days come out right."""
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
    return [day for day in days if chinese_calendar.is_holiday(day)]


def deadlines(frame: pd.DataFrame) -> pd.DataFrame:
    closed = closed_days()
    hours = CustomBusinessHour(start=[time(9), time(13)], end=[time(12), time(18)],
                               weekmask="1111111", holidays=closed)  # fmt: skip
    days = CustomBusinessDay(weekmask="1111111", holidays=closed)
    urgent = frame["统一级别"] == 1
    frame["响应期限"] = [
        at + hours * (2 if fast else 4) for at, fast in zip(frame["反馈时间"], urgent, strict=True)
    ]
    frame["办结期限"] = [
        at + timedelta(hours=24) if fast else (at + 3 * days).replace(hour=18, minute=0)
        for at, fast in zip(frame["反馈时间"], urgent, strict=True)
    ]
    return frame


def statistics(frame: pd.DataFrame) -> pd.DataFrame:
    counted = frame.groupby("问题类型(标签)").agg(频次=("反馈ID", "size"), 客户数=("客户ID", "nunique"))
    counted["占比"] = (counted["频次"] / len(frame) * 100).round(1)
    return counted.sort_values("频次", ascending=False)


def check(frame: pd.DataFrame) -> pd.Series:
    """The checks one would write in an afternoon: required cells, known words, order of the moments."""
    missing = frame["问题描述"].isna() | frame["反馈时间"].isna()
    unknown = ~frame["紧急程度"].isin(LEVELS)
    backwards = frame["办结时间"] < frame["反馈时间"]
    notes = pd.Series("", index=frame.index)
    for mask, note in ((missing, "必填项为空"), (unknown, "紧急程度不在列表"), (backwards, "办结早于反馈")):
        notes[mask] += note
    return notes


def main(source: str, target: str, *, with_deadlines: bool) -> None:
    frame = pd.read_excel(source, sheet_name=0)
    frame["统一级别"] = frame["紧急程度"].map(LEVELS)
    frame["校验结果"] = check(frame)
    frame["重复"] = frame.duplicated(["客户ID", "问题描述"])
    if with_deadlines:
        frame = deadlines(frame)
    counted = statistics(frame)
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    added = [name for name in ("统一级别", "校验结果", "重复", "响应期限", "办结期限") if name in frame]
    first = sheet.max_column + 1
    for offset, name in enumerate(added):
        sheet.cell(1, first + offset, name)
        for row, value in enumerate(frame[name], start=2):
            cell = sheet.cell(row, first + offset)
            cell.value = (
                None
                if pd.isna(value)
                else value.to_pydatetime()
                if hasattr(value, "to_pydatetime")
                else value
            )
    summary = book.create_sheet("统计")
    summary.append(["问题类型", *counted.columns])
    for name, row in counted.iterrows():
        summary.append([name, *row.tolist()])
    book.save(target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], with_deadlines="--without-deadlines" not in sys.argv)
