"""What goes wrong around the guard for ten minutes: it says so, blames no file, and goes on within a minute."""

from __future__ import annotations

import errno
import os
import sqlite3

import pytest
import sqlalchemy as sa
from flow_books import book, rows
from watch_post import QUIET, reasons, states

from toolkit.intake import archive as archive_module
from toolkit.intake import durable
from toolkit.intake.store import Store
from toolkit.ledger.ledger import Ledger
from toolkit.ledger.trouble import is_of_the_machine
from toolkit.pipeline import MOST_ATTEMPTS
from toolkit.rules.codes.file import PARSER_DIED
from toolkit.site import Site
from toolkit.words import places

BOOK = book(rows(3))
TEN_MINUTES = [60.0] * 10


def fails(number):
    def fail(*_arguments, **_more):
        raise OSError(number, os.strerror(number))

    return fail


def waits_it_out(post, name):
    """Ten minutes in which the file only waits; return the reasons that were given."""
    said = set()
    for seconds in TEN_MINUTES:
        look = post.look(seconds)
        assert set(states(look).values()) <= {"waiting"}
        assert not look.is_replaced
        said |= {*reasons(look).values(), look.trouble}
    assert not any(one.attempts for one in post.guard.site.ledger.pending()), "no attempt of the file"
    assert list(post.space.sent_back.glob(f"{name}*")) == []
    return said


@pytest.mark.parametrize(
    ("where", "what"),
    [((Store, "keep_file"), fails(errno.ENOSPC)), ((Site, "read"), fails(errno.EHOSTDOWN))],
    ids=["the disk is full", "the share is gone while it is read"],
)
def test_in_the_midst_of_a_workbook_it_costs_no_attempt(post, monkeypatch, where, what):
    post.drop("十月.xlsx", BOOK)
    post.look()
    with monkeypatch.context() as broken:
        broken.setattr(*where, what)
        assert "cannot-open-now" in waits_it_out(post, "十月.xlsx")
    assert states(post.look(60)) == {"十月.xlsx": "returned"}
    assert post.facts() == 3


def test_a_ledger_that_cannot_grow_costs_no_attempt(post):
    """Really full: SQLite may not add a page."""
    ledger = post.guard.site.ledger
    with ledger._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    post.drop("十月.xlsx", book(rows(60)))
    post.look()
    assert "cannot-open-now" in waits_it_out(post, "十月.xlsx")
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    assert states(post.look(60)) == {"十月.xlsx": "returned"}
    assert post.facts() == 60


def test_a_share_that_vanishes_while_a_workbook_is_read_makes_no_broken_workbook_of_it(post, monkeypatch):
    post.drop("十月.xlsx", BOOK)
    post.look()
    away, real = post.space.root.with_name("away"), Site.read

    def read(site, *arguments):
        post.space.root.rename(away)
        return real(site, *arguments)

    with monkeypatch.context() as broken:
        broken.setattr(Site, "read", read)
        assert set(states(post.look(QUIET)).values()) <= {"waiting"}
    for seconds in TEN_MINUTES:
        assert "打不开" in post.look(seconds).trouble
    away.rename(post.space.root)
    back = post.look(60)
    assert (back.trouble, states(back)) == ("", {"十月.xlsx": "returned"})
    assert not list(post.space.sent_back.glob("*"))


def refusing(place):
    """Copying as it is, but for a place that may only be read."""
    real = durable.copy_beside
    return lambda source, folder: (
        fails(errno.EROFS)() if folder.is_relative_to(place) else real(source, folder)
    )


def test_a_share_that_may_only_be_read_is_waited_for(post, monkeypatch):
    """Nothing of the folder may be changed; our own local folders may."""
    post.drop("十月.xlsx", BOOK)
    post.look()
    refuses = refusing(post.space.root)
    with monkeypatch.context() as broken:
        broken.setattr(durable, "copy_beside", refuses)
        broken.setattr(archive_module.durable, "copy_beside", refuses)
        assert "cannot-open-now" in waits_it_out(post, "十月.xlsx")
        assert (post.space.inbox / "十月.xlsx").read_bytes() == BOOK
    assert states(post.look(60)) == {"十月.xlsx": "returned"}
    assert post.facts() == 3


def test_a_share_that_may_only_be_read_when_something_is_to_be_given_back(post, monkeypatch):
    post.drop("十月.xlsx", BOOK)
    post.look()
    with monkeypatch.context() as broken:
        broken.setattr(durable, "copy_beside", refusing(post.space.returned))
        for seconds in TEN_MINUTES:
            assert post.look(seconds).trouble
    assert post.look(60).trouble == ""
    assert [path.name for path in post.space.returned.iterdir()] == ["十月.xlsx"]
    assert post.facts() == 3


def _of_sqlite(name):
    error = sqlite3.OperationalError("told")
    error.sqlite_errorname = name
    return sa.exc.OperationalError("statement", {}, error)


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (OSError(errno.ENOSPC, "full"), True),
        (OSError(errno.EINVAL, "our own mistake"), False),
        (_of_sqlite("SQLITE_IOERR_WRITE"), True),
        (_of_sqlite("SQLITE_CONSTRAINT"), False),
        (ValueError("no"), False),
    ],
)
def test_who_is_to_blame(error, is_so):
    assert is_of_the_machine(error) == is_so


def test_an_attempt_that_is_forgiven_is_counted_no_more(tmp_path, post):
    with Ledger.open(tmp_path / "ledger.sqlite3") as ledger:
        drop = ledger.receive("一.xlsx", "a" * 64, post.time.now()).drop
        assert ledger.attempt(drop).attempts == 1
        ledger.forgive(drop)
        ledger.forgive(drop)
        assert [one.attempts for one in ledger.pending()] == [0]


class Killed(BaseException):
    """Ends the process as far as the guard can tell: nobody catches it."""


def test_a_workbook_that_kills_us_is_sent_back_after_three_tries_and_the_others_are_taken(post, monkeypatch):
    post.drop("一.xlsx", BOOK)
    post.drop("二.xlsx", book(rows(2, start=20)))
    post.look()
    real = Site.read

    def read(site, path, gate, name):
        if name == "一.xlsx":
            raise Killed
        return real(site, path, gate, name)

    monkeypatch.setattr(Site, "read", read)
    ends, killed = {}, 0
    for seconds in (QUIET, *TEN_MINUTES):
        try:
            ends |= states(post.look(seconds))
        except Killed:
            killed += 1
    assert killed == MOST_ATTEMPTS
    assert ends == {"二.xlsx": "returned", "一.xlsx": "sent_back"}
    assert PARSER_DIED.id in (post.space.sent_back / f"一.xlsx{places.REASONS_SUFFIX('zh')}").read_text(
        "utf-8"
    )
