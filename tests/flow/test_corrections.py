"""A month that was reported stays as it was; what is known otherwise later is a correction with before and after."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date

import pytest
from flow_books import book, rows
from flow_desk import Desk, files_in, opened, reconciled, reports_in, table_of
from flow_hands import typed
from flow_settings import add_rows, answer
from flow_warm import MUTANT

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.words import places

NAME = "一组.xlsx"
OCTOBER = places.REPORT_BOOK("zh", month="2026-10")


def corrected(number: int = 1, month: str = "2026-10") -> str:
    return places.CORRECTED_REPORT_BOOK("zh", month=month, number=number)


@pytest.fixture
def reported(desk) -> Desk:
    """October was reported on 2 November; its three feedbacks are in hand."""
    desk.drop(book(rows(3)), NAME)
    desk.run()
    assert reports_in(desk.space) == [OCTOBER]
    return desk


def corrections(desk: Desk, path=None) -> list[dict[str, object]]:
    """The lines under the header of the page."""
    with opened(path or desk.register, "更正") as sheet:
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    head = next(n for n, line in enumerate(lines) if line[0] == "月份")
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :] if line[0]]


def test_what_comes_late_is_a_correction_with_its_file_and_moment(reported):
    before = reported.report().read_bytes()
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    assert reported.report().read_bytes() == before
    assert corrected() in reports_in(reported.space)
    lines = corrections(reported)
    assert lines == corrections(reported, reported.space.reports / corrected())
    figure = next(line for line in lines if line["哪个数、哪一条"].startswith("受理"))
    assert (figure["原来"], figure["现在"]) == ("3", "4")
    late = next(line for line in lines if line["哪个数、哪一条"] == "F004")
    assert (late["现在"], late["文件"], late["时间"]) == ("报告之后才收到", "补录.xlsx", "2026-11-05 10:00")


def test_the_rows_of_a_month_are_reconciled_with_the_files_of_that_month(reported):
    assert [row["文件"] for row in reconciled(reported.report())] == [NAME, "合计"]
    reported.drop(book(rows(2, start=5, received_at="2026-11-04 09:30")), "十一月.xlsx")
    reported.drop(b"%PDF-1.7", "扫描.xlsx")
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    reported.run(at="2026-12-01 10:00")
    assert {row["文件"] for row in reconciled(reported.space.reports / corrected())} == {
        NAME,
        "补录.xlsx",
        "扫描.xlsx",
        "合计",
    }
    november = {row["文件"]: row["读到"] for row in reconciled(reported.report("2026-11"))}
    assert november == {NAME: 3, "十一月.xlsx": 2, "补录.xlsx": 1, "扫描.xlsx": 0, "合计": 6}


def test_after_months_off_guard_every_month_since_the_last_report_has_its_own(reported):
    late = [*rows(1, received_at="2026-11-10 09:30"), *rows(1, start=2, received_at="2027-01-12 09:30")]
    reported.drop(book([*late, *rows(1, start=3, received_at="2026-08-03 09:30")]), "停了两个月.xlsx")
    reported.run(at="2027-02-10 10:00")
    finals = {places.REPORT_BOOK("zh", month=month) for month in ("2026-10", "2026-11", "2027-01")}
    assert set(reports_in(reported.space)) == finals, (
        "none for December without rows, nor before the first report"
    )


def test_an_edited_cell_shows_before_and_after(reported):
    typed(reported.register, ("", "F002", "问题类型(标签)", "支付问题"))
    reported.run(at="2026-11-05 10:00")
    line = next(
        line
        for line in corrections(reported)
        if line["哪个数、哪一条"] == "F002" and "问题类型" in line["列"]
    )
    assert (line["原来"], line["现在"], line["文件"]) == ("物流延迟", "支付问题", "客户反馈台账.xlsx")


def test_an_edited_rule_is_told_with_the_settings_as_its_file(reported):
    answer(reported, "started_on", date(2026, 11, 1))
    reported.run(at="2026-11-05 10:00")
    assert {line["文件"] for line in corrections(reported)} == {"设置.xlsx"}


def test_an_edited_rule_that_moves_no_verdict_and_no_figure_is_no_correction(reported):
    """Working hours move the due moments of rows that nobody answered; they are late either way."""
    answer(reported, "working_hours", "08:00-20:00")
    reported.run(at="2026-11-05 10:00")
    assert reports_in(reported.space) == [OCTOBER]
    with pytest.raises(KeyError):
        corrections(reported)


def test_a_suggestion_that_became_another_is_no_correction(desk):
    def suggestion():
        return table_of(desk.register, FEEDBACK.zh, header_row=2)[0]["问题类型(标签)"]

    desk.drop(book(rows(1, issue_type=None)), NAME)
    desk.run()
    before = suggestion()
    add_rows(desk, "issue_types", {"name": "打不开页面", "keywords": "支付页面打不开、页面打不开、打不开"})
    desk.run(at="2026-11-05 10:00")
    assert before != suggestion() == "打不开页面"
    assert reports_in(desk.space) == [OCTOBER]
    with pytest.raises(KeyError):
        corrections(desk)


def test_what_a_rule_changed_is_not_blamed_on_files_of_before(reported):
    """Lines of the last look stay as they were said; of the new ones the file has its row, and the settings the rest."""

    def told():
        return {
            tuple(list(line.values())[:5]): (line["时间"], line["文件"]) for line in corrections(reported)
        }

    typed(reported.register, ("", "F001", "处理人", "王芳"))
    reported.run(at="2026-11-05 10:00")
    before = told()
    assert before == {
        ("2026-10", "F001", "处理人", "客服周", "王*"): ("2026-11-05 10:00", "客户反馈台账.xlsx")
    }
    answer(reported, "started_on", date(2026, 11, 1))
    reported.drop(book(rows(1, start=9)), "补录.xlsx")
    reported.run(at="2026-11-06 10:00")
    after = told()
    assert before.items() <= after.items()
    new = {words: giver for words, giver in after.items() if words not in before}
    by_row = {(subject, giver) for (_, subject, *_), giver in new.items() if subject.startswith("F")}
    settings = ("2026-11-06 10:00", "设置.xlsx")
    assert by_row == {
        ("F001", settings), ("F002", settings), ("F003", settings), ("F004", ("2026-11-06 10:00", "补录.xlsx")),
    }  # fmt: skip
    figures = {giver for (_, subject, *_), giver in new.items() if not subject.startswith("F")}
    assert figures == {("2026-11-06 10:00", "补录.xlsx、设置.xlsx")}
    reported.run(at="2026-11-07 10:00")
    assert told() == after


def test_reports_of_a_version_that_compared_more_are_not_given_out_again(reported):
    """What an earlier version of the toolkit said of due moments and suggestions is no difference to what is said now."""
    with reported.ledger() as ledger:
        said = json.loads(ledger.said(ledger.reported()[-1]))
    del said["untyped"]
    said["headers"]["resolution_due"] = "办结期限"
    for row in said["rows"].values():
        row["resolution_due"] = "2026-10-10 17:30"
    with sqlite3.connect(reported.space.state / "ledger.sqlite3") as connection:
        connection.execute("update reported set content = ? where what = 'final'", [json.dumps(said)])
    connection.close()
    (reported.space.state / "corrections.json").unlink()
    reported.run(at="2026-11-05 10:00")
    assert reports_in(reported.space) == [OCTOBER]


def test_a_month_is_computed_again_only_if_something_of_it_was_touched(reported):
    """Years of locked months, each of them judged at every run, would take minutes."""
    reported.drop(book(rows(2, start=5, received_at="2026-11-04 09:30")), "十一月.xlsx")
    ran = reported.voc("run", at="2026-11-05 10:00", **{MUTANT: "no_month_is_computed_again"})
    assert ran.code == 0, ran.said
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    ran = reported.voc("run", at="2026-11-05 11:00", **{MUTANT: "no_month_is_computed_again"})
    assert ran.code != 0, "October is to be computed again, and that fails"
    reported.run(at="2026-11-05 12:00")
    assert {line["文件"] for line in corrections(reported)} == {"补录.xlsx"}


def test_corrections_of_months_that_are_not_computed_again_stay(reported):
    """The same lines come out as where nothing is known of the last look."""
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    reported.drop(book(rows(2, start=9, received_at="2026-11-04 09:30")), "十一月.xlsx")
    reported.run(at="2026-12-02 10:00")
    typed(reported.register, ("", "F005", "问题类型(标签)", "支付问题"))
    reported.drop(book(rows(1, start=20, received_at="2026-12-01 09:30")), "十二月.xlsx")
    reported.run(at="2026-12-03 10:00")
    lines = corrections(reported)
    assert {line["月份"] for line in lines} == {"2026-10", "2026-11"}
    (reported.space.state / "corrections.json").unlink()
    reported.run(at="2026-12-03 11:00")
    assert corrections(reported) == lines


def test_what_happens_after_the_month_is_no_correction(reported):
    """Solved in November: October's report, seen from its own moment, says the same."""
    typed(reported.register, ("", "F001", "办结时间", "2026-11-04 10:00"), ("", "F001", "解决方案", "已补发"))
    reported.run(at="2026-11-05 10:00")
    assert reports_in(reported.space) == [OCTOBER]
    with pytest.raises(KeyError):
        corrections(reported)


def test_corrections_of_one_day_are_one_file_and_the_next_day_another(reported):
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    first = (reported.space.reports / corrected()).read_bytes()
    reported.drop(book(rows(1, start=8)), "补录二.xlsx")
    reported.run(at="2026-11-05 16:00")
    same_day = (reported.space.reports / corrected()).read_bytes()
    assert same_day != first
    reported.run(at="2026-11-05 17:00")
    assert (reported.space.reports / corrected()).read_bytes() == same_day
    reported.drop(book(rows(1, start=9)), "补录三.xlsx")
    reported.run(at="2026-11-06 10:00")
    assert (reported.space.reports / corrected()).read_bytes() == same_day
    assert corrected(2) in reports_in(reported.space)


def test_a_report_that_somebody_wrote_notes_into_is_left_alone(reported):
    path = reported.report()
    path.write_bytes(path.read_bytes() + b"note")
    content = path.read_bytes()
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    assert path.read_bytes() == content


# Locking


def test_a_month_is_locked_once(reported):
    ran = reported.ask("lock", "2026-10")
    assert (ran.code, ran.out) == (0, "2026-10 已锁定：报告的数字已记下，以后的改动写作更正。\n")
    assert "已经锁定过" in reported.ask("lock", "2026-10").out
    assert [line["what"] for line in reported.journal() if line["kind"] == "reported"] == [
        "page",
        "final",
        "locked",
    ]


@pytest.mark.parametrize(("month", "word"), [("2026-11", "还没有过完"), ("2026-03", "没有反馈")])
def test_a_month_that_cannot_be_locked_says_why(reported, month, word):
    ran = reported.ask("lock", month)
    assert ran.code == 3
    assert word in ran.said


def test_a_locked_month_is_held_against_the_lock_and_not_the_first_report(reported):
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    assert reported.ask("lock", "2026-10", "--as-of", "2026-11-06 09:00").code == 0
    reported.run(at="2026-11-06 10:00")
    with pytest.raises(KeyError):
        corrections(reported)
    typed(reported.register, ("", "F004", "问题类型(标签)", "支付问题"))
    reported.run(at="2026-11-07 10:00")
    assert {line["哪个数、哪一条"] for line in corrections(reported)} == {"F004"}


def test_a_locked_month_is_corrected_however_old_it_is(reported):
    reported.ask("lock", "2026-10")
    typed(reported.register, ("", "F002", "问题类型(标签)", "支付问题"))
    reported.run(at="2027-06-01 10:00")
    assert corrected() in reports_in(reported.space)


def test_the_settings_lock_as_well(reported):
    answer(reported, "locked_until", date(2026, 10, 31))
    reported.run(at="2026-11-05 10:00")
    assert [line["what"] for line in reported.journal() if line["kind"] == "reported"] == [
        "page",
        "final",
        "locked",
    ]
    reported.run(at="2026-11-06 10:00")
    assert len([line for line in reported.journal() if line["kind"] == "reported"]) == 3


def test_a_rebuilt_ledger_knows_what_was_reported(reported):
    reported.ask("lock", "2026-10")
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    with reported.ledger() as ledger:
        before = [(one, ledger.said(one)) for one in ledger.reported()]
    looked, lines = reported.contents(), corrections(reported)
    assert reported.voc("rebuild").code == 0
    with reported.ledger() as ledger:
        assert [(one, ledger.said(one)) for one in ledger.reported()] == before
    assert reported.contents() == looked
    reported.run(at="2026-11-05 10:00")
    assert corrections(reported) == lines


def test_a_report_that_was_lost_comes_back_as_it_was(reported):
    content = reported.report().read_bytes()
    reported.report().unlink()
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    assert reported.report().read_bytes() == content
    assert re.search("更正", " ".join(reports_in(reported.space)))


def test_a_web_page_is_given_out_with_each_report_and_comes_back(reported):
    page = reported.space.reports / OCTOBER.replace(".xlsx", ".html")
    first = page.read_text(encoding="utf-8")
    assert "2026年10月" in first
    reported.drop(book(rows(1, start=7)), "补录.xlsx")
    reported.run(at="2026-11-05 10:00")
    assert page.read_text(encoding="utf-8") == first
    beside = reported.space.reports / corrected().replace(".xlsx", ".html")
    assert "补录.xlsx" in beside.read_text(encoding="utf-8")
    page.unlink()
    reported.run(at="2026-11-05 11:00")
    assert page.read_text(encoding="utf-8") == first


def test_no_web_page_where_none_is_wanted(desk):
    answer(desk, "page_html", "否")
    desk.drop(book(rows(3)), NAME)
    desk.run()
    assert files_in(desk.space.reports) == [OCTOBER]
