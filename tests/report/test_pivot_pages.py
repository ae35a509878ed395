"""The pivots of a report: each total is a count of the detail's rows, and equal to what the other pages say."""

from __future__ import annotations

import zipfile
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from judged import judged
from judged_months import months
from recalculated import convert

from tests.excel.pivot_repairs import repairs
from tests.excel.pivoted import cells_of, differences
from toolkit.excel.draw.layout import Layout
from toolkit.excel.draw.pivots import plan_pivots
from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions
from toolkit.report.register import register_report
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Personal
from toolkit.schema.pivot import PivotBlock

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
PIVOTS = {"pivot_kind": "", "pivot_issue": "in_received", "pivot_verdict": "in_resolution"}
CROSSED = {
    "pivot_kind": ("kind", "month"), "pivot_issue": ("issue_type", "channel"),
    "pivot_verdict": ("lead_department", "resolution_verdict"),
}  # fmt: skip
BUSY = months(900).assign(
    lead_department=lambda frame: np.resize(np.array(["物流部", None, "App组", "<客服>"], object), len(frame))
)
ODD = judged(
    {"issue_type": '说"好"[?]', "channel": "a&b"}, {"issue_type": "App"}, {"issue_type": "APP", "kind": None},
    {"issue_type": "长" * 300, "lead_department": "<部门>"},
)  # fmt: skip
FRAMES = {
    "busy": BUSY,
    "one row": judged({}),
    "odd names": ODD,
    "several types": judged(*[{"issue_type": f"问题{n}"} for n in range(200)]),
}


def report_of(frame, lang="zh"):
    return monthly_report(frame, "2026-10", AS_OF, ReportOptions(lang=lang))


def grids_of(report):
    return plan_pivots(report, Layout.of(report))


@pytest.mark.parametrize("name", FRAMES)
def test_every_total_is_the_count_of_the_details_rows(name):
    report = report_of(FRAMES[name])
    detail = report.data[0].frame
    grids = grids_of(report)
    for key, grid in grids.items():
        flag = PIVOTS[key]
        assert grid.figure() == (detail[flag].sum() if flag else len(detail))
        down, across = CROSSED[key]
        rows = detail[detail[flag] == 1] if flag else detail
        counts = rows.groupby([rows[down].str.casefold(), rows[across].fillna("")]).size()
        shown = {
            (
                str(grid.label(down, one[0])).casefold(),
                str(grid.cache.items[across].values[other[0]] or ""),
            ): grid.figure(one, other)
            for one in {line.key for line in grid.down if line.key}
            for other in {line.key for line in grid.across if line.key}
        }
        assert {place: figure for place, figure in shown.items() if figure} == counts.to_dict()
    assert set(grids) == set(PIVOTS) if name == "busy" else "pivot_kind" in grids


def test_totals_are_what_the_other_pages_say():
    report, grids = report_of(BUSY), grids_of(report_of(BUSY))
    figures = next(page for page in report.pages if page.key == "figures").blocks[0]
    now = {row.key: row.cells for row in figures.rows}
    assert grids["pivot_issue"].figure() == now["received"]["now"].value
    verdicts = grids["pivot_verdict"]
    met = verdicts.cache.items["resolution_verdict"].number("达标")
    assert verdicts.figure((), (met,)) == now["resolution_rate"]["numerator"].value


def test_the_drawn_workbook_has_the_cells_and_nothing_to_repair(tmp_path):
    for name, frame in FRAMES.items():
        report = report_of(frame)
        draw_report(report, path := tmp_path / f"{name}.xlsx")
        assert repairs(path) == []
        for grid in grids_of(report).values():
            found = cells_of(path, grid.sheet)
            assert found[grid.box.bottom - 1, grid.box.right - 1] == grid.figure()


@pytest.mark.libreoffice
def test_libreoffice_refreshes_every_pivot_to_the_same_cells(tmp_path, soffice):
    report = report_of(BUSY)
    draw_report(report, tmp_path / "busy.xlsx")
    (theirs,) = convert(soffice, [tmp_path / "busy.xlsx"], tmp_path, "xlsx")
    grids = grids_of(report)
    wrong = [
        one for grid in grids.values() for one in differences(theirs, grid) if "nothing, computed" not in one
    ]
    assert wrong == []
    assert len(grids) == 3


def test_slicers_are_kind_and_team_and_work_on_all_three(tmp_path):
    draw_report(report_of(BUSY), tmp_path / "busy.xlsx")
    with zipfile.ZipFile(tmp_path / "busy.xlsx") as book:
        caches = [book.read(one).decode() for one in book.namelist() if "slicerCaches/" in one]
    assert sorted(one.split('sourceName="')[1].split('"')[0] for one in caches) == ["反馈类型", "团队"]
    assert [one.count("<pivotTable ") for one in caches] == [3, 3]


@pytest.mark.parametrize(
    ("frame", "expected"),
    [(judged(), []), (judged({"received_at": "2026-09-01", "received_at_is_day": True}), ["pivot_kind"])],
    ids=["no rows", "nothing received, one open"],
)
def test_a_pivot_that_would_count_nothing_is_words(frame, expected, tmp_path):
    report = report_of(frame)
    draw_report(report, tmp_path / "r.xlsx")
    pages = {page.key: page for page in report.pages if page.key in PIVOTS}
    assert [key for key, page in pages.items() if page.blocks] == expected
    assert all("没有" in page.lead[0] for key, page in pages.items() if key not in expected)


def test_no_pivot_shows_a_column_of_personal_data():
    blocks = [
        block for page in report_of(BUSY).pages for block in page.blocks if isinstance(block, PivotBlock)
    ]
    personal = {column.key for column in FEEDBACK.columns if column.personal is not Personal.NONE}
    assert len(blocks) == 3
    assert not personal.intersection(key for block in blocks for key in block.fields)


def test_in_english(tmp_path):
    report = report_of(BUSY, "en")
    draw_report(report, tmp_path / "r.xlsx")
    assert repairs(tmp_path / "r.xlsx") == []
    found = cells_of(tmp_path / "r.xlsx", "Pivot issues")
    assert "(All)" in found.values()
    assert [value for value in found.values() if isinstance(value, str) and value.startswith("Count")]


REGISTER_AT = datetime.fromisoformat("2026-10-20T14:30")
WITHDRAWN = judged(
    {"issue_type": "App", "resolution_verdict": "met", "lead_department": "物流部"},
    {"issue_type": "物流延迟", "is_withdrawn": "yes"},
    {"received_at": "2026-09-08", "kind": None},
)


@pytest.mark.parametrize(
    "frame",
    [WITHDRAWN, months(600, as_of="2026-10-20T14:30"), WITHDRAWN.iloc[1:2], judged()],
    ids=["by hand", "busy", "all withdrawn", "no rows"],
)
def test_pivots_of_the_register_count_its_rows_without_withdrawn_ones(frame, tmp_path):
    report = register_report(frame.reset_index(drop=True), REGISTER_AT)
    draw_report(report, tmp_path / "r.xlsx")
    assert repairs(tmp_path / "r.xlsx") == []
    rows = report.entries[0].frame
    counted = rows[rows["is_withdrawn"] != "yes"]
    grids = grids_of(report)
    assert len(grids) == (3 if len(counted) else 0)
    for grid in grids.values():
        assert grid.figure() == len(counted)
        assert cells_of(tmp_path / "r.xlsx", grid.sheet)[grid.box.bottom - 1, grid.box.right - 1] == len(
            counted
        )


@pytest.mark.libreoffice
def test_libreoffice_refreshes_the_registers_pivots_to_the_same_cells(tmp_path, soffice):
    report = register_report(
        pd.concat([months(200, as_of="2026-10-20T14:30"), WITHDRAWN]).reset_index(drop=True), REGISTER_AT
    )
    draw_report(report, tmp_path / "r.xlsx")
    (theirs,) = convert(soffice, [tmp_path / "r.xlsx"], tmp_path, "xlsx")
    grids = grids_of(report).values()
    assert [
        one for grid in grids for one in differences(theirs, grid) if "nothing, computed" not in one
    ] == []
