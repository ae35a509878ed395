"""改进计划: the plan and the effectiveness check as the workbook in 台账 has them, with what the ledger says beside."""

from __future__ import annotations

from dataclasses import replace

from toolkit.schema import choices as lists
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.books.register import OF_TEAM
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.schema.vocabulary import words

_OURS = FilledBy.TOOLKIT
COMPUTED = "computed"
"""The group of what is computed as of the moment above the header; it goes stale, so it stands here only."""

QUADRANTS = words(
    "quadrant",
    ("first", "高影响-高价值", "wide and valued"),
    ("broad", "高影响-低价值", "wide"),
    ("valued", "低影响-高价值", "valued"),
    ("later", "低影响-低价值", "neither"),
)
MATRIX_ACTIONS = words(
    "matrix_action",
    ("first", "优先处理", "first"),
    ("plan", "安排处理", "plan"),
    ("pause", "暂缓", "pause"),
)
RETURNS = words(
    "return_state",
    ("gone", "没有再发生", "gone"),
    ("less", "明显减少", "fewer"),
    ("unclear", "看不出变化", "unclear"),
    ("back", "又发生了", "back"),
)

_PLAN_COLUMNS = (
    Column("recent_count", "近30天频次", "Count in 30 days", Kind.INTEGER, _OURS, width=10),
    Column("priority_rank", "优先次序", "Rank", Kind.INTEGER, _OURS, width=9),
    Column("quadrant", "象限", "Quadrant", Kind.CHOICE, _OURS, choices=QUADRANTS, width=15,
           help_zh="影响范围和客户价值", help_en="Reach and customer value"),
    Column("matrix_action", "矩阵建议", "By the matrix", Kind.CHOICE, _OURS, choices=MATRIX_ACTIONS, width=11,
           help_zh="影响程度和发生频率", help_en="Influence and frequency"),
    Column("return_state", "完成后", "Since it was done", Kind.CHOICE, _OURS, choices=RETURNS, width=13),
)  # fmt: skip
_EFFECT_COLUMNS = (
    Column("computed_before", "系统算的改进前", "Before, counted", Kind.NUMBER, _OURS, width=13),
    Column("computed_after", "系统算的改进后", "After, counted", Kind.NUMBER, _OURS, width=13),
    Column("computed_count", "改进后数量", "Counted after", Kind.INTEGER, _OURS, width=11,
           help_zh="改进后的数值是从多少条算出来的", help_en="How many the figure after rests on"),
    Column("computed_range", "改进后95%区间", "95 % interval after", Kind.TEXT, _OURS, width=18),
    Column("computed_achievement", "系统判断", "By the data", Kind.CHOICE, _OURS, choices=lists.ACHIEVEMENTS, width=11),
)  # fmt: skip

_TEAM = replace(OF_TEAM, group=COMPUTED)
ONLY_COMPUTED = tuple(replace(column, group=COMPUTED) for column in (*_PLAN_COLUMNS, *_EFFECT_COLUMNS))
"""Columns that no other workbook has, besides the team."""

TRACKED_PLAN = replace(PLAN, columns=(*PLAN.columns, *ONLY_COMPUTED[: len(_PLAN_COLUMNS)], _TEAM))
TRACKED_EFFECTS = replace(EFFECTS, columns=(*EFFECTS.columns, *ONLY_COMPUTED[len(_PLAN_COLUMNS) :], _TEAM))
