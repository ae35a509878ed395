"""The main job from end to end: a folder of workbooks, one command, and everything people then look at."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flow_desk import REPOSITORY, Desk, loaded, opened, reconciled, reports_in, table_of
from flow_warm import run_cold
from programs import require_program

from toolkit.intake.durable import hash_of
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.words import places

if TYPE_CHECKING:
    from toolkit.schema.sheet import Sheet

FEEDBACK_BOOKS = {
    "华东/客服一组 8-10月.xlsx": ("客户反馈信息汇总表", 1),
    "华东/夜班补录.xlsx": ("客户反馈信息汇总表", 1),
    "华南/客户投诉登记表.xlsx": ("登记表", 2),
}
PLAN_BOOK, EFFECT_BOOK, LETTERS = "改进计划.xlsx", "改进效果.xlsx", "门店意见箱 10月.csv"
TAKEN = {*FEEDBACK_BOOKS, PLAN_BOOK, EFFECT_BOOK, LETTERS}
SENT_BACK = {"包装材料报价.xlsx": "S201", "华南/手写单扫描.xlsx": "B111"}


def filled_rows(path, title, header_row, sheet: Sheet = FEEDBACK):
    """Rows in which a person has filled anything, counted by another reader; totals are not data."""
    rows = table_of(path, title, header_row)
    ours = {column.zh for column in sheet.columns if column.is_ours}
    theirs = [{header: value for header, value in row.items() if header not in ours} for row in rows]
    return sum(any(v is not None for v in row.values()) and "合计" not in row.values() for row in theirs)


def rows_dropped(desk: Desk) -> dict[str, int]:
    """How many rows people had filled in each sample that is feedback."""
    samples = desk.root / "示例"
    counts = {name: filled_rows(samples / name, *where) for name, where in FEEDBACK_BOOKS.items()}
    lines = (samples / LETTERS).read_text("gb18030").splitlines()
    return counts | {LETTERS: len(lines) - 1}


# What is taken, what goes back


def test_every_file_is_taken_or_sent_back_and_the_inbox_is_empty(after_first_run, first_said):
    assert after_first_run.waiting() == []
    drops = after_first_run.drops()
    assert {path for path, drop in drops.items() if drop["state"] == "done"} == TAKEN
    assert {path for path, drop in drops.items() if drop["state"] == "sent_back"} == SENT_BACK.keys()
    for path in drops:
        assert path in first_said


def test_rows_read_are_the_rows_that_people_filled(after_first_run):
    drops = after_first_run.drops()
    for path, count in rows_dropped(after_first_run).items():
        assert drops[path]["rows_read"] == count, path


def test_rows_read_are_taken_plus_sent_back_everywhere(after_first_run, first_said):
    drops = after_first_run.drops()
    for path, drop in drops.items():
        counts = [drop["rows_read"], drop["rows_accepted"], drop["rows_sent_back"]]
        assert counts[0] == counts[1] + counts[2], path
        line = next(line for line in first_said.splitlines() if line.startswith(path))
        printed = re.findall(r" (\d+)(?= )", line.removeprefix(path))
        filled = [str(count) for count in counts if count]
        assert printed[: len(filled)] == filled
    shown = {row["文件"]: row for row in reconciled(after_first_run.report())}
    of_the_month = [drop for drop in drops.values() if drop["name"] not in {PLAN_BOOK, EFFECT_BOOK}]
    assert shown.keys() == {drop["name"] for drop in of_the_month} | {"合计"}
    for drop in of_the_month:
        row = shown[drop["name"]]
        assert (row["读到"], row["收下"], row["退回"]) == (
            drop["rows_read"],
            drop["rows_accepted"],
            drop["rows_sent_back"],
        )
    total = shown["合计"]
    assert total["读到"] == total["收下"] + total["退回"] == sum(drop["rows_read"] for drop in of_the_month)


def test_every_row_that_was_not_taken_is_marked_in_its_workbook_and_on_the_list(after_first_run):
    title, header = FEEDBACK_BOOKS["华东/夜班补录.xlsx"]
    rows = table_of(after_first_run.returned / "华东/夜班补录.xlsx", title, header)
    marked = [row for row in rows if str(row["校验结果"] or "").startswith("未收")]
    with after_first_run.ledger() as ledger:
        listed = ledger.unaccepted()
    drop = after_first_run.drops()["华东/夜班补录.xlsx"]
    assert len(marked) == drop["rows_sent_back"] == len(listed) > 0
    with opened(after_first_run.register, "未收行") as sheet:
        shown = [row for row in sheet.iter_rows(values_only=True) if "夜班补录.xlsx" in row]
    assert len(shown) == len(listed)


# What comes back


@pytest.mark.parametrize("name", [*FEEDBACK_BOOKS, PLAN_BOOK, EFFECT_BOOK])
def test_no_cell_of_a_person_is_changed(after_first_run, name):
    before, after = loaded(after_first_run.root / "示例" / name), loaded(after_first_run.returned / name)
    # the hidden lists are ours; they are written anew so that drop-downs know the words of today
    for old in (sheet for sheet in before.worksheets if sheet.title != "字典"):
        new = after[old.title]
        widths = {letter: column.width for letter, column in old.column_dimensions.items()}
        assert {letter: new.column_dimensions[letter].width for letter in widths} == widths
        for cell in (cell for row in old.iter_rows() for cell in row if cell.value is not None):
            assert seen(new[cell.coordinate]) == seen(cell), (old.title, cell.coordinate)


def seen(cell):
    """What a person sees of a cell: the value and how it looks."""
    font, fill, line = cell.font, cell.fill, cell.border
    look = (
        font.name,
        font.sz,
        font.b,
        font.i,
        font.u,
        font.color and font.color.value,
        fill.fill_type,
        fill.fgColor.value,
    )
    edges = tuple(edge and edge.style for edge in (line.left, line.right, line.top, line.bottom))
    return cell.value, cell.number_format, look, edges, cell.alignment.horizontal, cell.alignment.wrap_text


@pytest.mark.parametrize("name", FEEDBACK_BOOKS)
def test_our_columns_are_filled_in_every_row_that_was_taken(after_first_run, name):
    title, header = FEEDBACK_BOOKS[name]
    rows = table_of(after_first_run.returned / name, title, header)
    taken = [row for row in rows if row["状态"] is not None]
    assert len(taken) == after_first_run.drops()[name]["rows_accepted"]
    ids = "编号" if "编号" in rows[0] else "反馈ID"
    assert len({row[ids] for row in taken}) == len(taken)
    sound = [row for row in taken if row["校验结果"] is None]
    assert all(row["统一级别"] in ("1级", "2级", "3级") for row in sound)
    assert all(row["办结期限"] is not None or row["办结判定"] == "不考核" for row in sound)


def test_a_csv_comes_back_unharmed_with_a_result_beside_it(after_first_run):
    original, result = (
        after_first_run.returned / LETTERS,
        after_first_run.returned / "门店意见箱 10月(处理结果).xlsx",
    )
    assert hash_of(original) == hash_of(after_first_run.root / "示例" / LETTERS)
    with opened(result) as sheet:
        assert sheet.title == "门店意见箱 10月"
        assert sheet.max_row == after_first_run.drops()[LETTERS]["rows_read"] + 1


@pytest.mark.parametrize(("name", "code"), SENT_BACK.items())
def test_what_cannot_be_taken_lies_beside_its_reasons(after_first_run, name, code):
    original = after_first_run.root / "示例" / name
    assert hash_of(after_first_run.sent_back / name) == hash_of(original)
    reasons = html.unescape(after_first_run.reasons(name))
    assert code in reasons
    assert original.name in reasons


def test_originals_are_archived_unaltered(after_first_run):
    arrived = {
        line["path"]: line["sha256"] for line in after_first_run.journal() if line["kind"] == "arrived"
    }
    assert arrived.keys() == TAKEN | SENT_BACK.keys()
    for path, sha256 in arrived.items():
        assert hash_of(after_first_run.root / "示例" / path) == sha256
        assert hash_of(after_first_run.space.archive / sha256[:2] / sha256) == sha256


# What is made of it


def test_the_register_holds_what_is_open_and_recent(after_first_run):
    with after_first_run.ledger() as ledger:
        facts = ledger.facts()
    with opened(after_first_run.register, "客户反馈信息汇总表") as sheet:
        shown = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
    assert 0 < len(shown) <= len(facts)
    recent = facts[facts["received_at"] >= "2026-10-01"]
    assert set(recent["feedback_id"]) <= {row[0] for row in shown}


def test_the_report_counts_the_ledger(after_first_run):
    with after_first_run.ledger() as ledger:
        facts = ledger.facts()
    october = facts[(facts["received_at"] >= "2026-10-01") & (facts["received_at"] < "2026-11-01")]
    with opened(after_first_run.report(), "关键指标") as sheet:
        counted = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert counted["受理量(件)"] == len(october)
    assert len(facts) == sum(
        after_first_run.drops()[name]["rows_accepted"] for name in (*FEEDBACK_BOOKS, LETTERS)
    )


# Again


def test_a_second_run_does_nothing(sample):
    before, journal = sample.stamps(), sample.journal()
    said = sample.run().out
    assert "收件箱是空的" in said
    assert sample.stamps() == before
    assert sample.journal() == journal


def test_the_same_files_again_change_nothing(sample):
    for name in (*TAKEN, *SENT_BACK):
        sample.drop(sample.root / "示例" / name, name)
    before, drops = sample.contents(), sample.drops()
    with sample.ledger() as ledger:
        fingerprint = ledger.fingerprint()
    said = sample.run().out
    assert sample.waiting() == []
    assert said.count("重复文件") == len(TAKEN)
    with sample.ledger() as ledger:
        assert ledger.fingerprint() == fingerprint
    assert {p: d["rows_accepted"] for p, d in sample.drops().items()} == {
        p: d["rows_accepted"] for p, d in drops.items()
    }
    after = sample.contents()
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if not path.startswith(("台账/", "报告/"))} == set()


def test_another_machine_makes_the_same_of_the_same(untouched_sample, after_first_run, tmp_path):
    desk = replace(untouched_sample.copy(tmp_path), runner=run_cold)
    desk.run()
    assert desk.contents() == after_first_run.contents()


def test_what_git_tracks_stays_clean(untouched_sample, tmp_path):
    git = require_program("git")
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / ".gitignore").write_bytes((REPOSITORY / ".gitignore").read_bytes())
    desk = untouched_sample.copy(tmp_path)
    desk.root.rename(repository / "workbooks")
    desk = replace(desk, root=repository / "workbooks")

    def call(*arguments):
        command = [git, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.quotepath=off", *arguments]
        return subprocess.run(
            command, cwd=repository, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    call("init", "-q")
    call("add", "-A")
    call("commit", "-qm", "all")
    desk.run()
    assert call("status", "--porcelain") == ""
    assert reports_in(desk.space) == [places.REPORT_BOOK("zh", month="2026-10")]
