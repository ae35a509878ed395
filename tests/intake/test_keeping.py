"""Spool, archive, journal: nothing arrives torn, nothing leaves before it is kept."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from toolkit.intake import archive as keeping
from toolkit.intake.archive import Leave, archive, archived, finish_leaving, spool, take_away
from toolkit.intake.durable import TEMPORARY, BusyError, clear_temporary, copy_beside, rename_over
from toolkit.intake.journal import Journal

CONTENT = "反馈".encode() * 400_000
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "收件箱").mkdir()
    file = tmp_path / "收件箱" / "七月.xlsx"
    file.write_bytes(CONTENT)
    return file


def left_over(folder):
    return sorted(file.name for file in folder.rglob("*") if file.name.startswith("."))


def test_a_file_is_spooled_under_its_hash(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    assert (spooled.sha256, spooled.path) == (SHA, tmp_path / "spool" / SHA)
    assert spooled.path.read_bytes() == CONTENT
    assert not left_over(tmp_path / "spool")
    assert spool(drop, tmp_path / "spool") == spooled


def test_a_file_that_changes_while_it_is_copied_is_not_taken(drop, tmp_path, monkeypatch):
    def copy_and_append(source, folder):
        made = copy_beside(source, folder)
        with drop.open("ab") as writer:
            writer.write(b"more")
        return made

    monkeypatch.setattr(keeping.durable, "copy_beside", copy_and_append)
    assert spool(drop, tmp_path / "spool") is None
    assert not list((tmp_path / "spool").iterdir())


def test_a_link_is_not_spooled(drop, tmp_path):
    link = drop.with_name("link.xlsx")
    try:
        link.symlink_to(drop)
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(OSError, match="regular"):
        spool(link, tmp_path / "spool")


def test_the_original_is_kept_by_its_content(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    kept = archive(spooled, tmp_path / "archive")
    assert kept == archived(tmp_path / "archive", SHA) == tmp_path / "archive" / SHA[:2] / SHA
    assert kept.read_bytes() == CONTENT
    before = kept.stat()
    assert archive(spooled, tmp_path / "archive") == kept
    assert kept.stat().st_mtime_ns == before.st_mtime_ns


def test_a_torn_copy_in_the_archive_is_made_good(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    kept = archive(spooled, tmp_path / "archive")
    kept.write_bytes(CONTENT[:100])
    assert archive(spooled, tmp_path / "archive").read_bytes() == CONTENT


def test_a_spool_copy_that_rotted_is_not_archived(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    spooled.path.write_bytes(b"x" + CONTENT[1:])
    with pytest.raises(OSError, match="changed"):
        archive(spooled, tmp_path / "archive")
    assert not [file for file in (tmp_path / "archive").rglob("*") if file.is_file()]


def test_an_original_leaves_once_it_is_kept(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    assert take_away(drop, spooled) is Leave.GONE
    assert not list(drop.parent.iterdir())
    assert take_away(drop, spooled) is Leave.GONE


def test_a_newer_version_stays(drop, tmp_path):
    spooled = spool(drop, tmp_path / "spool")
    drop.write_bytes(b"newer")
    assert take_away(drop, spooled) is Leave.CHANGED
    assert drop.read_bytes() == b"newer"


def test_a_version_saved_at_the_last_moment_is_put_back(drop, tmp_path, monkeypatch):
    spooled = spool(drop, tmp_path / "spool")
    aside = drop.with_name(f".voc-taken-{SHA[:16]}-七月.xlsx")

    def save(label):
        if label == "set-aside":
            aside.write_bytes(b"newer")

    monkeypatch.setattr(keeping, "point", save)
    assert take_away(drop, spooled) is Leave.CHANGED
    assert (drop.read_bytes(), list(drop.parent.iterdir())) == (b"newer", [drop])


def test_what_a_killed_process_set_aside_is_finished(drop, tmp_path):
    kept, unknown = spool(drop, tmp_path / "spool"), drop.with_name("八月.xlsx")
    archive(kept, tmp_path / "archive")
    unknown.write_bytes(b"never archived")
    drop.rename(drop.with_name(f".voc-taken-{SHA[:16]}-七月.xlsx"))
    unknown.rename(drop.with_name(f".voc-taken-{'0' * 16}-八月.xlsx"))
    finish_leaving(drop.parent, tmp_path / "archive")
    assert {file.name: file.read_bytes() for file in drop.parent.iterdir()} == {
        "八月.xlsx": b"never archived"
    }


def test_half_written_files_are_cleared(tmp_path):
    (tmp_path / "ab" / f"{TEMPORARY}2").mkdir(parents=True)
    (tmp_path / "ab" / f"{TEMPORARY}2" / "half").write_bytes(b"half")
    (tmp_path / f"{TEMPORARY}1").write_bytes(b"half")
    (tmp_path / "whole").write_bytes(b"whole")
    clear_temporary(tmp_path)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["ab", "whole"]


def held(times, code=32):
    """A rename that fails this often, as Windows does while somebody holds the file."""
    errors, real = [], Path.replace

    def replace(path, target):
        if len(errors) == times:
            return real(path, target)
        errors.append(PermissionError(13, "held"))
        errors[-1].winerror = code
        raise errors[-1]

    return replace


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_a_moment_is_replaced(tmp_path, monkeypatch, code):
    pauses = []
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held(3, code))
    rename_over(tmp_path / "new", tmp_path / "old", pauses.append)
    assert (tmp_path / "old").read_bytes() == b"new"
    assert pauses == [0.05, 0.1, 0.2]


def test_a_file_held_for_long_stays_as_it_is(tmp_path, monkeypatch):
    pauses = []
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held(99))
    with pytest.raises(BusyError):
        rename_over(tmp_path / "new", tmp_path / "old", pauses.append)
    assert (tmp_path / "old").read_bytes() == b"old"
    assert sum(pauses) == pytest.approx(2.5)
    assert not (tmp_path / "new").exists()


def test_an_error_that_waiting_cannot_cure_is_told_at_once(tmp_path, monkeypatch):
    (tmp_path / "new").write_bytes(b"new")
    monkeypatch.setattr(Path, "replace", held(1, code=112))  # the disk is full
    with pytest.raises(PermissionError):
        rename_over(tmp_path / "new", tmp_path / "old", pytest.fail)


def test_the_journal_keeps_its_order(tmp_path):
    journal = Journal(tmp_path / ".voc" / "journal.jsonl")
    assert list(journal.lines()) == []
    journal.append("arrived", {"name": "七月.xlsx", "at": date(2026, 10, 8), "sha256": SHA})
    journal.append("decided", {"row": 3, "path": tmp_path / "x"})
    assert [(line["kind"], line.get("at")) for line in journal.lines()] == [
        ("arrived", "2026-10-08"),
        ("decided", None),
    ]
    assert "七月" in journal.path.read_text(encoding="utf-8")
    assert journal.torn() == []


@pytest.mark.parametrize("lost", range(1, 60, 7))
def test_a_torn_line_never_hides_the_next_one(tmp_path, lost):
    journal = Journal(tmp_path / "journal.jsonl")
    for number in range(3):
        journal.append("arrived", {"number": number, "name": "七月反馈汇总表格.xlsx"})
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[:-lost])
    # without its line end only, the line is whole and counts
    kept = [0, 1, 2] if lost == 1 else [0, 1]
    assert [line["number"] for line in journal.lines()] == kept
    assert journal.torn() == ([] if lost == 1 else [3])
    journal.append("arrived", {"number": 9})
    assert [line["number"] for line in journal.lines()] == [*kept, 9]


@pytest.mark.parametrize("lost", [0, *range(1, 60, 7)])
@pytest.mark.parametrize("length", [1, 400, 65_500, 65_536, 200_000])
def test_the_last_whole_line_is_found_from_the_end(tmp_path, length, lost):
    journal = Journal(tmp_path / "journal.jsonl")
    assert journal.last() is None
    for number in range(3):
        journal.append("arrived", {"number": number, "name": "七" * (length // 3 if number == 1 else 1)})
        assert journal.last() == [*journal.lines()][-1]
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[: len(whole) - lost])
    assert journal.last() == [*journal.lines()][-1]
    journal.path.write_bytes(whole + bytes(300))
    assert journal.last() == [*journal.lines()][-1]


def test_a_journal_without_a_whole_line_has_no_last_one(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    for torn in (b"", b"\n", b'{"kind": "arr', bytes(70_000)):
        journal.path.write_bytes(torn)
        assert journal.last() is None


def test_zeros_that_a_power_cut_left_are_a_torn_line(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("arrived", {"number": 1})
    journal.path.write_bytes(journal.path.read_bytes() + bytes(300))
    journal.append("arrived", {"number": 2})
    assert [line["number"] for line in journal.lines()] == [1, 2]
    assert journal.torn() == [2]
