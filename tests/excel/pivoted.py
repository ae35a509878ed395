"""Workbooks with pivots for the tests: an Excel table by XlsxWriter, the pivots' cells, then the pivots."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter

from toolkit.excel.pivot import Cache, Field, Grid, Source, add_pivots
from toolkit.schema.page import Form
from toolkit.schema.pivot import PivotBlock, PivotValue
from toolkit.words import pivots as say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADS = {
    "id": "反馈ID", "kind": "反馈类型", "about": "问题类型(标签)", "month": "受理月份", "counts": "计入",
    "hours": "用时[小时]", "at": '反馈 "时间"',
}  # fmt: skip
NUMBERS = {Form.COUNT: "#,##0", Form.DECIMAL: "#,##0.0"}
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = PivotValue("id", "件数", Form.COUNT)
_THEIRS = {
    "(empty)": say.BLANK.zh, "- all -": say.ALL.zh, "- multiple -": say.SEVERAL.zh, "Total Result": say.TOTAL.zh,
    "Data": say.VALUES.zh,
}  # fmt: skip
"""LibreOffice's words for what Excel says otherwise."""


def rows_of(*rows: Sequence[object]) -> pd.DataFrame:
    """Return feedback by kind, about, month, counts and hours, numbered from F1, a minute apart."""
    frame = pd.DataFrame(rows, columns=["kind", "about", "month", "counts", "hours"]).astype(
        {"kind": object, "about": object, "month": object, "counts": float, "hours": float}
    )
    start = np.datetime64("2026-10-01T09:00:00")
    frame["at"] = start + np.arange(len(frame)).astype("m8[m]")
    frame["id"] = pd.Series([f"F{n}" for n in range(1, len(frame) + 1)], dtype=object)
    return frame[[*HEADS]].astype({"at": "M8[s]"})


def many(count: int, seed: int = 3, groups: int = 4) -> pd.DataFrame:
    """Return rows from a seed, some cells blank, with names that XML and formulas trip over."""
    rng = np.random.default_rng(seed)
    odd = ["物流<延迟>", '说"好"[x]', "it's & co", "功能异常", "_x000A_", "两行\n文字"]
    names = np.array([*odd[:groups], *(f"问题{n}" for n in range(groups - len(odd)))], object)
    return rows_of(*zip(
        rng.choice(np.array(["投诉", "建议", "咨询", None], object), count),
        rng.choice(names, count),
        rng.choice(np.array(["2026-08", "2026-09", "2026-10"], object), count),
        rng.integers(0, 2, count),
        np.where(rng.random(count) < 0.2, np.nan, np.round(rng.gamma(2, 9, count), 3)),
        strict=True,
    ))  # fmt: skip


def source_of(frame: pd.DataFrame) -> Source:
    padded = frame if len(frame) else frame.reindex([0])
    return Source("明细", tuple(Field(key, HEADS[key], padded[key]) for key in HEADS))


def pivot(name: str = "透视", rows: Sequence[str] = ("kind",), **said: object) -> PivotBlock:
    return PivotBlock(name, "detail", name, tuple(rows), **({"values": (COUNT,)} | said))


def written(path: Path, frame: pd.DataFrame, *blocks: PivotBlock, wrong_by: float = 0) -> list[Grid]:
    """Write a table and its pivots, each on a sheet called as it is; the figures may be drawn wrong on purpose."""
    cache = Cache.of(source_of(frame), blocks)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("明细")
    heads = [{"header": head} for head in HEADS.values()]
    sheet.add_table(0, 0, max(len(frame), 1), len(HEADS) - 1, {"name": "明细", "columns": heads})
    _fill(sheet, frame)
    grids = []
    for block in blocks:
        sheet = book.add_worksheet(block.name)
        grids.append(Grid(block, cache, block.name, 2, block.column, "zh"))
        for cell in grids[-1].cells():
            is_figure = isinstance(cell.value, float)
            sheet.write(cell.row, cell.column, cell.value + wrong_by if is_figure else cell.value)
    book.close()
    add_pivots(path, grids, NUMBERS)
    return grids


def _fill(sheet: object, frame: pd.DataFrame) -> None:
    for place, key in enumerate(HEADS):
        values = frame[key]
        if key == "at":
            values = (values - pd.Timestamp("1899-12-30")) / pd.Timedelta(days=1)
        for row, value in enumerate(values, 1):
            if value is not None and value == value:
                sheet.write(row, place, value)


def cells_of(path: Path, sheet: str) -> dict[tuple[int, int], object]:
    """Return what stands in a sheet by row and column from 0, in our words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells that it would lose slicers if it saved
        found = openpyxl.load_workbook(path)[sheet]
    return {
        (cell.row - 1, cell.column - 1): _ours(cell.value)
        for row in found.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _ours(value: object) -> object:
    """Return a word of LibreOffice's in ours."""
    if not isinstance(value, str) or value in _THEIRS:
        return _THEIRS.get(value, value)
    if value.endswith(" Result"):
        return say.SUBTOTAL("zh", item=_ours(value.removesuffix(" Result")))
    if value.startswith("Total "):
        return say.TOTAL_OF("zh", caption=value.removeprefix("Total "))
    return value


def differences(theirs: Path, grid: Grid, shift: int = 0) -> list[str]:
    """Return the cells of a pivot that another program computed otherwise.

    shift: rows by which its body stands lower.
    """
    found = cells_of(theirs, grid.sheet)
    wrong = []
    for cell in grid.cells():
        row = cell.row + (shift if cell.row >= grid.top else 0)
        other = found.pop((row, cell.column), None)
        if not _same(cell.value, other):
            wrong.append(f"{grid.sheet} row {row} column {cell.column}: {cell.value!r}, computed {other!r}")
    extra = [f"{grid.sheet} {place}: nothing, computed {value!r}" for place, value in found.items()]
    return wrong if shift else wrong + extra


def _same(one: object, other: object) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) < 1e-9
    return one == other or (isinstance(one, int) and other == str(one))
