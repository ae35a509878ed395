"""What the system's service managers are given can be read by them."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import sys

import pytest
from defusedxml import ElementTree

from toolkit.watch.service import service_file
from toolkit.workspace import Machine, Workspace


@pytest.fixture
def space(tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    root = tmp_path / "客服 & 售后 50%"
    root.mkdir()
    return Workspace(root, "zh", Machine())


def test_a_unit_for_systemd(space):
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str
    unit.read_string(service_file(space, "linux").path.read_text(encoding="utf-8"))
    command = shlex.split(unit["Service"]["ExecStart"])
    assert command == [sys.executable, "-m", "toolkit.cli", "watch", str(space.root).replace("%", "%%")]
    assert (unit["Service"]["Restart"], unit["Install"]["WantedBy"]) == ("always", "default.target")


def test_an_agent_for_launchd(space):
    told = plistlib.loads(service_file(space, "mac").path.read_bytes())
    assert told["ProgramArguments"] == [sys.executable, "-m", "toolkit.cli", "watch", str(space.root)]
    assert told["KeepAlive"] is True


def test_a_task_for_windows(space):
    made = service_file(space, "windows")
    root = ElementTree.fromstring(made.path.read_bytes())
    name = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.find(f".//{name}Arguments").text == f'-X utf8 -m toolkit.cli watch "{space.root}"'
    assert root.find(f".//{name}ExecutionTimeLimit").text == "PT0S", "no limit: it runs for months"
    assert "schtasks" in made.what_next("zh", path=made.path, name="voc-watch")
