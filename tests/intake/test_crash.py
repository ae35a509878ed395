"""Kill points: killed between any two writes, what was begun can be finished and nothing is half there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.intake.archive import archived
from toolkit.intake.crash import KILL_AT, KILLED, LIST_POINTS
from toolkit.intake.journal import Journal

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT = b"content" * 1000
# One file on its way, as the pipeline goes; every step may be repeated.
WAY = """
import sys
from pathlib import Path
from toolkit.intake import durable
from toolkit.intake.archive import archive, archived, finish_leaving, spool, take_away
from toolkit.intake.journal import Journal
from toolkit.intake.publish import publish

root = Path(sys.argv[1])
inbox, kept, journal = root / "inbox", root / "archive", Journal(root / "journal.jsonl")
for folder in ("spool", "archive", "out"):
    durable.clear_temporary(root / folder)
finish_leaving(inbox, kept)
if (drop := inbox / "a.xlsx").exists():
    spooled = spool(drop, root / "spool")
    archive(spooled, kept)
    if spooled.sha256 not in [line["sha256"] for line in journal.lines()]:
        journal.append("arrived", {"sha256": spooled.sha256})
    take_away(drop, spooled)
for line in journal.lines():
    publish(archived(kept, line["sha256"]), root / "out" / "a.xlsx", ours=None, wall=0.0)
"""


def go(root, **environment):
    command = [sys.executable, "-c", WAY, str(root)]
    return subprocess.run(
        command, env=os.environ | environment, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def prepare(root):
    for folder in ("inbox", "spool", "archive", "out"):
        (root / folder).mkdir(parents=True)
    (root / "inbox" / "a.xlsx").write_bytes(CONTENT)


@pytest.fixture(scope="module")
def passed(tmp_path_factory):
    """The points that one file passes, in order."""
    root = tmp_path_factory.mktemp("way")
    prepare(root)
    assert not go(root, **{LIST_POINTS: str(root / "points")}).stderr
    return (root / "points").read_text(encoding="utf-8").split()


def test_every_step_has_its_points(passed):
    assert {
        "half-copied", "spool-copied", "spooled", "archive-copied", "archived", "journal-before", "journal-after",
        "set-aside", "taken-away", "publish-copied", "published",
    } == set(passed)  # fmt: skip


@pytest.mark.parametrize("number", range(1, 14))
def test_killed_at_any_point_the_next_start_finishes(tmp_path, passed, number):
    assert len(passed) == 13
    prepare(tmp_path)
    assert go(tmp_path, **{KILL_AT: str(number)}).returncode == KILLED
    assert go(tmp_path).returncode == 0
    [line] = Journal(tmp_path / "journal.jsonl").lines()
    assert archived(tmp_path / "archive", line["sha256"]).read_bytes() == CONTENT
    assert (tmp_path / "out" / "a.xlsx").read_bytes() == CONTENT
    left = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file())
    assert len(left) == 4, left  # spool, archive, journal, out


@pytest.mark.parametrize("wanted", ["half-copied:2", "archive-copied"])
def test_a_point_is_named_or_counted(tmp_path, wanted):
    prepare(tmp_path)
    assert go(tmp_path, **{KILL_AT: wanted}).returncode == KILLED
    assert (tmp_path / "inbox" / "a.xlsx").exists()
    assert not list((tmp_path / "out").iterdir())
