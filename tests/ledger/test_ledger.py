"""The life of a drop: received, attempted, recorded, published, undone."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing

import numpy as np
import pytest
from ledger_desk import NOON, Desk, back, codes_of, facts_by_id, row, rows_of, table

from toolkit.errors import LedgerError
from toolkit.ledger.drop import Outgoing
from toolkit.ledger.keeping.record import MovedOnError
from toolkit.ledger.ledger import Ledger
from toolkit.rules.codes.ledger import L505
from toolkit.rules.finding import Code, Finding, Hits, Place, Severity
from toolkit.words import Text

WORD = Text("词", "word")
BAD = Code("C999", "bad", Severity.ERROR, WORD, WORD, WORD)


def test_a_drop_goes_through_its_states(ledger):
    receipt = ledger.receive("华东/a.xlsx", "s1", NOON, settings="h1")
    assert (receipt.drop.team, receipt.drop.name, receipt.drop.state, receipt.is_again) == (
        "华东",
        "a.xlsx",
        "received",
        False,
    )
    assert [drop.drop_id for drop in ledger.pending()] == [receipt.drop.drop_id]
    assert ledger.receive("华东/a.xlsx", "s1", NOON).drop == receipt.drop
    drop = ledger.attempt(ledger.attempt(receipt.drop), settings="h2")
    assert (drop.attempts, drop.settings) == (2, "h2")
    merged = ledger.merge(drop, [table([row()])])
    done = ledger.commit(merged, merged.findings, [Outgoing("returned", "已处理/华东/a.xlsx", "spool1")])
    assert (done.state, done.revision, ledger.revision) == ("done", 1, 1)
    (entry,) = ledger.outbox()
    assert (entry.target, entry.source, ledger.last_published(entry.target)) == (
        "已处理/华东/a.xlsx",
        "spool1",
        None,
    )
    ledger.published(entry, "out1")
    assert (ledger.outbox(), ledger.last_published(entry.target), ledger.pending()) == ([], "out1", [])


def test_the_same_file_is_taken_once(desk, ledger):
    desk.drop("华东/a.xlsx", [row()], sha="s1")
    before = ledger.fingerprint()
    for path in ("华东/a.xlsx", "华东/a (1).xlsx", "华东/九月/b.xlsx"):
        receipt = desk.drop(path, [row()], sha="s1")
        assert receipt.is_again
        assert (
            receipt.findings[0].message("zh") == "内容与 a.xlsx（2026-09-18 12:00）完全相同，没有重复登记。"
        )
    assert ledger.fingerprint() == before
    assert desk.drop("华南/a.xlsx", [row()], sha="s1").sheets[0].is_new.all()


def test_a_file_sent_back_is_looked_at_again(ledger):
    first = ledger.receive("a.xlsx", "s1", NOON).drop
    ledger.send_back(first, [Finding(BAD)])
    second = ledger.receive("a.xlsx", "s1", NOON)
    assert (second.is_again, second.drop.drop_id != first.drop_id, second.drop.state) == (
        False,
        True,
        "received",
    )


def test_a_file_taken_in_part_is_looked_at_again_under_other_settings(ledger):
    drop = ledger.receive("a.xlsx", "s1", NOON, settings="h1").drop
    ledger.commit(ledger.merge(drop, [table([row(), row()])], [np.array([True, False])]))
    assert ledger.receive("a.xlsx", "s1", NOON, settings="h1").is_again
    assert not ledger.receive("a.xlsx", "s1", NOON, settings="h2").is_again


def test_a_drop_is_recorded_once(ledger):
    drop = ledger.receive("a.xlsx", "s1", NOON).drop
    merged = ledger.merge(drop, [table([row()])])
    ledger.commit(merged)
    with pytest.raises(MovedOnError):
        ledger.commit(merged)
    with pytest.raises(LedgerError, match="另一台电脑"):
        ledger.attempt(drop)


def test_a_merge_that_looked_at_an_older_ledger_is_refused(desk, ledger):
    drop = ledger.receive("b.xlsx", "s9", NOON).drop
    merged = ledger.merge(drop, [table([row()])])
    desk.drop("a.xlsx", [row()])
    with pytest.raises(MovedOnError):
        ledger.commit(merged)
    assert ledger.pending() == [drop]


def test_rows_read_are_rows_accepted_and_rows_sent_back(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1", "C2", "C3"), accepted=[np.array([True, False, True])])
    desk.drop("a.xlsx", [*rows_of("C1"), row(customer_id="C2", owner="张三"), *rows_of("C7")])
    ledger.send_back(
        ledger.receive("坏.xlsx", "s7", NOON).drop, [Finding(BAD)], tables=[table(rows_of("C1", "C2"))]
    )
    counts = ledger.drops()[["state", "rows_read", "rows_accepted", "rows_sent_back", "rows_new"]]
    assert counts.to_numpy().tolist() == [
        ["done", 3, 2, 1, 2],
        ["done", 3, 3, 0, 2],
        ["sent_back", 2, 0, 2, 0],
    ]


def test_rows_that_were_not_taken_wait_with_their_age(desk, ledger):
    bad = Hits(BAD, "客户反馈信息汇总表", np.array([3]), np.array([1]))
    desk.drop(
        "a.xlsx",
        [row(), row(customer_id="C2", owner="李四")],
        accepted=[np.array([True, False])],
        findings=[bad],
    )
    waiting = ledger.unaccepted()
    assert waiting[["file", "row", "codes", "owner"]].to_numpy().tolist() == [["a.xlsx", 3, "C999", "李四"]]
    still = [row(), row(customer_id="C5"), row(customer_id="C2", owner="李四")]
    desk.drop("a.xlsx", still, accepted=[np.array([True, True, False])], findings=[bad])
    assert ledger.unaccepted()[["row", "since"]].astype(str).to_numpy().tolist() == [
        ["4", str(waiting["since"][0])]
    ]
    desk.drop("a.xlsx", still)
    assert ledger.unaccepted().empty


def test_a_copy_with_other_rows_takes_nothing_off_the_list(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1", "C2"), accepted=[np.array([True, False])])
    desk.drop("a (1).xlsx", rows_of("C8", "C9"))
    assert len(ledger.unaccepted()) == 1


def test_undo_takes_back_new_rows_and_changes(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1", "C2"))
    before = ledger.facts()
    merged = desk.drop(
        "a.xlsx", [*rows_of("C1"), rows_of("C1", "C2")[1] | {"owner": "张三"}, *rows_of("C8", "C9")[1:]]
    )
    done = ledger.undo(merged.drop)
    assert done.is_done
    assert done.findings[0].message("zh") == "a.xlsx（2026-09-18 13:00）带来的内容已撤回：1 行、1 格。"
    assert ledger.facts().drop(columns="updated_at").equals(before.drop(columns="updated_at"))
    assert ledger.history("", "F002")[["after", "what"]].to_numpy().tolist() == [
        [None, "new"],
        ["张三", "changed"],
        [None, "undone"],
    ]
    assert ledger.undo(merged.drop).is_done


def test_undo_stops_where_later_work_stands(desk, ledger):
    first = desk.drop("a.xlsx", rows_of("C1", "C2"))
    later = desk.drop(
        "b.xlsx", [rows_of("C1")[0] | {"feedback_id": "F001", "owner": "张三"}], origin=back(first)
    )
    before = ledger.fingerprint()
    refused = ledger.undo(first.drop)
    assert not refused.is_done
    assert refused.findings[0].message("zh") == "a.xlsx 不能撤回：F001 之后又被 b.xlsx 改过。"
    assert ledger.fingerprint() == before
    assert ledger.undo(later.drop).is_done
    assert ledger.undo(first.drop).is_done
    assert ledger.facts().empty


def test_numbers_are_not_used_again_after_an_undo(desk, ledger):
    ledger.undo(desk.drop("a.xlsx", rows_of("C1", "C2")).drop)
    assert desk.drop("b.xlsx", rows_of("C5")).sheets[0].feedback_id.tolist() == ["F003"]


def test_what_was_undone_can_come_again(desk, ledger):
    first = desk.drop("a.xlsx", rows_of("C1"))
    second = desk.drop("a.xlsx", [rows_of("C1")[0] | {"owner": "张三"}, *rows_of("C8", "C9")[1:]], sha="s2")
    ledger.undo(second.drop)
    again = desk.drop("a.xlsx", [rows_of("C1")[0] | {"owner": "张三"}, *rows_of("C8", "C9")[1:]], sha="s2")
    assert "L512" in codes_of(again)
    assert facts_by_id(ledger, "customer_id", "owner") == {"F001": ("C1", "张三"), "F002": ("C9", None)}
    ledger.undo(again.drop)
    assert facts_by_id(ledger, "customer_id", "owner") == {"F001": ("C1", None)}
    assert ledger.undo(first.drop).is_done


def test_a_returned_book_of_an_undone_drop_brings_it_again(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1"))
    second = desk.drop("a.xlsx", [rows_of("C1")[0] | {"owner": "张三"}])
    ledger.undo(second.drop)
    desk.drop("a.xlsx", [rows_of("C1")[0] | {"owner": "张三", "feedback_id": "F001"}], origin=back(second))
    assert facts_by_id(ledger, "owner") == {"F001": "张三"}


def test_undo_settles_the_conflicts_that_the_drop_raised(desk, ledger):
    first = desk.drop("a.xlsx", [row(owner="张三")])
    desk.drop("b.xlsx", [row(owner="李四", feedback_id="F001")], origin=back(first))
    third = desk.drop("a.xlsx", [row(owner="王五", feedback_id="F001")], origin=back(first))
    assert (L505.id in codes_of(third), len(ledger.conflicts())) == (True, 1)
    ledger.undo(third.drop)
    assert ledger.conflicts().empty


def test_rows_that_an_undone_drop_had_settled_wait_again(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1", "C2"), accepted=[np.array([True, False])])
    waiting = ledger.unaccepted()
    cured = desk.drop("a.xlsx", rows_of("C1", "C2"))
    assert ledger.unaccepted().empty
    ledger.undo(cured.drop)
    assert ledger.unaccepted().equals(waiting)


def play(ledger):
    """A fixed piece of work with every kind of event."""
    desk = Desk(ledger)
    first = desk.drop("华东/a.xlsx", [*rows_of("C1", "C2", "C2"), row(feedback_id="K1")])
    desk.drop(
        "华东/b.xlsx",
        [
            row(feedback_id="K1", owner="张三"),
            row(feedback_id="F001", description="别的事", received_at="2026-09-01"),
        ],
    )
    third = desk.drop(
        "华东/a.xlsx", [row(feedback_id="K1", owner="李四", solution="补发")], origin=back(first)
    )
    desk.drop("华东/a (1).xlsx", [row(feedback_id="K1", solution="退款")], origin=back(first))
    ledger.undo(third.drop)
    desk.drop("华东/a.xlsx", rows_of("C1", "C2", "C2", "C7"), accepted=[np.array([True, True, False, True])])


def test_the_same_drops_in_the_same_order_give_the_same_ledger(tmp_path):
    prints = []
    for name in ("one", "two"):
        with Ledger.open(tmp_path / name) as ledger:
            play(ledger)
            prints.append((ledger.fingerprint(), ledger.revision))
    assert prints[0] == prints[1]


def test_findings_are_kept_with_their_rows(desk, ledger, tmp_path):
    bad = Hits(
        BAD,
        "表",
        np.array([3, 4]),
        np.array([1, 2]),
        7,
        "渠道",
        {"value": np.array(["甲", "乙"], object), "n": 1},
    )
    desk.drop("a.xlsx", [row()], findings=[bad, Finding(BAD, Place("表", 9))])
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as other:
        kept = other.execute("SELECT header, rows, facts FROM findings WHERE code = 'C999'").fetchall()
    assert kept == [("渠道", "[3, 4]", '{"value": ["甲", "乙"], "n": 1}'), ("", "[9]", "{}")]


def test_an_older_ledger_is_backed_up_and_waits_for_its_rebuild(tmp_path):
    path = tmp_path / "ledger.sqlite3"
    with Ledger.open(path) as ledger:
        play(ledger)
        before = ledger.fingerprint()
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE meta SET value = '0' WHERE name = 'version'")
        old.execute("CREATE TABLE retired (a)")
        old.commit()
    for _ in range(2):
        with Ledger.open(path) as ledger:
            assert ledger.needs_rebuild.endswith("ledger.sqlite3.v0.bak")
            assert ledger.facts().empty
    with closing(sqlite3.connect(f"{path}.v0.bak")) as backup:
        assert backup.execute("SELECT count(*) FROM drops").fetchone() == (5,)
    with Ledger.open(path) as ledger:
        play(ledger)
        ledger.rebuilt()
        assert ledger.fingerprint() == before
    with Ledger.open(path) as ledger:
        assert ledger.needs_rebuild == ""


def test_a_newer_ledger_is_left_alone(tmp_path):
    Ledger.open(tmp_path / "l").close()
    with closing(sqlite3.connect(tmp_path / "l")) as newer:
        newer.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
        newer.commit()
    with pytest.raises(LedgerError, match="请先升级"):
        Ledger.open(tmp_path / "l")


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, None], ids=["text", "somebody's database"]
)
def test_a_foreign_file_is_left_alone(tmp_path, content):
    path = tmp_path / "l"
    if content:
        path.write_bytes(content)
    else:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE shopping (item)")
    with pytest.raises(LedgerError, match="不是反馈台账"):
        Ledger.open(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such bits")
def test_the_ledger_is_private(desk, ledger, tmp_path):
    desk.drop("a.xlsx", [row()])
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_unknown_things_are_said(ledger):
    with pytest.raises(LedgerError, match="没有编号为 7 的收件"):
        ledger.drop(7)
    with pytest.raises(LedgerError, match="没有反馈“F001”"):
        ledger.history("", "F001")
