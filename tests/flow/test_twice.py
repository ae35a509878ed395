"""The same work seen twice: a returned workbook that comes again, a copy that grows, an id that is taken."""

from __future__ import annotations

import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_desk import files_in, loaded, table_of

from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from pathlib import Path

    from flow_desk import Desk

pytestmark = pytest.mark.without_reports

TITLE = FEEDBACK.zh
BOOKS = ("华东/客服一组 8-10月.xlsx", "华东/夜班补录.xlsx", "华南/客户投诉登记表.xlsx", "改进计划.xlsx")
LATER = ("2026-11-02 09:00", "2027-03-05 18:30")


def held(desk: Desk) -> dict[str, object]:
    """Facts, numbers, history and what waits for a decision."""
    with desk.ledger() as ledger:
        return {
            "fingerprint": ledger.fingerprint(),
            "conflicts": len(ledger.conflicts()),
            "changes": len(ledger.changes()),
        }


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


# Returned, and dropped again


@pytest.mark.parametrize("at", LATER, ids=["at once", "months later"])
def test_a_returned_workbook_comes_back_the_same(sample, at):
    """returned(returned(x)) = returned(x), part by part, and nothing is recorded of it."""
    before, first = held(sample), {name: (sample.returned / name).read_bytes() for name in BOOKS}
    unaccepted = len(unaccepted_rows(sample))
    for name in BOOKS:
        sample.drop(sample.returned / name, name)
    sample.run(at=at)
    assert sample.waiting() == []
    with sample.ledger() as ledger:  # each was read and merged anew; no hash cut it short
        assert list(ledger.drops()["path"])[-len(BOOKS) :] == sorted(BOOKS)
    assert held(sample) == before
    assert len(unaccepted_rows(sample)) == unaccepted
    for name in BOOKS:
        again = parts(sample.returned / name)
        (sample.root / "first.xlsx").write_bytes(first[name])
        once = parts(sample.root / "first.xlsx")
        assert [part for part in once if again.get(part) != once[part]] == [], name
        assert (sample.returned / name).read_bytes() == first[name], name


def unaccepted_rows(desk: Desk):
    with desk.ledger() as ledger:
        return ledger.unaccepted()


def test_what_is_suggested_changes_no_finding_when_it_comes_back(desk):
    """Short praise and a short question are not vague, whether the kind is still blank or stands there as suggested."""
    texts = ("非常好，很满意。", "怎么销户", "不好")
    desk.drop(
        book([row(n, description=text, issue_type=None) for n, text in enumerate(texts, start=1)]),
        "短评.xlsx",
    )
    desk.run()
    first = (desk.returned / "短评.xlsx").read_bytes()
    assert [line["反馈类型"] for line in table_of(desk.returned / "短评.xlsx", TITLE)] == [
        "表扬",
        "咨询",
        None,
    ]
    desk.drop(first, "短评.xlsx")
    desk.run()
    assert (desk.returned / "短评.xlsx").read_bytes() == first


def test_a_returned_workbook_under_another_name_brings_nothing_new(sample):
    before = held(sample)
    name = "华东/客服一组 8-10月.xlsx"
    sample.drop(sample.returned / name, "华东/发给领导.xlsx")
    sample.run()
    assert held(sample) == before
    assert (sample.returned / "华东/发给领导.xlsx").is_file()


@pytest.mark.libreoffice
def test_opened_and_saved_by_libreoffice_it_brings_nothing_new(sample, soffice, tmp_path):
    before = held(sample)
    sources = [str(sample.returned / name) for name in BOOKS]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(saved),
    ]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    for name in BOOKS:
        sample.drop(saved / name.rpartition("/")[2], name)
    sample.run()
    assert sample.waiting() == []
    assert held(sample) == before


# Copies


def test_twenty_growing_drops_of_a_copy_equal_its_last_state(desk, new_workspace, tmp_path):
    """A team drops its whole list every evening: the same rows, some filled in further, and new ones below."""
    for evening in range(1, 21):
        desk.drop(book(grown(evening)), "每日登记.xlsx")
        desk.run(at=f"2026-10-{evening:02d} 20:00")
    once = new_workspace.copy(tmp_path / "once").without_reports()
    once.drop(book(grown(20)), "每日登记.xlsx")
    once.run(at="2026-10-20 20:00")
    assert facts(desk) == facts(once)
    assert files_in(desk.returned) == files_in(once.returned) == ["每日登记.xlsx"]


def grown(evening: int) -> list[dict[str, object]]:
    """Three new rows an evening; from the third evening on a row has its owner changed and a solution."""
    handled = {"owner": "客服陈", "solution": "已补发并致歉"}
    return [row(n, **(handled if n <= 3 * (evening - 3) else {})) for n in range(1, 3 * evening + 1)]


def facts(desk: Desk) -> list[dict[str, object]]:
    """What is in force, without when and from which file each row came."""
    with desk.ledger() as ledger:
        found = ledger.facts().drop(columns=["feedback_key", "drop_id", "arrived_at", "updated_at"])
    return found.astype(object).where(found.notna(), None).to_dict("records")


@pytest.mark.parametrize(
    "name", ["一组 - 副本.xlsx", "一组 (1).xlsx", "Copy of 一组.xlsx", "一组 - Copy.xlsx"]
)
def test_of_a_file_and_its_copy_the_file_itself_goes_back(desk, name):
    """Both are dropped, with the same content; by name the copy would come first."""
    content = book(rows(2))
    desk.drop(content, name)
    desk.drop(content, "一组.xlsx")
    desk.run()
    assert [path.name for path in desk.returned.glob("*.xlsx")] == ["一组.xlsx"]


@pytest.mark.parametrize("name", ["一组 (1).xlsx", "一组 - 副本.xlsx", "副本 一组.xlsx", "Copy of 一组.xlsx"])
def test_a_copy_with_a_mark_of_the_computer_is_a_later_state(desk, name):
    desk.drop(book(rows(5)), "一组.xlsx")
    desk.run()
    desk.drop(book([*rows(4), row(5, owner="客服陈"), *rows(2, start=6)]), name)
    desk.run(at="2026-11-03 09:00")
    drop = desk.drops()[name]
    assert (drop["rows_read"], drop["rows_new"], drop["rows_changed"]) == (7, 2, 1)
    with desk.ledger() as ledger:
        assert list(ledger.facts()["feedback_id"]) == [f"F{n:03d}" for n in range(1, 8)]


def test_the_same_id_with_other_content_gets_a_number_of_its_own(desk):
    desk.drop(book([row(1, feedback_id="A17")]), "一组.xlsx")
    desk.run()
    other = row(2, feedback_id="A17", customer_id="C900", description="电池用了两天就鼓包,要求退货")
    desk.drop(book([other]), "二组.xlsx")
    desk.run()
    with desk.ledger() as ledger:
        found = ledger.facts().set_index("feedback_id")
    assert len(found) == 2
    assert found.loc["A17", "customer_id"] == "C001"
    returned = table_of(desk.returned / "二组.xlsx", TITLE)
    assert "A17" in returned[0]["校验结果"]
    assert next(iter(set(found.index) - {"A17"})) in returned[0]["校验结果"]


def test_a_missing_row_or_a_blank_cell_deletes_nothing(desk):
    desk.drop(book(rows(3)), "一组.xlsx")
    desk.run()
    before = held(desk)["fingerprint"]
    desk.drop(book([row(1, owner=None, urgency=None), row(2)]), "一组.xlsx")
    desk.run()
    with desk.ledger() as ledger:
        found = ledger.facts()
    assert len(found) == 3
    assert list(found["owner"]) == ["客服周"] * 3
    assert held(desk)["fingerprint"] == before


def test_two_people_who_change_one_cell_are_both_shown(desk):
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.run()
    mine = desk.returned / "一组.xlsx"
    for owner, name in (("客服陈", "一组 (1).xlsx"), ("客服林", "一组 (2).xlsx")):
        desk.drop(with_cell(mine, "I2", owner), name)
        desk.run()
    with desk.ledger() as ledger:
        assert list(ledger.facts()["owner"]) == ["客服陈", "客服周"]
        conflict = ledger.conflicts().iloc[0]
    assert (conflict["key"], conflict["kept"], conflict["typed"]) == ("owner", "客服陈", "客服林")
    assert "客服陈" in table_of(desk.returned / "一组 (2).xlsx", TITLE)[0]["校验结果"]


def with_cell(source: Path, address: str, value: str) -> bytes:
    """A workbook as it is after somebody typed into one cell."""
    book_ = loaded(source)
    book_[TITLE][address] = value
    target = source.with_name("typed.xlsx")
    book_.save(target)
    content = target.read_bytes()
    target.unlink()
    return content


# Sent back, and cured


def test_what_was_cured_leaves_the_folder_to_fix(desk):
    desk.drop(book([row(1, description=None)]), "华东/一组.xlsx")
    desk.run()
    assert files_in(desk.sent_back) == ["华东/一组.xlsx", "华东/一组.xlsx.说明.html"]
    desk.drop(book([row(1)]), "华东/一组.xlsx")
    desk.run()
    assert files_in(desk.sent_back) == []
    assert files_in(desk.returned) == ["华东/一组.xlsx"]


def test_a_row_that_was_cured_leaves_the_list(desk):
    desk.drop(book([*rows(2), row(3, description=None)]), "一组.xlsx")
    desk.run()
    assert len(unaccepted_rows(desk)) == 1
    desk.drop(with_cell(desk.returned / "一组.xlsx", "F4", "第三次报修,还是漏水"), "一组.xlsx")
    desk.run()
    assert len(unaccepted_rows(desk)) == 0
    with desk.ledger() as ledger:
        assert len(ledger.facts()) == 3
