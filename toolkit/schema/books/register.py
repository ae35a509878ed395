"""客户反馈台账: the feedback sheet with what only a moment can say, folded with the time limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.schema.vocabulary import words

if TYPE_CHECKING:
    from toolkit.schema.sheet import Sheet

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

PERIODS = (
    Column("received_month", "受理月份", "Month received", Kind.TEXT, FilledBy.TOOLKIT, group="links", width=9,
           help_zh="数据透视按它分月", help_en="What the pivots group by"),
    Column("received_year", "受理年份", "Year received", Kind.TEXT, FilledBy.TOOLKIT, group="links", width=9),
)  # fmt: skip

_KEEP = words("keep", ("keep", "保留", "keep"))
TEAM, CONFLICT, KEEPS = "team", "conflict", "conflict_kept"
OF_TEAM = Column(TEAM, "团队", "Team", Kind.TEXT, FilledBy.TOOLKIT, group="links", width=10,
                 help_zh="收件箱里的子文件夹", help_en="The subfolder of the inbox")  # fmt: skip
IN_CONFLICT = (
    Column(CONFLICT, "冲突", "Conflict", Kind.LONG_TEXT, FilledBy.TOOLKIT, width=40,
           help_zh="两个人改了同一格：写上正确的值就定了", help_en="Two people changed one cell: type the right value and it is settled"),
    Column(KEEPS, "冲突处理", "Conflict settled", Kind.CHOICE, FilledBy.PERSON, choices=_KEEP, width=10,
           help_zh="认可台账现在的值，就写“保留”", help_en="Type keep when the value in force is right"),
)  # fmt: skip
"""Columns that the register has while there are conflicts."""

_AFTER = next(n for n, column in enumerate(FEEDBACK.columns) if column.group == "clocks")
REGISTER = replace(
    FEEDBACK, columns=(*FEEDBACK.columns[:_AFTER], *STAMPED, *FEEDBACK.columns[_AFTER:], *PERIODS, OF_TEAM)
)
_SHOWN = next(n for n, column in enumerate(FEEDBACK.columns) if column.group)
WITH_CONFLICTS = replace(
    REGISTER, columns=REGISTER.columns[:_SHOWN] + IN_CONFLICT + REGISTER.columns[_SHOWN:]
)


def with_team(sheet: Sheet) -> Sheet:
    """Return the register's sheet with the team beside what is seen at once: each team has an F001 of its own."""
    others = tuple(column for column in sheet.columns if column.key != TEAM)
    return replace(sheet, columns=(*others[:_SHOWN], replace(OF_TEAM, group=""), *others[_SHOWN:]))


ONLY_HERE = tuple(column for column in WITH_CONFLICTS.columns if column.key not in FEEDBACK.by_key)
"""Columns that no other workbook has."""
