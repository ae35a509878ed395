"""Scripts are doorbells: a docstring, one import, one call. The launcher is the one that is not."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
DOORBELLS = sorted(path for path in SCRIPTS.glob("*.py") if path.name != "launch.py")


@pytest.mark.parametrize("path", DOORBELLS, ids=lambda path: path.name)
def test_a_script_is_a_doorbell(path):
    docstring, imported, call = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(docstring.value, ast.Constant)
    assert isinstance(imported, ast.ImportFrom)
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)


def test_the_launcher_needs_nothing_but_python():
    tree = ast.parse((SCRIPTS / "launch.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"__future__"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_the_launcher_speaks_to_any_console(encoding):
    """Its first sentence comes before anything could be set up, on whatever code page a window has."""
    code = "import launch; launch._say('正在准备 … / Setting up …')"
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(SCRIPTS)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    ).stdout
    assert b"Setting up" in said
