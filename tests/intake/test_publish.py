"""Publishing: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import hashlib
import os

import pytest

from toolkit.intake import publish as publishing
from toolkit.intake.publish import Placing, publish

WALL = 1_790_000_000.0


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def source(tmp_path):
    (tmp_path / "spool").mkdir()
    file = tmp_path / "spool" / "made"
    file.write_bytes(b"enriched")
    return file


@pytest.fixture
def target(tmp_path):
    (tmp_path / "已处理").mkdir()
    return tmp_path / "已处理" / "七月.xlsx"


def test_a_new_file_is_placed(source, target):
    placed = publish(source, target, ours=None, wall=WALL)
    assert (placed.placing, placed.sha256) == (Placing.DONE, sha(b"enriched"))
    assert target.read_bytes() == b"enriched"
    assert source.exists()
    assert [file.name for file in target.parent.iterdir()] == ["七月.xlsx"]


def test_folders_are_made(source, target):
    deep = target.parent / "华东" / "七月.xlsx"
    assert publish(source, deep, ours=None, wall=WALL).placing is Placing.DONE


def test_our_own_older_version_is_replaced(source, target):
    target.write_bytes(b"older")
    assert publish(source, target, ours=sha(b"older"), wall=WALL).placing is Placing.DONE
    assert target.read_bytes() == b"enriched"


def test_publishing_again_changes_nothing(source, target):
    publish(source, target, ours=None, wall=WALL)
    before = target.stat().st_mtime_ns
    assert publish(source, target, ours=None, wall=WALL).placing is Placing.DONE
    assert target.stat().st_mtime_ns == before


@pytest.mark.parametrize("ours", [None, sha(b"what we published")])
def test_what_somebody_else_wrote_is_never_replaced(source, target, ours):
    target.write_bytes(b"her work")
    assert publish(source, target, ours=ours, wall=WALL).placing is Placing.FOREIGN
    assert target.read_bytes() == b"her work"
    assert [file.name for file in target.parent.iterdir()] == ["七月.xlsx"]


@pytest.mark.parametrize("before", [None, b"older"])
def test_what_is_saved_at_the_last_moment_is_never_replaced(source, target, monkeypatch, before):
    if before:
        target.write_bytes(before)
    monkeypatch.setattr(publishing, "point", lambda _: target.write_bytes(b"her last word"))
    assert publish(source, target, ours=before and sha(before), wall=WALL).placing is Placing.FOREIGN
    assert target.read_bytes() == b"her last word"
    assert [file.name for file in target.parent.iterdir()] == ["七月.xlsx"]


def test_a_name_taken_at_the_very_last_moment_is_not_overwritten(source, target, monkeypatch):
    stamps = iter([None, None])
    target.write_bytes(b"hers")
    monkeypatch.setattr(publishing.durable, "stamp_of", lambda _: next(stamps))
    assert publish(source, target, ours=None, wall=WALL).placing is Placing.FOREIGN
    assert target.read_bytes() == b"hers"


def test_a_workbook_open_on_a_screen_is_left_alone(source, target):
    target.write_bytes(b"older")
    owner = target.with_name("~$七月.xlsx")
    owner.write_bytes(b"\x02Li".ljust(55) + b"\2\0L\0i\0".ljust(110))
    os.utime(owner, (WALL - 600, WALL - 600))
    placed = publish(source, target, ours=sha(b"older"), wall=WALL)
    assert (placed.placing, placed.who) == (Placing.OPEN, "Li")
    assert target.read_bytes() == b"older"
    os.utime(owner, (WALL - 13 * 3600, WALL - 13 * 3600))
    assert publish(source, target, ours=sha(b"older"), wall=WALL).placing is Placing.DONE


def test_a_workbook_held_by_another_program_is_left_alone(source, target, monkeypatch):
    target.write_bytes(b"older")

    def held(*_):
        error = PermissionError(13, "held")
        error.winerror = 32
        raise error

    monkeypatch.setattr("pathlib.Path.replace", held)
    pauses = []
    placed = publish(source, target, ours=sha(b"older"), wall=WALL, pause=pauses.append)
    assert (placed.placing, target.read_bytes()) == (Placing.OPEN, b"older")
    assert pauses
    assert [file.name for file in target.parent.iterdir()] == ["七月.xlsx"]
