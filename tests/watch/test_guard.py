"""The guard takes what is at rest, says what waits and why, and goes on whatever happens."""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile
from typing import NamedTuple

import openpyxl
import pytest
from flow_books import book, row, rows
from watch_post import QUIET, reasons, states

from toolkit.intake.durable import TEMPORARY
from toolkit.intake.journal import Journal
from toolkit.ledger.ledger import Ledger
from toolkit.rebuilding import rebuild
from toolkit.rounds import open_site, working_alone
from toolkit.schema.books.settings import SETTINGS
from toolkit.watch import guard as guard_module
from toolkit.watch import handling
from toolkit.watch import office as office_module
from toolkit.watch.look import Orders
from toolkit.watch.office import REGISTER_EVERY, REPORTS_EVERY
from toolkit.words import places

BOOK = book(rows(3))


def test_a_file_is_taken_once_it_was_quiet(post):
    post.drop("十月.xlsx", BOOK)
    assert reasons(post.look()) == {"十月.xlsx": "still-being-written"}
    early = post.look(QUIET - 0.5)
    assert reasons(early) == {"十月.xlsx": "still-being-written"}
    assert early.at_rest_in == pytest.approx(0.5)
    assert states(post.look(0.5)) == {"十月.xlsx": "returned"}
    assert post.facts() == 3
    assert states(post.look(1)) == {}


def test_what_a_killed_guard_half_wrote_is_cleared_wherever_it_writes(post):
    space = post.space
    folders = (
        space.root,
        space.state,
        space.machine_home,
        space.archive / "ab",
        space.returned / "华东",
        space.reports,
    )
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{TEMPORARY}1").write_bytes(b"half")
    post.look()
    assert [folder for folder in folders if (folder / f"{TEMPORARY}1").exists()] == []


def test_a_file_that_goes_on_changing_goes_on_waiting(post):
    for size in range(1, 8):
        post.drop("十月.xlsx", BOOK[: size * 100])
        assert reasons(post.look(QUIET - 1)) == {"十月.xlsx": "still-being-written"}
    post.drop("十月.xlsx", BOOK)
    assert states(post.settle()) == {"十月.xlsx": "returned"}


def test_who_has_it_open_is_said_until_it_is_closed(post):
    path = post.drop("十月.xlsx", BOOK)
    owner = path.with_name("~$十月.xlsx")
    owner.write_bytes(b"\x04QIAN".ljust(55) + b"\4\0" + "QIAN".ljust(54).encode("utf-16-le"))
    os.utime(owner, (post.time.wall(), post.time.wall()))
    waits = post.settle()
    assert reasons(waits) == {"十月.xlsx": "open-on-a-screen"}
    assert "QIAN" in waits.outcomes[0].findings[0].message("zh")
    owner.unlink()
    assert states(post.look(1)) == {"十月.xlsx": "returned"}


def test_a_copy_that_stalls_is_not_taken_for_damaged_at_once(post):
    post.drop("十月.xlsx", BOOK[:-200])
    assert reasons(post.settle()) == {"十月.xlsx": "still-being-written"}
    assert reasons(post.look(30)) == {"十月.xlsx": "still-being-written"}
    assert states(post.look(40)) == {"十月.xlsx": "sent_back"}
    assert (post.space.sent_back / "十月.xlsx").read_bytes() == BOOK[:-200]


def test_the_clock_set_back_an_hour_changes_nothing(post):
    post.drop("十月.xlsx", BOOK)
    post.look()
    post.time.set_back = 3600
    assert states(post.look(QUIET)) == {"十月.xlsx": "returned"}
    assert states(post.look(QUIET)) == {}
    assert post.facts() == 3


def test_a_share_that_goes_away_is_told_and_comes_back(post):
    post.drop("十月.xlsx", BOOK)
    post.look()
    away = post.space.root.with_name("away")
    post.space.root.rename(away)
    for _ in range(10):
        look = post.look(60)
        assert "打不开" in look.trouble
        assert look.outcomes == []
    away.rename(post.space.root)
    back = post.look(1)
    assert (back.trouble, states(back)) == ("", {"十月.xlsx": "returned"}), (
        "it lay there unchanged all the time"
    )
    assert post.facts() == 3


class Usage(NamedTuple):
    free: int


def test_a_full_disk_stops_the_taking_and_not_the_guard(post, monkeypatch):
    post.drop("十月.xlsx", BOOK)
    post.look()
    monkeypatch.setattr(handling.shutil, "disk_usage", lambda _path: Usage(5 << 20))
    assert "磁盘" in post.look(QUIET).trouble
    assert (post.space.inbox / "十月.xlsx").exists()
    monkeypatch.undo()
    assert states(post.look(1)) == {"十月.xlsx": "returned"}


def test_a_bug_of_ours_is_logged_and_the_guard_goes_on(post, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(guard_module, "coming", broken)
    assert str(post.space.log) in post.look().trouble
    assert "ZeroDivisionError" in post.space.log.read_text(encoding="utf-8")
    monkeypatch.undo()
    post.drop("十月.xlsx", BOOK)
    assert states(post.settle()) == {"十月.xlsx": "returned"}


def test_another_voc_at_work_is_waited_for(post):
    post.drop("十月.xlsx", BOOK)
    post.look()
    with working_alone(post.space):
        look = post.look(QUIET)
        assert "另一个 voc" in look.trouble
        assert post.facts() == 0
    assert states(post.look(1)) == {"十月.xlsx": "returned"}


def test_going_on_in_the_returned_workbook_counts(post):
    post.drop("十月.xlsx", BOOK)
    post.settle()
    returned = post.space.returned / "十月.xlsx"
    shutil.copyfile(returned, post.space.root.with_name("mine.xlsx"))
    returned.write_bytes(book(rows(5)))
    os.utime(returned, (post.time.wall(), post.time.wall()))
    assert states(post.settle()) == {"十月.xlsx": "returned"}
    assert post.facts() == 5


def test_the_register_is_made_soon_after_but_not_at_every_drop(post):
    register = post.space.register / places.REGISTER_BOOK("zh")
    post.look()
    post.time.passed += REGISTER_EVERY
    post.drop("一.xlsx", BOOK)
    assert post.settle().has_made
    first = register.stat().st_mtime_ns
    post.drop("二.xlsx", book(rows(2, start=50)))
    assert not post.settle().has_made
    assert register.stat().st_mtime_ns == first
    assert post.look(REGISTER_EVERY).has_made
    assert register.stat().st_mtime_ns > first


def test_the_report_of_the_running_month_is_made_once_an_hour(post):
    report = post.space.reports / places.OPEN_REPORT_BOOK("zh", month="2026-11")
    post.look()
    post.time.passed += REPORTS_EVERY
    november = {"received_at": post.time.now()}
    post.drop("一.xlsx", book(rows(3, **november)))
    post.settle()
    first = report.stat().st_mtime_ns
    post.drop("二.xlsx", book(rows(2, start=50, **november)))
    post.settle()
    post.look(REGISTER_EVERY)
    assert report.stat().st_mtime_ns == first
    post.look(REPORTS_EVERY)
    assert report.stat().st_mtime_ns > first


def test_new_settings_are_in_force_at_the_next_look(post):
    before = post.guard.site.settings_mark
    target = post.space.settings_file
    content = target.read_bytes()
    target.write_bytes(content + b"")
    os.utime(target, (post.time.wall() + 5, post.time.wall() + 5))
    assert post.guard.site.settings_mark == before, "the same content is the same rules"
    target.unlink()
    assert post.guard.site.settings.findings, "it says that the last good ones are in force"


SAVES = ("in pieces", "beside and renamed", "emptied first", "full size at once", "by a sync program")


def _saving(post, name, how, rng):
    """Yield after each step in which a program saves BOOK under this name in its own way."""
    path, mine = post.space.inbox / name, book(rows(1 + rng.randrange(3), start=rng.randrange(90)))
    if how == "in pieces":
        for end in sorted(rng.sample(range(1, len(mine)), 4)):
            path.write_bytes(mine[:end])
            yield
    elif how == "beside and renamed":
        beside = path.with_name(f"{rng.randrange(16**8):08X}")
        beside.write_bytes(mine[: len(mine) // 2])
        yield
        beside.write_bytes(mine)
        yield
        beside.replace(path)
        return
    elif how == "emptied first":
        path.write_bytes(b"")
        yield
    elif how == "full size at once":
        for end in sorted(
            rng.sample(range(1, len(mine.rstrip(b"\0"))), 3)
        ):  # a package ends with zeros of its own
            path.write_bytes(mine[:end].ljust(len(mine), b"\0"))
            yield
    else:
        beside = path.with_name(f".syncthing.{name}.tmp")
        beside.write_bytes(mine[:100])
        yield
        beside.write_bytes(mine)
        beside.replace(path)
        return
    path.write_bytes(mine)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 334))])
def test_nothing_half_written_is_ever_read_and_all_that_is_finished_is(post, seed):
    """Writers of five kinds, with pauses shorter and longer than the quiet time but not than our patience, all at once."""
    rng = random.Random(seed)
    writers = {
        f"{how}{number}.xlsx": _saving(post, f"{how}{number}.xlsx", how, rng)
        for how in SAVES
        for number in range(3)
    }
    going, taken = dict(writers), set()
    while going:
        for name in rng.sample(sorted(going), 1 + len(going) // 2):
            if next(going[name], "over") == "over":
                del going[name]
        look = post.look(rng.choice((0.5, 2.0, QUIET, 2 * QUIET, 10.0)))
        done = {path for path, state in states(look).items() if state != "waiting"}
        assert not done & going.keys(), "taken while somebody was writing"
        assert all(state != "sent_back" for state in states(look).values())
        taken |= done
    for _ in range(3):
        taken |= {
            path for path, state in states(post.look(QUIET)).items() if state in ("returned", "repeated")
        }
    assert taken == writers.keys()


def test_many_files_are_taken_in_stints_between_which_others_may_work(post, monkeypatch):
    for number in range(6):
        post.drop(f"{number}.xlsx", book(rows(1, start=10 * number)))
    post.look()
    real = handling.take_up

    def slowly(*arguments):
        post.time.passed += handling.STINT / 2
        return real(*arguments)

    monkeypatch.setattr(handling, "take_up", slowly)
    taken = [post.look(QUIET)]
    while taken[-1].has_left:
        taken.append(post.look())
    assert [len(look.done) for look in taken] == [2, 2, 2]
    assert post.facts() == 6


def test_after_a_stop_the_rest_stays_where_it_is(post):
    for number in range(3):
        post.drop(f"{number}.xlsx", book(rows(1, start=10 * number)))
    post.look()
    begun = []
    post.guard.handling.orders = Orders(lambda: len(begun) < 2, begun.append)
    assert len(post.look(QUIET).done) == 2
    assert len(list(post.space.inbox.iterdir())) == 1


def test_what_goes_wrong_with_one_file_stops_no_other(post, monkeypatch):
    post.drop("坏.xlsx", BOOK)
    post.drop("好.xlsx", book(rows(2, start=20)))
    post.look()
    real = handling.take_up

    def broken(file, *others):
        return 1 / 0 if file.name == "坏.xlsx" else real(file, *others)

    monkeypatch.setattr(handling, "take_up", broken)
    look = post.look(QUIET)
    assert states(look) == {"好.xlsx": "returned"}
    assert str(post.space.log) in look.trouble
    assert post.look(1).trouble == "", "it is left alone for a minute"
    monkeypatch.undo()
    assert states(post.look(60)) == {"坏.xlsx": "returned"}


def test_a_workbook_that_is_open_where_its_successor_belongs_is_published_after_it_was_closed(post):
    post.drop("十月.xlsx", BOOK)
    post.settle()
    owner = post.space.returned / "~$十月.xlsx"
    owner.write_bytes(b"\x04QIAN".ljust(165))
    os.utime(owner, (post.time.wall(), post.time.wall()))
    before = (post.space.returned / "十月.xlsx").read_bytes()
    post.drop("十月.xlsx", book(rows(5)))
    look = post.settle()
    assert (states(look), look.to_publish) == ({"十月.xlsx": "returned"}, 1)
    owner.unlink()
    assert post.look(6).to_publish == 0
    assert (post.space.returned / "十月.xlsx").read_bytes() != before


def test_a_ledger_that_another_voc_made_anew_is_the_one_written_to(post):
    post.drop("一.xlsx", BOOK)
    post.settle()
    with open_site(post.space, post.time.now()) as site:
        rebuild(site, lambda _name: None)
    post.drop("二.xlsx", book(rows(2, start=20)))
    assert states(post.settle()) == {"二.xlsx": "returned"}
    with Ledger.open(post.space.ledger_url) as ledger:
        assert len(ledger.facts()) == 5


def test_a_ledger_deleted_under_our_feet_is_made_anew_from_the_archive(post):
    post.drop("十月.xlsx", BOOK)
    post.settle()
    before = post.guard.site.ledger.fingerprint()
    for left in post.space.state.glob("ledger.sqlite3*"):
        left.unlink()
    post.look(1)
    assert post.guard.site.ledger.fingerprint() == before
    post.drop("十一月.xlsx", book(rows(2, start=30)))
    assert states(post.settle()) == {"十一月.xlsx": "returned"}


def test_while_nothing_happens_nothing_is_news(post):
    post.drop("十月.xlsx", BOOK)
    post.settle()
    post.time.passed += 60
    while post.look(1).has_news:
        pass
    assert not post.look(1).has_news
    (post.space.inbox / "~$十一月.xlsx").write_bytes(b"\x04QIAN".ljust(165))
    assert not post.look(1).has_news, "owner files are no drops"


def test_register_and_reports_wait_while_a_file_is_about_to_be_taken(post):
    post.drop("一.xlsx", BOOK)
    post.settle()
    post.time.passed += 30
    post.drop("二.xlsx", book(rows(2, start=50)))
    assert not post.look(REGISTER_EVERY).has_made
    assert post.look(QUIET).has_made
    assert post.facts() == 5


def test_a_guard_that_fails_again_and_again_makes_place_for_a_fresh_one(post, monkeypatch):
    monkeypatch.setattr(guard_module, "coming", lambda *_: 1 / 0)
    assert [post.look(60).is_replaced for _ in range(5)] == [False] * 4 + [True]


def test_a_file_that_comes_to_rest_while_another_is_worked_on_need_not_wait_anew(post, monkeypatch):
    post.drop("一.xlsx", BOOK)
    post.look()
    real = handling.take_up

    def slowly(*arguments):
        post.drop("二.xlsx", book(rows(2, start=20)))
        post.guard.lookout.look()
        post.time.passed += QUIET
        return real(*arguments)

    monkeypatch.setattr(handling, "take_up", slowly)
    assert states(post.look(QUIET)) == {"一.xlsx": "returned"}
    monkeypatch.undo()
    assert states(post.look()) == {"二.xlsx": "returned"}


def test_what_was_written_to_since_the_lookout_saw_it_waits_on(post):
    post.drop("一.xlsx", BOOK)
    post.guard.lookout.look()
    post.time.passed += QUIET
    post.drop("一.xlsx", book(rows(2, start=20)))
    assert reasons(post.look()) == {"一.xlsx": "still-being-written"}
    assert states(post.look(QUIET)) == {"一.xlsx": "returned"}


def test_register_and_reports_are_left_for_a_file_that_has_come_to_rest(post, monkeypatch):
    """Unless it came to that again and again: what people wait for long enough is made all the same."""
    register = post.space.register / places.REGISTER_BOOK("zh")
    post.look()
    first, real = register.stat().st_mtime_ns, office_module.Office.hands

    def meanwhile(office):
        post.drop(f"{post.time.passed}.xlsx", book(rows(1, start=int(post.time.passed) % 97)))
        post.guard.lookout.look()
        post.time.passed += REGISTER_EVERY
        return real(office)

    monkeypatch.setattr(office_module.Office, "hands", meanwhile)
    post.time.passed += REGISTER_EVERY
    post.drop("一.xlsx", BOOK)
    interrupted = post.settle()
    assert (states(interrupted), interrupted.has_left) == ({"一.xlsx": "returned"}, True)
    interruptions = 1
    while register.stat().st_mtime_ns == first:
        assert [one.state for one in post.look().done] == ["returned"]
        interruptions += 1
    assert 3 <= interruptions <= 6


def test_the_time_of_keeping_over_customers_are_forgotten_once_and_others_stay(post):
    old = [
        row(1, customer_id="老客户一", contact="13911112222", received_at="2025-02-03 09:00"),
        row(2, customer_id="老客户二", customer_name="李伟", received_at="2025-03-03 09:00"),
        row(3, customer_id="老客户三", received_at="2025-03-03 09:00"),
        row(4, customer_id="老客户三", received_at="2026-10-03 09:00"),
        row(5, customer_id="新客户", customer_name="李伟"),
    ]
    post.drop("一.xlsx", book(old))
    post.settle()
    assert post.look(1).forgotten == 0, "nobody said for how long to keep them"
    keep_for(post.space, 12)
    forgetting = post.look(24 * 3600)
    assert (forgetting.trouble, forgetting.forgotten) == ("", 2)
    customers = post.guard.site.ledger.facts().sort_values("feedback_id")["customer_id"].tolist()
    assert [one.startswith("已删除-") for one in customers] == [True, True, False, False, False]
    assert customers[0] != customers[1], "they are still two"
    assert customers[2:] == ["老客户三", "老客户三", "新客户"]
    assert "李伟" in set(post.guard.site.ledger.facts()["customer_name"]), "a name of one who stays"
    kept = [path.read_bytes() for path in post.space.archive.rglob("*") if path.is_file()]
    assert not any("老客户一" in text_of(content) for content in kept)
    arrived, *_, tombstone = Journal(post.space.journal).lines()
    assert (tombstone["kind"], tombstone["rows"]) == ("forgotten", 2)
    assert arrived["sha256"] in tombstone["originals"]
    assert post.look(24 * 3600).forgotten == 0
    post.drop("二.xlsx", book(rows(2, start=20)))
    assert states(post.settle()) == {"二.xlsx": "returned"}


def keep_for(space, months):
    """Answer 保存期限 in the settings."""
    settings = openpyxl.load_workbook(space.settings_file)
    sheet = settings[SETTINGS["basics"].title("zh")]
    where = next(cells[0] for cells in sheet.iter_rows() if cells[0].value == "保存期限(月)")
    sheet.cell(where.row, 2).value = months
    settings.save(space.settings_file)


def text_of(content):
    """All the text of a package, "" for anything else."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
