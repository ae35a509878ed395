"""Changes to a command under test, applied in its own process (see flow_warm).

Wrong orders of writes, each of which loses something when the process is killed at the wrong moment: the harness of
test_kill_points must notice every one. More points to be killed at. And runs that make less.
"""

from __future__ import annotations

import os
import shutil

import sqlalchemy as sa

from toolkit import arrivals, forgetting, pipeline, publishing, rounds, standing
from toolkit.closing.hindsight import Hindsight
from toolkit.intake.crash import point
from toolkit.ledger.keeping.record import queue
from toolkit.ledger.ledger import Ledger
from toolkit.refreshing import Office
from toolkit.watch.shift import Shift
from toolkit.watch.waking import Waker


def original_leaves_first() -> None:
    """The original is removed from the inbox before it is archived and in the journal."""
    kept = arrivals.spool

    def spool(source, folder):
        spooled = kept(source, folder)
        source.unlink()
        point("removed")
        return spooled

    arrivals.spool = spool


def noted_before_it_is_placed() -> None:
    """The ledger says that a file is published before it stands in the folder."""
    kept = publishing._publish

    def publish(entry, site, wall):
        site.ledger.published(entry, entry.source)
        point("noted")
        return kept(entry, site, wall)

    publishing._publish = publish


def queued_after_the_commit() -> None:
    """Facts are recorded in one transaction, and the file to publish in another."""
    kept = Ledger.commit

    def commit(self, merged, findings=(), outbox=(), written=()):
        drop = kept(self, merged, findings, (), written)
        point("half-committed")
        with self._engine.begin() as connection:
            queue(connection, drop, outbox)
        return drop

    Ledger.commit = commit


def somebody_saves_meanwhile() -> None:
    """Somebody saves a workbook (VOC_TEST_SAVES: what, ">", where) after the run took in what people made of ours."""
    kept = rounds.publish_outbox
    what, _, where = os.environ["VOC_TEST_SAVES"].partition(">")
    before_it_took_in = iter((True,))

    def publish(site, wall):
        if not next(before_it_took_in, False):
            shutil.copyfile(what, where)
        return kept(site, wall)

    rounds.publish_outbox = publish


def without_reports() -> None:
    """No monthly report is due: for tests that look at something else, a run of a few rows costs half."""
    Office.due_reports = lambda _: iter(())


def no_month_is_computed_again() -> None:
    """Finding out what a reported month comes to now has a defect."""

    def fails(*_):
        return 1 / 0

    Hindsight.said = fails


def a_redaction_that_damages() -> None:
    """Taking somebody out of a workbook takes a row along."""
    kept = forgetting.without

    def without(path, person):
        content = kept(path, person)
        return content and content.replace(b"PK", b"KP")

    forgetting.without = without


def points_at_statements() -> None:
    """Every statement of the ledger and every commit is a point as well."""
    sa.event.listen(sa.Engine, "before_cursor_execute", lambda *_: point("statement"))
    sa.event.listen(sa.Engine, "commit", lambda _: point("commit"))


def a_check_that_fails() -> None:
    """A check has a defect that one workbook brings to light."""
    kept = pipeline.check

    def check(table, context):
        if (table.frame["description"] == "让检查出错").any():
            return [1 / 0]
        return kept(table, context)

    pipeline.check = check


def a_status_that_fails() -> None:
    """Looking how things stand has a defect."""

    def fails(*_):
        return 1 / 0

    standing.standing = fails


def a_guard_that_ends_soon() -> None:
    """A guard that waits no time at all, and whose shift is over once it has waited a few times."""
    waited = []
    kept = Shift._over
    Waker.wait = lambda *_: waited.append(1)
    Shift._over = lambda shift: len(waited) > 6 or kept(shift)
