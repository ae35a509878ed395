"""改进计划.xlsx in use: issues are put up, people fill in bit by bit, it counts as a drop, and a customer is shown on demand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from flow_books import book, grid, rows
from flow_desk import LONG_AGO, loaded, table_of

from toolkit.schema.books.improvement import PLAN
from toolkit.words import places

if TYPE_CHECKING:
    from pathlib import Path

    from flow_desk import Desk

pytestmark = pytest.mark.without_reports

AT = "2026-10-12 09:00"
LATER = "2026-10-19 09:00"


@pytest.fixture
def planned(desk) -> Desk:
    """Six complaints about late deliveries, enough to be put up for a plan."""
    desk.drop(book(rows(6, contact="13812345678")), "一组.xlsx")
    desk.run(AT)
    return desk


def plan_of(desk: Desk) -> Path:
    return desk.space.register / places.IMPROVEMENT_BOOK(desk.lang)


def seen(desk: Desk) -> list[dict[str, object]]:
    return table_of(plan_of(desk), PLAN.zh, header_row=2)


def typed(desk: Desk, *cells: tuple[int, str, object]) -> None:
    """Type into a row of the plan, the first being 1."""
    opened = loaded(plan_of(desk))
    sheet = opened[PLAN.zh]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for row, header, value in cells:
        sheet.cell(2 + row, columns[header]).value = value
    opened.save(plan_of(desk))
    os.utime(plan_of(desk), (LONG_AGO, LONG_AGO))


def plans(desk: Desk, *keys: str) -> list[list[object]]:
    with desk.ledger() as ledger:
        found = ledger.facts("plan")[list(keys)].astype(object)
    return found.where(found.notna(), None).to_numpy().tolist()


def test_a_frequent_issue_is_put_up_and_is_no_row_until_somebody_fills_it(planned):
    assert [(row["高频问题"], row["近30天频次"]) for row in seen(planned)] == [("物流延迟", 6)]
    typed(planned)
    planned.run(LATER)
    assert plans(planned, "issue") == []


def test_filled_in_bit_by_bit_it_stays_one_plan(planned):
    typed(planned, (1, "解决成本", "低"))
    planned.run(LATER)
    assert plans(planned, "issue", "cost_degree", "owner") == [["物流延迟", "low", None]]
    typed(planned, (1, "具体措施", "①排班；②签协议"), (1, "责任人", "王芳"), (1, "进度", 0.4))
    planned.run("2026-10-20 09:00")
    assert plans(planned, "issue", "cost_degree", "owner", "measures", "progress_rate") == [
        ["物流延迟", "low", "王芳", "①排班；②签协议", 40.0]
    ]
    tasks = table_of(plan_of(planned), "改进任务", header_row=6)
    assert [(row["措施"], row["责任人"], row["进度"]) for row in tasks] == [
        ("排班", "王芳", 0.4),
        ("签协议", "王芳", 0.4),
    ]


def test_a_plan_from_a_team_is_known_again_in_the_workbook(planned):
    sheet = book_of_plan({"高频问题": "物流延迟", "具体措施": "①排班", "责任人": "王芳"})
    planned.drop(sheet, "华东/改进.xlsx")
    planned.run(LATER)
    typed(planned, (1, "责任人", "李伟"), (1, "落实情况", "进行中"))
    planned.run("2026-10-20 09:00")
    assert plans(planned, "team", "issue", "owner", "state") == [["华东", "物流延迟", "李伟", "running"]]


def book_of_plan(cells: dict[str, object]) -> bytes:
    return grid({PLAN.zh: [list(cells), list(cells.values())]})


def test_two_who_disagree_about_a_plan_are_listed_and_the_workbook_settles_it(planned):
    planned.drop(
        book_of_plan({"高频问题": "物流延迟", "具体措施": "①排班", "责任人": "王芳"}), "华东/改进.xlsx"
    )
    planned.run(LATER)
    for name, owner in (("改进 (1)", "李伟"), ("改进 - 副本", "陈静")):
        retyped(planned.drop(planned.returned / "华东" / "改进.xlsx", f"华东/{name}.xlsx"), owner)
    planned.run("2026-10-20 09:00")
    assert conflicts(planned) == [("物流延迟", "华东", "责任人")]
    told = planned.voc(
        "todo", "--list", "冲突", "--for", plans(planned, "owner")[0][0], at="2026-10-20 09:00"
    )
    assert all(word in told.out for word in ("物流延迟", "责任人", "李伟", "陈静")), told.said
    typed(planned, (1, "责任人", "赵敏"))
    planned.run("2026-10-21 09:00")
    assert plans(planned, "owner") == [["赵敏"]]
    with planned.ledger() as ledger:
        assert ledger.conflicts().empty


def retyped(path: Path, owner: str) -> None:
    opened = loaded(path)
    sheet = opened[PLAN.zh]
    column = next(cell.column for cell in sheet[1] if cell.value == "责任人")
    sheet.cell(2, column).value = owner
    opened.save(path)
    os.utime(path, (LONG_AGO, LONG_AGO))


def conflicts(desk: Desk) -> list[tuple[object, ...]]:
    """What each line on the register's page is about, its team and its column."""
    rows = list(loaded(desk.register)["冲突"].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "反馈ID")
    return [row[:3] for row in rows[head + 1 :] if row[2]]


def test_opened_and_saved_it_says_nothing(planned):
    typed(planned, (1, "责任人", "王芳"))
    planned.run(LATER)
    typed(planned)
    with planned.ledger() as ledger:
        before = ledger.fingerprint()
    planned.run("2026-10-20 09:00")
    with planned.ledger() as ledger:
        assert ledger.fingerprint() == before


def test_a_customer_is_printed_masked_and_written_on_demand(planned):
    ran = planned.ask("customer", "C001", "--as-of", AT)
    assert ran.code == 0
    assert "客户 C001" in ran.said
    assert "13812345678" not in ran.said
    assert "13812345678" in planned.ask("customer", "C001", "--full", "--as-of", AT).said
    assert planned.ask("customer", "C001", "--out", "--as-of", AT).code == 0
    assert (planned.space.reports / "客户" / "C001 客户档案.xlsx").is_file()


def test_a_customer_whom_nobody_knows(planned):
    ran = planned.ask("customer", "C999", "--as-of", AT)
    assert ran.code == 2
    assert "C999" in ran.said
