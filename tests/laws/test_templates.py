"""The committed templates are what the schema says today, part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from toolkit.excel.template import build_all

COMMITTED = Path(__file__).resolve().parents[2] / "templates"


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    return {path.name: path for path in build_all(tmp_path_factory.mktemp("templates"))}


def test_no_template_is_missing_and_none_is_left_over(fresh):
    assert {path.name for path in COMMITTED.glob("*.xlsx")} == set(fresh)


def test_committed_templates_equal_a_fresh_build(fresh):
    differing = [
        f"{name}: {part}"
        for name, path in fresh.items()
        for part, content in parts(path).items()
        if parts(COMMITTED / name).get(part) != content
    ]
    assert not differing, "run scripts/build_templates.py"
