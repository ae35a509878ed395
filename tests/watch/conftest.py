"""A workspace with a guard whose clocks the test holds."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "flow"))  # its books are dropped here as well

from watch_post import Post

from toolkit.excel.child import Reader
from toolkit.workspace import Workspace


@pytest.fixture(scope="session")
def _reader():
    """One warm child for all tests: starting one takes longer than most of them."""
    with Reader() as reader:
        reader.warm_up()
        yield reader


@pytest.fixture(scope="session")
def _new(tmp_path_factory):
    root = tmp_path_factory.mktemp("new") / "desk"
    Workspace.create(root)
    return root


@pytest.fixture
def post(_new, _reader, tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    with Post.beside(_new, tmp_path / "desk", _reader, monkeypatch) as post:
        yield post


@pytest.fixture
def space(_new, tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    shutil.copytree(_new, tmp_path / "desk")
    return Workspace.open(tmp_path / "desk")
