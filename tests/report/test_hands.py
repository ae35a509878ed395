"""The register's page 更正, and how many corrections the page 状态 says there are."""

from __future__ import annotations

from datetime import datetime

import pytest
from judged import judged

from toolkit.report.options import ReportOptions
from toolkit.report.pages.hands import LISTED, corrections_page
from toolkit.report.register import Hands, register_report

AS_OF = datetime.fromisoformat("2026-12-02T09:00")


def line(month, subject, column=""):
    return {"month": month, "subject": subject, "column": column, "before": "1", "now": "2",
            "at": "2026-12-01 09:00", "file": "补录.xlsx"}  # fmt: skip


@pytest.fixture
def lines():
    """More of a locked month than the page lists, and a little of the last one."""
    old = [line("2025-11", "受理量(件)"), *(line("2025-11", f"F{n}", "处理人") for n in range(LISTED + 20))]
    return [*old, line("2026-11", "受理量(件)"), line("2026-11", "F900", "处理人"), line("2026-11", "F901")]


def test_the_newest_month_comes_first_its_figures_before_its_rows(lines):
    (table,) = corrections_page(lines, ReportOptions()).blocks
    shown = [(row.cells["month"].value, row.cells["subject"].value) for row in table.rows]
    assert shown[:5] == [
        ("2026-11", "受理量(件)"), ("2026-11", "F900"), ("2026-11", "F901"), ("2025-11", "受理量(件)"), ("2025-11", "F0"),
    ]  # fmt: skip
    assert (len(shown), table.note) == (LISTED, "另有 24 处没有列出。")


def test_the_state_says_how_many_there_are_and_not_how_many_are_shown(lines):
    report = register_report(judged({}), AS_OF, hands=Hands(corrections=lines))
    state = next(page for page in report.pages if page.key == "state")
    lists = next(block for block in state.blocks if getattr(block, "key", "") == "lists")
    row = next(row for row in lists.rows if row.key == "corrections")
    assert row.cells["count"].value == len(lines) == LISTED + 24


def test_a_list_that_is_cut_counts_all_the_same():
    late = {"resolution_due": "2026-10-10 10:00"}
    report = register_report(judged(*[late] * (LISTED + 7)), AS_OF)
    lists = next(
        block
        for page in report.pages
        if page.key == "state"
        for block in page.blocks
        if getattr(block, "key", "") == "lists"
    )
    [overdue] = [row for row in lists.rows if row.key == "overdue"]
    assert overdue.cells["count"].value == LISTED + 7
