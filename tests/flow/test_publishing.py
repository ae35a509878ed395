"""What lies in the folder when we want to write there: open on a screen, changed by somebody, or gone."""

from __future__ import annotations

import pytest
from flow_books import book, row, rows
from flow_desk import files_in, opened, table_of
from flow_hands import facts, typed
from flow_warm import MUTANT

from toolkit.schema.books.feedback import FEEDBACK

pytestmark = pytest.mark.without_reports

NAME = "一组.xlsx"


@pytest.fixture
def worked(desk):
    desk.drop(book(rows(2)), NAME)
    desk.run()
    return desk


def lock_of(path):
    """The owner file that Excel keeps beside an open workbook."""
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(bytes([4]) + b"Anna" + bytes(160))
    return lock


def owners(desk) -> list[object]:
    return [line["处理人"] for line in table_of(desk.returned / NAME, FEEDBACK.zh)]


def test_a_returned_workbook_open_on_a_screen_is_written_once_it_is_closed(worked):
    before = (worked.returned / NAME).read_bytes()
    lock = lock_of(worked.returned / NAME)
    worked.drop(book([row(1, owner="客服陈"), row(2)]), NAME)
    said = worked.run().out
    assert f"已处理/{NAME} 正开着" in said
    assert (worked.returned / NAME).read_bytes() == before
    assert "等待写出  1" in worked.voc("status").out
    lock.unlink()
    worked.run()
    assert owners(worked) == ["客服陈", "客服周"]


def test_what_somebody_changed_is_read_before_anything_is_written_there(worked):
    typed(worked.drop(worked.returned / NAME), ("", "F001", "客户诉求", "要求补发"))
    typed(worked.returned / NAME, ("", "F001", "处理人", "客服林"))
    worked.run()
    assert facts(worked, "owner")["", "F001"] == "客服林"
    assert facts(worked, "request")["", "F001"] == "要求补发"


def test_what_somebody_changes_while_we_write_stays_and_is_read_by_the_next_run(worked, tmp_path):
    """Saved after the run had looked for such changes, and before it wrote."""
    edited = tmp_path / "edited.xlsx"
    edited.write_bytes(book([row(1, owner="客服林"), row(2)]))
    worked.drop(book([row(1, solution="已补发"), row(2)]), NAME)
    environment = {MUTANT: "somebody_saves_meanwhile", "VOC_TEST_SAVES": f"{edited}>{worked.returned / NAME}"}
    said = worked.voc("run", **environment).out
    assert f"已处理/{NAME} 刚被人改过" in said
    assert (worked.returned / NAME).read_bytes() == edited.read_bytes()
    worked.run()
    assert owners(worked) == ["客服林", "客服周"]
    with worked.ledger() as ledger:
        assert list(ledger.facts()["solution"]) == ["已补发", None]
        assert ledger.outbox() == []


def test_what_somebody_changed_is_taken_when_it_is_put_into_the_inbox(worked):
    edited = book([row(1, owner="客服林"), row(2)])
    (worked.returned / NAME).unlink()
    worked.drop(edited, NAME)
    worked.run()
    assert owners(worked) == ["客服林", "客服周"]


def test_a_register_open_on_a_screen_is_refreshed_once_it_is_closed(worked):
    before = worked.register.read_bytes()
    lock = lock_of(worked.register)
    worked.drop(book(rows(1, start=9)), "二组.xlsx")
    assert "正开着" in worked.run().out
    assert worked.register.read_bytes() == before
    lock.unlink()
    worked.run()
    assert len(table_of(worked.register, FEEDBACK.zh, header_row=2)) == 3


def test_a_folder_that_was_deleted_is_made_again(worked):
    for path in (worked.returned / NAME, worked.register):
        path.unlink()
        path.parent.rmdir()
    worked.drop(book(rows(1, start=9)), "二组.xlsx")
    worked.run()
    assert files_in(worked.returned) == ["二组.xlsx"]
    assert worked.register.is_file()


def test_the_work_lists_follow_the_clock_without_a_new_drop(desk):
    desk.drop(book([row(1)]), NAME)
    desk.run(at="2026-10-08 15:00")
    first = desk.register.read_bytes()
    desk.run(at="2026-10-20 09:00")
    assert desk.register.read_bytes() != first
    assert overdue(desk) == ["响应", "办结"]


def overdue(desk) -> list[object]:
    """Which promises to the first feedback the work list says are broken."""
    with opened(desk.register, "逾期") as sheet:
        rows = list(sheet.iter_rows(values_only=True))
    which = next(cells.index("哪个期限") for cells in rows if "哪个期限" in cells)
    return [cells[which] for cells in rows if "F001" in cells]
