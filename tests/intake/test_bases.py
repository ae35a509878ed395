"""Workbooks of ours that people type into are known again by their content, and found by the mark they carry."""

from __future__ import annotations

import hashlib
import os

import pytest

from toolkit.intake.bases import _MOST, Bases


@pytest.fixture
def bases(tmp_path):
    return Bases(tmp_path / "bases")


def made(folder, text):
    path = folder / f"{text}.xlsx"
    path.write_text(text, encoding="utf-8")
    return path, hashlib.sha256(text.encode()).hexdigest()


def test_what_we_wrote_is_known_by_its_content(bases, tmp_path):
    path, sha256 = made(tmp_path, "台账")
    assert not bases.has(sha256)
    bases.keep(path, "mark-1")
    bases.keep(path, "mark-1")
    assert bases.has(sha256)
    assert not bases.has(sha256[:-1] + "*")


def test_what_was_typed_into_is_kept_for_good(bases, tmp_path):
    path, sha256 = made(tmp_path, "台账")
    bases.keep(path, "mark-1")
    used = bases.use("mark-1")
    assert used.read_text("utf-8") == "台账"
    for number in range(_MOST + 3):
        later, _ = made(tmp_path, f"后来{number}")
        os.utime(later, (number, number))
        bases.keep(later, f"later-{number}")
    assert bases.use("mark-1") == used
    assert bases.has(sha256)
    assert len([one for one in bases.folder.iterdir() if one.is_file()]) == _MOST


@pytest.mark.parametrize("mark", ["*", "mark-?", "[m]ark-1", "../mark-1", "mark", "**/mark-1"])
def test_a_mark_that_somebody_made_up_finds_nothing(bases, tmp_path, mark):
    bases.keep(made(tmp_path, "台账")[0], "mark-1")
    assert bases.use(mark) is None
