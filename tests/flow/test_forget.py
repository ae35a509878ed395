"""A customer who asked to be forgotten stands nowhere any more, and everything else is as it was, also after a rebuild."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_warm import MUTANT
from recalculated import convert

from toolkit.intake.crash import KILL_AT, KILLED, LIST_POINTS

if TYPE_CHECKING:
    from pathlib import Path

    from flow_desk import Desk

NAME, PHONE, CUSTOMER = "欧阳倩倩", "13812345678", "VIP-778"
WHO = {"customer_id": CUSTOMER, "customer_name": NAME, "contact": PHONE}
TOLD = (NAME, PHONE, CUSTOMER, "138 1234 5678")


def said(content: bytes) -> str:
    """All text of a file, whatever it is packed in."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    return content.decode("utf-8", "ignore") + content.decode("gb18030", "ignore")


def telling(*folders: Path) -> list[str]:
    """Files that still tell who it was."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(word in said(path.read_bytes()) + path.name for word in TOLD)]


def dropped(desk: Desk) -> None:
    mine = row(3, **WHO, description="我是欧阳倩倩,电话138 1234 5678,订单五天未发货")
    desk.drop(book([*rows(2), mine]), "一组.xlsx")
    desk.drop(
        f"客户ID,反馈时间,问题描述,紧急程度\n{CUSTOMER},2026-10-09 10:00,欧阳倩倩又来问,一般".encode(
            "gb18030"
        ),
        "意见箱.csv",
    )
    desk.drop(book([row(4, **WHO, description=None)]), "坏的.xlsx")
    desk.run()


def test_nothing_is_changed_before_somebody_is_sure(desk):
    dropped(desk)
    before = desk.contents()
    ran = desk.ask("forget", CUSTOMER)
    assert ran.code == 1
    assert "--yes" in ran.out
    assert "已处理/一组.xlsx" in ran.out, "what is people's own is named"
    assert desk.contents() == before


def test_a_forgotten_customer_stands_nowhere_and_a_rebuild_gives_the_same(desk):
    dropped(desk)
    desk.voc("rebuild")  # leaves a backup, which tells as well
    with desk.ledger() as ledger:
        others = ledger.facts().set_index("feedback_id").loc[["F001", "F002"], ["description", "customer_id"]]
    ran = desk.ask("forget", CUSTOMER, "--yes")
    assert ran.code == 0, ran.said
    assert telling(desk.root, desk.home) == []
    assert "已处理" not in desk.run().out, "nothing of it comes in again"
    with desk.ledger() as ledger:
        facts = ledger.facts().set_index("feedback_id")
        assert facts.loc[["F001", "F002"], ["description", "customer_id"]].equals(others)
        assert len(facts) == 4, "what happened still counts"
        assert facts.loc["F003", "customer_name"].startswith("已删除-")
        after = ledger.fingerprint()
    assert [line["kind"] for line in desk.journal()][-1] == "forgotten"
    assert desk.voc("rebuild").code == 0
    with desk.ledger() as ledger:
        assert ledger.fingerprint() == after


@pytest.mark.parametrize("customer", ["C12", "12", "C1001"])
def test_an_id_that_reads_like_a_cell_or_a_count_takes_nothing_else_along(desk, customer):
    """The parts of a workbook are full of addresses and numbers, which are not what a customer is called."""
    mine = row(3, customer_id=customer, description=f"第12行的事，见 A1 和 C12，共 12 件，{customer}")
    others = [row(number, customer_id=f"{number}") for number in range(4, 60)]
    desk.drop(book([*rows(2), mine, *others], extra=["数量"]), "一组.xlsx")
    desk.drop(book([row(90 + number, customer_id=f"K{number}") for number in range(40)]), "二组.xlsx")
    desk.run()
    with desk.ledger() as ledger:
        before = ledger.facts()
    ran = desk.ask("forget", customer, "--yes")
    assert ran.code == 0, ran.said
    with desk.ledger() as ledger:
        after = ledger.facts()
    is_theirs = (before["customer_id"] == customer).to_numpy()
    assert is_theirs.sum() >= 1
    assert after.loc[is_theirs, "customer_id"].str.startswith("已删除-").all()
    told = ["feedback_id", "customer_id", "description", "received_at", "urgency", "row", "file"]
    assert after.loc[~is_theirs, told].equals(before.loc[~is_theirs, told])
    assert len(list(desk.returned.glob("*.xlsx"))) == 2


def test_an_old_workbook_keeps_the_rows_of_others(desk, soffice, tmp_path):
    """An .xls cannot be changed part by part: its values stand in the same cells of a workbook that can."""
    whole = tmp_path / "老系统.xlsx"
    whole.write_bytes(book([*rows(2), row(3, **WHO, description="我是欧阳倩倩,订单五天未发货"), row(4)]))
    [old] = convert(soffice, [whole], tmp_path, "xls")
    desk.drop(old, "老系统.xls")
    desk.run()
    with desk.ledger() as ledger:
        before = ledger.facts()
    assert len(before) == 4
    ran = desk.ask("forget", CUSTOMER, "--yes")
    assert ran.code == 0, ran.said
    with desk.ledger() as ledger:
        after = ledger.facts()
    kept = ["feedback_id", "received_at", "received_at_is_day", "urgency", "row"]
    assert after[kept].equals(before[kept])
    assert after["description"].drop(2).equals(before["description"].drop(2))
    assert telling(desk.root, desk.home) == []


def test_nothing_is_changed_where_others_would_lose_rows(desk):
    dropped(desk)
    before = desk.contents()
    ran = desk.ask("forget", CUSTOMER, "--yes", **{MUTANT: "a_redaction_that_damages"})
    assert ran.code == 3
    assert "什么也没有改" in ran.err
    assert "一组.xlsx" in ran.err
    assert desk.contents() == before


def test_who_is_not_known_cannot_be_forgotten(desk):
    desk.drop(book(rows(1)), "一组.xlsx")
    desk.run()
    ran = desk.ask("forget", "没有这个人", "--yes")
    assert ran.code == 3
    assert "没有这个人" in ran.err
    assert desk.ask("forget").code == 2


def test_after_the_time_of_keeping_all_of_that_time_go(desk):
    desk.drop(book([row(1, customer_id="老客户", received_at="2026-02-03 09:00"), row(2)]), "一组.xlsx")
    desk.run()
    ran = desk.ask("forget", "--before", "2026-09", "--yes")
    assert ran.code == 0, ran.said
    with desk.ledger() as ledger:
        kept = list(ledger.facts()["customer_id"])
    assert kept[0].startswith("已删除-")
    assert kept[1] == "C002"


def stays(desk: Desk) -> object:
    """What must be as it was, or would have been undisturbed: what happened, under its numbers."""
    with desk.ledger() as ledger:
        facts = ledger.facts().set_index("feedback_id").sort_index()
        return facts[["received_at", "urgency", "issue_type"]].to_dict()


SAMPLED = ("redacted", "forgotten-noted", "older-cleared", "rebuilt-without")


@pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["sampled", "all"]
)
def test_killed_while_it_forgets_doing_it_again_finishes_it(desk, tmp_path, is_all):
    dropped(desk)
    desk.voc("rebuild")
    undisturbed = desk.copy(tmp_path / "undisturbed")
    listed = {LIST_POINTS: str(tmp_path / "points.txt")}
    assert undisturbed.ask("forget", CUSTOMER, "--yes", **listed).code == 0
    points = (tmp_path / "points.txt").read_text("utf-8").split()
    assert set(SAMPLED) <= set(points)
    first = [points.index(label) + 1 for label in SAMPLED]
    for number in range(1, len(points) + 1) if is_all else first:
        killed = desk.copy(tmp_path / str(number))
        assert killed.ask("forget", CUSTOMER, "--yes", **{KILL_AT: str(number)}).code in (KILLED, -9)
        again = killed.ask("forget", CUSTOMER, "--yes")
        is_over = "forgotten" in points[:number]
        assert again.code == (3 if is_over else 0), (points[number - 1], again.said)
        assert killed.voc("run").code == 0
        assert telling(killed.root, killed.home) == [], points[number - 1]
        assert stays(killed) == stays(undisturbed), points[number - 1]
