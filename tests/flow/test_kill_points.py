"""kill -9 between any two writes: the next run finishes what was begun, and nothing is lost, doubled or torn."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_hands import typed
from flow_warm import MUTANT

from toolkit.intake.crash import KILL_AT, KILLED, LIST_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from flow_desk import Desk


@dataclass(frozen=True)
class Scene:
    """A workspace just before a run, the points that the run passes, and the workspace after it undisturbed."""

    before: Desk
    after: Desk
    points: tuple[str, ...]
    mutant: str = ""

    @classmethod
    def of(cls, before: Desk, folder: Path, mutant: str = "") -> Scene:
        after = before.copy(folder / "undisturbed")
        ran = after.voc("run", **{LIST_POINTS: str(folder / "points.txt"), MUTANT: mutant})
        assert ran.code == 0, ran.said
        return cls(before, after, tuple((folder / "points.txt").read_text("utf-8").split()), mutant)

    def broken(self, folder: Path, numbers: Iterable[int] = ()) -> Iterator[str]:
        """Kill at these points, or at every one, run again, and yield what is not as it would have been undisturbed."""
        for number in numbers or range(1, len(self.points) + 1):
            label = self.points[number - 1]
            killed = self.before.copy(folder / str(number))
            ran = killed.voc("run", **{KILL_AT: str(number), MUTANT: self.mutant})
            assert ran.code in (KILLED, -9), f"{number} {label}: {ran.said}"
            yield from (f"{number} {label}: {what}" for what in self._differences(killed))
            shutil.rmtree(folder / str(number))

    def first_passings(self, since: str, until: str) -> list[int]:
        """The numbers of the points at which a label is passed for the first time since the first passing of the one
        until that of the other, both included; "" is the first or the last point there is.
        """
        first = self.points.index(since) if since else 0
        last = self.points.index(until, first) if until else len(self.points) - 1
        between = self.points[first : last + 1]
        return [first + 1 + between.index(label) for label in dict.fromkeys(between)]

    def _differences(self, killed: Desk) -> Iterator[str]:
        again = killed.voc("run", **{MUTANT: self.mutant})
        if again.code:
            yield f"the next run ends with {again.code}: {again.said}"
        if left := killed.waiting():
            yield f"left in the inbox: {left}"
        if left := [path.name for path in killed.home.rglob("spool/**/*") if path.is_file()]:
            yield f"left in the spool: {left}"
        if integrity(killed) != "ok":
            yield "the ledger is damaged"
        yield from _unlike(facts(killed), facts(self.after))
        yield from _unlike(killed.contents(), self.after.contents())


def facts(desk: Desk) -> dict[str, object]:
    """What the ledger holds: facts, numbers, history, counts of drops, and what waits to be published."""
    with desk.ledger() as ledger:
        drops = ledger.drops().drop(columns="attempts")
        reported = [(one, ledger.said(one)) for one in ledger.reported()]
        return {"fingerprint": ledger.fingerprint(), "outbox": ledger.outbox(), "drops": drops.to_dict("records"),
                "unaccepted": len(ledger.unaccepted()), "reported": reported}  # fmt: skip


def integrity(desk: Desk) -> str:
    connection = sqlite3.connect(desk.space.state / "ledger.sqlite3")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()


def _unlike(found: dict[str, object], expected: dict[str, object]) -> Iterator[str]:
    for name in sorted({*found, *expected}):
        if found.get(name) != expected.get(name):
            yield f"{name} is {found.get(name)!r}, not {expected.get(name)!r}"


def cured(desk: Desk) -> Desk:
    """A workbook that was sent back comes again in order; another one was taken before."""
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.drop(book([row(7, description=None)]), "二组.xlsx")
    desk.run()
    assert desk.sent_back.joinpath("二组.xlsx").is_file()
    desk.drop(book(rows(2, start=7)), "二组.xlsx")
    return desk


def first(desk: Desk) -> Desk:
    """The very first run of a workspace, on a CSV file, which comes back with a result beside it."""
    lines = ["客户ID,反馈时间,问题描述,紧急程度", "C1,2026-10-08 09:30,订单下单五天未发货,一般"]
    desk.drop("\n".join(lines).encode("utf-8-sig"), "意见箱.csv")
    return desk


def gone_on_with(desk: Desk) -> Desk:
    """Somebody typed into the register, somebody into a returned workbook, and a third one takes a workbook back."""
    for number, name in enumerate(("1组.xlsx", "2组.xlsx", "3组.xlsx")):
        desk.drop(book(rows(2, start=1 + 10 * number)), name)
    desk.run()
    typed(desk.register, ("", "F001", "处理人", "主管王"))
    typed(desk.returned / "2组.xlsx", ("", "F003", "处理人", "客服陈"))
    (desk.returned / "3组.xlsx").rename(desk.space.undo / "3组.xlsx")
    return desk


def reported_otherwise(desk: Desk) -> Desk:
    """October was reported; now the settings lock it and a row comes late."""
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.run()
    desk.drop(book(rows(1, start=9)), "补录.xlsx")
    return desk


def refused(desk: Desk) -> Desk:
    """A workbook of which nothing can be taken."""
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.run()
    desk.drop(book([row(7, description=None), row(8, received_at=None)]), "二组.xlsx")
    return desk


@pytest.mark.parametrize(
    ("prepared", "since", "until"),
    [
        pytest.param(first, "", "received", marks=pytest.mark.without_reports),
        pytest.param(cured, "received", "publishing-noted", marks=pytest.mark.without_reports),
        pytest.param(refused, "reasons-written", "publishing-noted", marks=pytest.mark.without_reports),
        pytest.param(gone_on_with, "", "base-used", marks=pytest.mark.without_reports),
        (reported_otherwise, "report-kept", "refreshed"),
    ],
    ids=[
        "the very first run",
        "a cured workbook",
        "a workbook that goes back",
        "what people typed into ours",
        "a correction",
    ],
)
def test_killed_at_any_point_nothing_is_lost_or_doubled(desk, tmp_path, prepared, since, until):
    """Every label once in each scene it belongs to; the soak version takes every passing, and every statement."""
    scene = Scene.of(prepared(desk), tmp_path)
    assert {"spooled", "archived", "received", "journal-after", "parsed", "published", "refreshed"} <= set(
        scene.points
    )
    assert "\n".join(scene.broken(tmp_path, scene.first_passings(since, until))) == ""


@pytest.mark.without_reports
@pytest.mark.parametrize(
    ("mutant", "between"),
    [
        ("original_leaves_first", "removed"),
        ("noted_before_it_is_placed", "noted"),
        ("queued_after_the_commit", "half-committed"),
    ],
)
def test_a_wrong_order_of_writes_is_noticed(desk, tmp_path, mutant, between):
    desk.drop(book(rows(1)), "一组.xlsx")
    scene = Scene.of(desk, tmp_path, mutant)
    assert list(scene.broken(tmp_path, scene.first_passings(between, between))), (
        f"{mutant} would have gone unnoticed"
    )


@pytest.mark.soak
@pytest.mark.parametrize("prepared", [cured, first, refused, gone_on_with, reported_otherwise])
def test_killed_between_any_two_statements_of_the_ledger(desk, tmp_path, prepared):
    scene = Scene.of(prepared(desk), tmp_path, "points_at_statements")
    assert "statement" in scene.points
    assert "\n".join(scene.broken(tmp_path)) == ""


@pytest.mark.soak
@pytest.mark.without_reports
@pytest.mark.parametrize("part", range(4))
def test_twenty_books_killed_at_any_point(desk, tmp_path, part):
    """In four parts, for as many processors."""
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.run()
    for number in range(20):
        team = ("", "华东/", "华南/")[number % 3]
        desk.drop(book(rows(3, start=10 + 3 * number)), f"{team}{number}.xlsx")
    scene = Scene.of(desk, tmp_path)
    assert scene.points.count("committed") == 20
    assert "\n".join(scene.broken(tmp_path, range(1 + part, len(scene.points) + 1, 4))) == ""
