"""设置.xlsx with mistakes in it: the last good rules stay in force, and the run says so with the cell."""

from __future__ import annotations

from datetime import date

import pytest
from flow_books import book, row
from flow_desk import table_of
from flow_settings import add_rows, answer, open_settings

from toolkit.rules.codes import settings as p6
from toolkit.schema.books.feedback import FEEDBACK

pytestmark = pytest.mark.without_reports

STOPPED = 3
HOURS = "08:00-20:00"


@pytest.fixture
def settled(desk):
    """A workspace that has run once with good settings: open from eight to eight."""
    answer(desk, "started_on", date(2026, 1, 1))
    answer(desk, "working_hours", HOURS)
    desk.drop(book([row(1)]), "一组.xlsx")
    desk.run()
    return desk


def due(desk, name: str) -> object:
    """When the first response to the first row of a returned workbook is due."""
    return table_of(desk.returned / name, FEEDBACK.zh)[0]["响应期限"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("working_hours", "八点到八点", p6.P610), ("started_on", "去年", p6.P603), ("duplicate_days", -3, p6.P616), ("attainment_basis", "随便", p6.P602)],
    ids=["hours", "a date", "a number", "a word"],
)  # fmt: skip
def test_a_mistake_keeps_the_last_good_rules_and_names_the_cell(settled, key, value, code):
    expected = due(settled, "一组.xlsx")
    cell = answer(settled, key, value)
    settled.drop(book([row(1, customer_id="C002")]), "二组.xlsx")
    said = settled.run().out
    lines = [line for line in said.splitlines() if line.strip().startswith("P6")]
    assert any(p6.P619.id in line for line in lines), said
    assert any(code.id in line and f" {cell} " in line and str(value) in line for line in lines), said
    assert due(settled, "二组.xlsx") == expected


def test_a_mistake_in_a_list_is_named_with_its_cell_too(settled):
    add_rows(settled, "channels", {"name": "热线甲", "aliases": "400"}, {"name": "热线乙", "aliases": "400"})
    said = settled.run().out
    assert p6.P608.id in said
    assert "渠道" in said
    assert p6.P619.id in said


def test_mended_settings_are_in_force_with_the_next_run(settled):
    answer(settled, "working_hours", "八点到八点")
    assert p6.P619.id in settled.run().out
    answer(settled, "working_hours", "09:00-11:00")
    settled.drop(book([row(1, customer_id="C002")]), "二组.xlsx")
    said = settled.run().out
    assert "P6" not in said
    assert due(settled, "二组.xlsx") > due(settled, "一组.xlsx")


@pytest.mark.parametrize("broken", [b"", b"PK\3\4 not a workbook", None], ids=["empty", "torn", "gone"])
def test_settings_that_cannot_be_read_keep_the_last_good_ones(settled, broken):
    expected = due(settled, "一组.xlsx")
    if broken is None:
        settled.space.settings_file.unlink()
    else:
        settled.space.settings_file.write_bytes(broken)
    settled.drop(book([row(1, customer_id="C002")]), "二组.xlsx")
    said = settled.run().out
    assert p6.P624.id in said
    assert "2026-11-02" in said
    assert due(settled, "二组.xlsx") == expected


def test_without_any_working_time_nothing_goes_and_the_cell_is_named(desk):
    cell = answer(desk, "working_hours", "八点到八点")
    desk.drop(book([row(1)]), "一组.xlsx")
    ran = desk.voc("run")
    assert ran.code == STOPPED
    assert f"常用 {cell} " in ran.err
    assert desk.waiting() == ["一组.xlsx"]


@pytest.mark.parametrize("broken", [b"", b"PK\3\4 not a workbook"], ids=["empty", "torn"])
def test_without_any_good_settings_nothing_goes_and_a_sentence_says_why(desk, broken):
    desk.space.settings_file.write_bytes(broken)
    desk.drop(book([row(1)]), "一组.xlsx")
    ran = desk.voc("run")
    assert ran.code == STOPPED
    assert "设置.xlsx" in ran.err
    assert "Traceback" not in ran.said
    assert desk.waiting() == ["一组.xlsx"]


def test_first_settings_with_a_mistake_are_used_as_far_as_they_go(desk):
    cell = answer(desk, "duplicate_days", -3)
    desk.drop(book([row(1)]), "一组.xlsx")
    said = desk.run().out
    assert p6.P616.id in said
    assert f" {cell} " in said
    assert p6.P619.id not in said
    assert desk.drops()["一组.xlsx"]["state"] == "done"


def test_a_sheet_that_was_deleted_falls_back_on_what_is_shipped(settled):
    with open_settings(settled) as workbook:
        del workbook["渠道"]
    said = settled.run().out
    assert p6.P618.id in said
    assert "渠道" in said


def test_what_was_taken_is_rebuilt_under_the_rules_of_its_time(settled):
    before = due(settled, "一组.xlsx")
    answer(settled, "working_hours", "09:00-11:00")
    settled.drop(book([row(1, customer_id="C002")]), "二组.xlsx")
    settled.run()
    with settled.ledger() as ledger:
        fingerprint = ledger.fingerprint()
    looked = settled.contents()
    assert settled.voc("rebuild").code == 0
    with settled.ledger() as ledger:
        assert ledger.fingerprint() == fingerprint
    assert settled.contents() == looked
    assert due(settled, "一组.xlsx") == before
