"""The quarterly summary and the weekly digest: their figures are those of the stretch, and recalculate."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from improvement_shop import shop
from judged import judged
from judged_months import months
from recalculated import disagreements

from toolkit.excel.draw.report import draw_report
from toolkit.report.digest.quarter import quarterly_report
from toolkit.report.digest.week import weekly_report
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions
from toolkit.schema.page import TableBlock

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
FRAME = months(900)


def table(report, key):
    blocks = [block for page in report.pages for block in page.blocks]
    return next(block for block in blocks if isinstance(block, TableBlock) and block.key == key)


def cell(report, key, row, column):
    return next(one for one in table(report, key).rows if one.key == row).cells[column].value


def test_the_months_of_a_quarter_add_up():
    report = quarterly_report(FRAME, "2026Q3", AS_OF, ReportOptions())
    by_hand = FRAME["received_at"].to_numpy("M8[M]")
    expected = [int((by_hand == np.datetime64(month)).sum()) for month in ("2026-07", "2026-08", "2026-09")]
    assert [cell(report, "months", "received", f"m{n}") for n in (1, 2, 3)] == expected
    assert (
        cell(report, "months", "received", "total")
        == cell(report, "figures", "received", "now")
        == sum(expected)
    )
    assert report.pages[0].heading == "2026年第3季度 客户反馈季度总结"


def test_every_figure_of_a_month_in_a_quarter_is_a_formula_and_what_the_monthly_report_says():
    report = quarterly_report(FRAME, "2026Q3", AS_OF, ReportOptions())
    august = monthly_report(FRAME, "2026-08", AS_OF, ReportOptions())
    block = next(
        block for page in report.pages for block in page.blocks if getattr(block, "key", "") == "months"
    )
    assert len(block.rows) > 10
    for row in block.rows:
        assert all(row.cells[f"m{n}"].formula for n in (1, 2, 3)), row.key
        assert row.cells["m2"].value == cell(august, "figures", row.key, "now"), row.key


def test_a_quarter_under_way_shows_the_months_that_have_begun_and_compares_with_nothing():
    report = quarterly_report(FRAME, "2026Q4", AS_OF, ReportOptions())
    assert "（进行中）" in report.pages[0].heading
    table = next(
        block
        for page in report.pages
        for block in page.blocks
        if isinstance(block, TableBlock) and block.key == "months"
    )
    assert [column.header for column in table.columns[1:3]] == ["2026-10", "2026-11"]
    assert "不与上季度比较" in report.pages[0].lead[0]


def test_the_agenda_names_who_answers_for_each_frequent_issue():
    rows = [{"received_at": "2026-08-08 09:30", "issue_type": "支付问题", "lead_department": "技术部"}] * 3
    report = quarterly_report(judged(*rows), "2026Q3", AS_OF, ReportOptions())
    assert "支付问题：本季 3 件" in cell(report, "agenda", "a2", "topic")
    assert cell(report, "agenda", "a2", "who") == "技术部"


def test_a_week_counts_monday_to_sunday():
    rows = [{"received_at": f"2026-10-{day} 10:00"} for day in (25, 26, 27)] + [
        {"received_at": "2026-11-01 23:59"},
        {"received_at": "2026-11-02 00:00"},
    ]
    report = weekly_report(judged(*rows), "2026-W44", AS_OF, ReportOptions())
    assert cell(report, "figures", "received", "now") == 3
    assert report.pages[0].heading == "2026年第44周 客户反馈周报"
    assert "比上周多 2 件（+200.0%），差别可能只是偶然" in report.pages[0].lead[0]
    assert report.pages[0].lead[-1] == "到 2026-11-01 还有 4 件未办结，没有逾期的。"
    assert "本月" not in "".join(column.header for column in report.data[0].columns)


def test_few_answers_are_called_few_in_a_week_too():
    row = {"received_at": "2026-10-27 10:00", "resolved_at": "2026-10-28 10:00", "satisfaction": "satisfied"}
    report = weekly_report(judged(row), "2026-W44", AS_OF, ReportOptions())
    assert "满意率 100.0%。不足 30 份，仅供参考。" in " ".join(report.pages[0].lead)


def two_years(first):
    """Three in a week a year ago and two in its month before, five in this week, from the first day on that is known."""
    days = [first, *["2025-10-28"] * 3, *["2025-09-10"] * 2, *["2026-10-28"] * 5]
    return judged(*[{"received_at": f"{day} 10:00", "customer_id": f"C{n}"} for n, day in enumerate(days)])


@pytest.mark.parametrize(
    ("make", "name", "then", "now", "as_of"),
    [(weekly_report, "2026-W44", 3, 5, AS_OF), (quarterly_report, "2026Q4", 3, 5, datetime(2027, 1, 4, 9))],
    ids=["week", "quarter"],
)  # fmt: skip
def test_a_digest_compares_with_a_year_ago(make, name, then, now, as_of):
    report = make(two_years("2025-07-01"), name, as_of, ReportOptions())
    assert cell(report, "figures", "received", "year_ago") == then
    assert cell(report, "figures", "received", "now") == now
    assert "；比去年同期多 2 件（+66.7%），差别可能只是偶然。" in report.pages[0].lead[0]
    received = report.pages[0].blocks[0].cards[0]
    assert [note.value for note in received.notes][1:] == [2]
    assert "{figures.received.year_ago}" in received.notes[1].formula
    assert (
        "和去年同期的行不在本文件里" in next(page for page in report.pages if page.key == "numbers").hints[0]
    )


def test_a_quarter_shows_a_year_ago_beside_its_months_by_a_formula():
    report = quarterly_report(two_years("2025-07-01"), "2026Q4", datetime(2027, 1, 4, 9), ReportOptions())
    blocks = [
        block for page in report.pages for block in page.blocks if getattr(block, "key", "") == "months"
    ]
    found = next(row for row in blocks[0].rows if row.key == "received").cells["year_ago"]
    assert (found.value, found.formula) == (3, "{figures.received.year_ago}")


@pytest.mark.parametrize("first", ["2025-10-28", "2026-01-05"], ids=["in the midst of it", "later"])
def test_nothing_is_said_of_a_year_ago_that_is_not_known_whole(first):
    frame = two_years(first)
    frame = frame[frame["received_at"] >= first]
    report = weekly_report(frame, "2026-W44", AS_OF, ReportOptions())
    assert "去年" not in "".join(report.pages[0].lead)
    assert "year_ago" not in {column.key for column in table(report, "figures").columns}
    assert [len(card.notes) for card in report.pages[0].blocks[0].cards] == [1] * 5


def test_a_stretch_under_way_is_not_compared_with_a_whole_year_ago():
    report = quarterly_report(two_years("2025-07-01"), "2026Q4", AS_OF, ReportOptions())
    assert "去年" not in "".join(report.pages[0].lead)
    assert "year_ago" not in {column.key for column in table(report, "figures").columns}


@pytest.mark.parametrize("make", [quarterly_report, weekly_report])
def test_no_feedback_at_all(make, tmp_path):
    name = "2026Q3" if make is quarterly_report else "2026-W44"
    draw_report(make(judged(), name, AS_OF, ReportOptions()), tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").stat().st_size > 5_000


@pytest.mark.libreoffice
def test_a_recalculation_agrees_with_every_cached_figure(soffice, tmp_path):
    made = {
        "quarter": quarterly_report(FRAME, "2026Q3", AS_OF, ReportOptions(), shop()),
        "week": weekly_report(FRAME, "2026-W44", AS_OF, ReportOptions(lang="en")),
    }
    for name, report in made.items():
        draw_report(report, tmp_path / f"{name}.xlsx")
    found = disagreements(soffice, [tmp_path / f"{name}.xlsx" for name in made], tmp_path)
    assert not {name: wrong for name, (_, wrong) in found.items() if wrong}
    assert min(count for count, _ in found.values()) > 50
