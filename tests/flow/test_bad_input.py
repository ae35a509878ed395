"""What people drop by mistake, and what nobody should: one clear finding each, and the rest of the folder is done."""

from __future__ import annotations

import html
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import python_calamine as calamine
from flow_books import KEYS, book, grid, row, rows
from flow_desk import files_in
from flow_warm import MUTANT
from hostile_cases import CASES

from toolkit.intake.durable import hash_of
from toolkit.intake.names import safe_name
from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.rules.codes import sheet as s2
from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.rules.finding import Code

pytestmark = pytest.mark.without_reports

HEADERS = [FEEDBACK[key].zh for key in KEYS]
WAITS, GOOD, REFUSED = 4, "好的.xlsx", "坏的.xlsx"


@dataclass(frozen=True)
class Bad:
    """A file of which nothing can be taken, and the code that says why."""

    about: str
    content: Callable[[], bytes]
    code: Code
    name: str = REFUSED


def of_the_zoo(about: str) -> Callable[[], bytes]:
    return next(case.content for case in CASES if case.about == about)


BAD = [
    Bad("not a workbook", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b1.NOT_A_WORKBOOK),
    Bad("a letter", lambda: "尊敬的客户:".encode() * 50, b1.NOT_A_WORKBOOK),
    Bad("truncated", lambda: book(rows(20))[:-700], b1.INCOMPLETE),
    Bad("password-protected", of_the_zoo("a protected workbook"), b1.PASSWORD),
    Bad("empty", bytes, b1.EMPTY),
    Bad("a workbook without anything", lambda: grid({"Sheet1": []}), s2.EMPTY_BOOK),
    Bad("without our columns", lambda: grid({"报价": [["名称", "单价"], ["纸箱", 12.5], ["胶带", 3]]}), s2.NOT_OURS),
    Bad("no row below the headers", lambda: grid({"反馈": [HEADERS]}), s2.NO_ROWS),
    Bad("one stray cell at XFD1048576", lambda: stray("XFD1048576"), b2.STRAY_CELL),
    Bad("an old format", lambda: b"\x09\0\4\0\7\0\x10\0" + bytes(50), b1.OLD_FORMAT, "旧表.xls"),
]  # fmt: skip


def sheet_of(rows_xml: str) -> bytes:
    """A workbook of ours with two good rows and whatever else its one sheet holds, as raw XML."""
    import hostile  # noqa: PLC0415 - of tests/intake, beside hostile_cases

    cells = [HEADERS, *([str(one.get(key) or "") for key in KEYS] for one in rows(2))]
    texts = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in enumerate(line)
        )
        + "</row>"
        for number, line in enumerate(cells, start=1)
    )
    return hostile.rows(texts + rows_xml)


def stray(address: str) -> bytes:
    return sheet_of(f'<row r="{address.lstrip("XFD")}"><c r="{address}"><v>1</v></c></row>')


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_one_clear_finding_and_the_good_file_is_taken(desk, bad):
    dropped = hash_of(desk.drop(bad.content(), bad.name))
    desk.drop(book(rows(2)), GOOD)
    said = desk.run().out
    assert desk.waiting() == []
    assert {path: drop["state"] for path, drop in desk.drops().items()} == {
        bad.name: "sent_back",
        GOOD: "done",
    }
    assert re.findall(r"^  ([A-Z]\d{3}) 错误", said, re.MULTILINE) == [bad.code.id]
    page = html.unescape(desk.reasons(bad.name))
    assert bad.code.id in page
    assert bad.code.why.zh in page
    assert hash_of(desk.sent_back / bad.name) == dropped
    assert hash_of(desk.space.archive / dropped[:2] / dropped) == dropped


def test_a_million_empty_formatted_rows_hide_nothing(desk):
    formatted = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(4, 1_000_004)
    )
    desk.drop(sheet_of(formatted), "一百万行.xlsx")
    desk.drop(book(rows(2, start=7)), GOOD)
    desk.run()
    assert {path: (d["rows_read"], d["rows_accepted"]) for path, d in desk.drops().items()} == {
        "一百万行.xlsx": (2, 2), GOOD: (2, 2),
    }  # fmt: skip
    # the rows that matter, without looking through a million others
    with calamine.load_workbook(desk.returned / "一百万行.xlsx") as returned:
        header, first, *_ = returned.get_sheet_by_index(0).to_python(nrows=3)
    assert header[: len(HEADERS)] == HEADERS
    assert first[0] == "F001"


@pytest.mark.parametrize("owner", ["~${}", ".~{}", ".~lock.{}#"], ids=["Excel", "WPS", "LibreOffice"])
def test_what_is_open_on_a_screen_waits(desk, owner):
    desk.drop(book(rows(2)), "开着.xlsx")
    lock = desk.inbox / owner.format("开着.xlsx")
    lock.write_bytes(b"\x06\x00" + bytes(163))
    desk.drop(book(rows(2, start=7)), GOOD)
    ran = desk.voc("run")
    assert ran.code == WAITS
    assert b1.OPEN_ELSEWHERE.id in ran.out
    assert desk.drops().keys() == {GOOD}
    assert "开着.xlsx" in desk.waiting()
    lock.unlink()
    desk.run()
    assert desk.drops().keys() == {GOOD, "开着.xlsx"}


def test_a_copy_that_has_just_begun_is_waited_for(desk):
    whole = book(rows(20))
    desk.drop(whole[:-700], "大表.xlsx", is_young=True)
    ran = desk.voc("run")
    assert ran.code == WAITS
    assert b1.STILL_WRITING.id in ran.out
    assert desk.waiting() == ["大表.xlsx"]
    desk.drop(whole, "大表.xlsx", is_young=True)
    desk.run()
    assert desk.drops()["大表.xlsx"]["rows_accepted"] == 20


@pytest.mark.skipif(os.name == "nt", reason="this system refuses such names itself")
@pytest.mark.parametrize(
    "name",
    ["华东/10:30 的表?.xlsx", "con.xlsx", "=cmd|calc.xlsx", "很" * 80 + ".xlsx", "空格结尾 .xlsx ", b"\xff\xfe.xlsx".decode("utf-8", "surrogateescape")],
    ids=["signs", "a device", "a formula", "too long", "a blank at the end", "no text at all"],
)  # fmt: skip
def test_a_name_that_other_systems_refuse_is_made_safe(desk, name):
    desk.drop(book(rows(2)), name)
    desk.drop(book(rows(2, start=7)), GOOD)
    said = desk.run().out
    safe = "/".join(safe_name(part) for part in name.split("/"))
    assert desk.waiting() == []
    assert desk.drops().keys() == {safe, GOOD}
    assert files_in(desk.returned) == sorted((safe, GOOD))
    assert (b1.RENAMED.id in said) == (safe != name)


def test_every_hostile_file_at_once(desk):
    """The whole zoo of the gate's tests, beside good files: nothing stops the run, and nothing good is lost."""
    contents = {
        case.content(): case for case in reversed(CASES)
    }  # the same content again would be a repeated file
    names = {f"{number:03d} {case.file}": case for number, case in enumerate(contents.values())}
    for name, content in zip(names, contents, strict=True):
        desk.drop(content, name)
    desk.drop(book(rows(2)), "000 好的.xlsx")
    desk.drop(book(rows(2, start=7)), "zzz 好的.xlsx")
    said = desk.run().out
    assert "程序出错" not in said
    assert desk.waiting() == []
    drops = desk.drops()
    assert all(drops[name]["rows_accepted"] == 2 for name in ("000 好的.xlsx", "zzz 好的.xlsx"))
    for name, case in names.items():
        assert drops[name]["state"] == "sent_back", case.about
        assert not case.code or case.code.id in desk.reasons(name), case.about


@pytest.mark.shared_data
def test_every_malformed_file_of_others_beside_good_ones(desk, shared_data):
    folder = shared_data / "D_bad_files"
    bad = [path for path in sorted(folder.iterdir()) if path.name != "INDEX.csv"]
    for path in bad:
        desk.drop(path)
    desk.drop(book(rows(2)), "000 好的.xlsx")
    desk.drop(book(rows(2, start=7)), "zzz 好的.xlsx")
    said = desk.run().out
    assert "程序出错" not in said
    assert [name for name in desk.waiting() if not name.startswith("~$")] == []
    drops = desk.drops()
    assert drops.keys() == {path.name for path in bad if not path.name.startswith("~$")} | {
        "000 好的.xlsx",
        "zzz 好的.xlsx",
    }
    assert all(drops[name]["rows_accepted"] == 2 for name in ("000 好的.xlsx", "zzz 好的.xlsx"))
    unread = {b1.NOT_A_WORKBOOK, b1.INCOMPLETE, b1.DAMAGED, b1.UNREADABLE}
    for line in (folder / "INDEX.csv").read_text("utf-8-sig").splitlines()[1:]:
        name = line.split(",")[0].removeprefix("D_bad_files/")
        if "control" in line and name in drops and drops[name]["state"] == "sent_back":
            assert not [code for code in unread if code.id in desk.reasons(name)], (
                f"{name} opens, and is called broken"
            )


# Our own mistakes


def test_a_mistake_of_ours_says_so_and_the_run_goes_on(desk):
    desk.drop(book([row(1, description="让检查出错")]), "遇到缺陷.xlsx")
    desk.drop(book(rows(2, start=7)), GOOD)
    ran = desk.voc("run", **{MUTANT: "a_check_that_fails"})
    assert ran.code == WAITS
    assert b1.OUR_FAULT.id in ran.out
    assert "Traceback" not in ran.said
    log = next(path for path in desk.home.rglob("voc.log"))
    assert str(log) in ran.out
    assert "ZeroDivisionError" in log.read_text("utf-8")
    drops = desk.drops()
    assert drops[GOOD]["state"] == "done"
    assert desk.waiting() == []
    desk.run()
    assert desk.drops()["遇到缺陷.xlsx"]["state"] == "done"
