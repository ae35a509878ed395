"""Workspaces to work in, and one warm process that runs `voc` for all tests of this folder."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from flow_desk import REPOSITORY, Desk
from flow_settings import answer
from flow_warm import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


sys.path.append(str(REPOSITORY / "tests" / "intake"))  # its hostile files are dropped here as well


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def new_workspace(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A workspace as `voc init` leaves it, its moment pinned; to be copied, not worked in."""
    folder = tmp_path_factory.mktemp("new")
    desk = Desk(folder / "desk", folder / "home", runner)
    desk.init()
    answer(desk, "started_on", date(2026, 1, 1))
    return desk


@pytest.fixture
def desk(request: pytest.FixtureRequest, new_workspace: Desk, tmp_path: Path) -> Desk:
    """An empty workspace of the test's own."""
    own = new_workspace.copy(tmp_path)
    return own.without_reports() if request.node.get_closest_marker("without_reports") else own


@pytest.fixture(scope="session")
def untouched_sample(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample workspace as the repository tracks it."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "desk").mkdir()
    for name in ("示例", "设置.xlsx", "voc.toml"):
        source = REPOSITORY / "workbooks" / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, folder / "desk" / name)
    return Desk(folder / "desk", folder / "home", runner)


@pytest.fixture(scope="session")
def _first_run(untouched_sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    desk = untouched_sample.copy(tmp_path_factory.mktemp("run"))
    return desk, desk.run().out


@pytest.fixture(scope="session")
def after_first_run(_first_run: tuple[Desk, str]) -> Desk:
    """The sample workspace after one run; to be looked at or copied, not worked in."""
    return _first_run[0]


@pytest.fixture(scope="session")
def first_said(_first_run: tuple[Desk, str]) -> str:
    """What the first run of the sample workspace printed."""
    return _first_run[1]


@pytest.fixture
def sample(after_first_run: Desk, tmp_path: Path) -> Desk:
    """The sample workspace after one run, the test's own."""
    return after_first_run.copy(tmp_path)
