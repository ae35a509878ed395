"""Every verb of the command line, as somebody uses it: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from flow_books import book, row, rows
from flow_desk import Desk, files_in, opened, reports_in, table_of
from flow_warm import MUTANT, run_cold

from toolkit.cli import main
from toolkit.rules.codes import CODES
from toolkit.schema.books.workbook import TEMPLATES
from toolkit.words import LANGUAGES, places

USAGE, STOPPED = 2, 3
LATER = "2026-11-02 09:05"
"""A run of its own: of two copies that come at the very same moment none is the later state."""


@pytest.fixture(scope="module")
def _worked(new_workspace, tmp_path_factory):
    desk = new_workspace.copy(tmp_path_factory.mktemp("worked"))
    desk.drop(book(rows(3)), "一组.xlsx")
    desk.run()
    return desk


@pytest.fixture
def worked(_worked, tmp_path):
    """A workspace that has taken one workbook of three rows."""
    return _worked.copy(tmp_path)


# init, template, sample


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_workspace_shows_four_things(runner, tmp_path, lang):
    desk = Desk(tmp_path / "desk", tmp_path / "home", runner, lang)
    assert desk.voc("init", "--lang", lang).code == 0
    four = {place(lang) for place in (places.SETTINGS, places.INBOX, places.RETURNED, places.REPORTS)}
    assert {path.name for path in desk.root.iterdir()} == four | {"voc.toml"}


@pytest.mark.parametrize(
    "verb",
    [
        ("run",), ("report", "--month", "2026-10"), ("rebuild",), ("watch",),
        ("undo", "1", "--workspace"), ("lock", "2026-09", "--workspace"), ("forget", "C1", "--yes", "--workspace"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_writes_stops_where_another_machine_keeps_the_ledger(worked, verb):
    note = worked.space.state / "owner.json"
    note.write_text(json.dumps({"machine": "前台电脑"}), "utf-8")
    before = worked.contents()
    name, *more = verb
    arguments = [*more, worked.root] if "--workspace" in more else [worked.root, *more]
    ran = worked.anywhere(name, *arguments)
    assert ran.code == STOPPED, ran.said
    assert "前台电脑" in ran.err
    assert worked.contents() == before


def test_a_workspace_is_never_made_over_what_is_there(worked):
    before = worked.contents()
    assert worked.voc("init").code == 0
    assert worked.contents() == before


def test_an_english_workspace_runs_from_end_to_end(runner, tmp_path):
    desk = Desk(tmp_path / "desk", tmp_path / "home", runner, "en")
    desk.init()
    assert desk.anywhere("sample", desk.inbox, "--lang", "en").code == 0
    said = desk.run().out
    assert not re.search(r"[\u4e00-\u9fff]", said)
    assert desk.waiting() == []
    assert {drop["state"] for drop in desk.drops().values()} == {"done", "sent_back"}
    with opened(desk.report(), "How it is counted") as sheet:
        texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert not [text for text in texts if re.search(r"[\u4e00-\u9fff]", text)]
    title, name = "Feedback", "East/Night shift.xlsx"
    returned = table_of(desk.returned / name, title)
    assert {row["Status"] for row in returned if row["Feedback ID"]} - {None}
    with opened(desk.returned / name, title) as sheet:
        notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [note for note in notes if note.startswith("[Check] ")]
    assert not [note for note in notes if note.startswith("【")]
    assert "is blank" in desk.reasons("Packaging prices.xlsx") or "Received at" in desk.reasons(
        "Packaging prices.xlsx"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_are_written(desk, tmp_path, lang):
    assert desk.anywhere("template", tmp_path / "made", "--lang", lang).code == 0
    assert files_in(tmp_path / "made") == sorted(f"{book.title(lang)}.xlsx" for book in TEMPLATES)


def test_the_same_seed_gives_the_same_bytes(desk, tmp_path):
    folders = {name: tmp_path / name for name in ("one", "two", "other")}
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        assert desk.anywhere("sample", folders[name], "--seed", seed).code == 0
    one, two, other = ({p: (f / p).read_bytes() for p in files_in(f)} for f in folders.values())
    assert one == two
    assert one.keys() == other.keys()
    assert one != other


# check


def test_check_says_everything_and_takes_nothing(desk, tmp_path):
    bad = tmp_path / "有错.xlsx"
    bad.write_bytes(book([*rows(2), row(3, description=None)]))
    before = desk.stamps()
    ran = desk.anywhere("check", bad)
    assert ran.code == 1
    assert "问题描述" in ran.out
    assert "4" in re.search(r"C\d{3} 错误 (.+)", ran.out)[1]
    assert desk.stamps() == before
    assert files_in(tmp_path) == [bad.name] or "home" not in " ".join(files_in(tmp_path))


def test_check_speaks_one_language_also_of_what_it_quotes(desk, tmp_path):
    doubtful = tmp_path / "doubtful.csv"
    doubtful.write_text(
        "Feedback ID,Received at,Customer ID,Kind,Description\nF1,11/02/2026 09:00,K1,complaint,late parcel\n",
        "utf-8",
    )
    said = desk.anywhere("check", doubtful, "--lang", "en").out
    assert "month/day/year" in said
    assert not re.search(r"[\u4e00-\u9fff]", said)


def test_check_is_content_with_a_good_workbook(desk, tmp_path):
    good = tmp_path / "好的.xlsx"
    good.write_bytes(book(rows(2)))
    ran = desk.anywhere("check", good)
    assert (ran.code, "错误" in ran.out) == (0, False), ran.said


def test_check_by_the_rules_of_a_workspace(desk, tmp_path):
    good = tmp_path / "好的.xlsx"
    good.write_bytes(book(rows(2)))
    before = desk.contents()
    assert desk.ask("check", good).code == 0
    assert desk.contents() == before
    assert desk.drops() == {}


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("check", "no-such-file.xlsx"), "没有文件“no-such-file.xlsx”", "There is no file"),
        (("check",), "还缺 FILES", "FILES is missing"),
        (("init",), "还缺 FOLDER", "FOLDER is missing"),
        (("report", "{desk}"), "请说明要哪一段：--month 2026-10", "--month 2026-10"),
        (("report", "{desk}", "--month", "2026-13"), "“2026-13”不是月份", ""),
        (("report", "{desk}", "--month", "十月"), "“十月”不是月份", ""),
        (("report", "{desk}", "--month", "2031-01"), "2031-01 还没有到", ""),
        (("explain", "X999"), "没有代码“X999”", "There is no code"),
        (("walk",), "没有命令“walk”", "There is no verb"),
        (("stats",), "是否想用 status", "did you mean status"),
        (("run", "{desk}", "--quickly"), "没有选项 --quickly", "There is no option"),
        (("run", "{desk}", "--as-of", "yesterday"), "“yesterday”不是时间", "is no moment"),
        (("run", "{desk}", "--as-of", "2026-11-02T09:00Z"), "“2026-11-02T09:00Z”不是时间", "is no moment"),
        (("undo", "one"), "“one”不是收件号", "is no drop number"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(desk, arguments, zh, en):
    ran = desk.anywhere(*(argument.format(desk=desk.root) for argument in arguments))
    assert ran.code == USAGE
    assert zh in ran.err
    assert en in ran.err
    assert "Traceback" not in ran.said


@pytest.mark.parametrize("verb", ["run", "status", "rebuild"])
def test_a_folder_that_is_no_workspace_stops_us_in_both_languages(desk, tmp_path, verb):
    ran = desk.anywhere(verb, tmp_path)
    assert ran.code == STOPPED
    assert "还不是工作文件夹" in ran.err
    assert "not a workspace yet" in ran.err
    assert "Traceback" not in ran.said


@pytest.mark.parametrize("verb", ["init", "template", "sample", "run", "status", "rebuild"])
def test_a_file_where_a_folder_is_meant_stops_us(desk, tmp_path, verb):
    (file := tmp_path / "一个文件.xlsx").write_bytes(b"")
    ran = desk.anywhere(verb, file)
    assert (ran.code, ran.out) == (STOPPED, "")
    assert file.name in ran.err
    assert "Traceback" not in ran.said
    assert file.read_bytes() == b""


def test_a_mistake_of_the_program_names_the_log_and_shows_no_traceback(desk):
    ran = desk.voc("status", **{MUTANT: "a_status_that_fails"})
    assert ran.code == STOPPED
    assert "Traceback" not in ran.said
    log = desk.home / "voc.log"
    assert str(log) in ran.err
    assert "ZeroDivisionError" in log.read_text("utf-8")


# report, status, explain, history


def test_the_report_of_any_month(worked):
    ran = worked.voc("report", "--month", "2026-10")
    assert ran.code == 0
    assert worked.report("2026-10").is_file()
    assert "报告/2026-10 客户反馈月度报告.xlsx" in ran.out


def test_a_final_report_is_never_overwritten_and_a_late_row_makes_a_correction(worked):
    final = worked.report("2026-10")
    first = final.read_bytes()
    assert worked.voc("report", "--month", "2026-10").code == 0
    assert reports_in(worked.space) == [final.name]
    worked.drop(book([row(9)]), "迟到.xlsx")
    worked.run()
    assert worked.voc("report", "--month", "2026-10").code == 0
    assert final.read_bytes() == first
    assert reports_in(worked.space) == sorted(
        [final.name, places.CORRECTED_REPORT_BOOK("zh", month="2026-10", number=1)]
    )


def test_the_running_month_is_in_progress_until_it_is_over(desk):
    desk.drop(book(rows(3)), "一组.xlsx")
    desk.run(at="2026-10-20 09:00")
    running = places.OPEN_REPORT_BOOK("zh", month="2026-10")
    assert reports_in(desk.space) == [running]
    desk.run(at="2026-11-02 09:00")
    assert reports_in(desk.space) == [places.REPORT_BOOK("zh", month="2026-10")]


def test_status_counts(worked):
    worked.drop(book(rows(2, start=7)), "二组.xlsx")
    ran = worked.voc("status")
    assert ran.code == 0
    lines = dict(line.rsplit("  ", 1) for line in ran.out.splitlines() if "  " in line)
    assert (lines["收件箱里等待处理"].strip(), lines["反馈条数"].strip(), lines["收件次数"].strip()) == (
        "1",
        "3",
        "1",
    )
    assert "办结已逾期" in lines, "`voc todo` counts responses too: each says what it counts"


def test_looking_changes_nothing(worked):
    before = worked.stamps()
    for verb in ("status",):
        assert worked.voc(verb).code == 0
    assert worked.ask("history", "F001").code == 0
    assert worked.stamps() == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_explained(lang):
    for code in CODES.values():
        ran = CliRunner().invoke(main, ["explain", code.id.lower(), "--lang", lang], env={"COLUMNS": "2000"})
        assert ran.exit_code == 0, code.id
        assert code.id in ran.output
        for text in (code.message, code.why, code.cure):
            assert text.outline(lang) in ran.output, code.id
        assert "{" not in ran.output, code.id


def test_a_code_is_explained_in_the_language_of_where_one_stands(tmp_path, monkeypatch):
    cure = CODES["C304"].cure
    monkeypatch.chdir(tmp_path)
    said = {"nowhere": CliRunner().invoke(main, ["explain", "C304"], env={"COLUMNS": "2000"}).output}
    for lang in LANGUAGES:
        (desk := tmp_path / lang).mkdir()
        (desk / places.SETTINGS(lang)).touch()
        monkeypatch.chdir(desk)
        said[lang] = CliRunner().invoke(main, ["explain", "C304"], env={"COLUMNS": "2000"}).output
    zh, en = (cure.outline(lang) for lang in LANGUAGES)
    assert said["nowhere"].index(zh) < said["nowhere"].index(en)
    assert (zh in said["zh"], en in said["zh"]) == (True, False)
    assert (zh in said["en"], en in said["en"]) == (False, True)


def test_history_tells_who_changed_what(worked):
    name = "客户反馈信息汇总表"
    changed = [row(n, feedback_id=f"F{n:03d}") for n in (1, 2, 3)]
    changed[1] |= {"urgency": "紧急", "owner": "客服陈"}
    worked.drop(book(changed), "改过.xlsx")
    worked.run(at=LATER)
    ran = worked.ask("history", "F002")
    assert ran.code == 0, name
    assert re.search(r"一组\.xlsx +收下", ran.out)
    assert re.search(r"改过\.xlsx +改动 +处理人 +客服周 +客服陈", ran.out)
    assert re.search(r"改过\.xlsx +改动 +紧急程度 +一般 +紧急", ran.out)


@pytest.mark.parametrize("verb", ["history", "why"])
def test_a_feedback_that_nobody_knows(worked, verb):
    ran = worked.ask(verb, "F999")
    assert ran.code == STOPPED
    assert "F999" in ran.err


def test_history_finds_a_feedback_in_whatever_team_has_it(worked):
    for team in ("华东", "华南"):
        worked.drop(book(rows(1, start=7)), f"{team}/二组.xlsx")
    worked.run()
    said = worked.ask("history", "f001").out
    assert [line for line in said.splitlines() if line.endswith("f001")] == ["f001", "华东/f001", "华南/f001"]
    assert "华南" not in worked.ask("history", "华东/F001").out


def test_history_without_a_feedback_lists_the_drops_by_the_number_that_undo_takes(worked):
    worked.drop(book(rows(2, start=7)), "二组.xlsx")
    said = worked.run().out
    assert re.search(r"二组\.xlsx +已处理 +2 +2 +已处理 +2$", said, re.MULTILINE)
    assert worked.ask("undo", 2).code == 0
    lines = worked.ask("history").out.splitlines()
    assert re.search(r"已处理 +3 +3 +3 +一组\.xlsx +1$", lines[1])
    assert re.search(r"已撤回 +2 +2 +2 +二组\.xlsx +2$", lines[2])


def test_history_of_a_new_workspace(desk):
    ran = desk.ask("history")
    assert (ran.code, "还没有收过表" in ran.out) == (0, True)


# undo, rebuild


def test_undo_takes_back_what_a_drop_brought(worked):
    worked.drop(book(rows(2, start=7)), "二组.xlsx")
    worked.run()
    ran = worked.ask("undo", 2)
    assert ran.code == 0, ran.said
    with worked.ledger() as ledger:
        assert len(ledger.facts()) == 3
    assert "收件箱是空的" in worked.run().out
    with opened(worked.register, "客户反馈信息汇总表") as sheet:
        assert sum(bool(cells[0]) for cells in sheet.iter_rows(min_row=3, values_only=True)) == 3


def test_an_undone_file_may_come_again(worked):
    worked.ask("undo", 1)
    worked.drop(book(rows(3)), "一组.xlsx")
    worked.run()
    with worked.ledger() as ledger:
        assert len(ledger.facts()) == 3


def test_undo_is_refused_when_later_work_stands_on_it(worked):
    changed = [row(n, feedback_id=f"F{n:03d}", owner="客服陈") for n in (1, 2, 3)]
    worked.drop(book(changed), "改过.xlsx")
    worked.run(at=LATER)
    before = worked.contents()
    ran = worked.ask("undo", 1)
    assert ran.code == 1
    assert "F001" in ran.out
    assert "改过.xlsx" in ran.out
    assert worked.contents() == before


def test_undo_of_what_never_came(worked):
    ran = worked.ask("undo", 99)
    assert (ran.code, "99" in ran.err) == (STOPPED, True)


def test_undo_of_what_brought_nothing_says_so(desk):
    desk.drop(b"no workbook at all", "坏的.xlsx")
    desk.run()
    ran = desk.ask("undo", 1)
    assert ran.code == 1
    assert "收件 1 没有什么可以撤回" in ran.out


def test_rebuild_gives_the_same_facts_numbers_and_history(sample):
    sample.drop(book(rows(3)), "一组.xlsx")
    sample.run()
    sample.drop(book([row(n, owner="客服陈") for n in (1, 2, 3)]), "一组.xlsx")
    sample.run()
    newest = max(int(drop["drop_id"]) for drop in sample.drops().values())
    sample.ask("undo", newest)
    with sample.ledger() as ledger:
        before, facts, drops = ledger.fingerprint(), ledger.facts(), ledger.drops()
    looked = sample.contents()
    ran = sample.voc("rebuild")
    assert ran.code == 0, ran.said
    with sample.ledger() as ledger:
        assert ledger.facts().equals(facts)
        assert ledger.drops().drop(columns="attempts").equals(drops.drop(columns="attempts"))
        assert ledger.fingerprint() == before
        assert ledger.outbox() == []
    assert sample.contents() == looked
    assert "收件箱是空的" in sample.run().out
    assert sample.contents() == looked


def test_a_lost_ledger_is_rebuilt_from_the_archive(worked):
    with worked.ledger() as ledger:
        before = ledger.fingerprint()
    for left in worked.space.state.glob("ledger.sqlite3*"):
        left.unlink()
    assert worked.voc("rebuild").code == 0
    with worked.ledger() as ledger:
        assert ledger.fingerprint() == before


# The screen


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_console_that_knows_few_signs_stops_nothing(desk, encoding):
    """As a Windows console of an older code page: what it cannot show is a question mark."""
    desk.drop(book(rows(2)), "一组 ①𠮷.xlsx")
    ran = replace(desk, runner=run_cold).voc("run", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert desk.drops()["一组 ①𠮷.xlsx"]["state"] == "done"
    assert "?" in ran.out


def test_help_loads_nothing_heavy():
    """`voc --help` answers at once."""
    heavy = ("pandas", "numpy", "lxml", "openpyxl", "sqlalchemy", "xlsxwriter", "python_calamine", "rich")
    code = f"import sys, toolkit.cli; toolkit.cli.main(['--help'], standalone_mode=False); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert len(done.stdout.splitlines()) > len(main.commands)
