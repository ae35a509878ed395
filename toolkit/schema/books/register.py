"""客户反馈台账: the feedback sheet with what only a moment can say, folded with the time limits."""

from __future__ import annotations

from dataclasses import replace

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.schema.vocabulary import words

TIME_STATES = words(
    "time_state",
    ("not_due", "未到期", "not due"),
    ("due_today", "今日到期", "due today"),
    ("overdue", "已逾期", "overdue"),
    ("on_hold", "暂停", "on hold"),
)
STAMPED = (
    Column("time_state", "到期状态", "Due state", Kind.CHOICE, FilledBy.TOOLKIT, choices=TIME_STATES, group="clocks",
           help_zh="截至表头上方的时刻", help_en="As of the moment above the header"),
    Column("remaining_hours", "剩余(小时)", "Hours left", Kind.NUMBER, FilledBy.TOOLKIT, group="clocks",
           help_zh="离办结期限的自然小时，负数为已超；截至表头上方的时刻",
           help_en="Natural hours to the resolution due, negative when over; as of the moment above the header"),
)  # fmt: skip
"""Columns that go stale: they stand in the register only, never in a returned workbook."""

_AFTER = next(n for n, column in enumerate(FEEDBACK.columns) if column.group == "clocks")
REGISTER = replace(FEEDBACK, columns=FEEDBACK.columns[:_AFTER] + STAMPED + FEEDBACK.columns[_AFTER:])
