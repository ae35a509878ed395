"""When a file is at rest, who has it open, and what is never a drop."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolkit.intake.owners import owner_of, read_owner
from toolkit.intake.scan import conflict_of, is_ignored, scan
from toolkit.intake.settle import Settling, believed_at_once, settle_once
from toolkit.rules.codes import file as b1
from toolkit.rules.finding import Finding

WALL = 1_790_000_000.0
QUIET = 3.0
EXCEL_OWNER = b"\x04QIAN".ljust(55) + b"\4\0" + "QIAN".ljust(54).encode("utf-16-le")


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "收件箱" / "华东" / "上海").mkdir(parents=True)
    return tmp_path / "收件箱"


def put(folder, name, content=b"x", age=600.0):
    file = folder / name
    file.write_bytes(content)
    os.utime(file, (WALL - age, WALL - age))
    return file


def reasons(judged):
    return {entry.path.name: finding.code.slug if finding else None for entry, finding in judged}


@pytest.mark.parametrize(
    "name",
    [
        "~$七月.xlsx", ".~七月.xlsx", ".~lock.七月.xlsx#", "~WRL0001.tmp", "七月.xlsx.tmp", "七月.part", "a.partial",
        "七月.xlsx.crdownload", ".syncthing.七月.xlsx.tmp", "~syncthing~七月.xlsx.tmp", "Thumbs.db", "desktop.ini",
        ".DS_Store", "._七月.xlsx", "@eaDir", "#recycle", "$RECYCLE.BIN", ".voc-tmp-1", ".voc-taken-1-a.xlsx", "x.lnk",
    ],
)  # fmt: skip
def test_what_is_never_a_drop(name):
    assert is_ignored(name)


@pytest.mark.parametrize(
    "name", ["七月.xlsx", "~七月.xlsx", "a~$b.xlsx", "part.xlsx", "1A2B3C4D", "七月.docx"]
)
def test_what_may_be_one(name):
    assert not is_ignored(name)


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("七月.sync-conflict-20260708-091500-ABCDEFG.xlsx", "七月.xlsx"),
        ("七月 (李雷的冲突副本 2026-07-08).xlsx", "七月.xlsx"),
        ("July (John's conflicted copy 2026-07-08).xlsx", "July.xlsx"),
        ("七月-DESKTOP-4F2K1.xlsx", "七月.xlsx"),
        ("七月 (1).xlsx", None),
        ("七月.xlsx", None),
    ],
)
def test_a_conflict_copy_is_known_by_its_name(name, original):
    assert conflict_of(name) == original


def test_a_scan_goes_into_teams_and_follows_no_link(inbox, tmp_path):
    put(inbox, "a.xlsx")
    put(inbox / "华东", "b.xlsx")
    put(inbox / "华东" / "上海", "c.xlsx")
    put(inbox, "~$a.xlsx")
    (inbox / "@eaDir").mkdir()
    put(inbox / "@eaDir", "thumb.xlsx")
    put(tmp_path, "elsewhere.xlsx")
    try:
        (inbox / "link.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
        (inbox / "folder").symlink_to(tmp_path)
    except OSError:
        pytest.skip("this account may not make links")
    found = [(entry.path.name, entry.team, entry.is_regular) for entry in scan(inbox)]
    assert found == [
        ("a.xlsx", "", True),
        ("folder", "", False),
        ("link.xlsx", "", False),
        ("b.xlsx", "华东", True),
        ("c.xlsx", "华东", True),
    ]


def test_a_junction_is_no_folder_of_a_team_and_a_synced_folder_is_one(inbox, monkeypatch):
    """Only Windows has them; there a folder's stat tells what kind of tag it bears."""
    put(inbox / "华东", "b.xlsx")
    tags = {"华东": 0x9000001A, "上海": 0xA0000003}  # IO_REPARSE_TAG_CLOUD, IO_REPARSE_TAG_MOUNT_POINT

    class Tagged(SimpleNamespace):
        def stat(self, *, follow_symlinks):
            facts = Path(self.path).stat(follow_symlinks=follow_symlinks)
            tag = tags.get(self.name, 0)
            return SimpleNamespace(
                **{key: getattr(facts, key) for key in dir(facts) if key[:3] == "st_"}, st_reparse_tag=tag
            )

    def tagged(folder):
        return nullcontext([Tagged(name=found.name, path=found.path) for found in listed(folder)])

    listed = os.scandir
    monkeypatch.setattr("toolkit.intake.scan.os.scandir", tagged)
    found = [(entry.path.name, entry.team, entry.is_regular) for entry in scan(inbox)]
    assert found == [("b.xlsx", "华东", True), ("上海", "华东", False)]


def test_an_inbox_that_is_away_is_told(tmp_path):
    with pytest.raises(OSError, match="收件箱"):
        list(scan(tmp_path / "收件箱"))


def test_a_file_is_taken_after_the_quiet_time(inbox):
    settling = Settling(QUIET)
    put(inbox, "a.xlsx")
    seen = [reasons(settling.judge(scan(inbox), now, WALL))["a.xlsx"] for now in (100.0, 102.9, 103.0)]
    assert seen == ["still-being-written", "still-being-written", None]


def test_every_change_starts_the_quiet_time_anew(inbox):
    settling = Settling(QUIET)
    file = put(inbox, "a.xlsx")
    settling.judge(scan(inbox), 100.0, WALL)
    file.write_bytes(b"longer")
    assert reasons(settling.judge(scan(inbox), 104.0, WALL)) == {"a.xlsx": "still-being-written"}
    os.utime(file, (0, 0))  # the clock of whoever writes does not count
    assert reasons(settling.judge(scan(inbox), 108.0, WALL)) == {"a.xlsx": "still-being-written"}
    assert reasons(settling.judge(scan(inbox), 111.0, WALL)) == {"a.xlsx": None}


def test_a_file_that_left_and_came_back_is_new(inbox):
    settling = Settling(QUIET)
    put(inbox, "a.xlsx")
    settling.judge(scan(inbox), 100.0, WALL)
    settling.judge([], 102.0, WALL)
    assert reasons(settling.judge(scan(inbox), 104.0, WALL)) == {"a.xlsx": "still-being-written"}


def test_an_open_file_waits_and_says_who_has_it(inbox):
    put(inbox, "a.xlsx")
    owner = put(inbox, "~$a.xlsx", EXCEL_OWNER)
    [(_, finding)] = settle_once(scan(inbox), QUIET, WALL, pytest.fail)
    assert finding.message("zh") == "“a.xlsx”正被QIAN打开，等关闭后处理。"
    os.utime(owner, (WALL - 13 * 3600, WALL - 13 * 3600))
    assert reasons(settle_once(scan(inbox), QUIET, WALL, pytest.fail)) == {"a.xlsx": None}


def test_a_file_without_a_name_is_a_failed_save(inbox):
    put(inbox, "1A2B3C4D", b"PK\3\4")
    assert reasons(settle_once(scan(inbox), QUIET, WALL, pytest.fail)) == {
        "1A2B3C4D": "left-by-a-failed-save"
    }


def test_an_empty_file_is_given_a_minute(inbox):
    put(inbox, "new.xlsx", b"", age=10)
    put(inbox, "old.xlsx", b"", age=61)
    assert reasons(settle_once(scan(inbox), QUIET, WALL, pytest.fail)) == {
        "new.xlsx": "still-being-written",
        "old.xlsx": None,
    }


def test_an_online_file_is_not_touched(inbox):
    put(inbox, "a.xlsx")
    [entry] = scan(inbox)
    judged = settle_once([replace(entry, is_online_only=True)], QUIET, WALL, pytest.fail)
    assert reasons(judged) == {"a.xlsx": "online-only"}


def test_a_link_stays_where_it_is(inbox):
    put(inbox, "a.xlsx")
    [entry] = scan(inbox)
    judged = settle_once([replace(entry, is_regular=False)], QUIET, WALL, pytest.fail)
    assert reasons(judged) == {"a.xlsx": "not-a-regular-file"}


def test_one_pause_settles_all_young_files(inbox):
    put(inbox, "old.xlsx", age=600)
    put(inbox, "young.xlsx", age=1)
    put(inbox, "future.xlsx", age=-(10**9))
    growing = put(inbox, "growing.xlsx", age=1)
    pauses = []

    def write_meanwhile(seconds):
        pauses.append(seconds)
        growing.write_bytes(b"longer")

    judged = settle_once(scan(inbox), QUIET, WALL, write_meanwhile)
    assert reasons(judged) == {
        "old.xlsx": None,
        "young.xlsx": None,
        "future.xlsx": None,
        "growing.xlsx": "still-being-written",
    }
    assert pauses == [1.0]


def test_a_broken_file_is_believed_only_after_a_while(inbox):
    put(inbox, "a.xlsx", age=30)
    [entry] = scan(inbox)
    broken, password = [Finding(b1.INCOMPLETE)], [Finding(b1.PASSWORD)]
    settling = Settling(QUIET)
    settling.judge([entry], 100.0, WALL)
    assert settling.may_be_unfinished(entry, broken, 159.0)
    assert not settling.may_be_unfinished(entry, broken, 160.0)
    assert not settling.may_be_unfinished(entry, password, 101.0)
    assert not believed_at_once(entry, broken, QUIET, WALL)
    assert believed_at_once(entry, broken, QUIET, WALL + 30)
    assert believed_at_once(entry, password, QUIET, WALL)


@pytest.mark.parametrize(
    ("name", "content", "who"),
    [
        ("~$a.xlsx", EXCEL_OWNER, "QIAN"),
        (
            "~$a.xlsx",
            b"\x04" + "李雷".encode("gb18030").ljust(54) + b"\2\0" + "李雷".encode("utf-16-le"),
            "李雷",
        ),
        ("~$a.xlsx", b"\x04" + "李雷".encode("gb18030").ljust(20), "李雷"),
        ("~$a.xlsx", b"", ""),
        (".~a.xlsx", EXCEL_OWNER, "QIAN"),
        (".~lock.a.xlsx#", "李雷,lilei,PC-7,08.07.2026 09:15,file:///home/x;".encode(), "李雷"),
        (".~lock.a.xlsx#", b",lilei,PC-7,08.07.2026 09:15,file:///home/x;", "lilei"),
        (".~lock.a.xlsx#", rb"Li\, Lei,lilei,PC-7,;", "Li, Lei"),
        (".~lock.a.xlsx#", b"\xff\xfe\0", ""),
    ],
)
def test_an_owner_file_tells_its_owner(tmp_path, name, content, who):
    put(tmp_path, name, content)
    assert owner_of(tmp_path / "a.xlsx", WALL).name == who


def test_nobody_has_a_file_open_without_an_owner_file(tmp_path):
    put(tmp_path, "~$b.xlsx", EXCEL_OWNER)
    assert owner_of(tmp_path / "a.xlsx", WALL) is None


@pytest.mark.shared_data
def test_a_real_owner_file_is_read(shared_data):
    assert read_owner(shared_data / "D_bad_files" / "~$lock_file_of_excel.xlsx") == "QIAN"
