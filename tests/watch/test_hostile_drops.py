"""Hostile files under the guard, mixed with good ones: each gets its line, nothing hangs, and every good one is taken."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from random import Random

import psutil
import pytest
from flow_books import book, rows
from watch_post import QUIET, states

sys.path.append(str(Path(__file__).resolve().parents[1] / "intake"))

import hostile
from hostile_cases import CASES

from toolkit.words import places

SMALL = [case for case in CASES if case.code and 0 < len(case.content()) < 60_000]
MOST_MEMORY = 1_500_000_000
LONG_ENOUGH = 70.0
"""Seconds after which the guard no longer takes damage for a copy that stalls."""


def zoo(cases, wounds=0):
    """Files to drop by name, each content once, and the code that must meet each; None where any will do."""
    random = Random(7)
    files = {case.content(): case for case in reversed(cases)}
    named = {
        f"{number:03} {case.file}": (content, case.code)
        for number, (content, case) in enumerate(files.items())
    }
    for number in range(wounds):
        case = random.choice(SMALL)
        named[f"w{number:03} {case.file}"] = (hostile.wounded(case.content(), random), None)
    return named


@pytest.fixture
def reading_limit():
    """After the test: no child that read for the guard ever took more memory than a child may."""
    import resource  # noqa: PLC0415 - Windows has none

    def of_ended():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10

    before = of_ended()
    yield
    peaks = [_peak(child) for child in psutil.Process().children(recursive=True)]
    assert 0 < max(peaks) < MOST_MEMORY
    assert of_ended() < MOST_MEMORY or of_ended() == before


def _peak(process):
    """Bytes of memory that a process took at the most."""
    told = Path(f"/proc/{process.pid}/status").read_text("ascii", "replace")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) << 10


@pytest.mark.usefixtures("reading_limit")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells the peak")
@pytest.mark.parametrize(
    ("cases", "wounds"), [(SMALL[::5], 3), pytest.param(CASES, 120, marks=pytest.mark.soak)]
)
def test_each_gets_its_line_and_every_good_one_between_them_is_taken(post, cases, wounds):
    bad = zoo(cases, wounds)
    ends = dropped_among_good_ones(post, {name: content for name, (content, _) in bad.items()})
    assert {name: state for name, state in ends.items() if bad[name][1] and state != "sent_back"} == {}
    assert set(ends.values()) <= {"sent_back", "returned", "repeated"}
    for name, (_, code) in bad.items():
        assert code is None or code.id in reasons_beside(post, name)
    assert list(post.space.inbox.iterdir()) == []


@pytest.mark.usefixtures("reading_limit")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells the peak")
@pytest.mark.shared_data
def test_malformed_files_of_others_hold_up_no_good_one(post, shared_data):
    files = (path for path in sorted((shared_data / "D_bad_files").iterdir()) if path.name != "INDEX.csv")
    bad = {path.name: path.read_bytes() for path in files if not path.name.startswith("~$")}
    ends = dropped_among_good_ones(post, bad)
    assert ends.keys() == bad.keys()
    assert set(ends.values()) == {"sent_back"}, "not one of them is a table of feedback"
    assert list(post.space.inbox.iterdir()) == []


def dropped_among_good_ones(post, bad):
    """Drop these with a good one before every twentieth; return how the bad ones ended."""
    good = {f"{name[:3]} 好的.xlsx": book(rows(1, start=n)) for n, name in enumerate([*bad][::20], 1)}
    for name, content in (bad | good).items():
        post.drop(name, content)
    ends = states(post.look())
    for after in (QUIET, LONG_ENOUGH, QUIET):
        look = post.look(after)
        while True:
            assert not look.trouble
            assert not look.is_replaced
            ends |= states(look)
            if not look.has_left:
                break
            look = post.look()
    assert {name for name, state in ends.items() if state == "returned"} >= good.keys()
    return {name: state for name, state in ends.items() if name in bad}


def reasons_beside(post, name):
    """What the page beside a workbook that was sent back says."""
    return (post.space.sent_back / f"{name}{places.REASONS_SUFFIX('zh')}").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
def test_links_pipes_and_folders_are_never_opened_and_hold_up_nobody(post):
    inbox = post.space.inbox
    (inbox / "链接.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(inbox / "管道.xlsx")
    (inbox / "文件夹.xlsx").mkdir()
    (inbox / "去别处").symlink_to("/etc")
    post.drop("好的.xlsx", book(rows(1)))
    assert states(post.settle()) == {
        "好的.xlsx": "returned", "管道.xlsx": "waiting", "链接.xlsx": "waiting", "去别处": "waiting",
    }  # fmt: skip
    assert post.facts() == 1
