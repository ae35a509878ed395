"""根因与改进: measures with their owners, which issue comes first as a picture, and whether what was done worked."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.domain.improvement.effects import MISSED, REACHED
from toolkit.domain.improvement.priority import HIGH, LOW, MEDIUM
from toolkit.domain.improvement.tasks import Timing
from toolkit.domain.privacy import mask_name, masked_text
from toolkit.report.analysis.slopes import slopes
from toolkit.report.analysis.sloping import slope_blocks, slopes_page, slopes_rule
from toolkit.report.improvement.desk import Desk
from toolkit.report.improvement.effects import effects_page
from toolkit.report.improvement.tasks import tasks_page
from toolkit.report.month import Month, joined, number, text
from toolkit.schema.books.tracking import MATRIX_ACTIONS, QUADRANTS
from toolkit.schema.choices import DEGREES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.schema.scatter import Group, Point, ScatterBlock, Shape
from toolkit.words import analysis as say
from toolkit.words import improvement as words
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.improvement.priority import PriorityRules
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.schema.page import Block

_WEIGHED = ("issue", "count", "reach_share", "value_share", "severe_share", "cost", "quadrant", "action")
_WIDTHS = (18.0, 18, 24, 15, 15, 13, 15, 15, 16, 24)
_LEFT = 5
_LISTED = 12
_SIDES = (HIGH, MEDIUM, LOW)
_SHAPES = {LOW: Shape.CIRCLE, MEDIUM: Shape.DIAMOND, HIGH: Shape.SQUARE, "unknown": Shape.FAINT}
"""By what an issue costs to solve: the third thing that the four quadrants weigh (S1-028)."""
_NAMES = frozenset({"owner"})


def plan_pages(month: Month) -> tuple[Page, Page | None] | tuple[None, None]:
    """Return the page, and the one with the cells that its slopes draw from; none where there is neither plan nor issue."""
    known, lang = month.improvement, month.lang
    if known is None:
        return None, None
    desk, drawn = Desk(known, month.options), slopes(month)
    weighed = known.month(month.period).iloc[:_LISTED]
    priority = _priority(month, weighed) if len(weighed) else ()
    blocks = (*_tasks(desk), *slope_blocks(drawn, known, lang), *_effects(desk), *priority)
    if not blocks:
        return None, None
    name = labels.PAGES["plan"](lang)
    light = Tone.BAD if (known.tasks["timing"] == Timing.OVERDUE).any() else Tone.PLAIN
    lead, rules = (plan_sentence(month, known),), slopes_rule(drawn, known, lang)
    page = Page("plan", name, name, lead=lead, rules=rules, blocks=blocks, widths=_WIDTHS, light=light)
    return page, slopes_page(drawn, lang)


def plan_sentence(month: Month, known: Improvement) -> str:
    """Say how many measures there are and how they stand, and what became of those that are done."""
    lang, tasks = month.lang, known.tasks
    if not len(tasks):
        return say.NO_PLAN(lang)
    counts = {key: int((tasks["timing"] == timing).sum()) for key, timing in (
        ("overdue", Timing.OVERDUE), ("week", Timing.THIS_WEEK), ("done", Timing.DONE))}  # fmt: skip
    said = say.PLAN_LEAD(lang, total=len(tasks), **counts)
    verdicts = [one.effect.achievement for one in known.measured]
    if not verdicts:
        return said
    found = {"total": len(verdicts), "reached": verdicts.count(REACHED), "missed": verdicts.count(MISSED)}
    return joined(lang, said, say.EFFECT_LEAD(lang, **found))


def _tasks(desk: Desk) -> Iterator[Block]:
    yield from (
        _masked(block, say.TASKS(desk.lang))
        for block in tasks_page(desk).blocks
        if isinstance(block, TableBlock)
    )


def _effects(desk: Desk) -> Iterator[Block]:
    yield from (
        _masked(block, say.EFFECTS(desk.lang))
        for block in effects_page(desk).blocks
        if isinstance(block, TableBlock)
    )


def _masked(block: TableBlock, title: str) -> TableBlock:
    """The same table as it may leave the register."""
    rows = tuple(
        Row(row.key, {key: _mask(key, figure) for key, figure in row.cells.items()}) for row in block.rows
    )
    return replace(block, rows=rows, title=title)


def _mask(key: str, figure: Figure) -> Figure:
    if not isinstance(figure.value, str):
        return figure
    return replace(figure, value=masked_owner(figure.value) if key in _NAMES else masked_text(figure.value))


def masked_owner(name: str) -> str:
    """Return the name of an owner as it may leave the register."""
    return str(mask_name(pd.Series([name], dtype=object)).iloc[0])


def _priority(month: Month, weighed: pd.DataFrame) -> Iterator[Block]:
    yield _table(month, weighed)
    if month.improvement:
        yield _quadrants(month, weighed, month.improvement.rules.priority)
    yield _matrix(month, weighed)


def _quadrants(month: Month, weighed: pd.DataFrame, rules: PriorityRules) -> ScatterBlock:
    """Reach across, value up; the axes part the field where each is high, and end a little beyond what there is."""
    lang = month.lang
    keys = [_cost(row) for _, row in weighed.iterrows()]
    groups = [key for key in _SHAPES if key in keys]
    points = tuple(
        Point(
            masked_text(str(name)),
            float(row["reach_share"]),
            float(row["value_share"]),
            groups.index(_cost(row)),
        )
        for name, row in weighed.iterrows()
    )
    lines = (rules.reach.high, rules.value.high)
    largest = (float(weighed["reach_share"].max()), float(weighed["value_share"].max()))
    ends = tuple(
        min(1.0, ceil(10 * max(1.1 * most, 1.5 * line)) / 10)
        for most, line in zip(largest, lines, strict=True)
    )
    return ScatterBlock(
        say.QUADRANT(lang), "{weighed.reach_share:}", "{weighed.value_share:}", points,
        (say.REACH_AXIS(lang), say.VALUE_AXIS(lang)), lines, say.QUADRANT_ALT(lang), (ends[0], ends[1]),
        tuple(Group(say.COSTS[key](lang), _SHAPES[key]) for key in groups), columns=_LEFT, rows=14,
    )  # fmt: skip


def _cost(row: pd.Series) -> str:
    """Return what an issue costs to solve: a degree, or that nobody has said so."""
    return str(row["cost"]) if row["is_typed_cost"] else "unknown"


def _table(month: Month, weighed: pd.DataFrame) -> TableBlock:
    lang = month.lang
    forms = {"count": Form.COUNT} | dict.fromkeys(("reach_share", "value_share", "severe_share"), Form.RATE)
    columns = tuple(
        TableColumn(key, say.WEIGHED_HEADERS[key](lang), forms.get(key, Form.TEXT)) for key in _WEIGHED
    )
    rows = []
    for n, (name, row) in enumerate(weighed.iterrows(), 1):
        cells = {"issue": text(masked_text(str(name))), "count": number(int(row["count"]))}
        cells |= {
            key: number(float(row[key]), form=Form.RATE)
            for key in ("reach_share", "value_share", "severe_share")
        }
        cost = (
            DEGREES.label_of(lang).get(row["cost"], "") if row["is_typed_cost"] else words.UNKNOWN_COST(lang)
        )
        cells |= {
            "cost": text(cost), "quadrant": text(QUADRANTS.label_of(lang).get(row["quadrant"], "")),
            "action": text(MATRIX_ACTIONS.label_of(lang).get(row["action"], "")),
        }  # fmt: skip
        rows.append(Row(f"i{n}", cells))
    return TableBlock("weighed", columns, tuple(rows), say.WEIGHED(lang))


def _matrix(month: Month, weighed: pd.DataFrame) -> TableBlock:
    """Influence by frequency, with the cases in each cell (S3-039): rows from high to low, columns from low to high."""
    lang, labels_of = month.lang, DEGREES.label_of(month.lang)
    over = tuple(reversed(_SIDES))
    said = {
        (side, often): "\n".join(
            say.CASES(lang, name=masked_text(str(name)), count=row["count"])
            for name, row in weighed[
                (weighed["influence"] == side) & (weighed["frequency"] == often)
            ].iterrows()
        )
        for side, often in product(_SIDES, repeat=2)
    }
    columns = (
        TableColumn("side", say.SIDE(lang)),
        *(TableColumn(one, labels_of[one], Form.WRAPPED) for one in over),
    )
    tones = {(HIGH, HIGH): Tone.BAD, (LOW, LOW): Tone.MUTED}
    rows = tuple(
        Row(side, {"side": text(labels_of[side], Tone.STRONG)}
            | {one: text(said[side, one], tones.get((side, one), Tone.PLAIN), Form.WRAPPED) for one in over})
        for side in _SIDES
    )  # fmt: skip
    return TableBlock("influence", columns, rows, say.MATRIX(lang), column=_LEFT + 1, is_beside=True)
