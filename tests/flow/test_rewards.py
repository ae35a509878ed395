"""奖罚统计: off until it is switched on, and then outside the workspace only."""

from __future__ import annotations

import pytest
from flow_books import book, row
from flow_desk import files_in, loaded, table_of
from flow_settings import answer
from flow_warm import MUTANT

from toolkit.rules.codes.settings import P629

NAME = "2026-10 奖罚情况.xlsx"
FAULT = {"merit_item": "发货信息不正确", "merit_person": "王信", "merit_effect": "退单", "merit_confirmed": "是"}  # fmt: skip


def place(desk, folder) -> None:
    file = desk.root / "voc.toml"
    file.write_text(f"{file.read_text('utf-8')}merits = '{folder}'\n", "utf-8")


def everywhere(desk) -> list[str]:
    return [path for path in files_in(desk.root) if "奖罚" in path]


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("", "没有写"),
        ("{root}/报告", "里面"),
        ("{root}", "里面"),
        ("{root}/../desk/台账", "里面"),
        ("经理室", "完整路径"),
        ("{root}/../经理室", ""),
    ],
    ids=["none", "inside", "the workspace itself", "by a detour", "not whole", "outside"],
)
def test_it_must_lie_outside(desk, where, problem):
    if where:
        place(desk, where.format(root=desk.root))
    assert problem in desk.space.merits_problem
    assert (desk.space.merits_folder is None) == bool(problem)


def test_switched_on_it_goes_outside_or_nowhere_and_never_over_what_somebody_typed(desk, tmp_path):
    """Off is what every other test shows: it needs this answer and a place."""
    folder = tmp_path / "经理室"
    answer(desk, "merits", "是")
    desk.drop(book([row(1, **FAULT), row(2)]), "一组.xlsx")
    assert P629.id in desk.run().out
    place(desk, folder)
    assert P629.id not in desk.run(at="2026-11-03 09:00").out
    assert (files_in(folder), everywhere(desk)) == ([NAME], [])
    entries = table_of(folder / NAME, "逐条")
    assert [(one["反馈ID"], one["姓名"], one["是否计入"], one["绩效(%)"]) for one in entries] == [
        ("F001", "王信", "计入", -10)
    ]
    opened = loaded(folder / NAME)
    opened["逐条"]["L2"] = "快递单是系统打错的"
    opened.save(folder / NAME)
    desk.drop(book([row(3, **FAULT)]), "二组.xlsx")
    desk.run(at="2026-11-04 10:00")
    assert files_in(folder) == ["2026-10 奖罚情况(2).xlsx", NAME]
    assert [len(table_of(folder / name, "逐条")) for name in files_in(folder)] == [2, 1]


def test_a_guard_tallies_as_well(desk, tmp_path):
    answer(desk, "merits", "是")
    place(desk, tmp_path / "经理室")
    desk.drop(book([row(1, **FAULT)]), "一组.xlsx")
    assert desk.voc("watch", **{MUTANT: "a_guard_that_ends_soon"}).code == 0
    assert files_in(tmp_path / "经理室") == [NAME]
