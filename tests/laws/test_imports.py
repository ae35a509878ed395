"""The house: imports point down, and rooms on one floor do not know each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "toolkit"
FLOORS = {
    "domain": 0, "words": 0, "schema": 1, "rules": 2, "enrich": 2, "excel": 3, "ledger": 3, "learning": 3,
    "report": 4, "intake": 4, "settings": 5, "workspace": 5, "showing": 5, "reconciling": 5,
    "advice": 6, "earlier": 6, "judging": 6, "improving": 6, "rulebook": 6, "returning": 6, "site": 7, "outcome": 7, "registering": 8, "teaching": 8, "reference": 7, "sample": 7, "explaining": 7, "telling": 8,
    "closing": 8, "rereading": 8, "rewarding": 8, "withdrawing": 9,
    "arrivals": 9, "pipeline": 9, "publishing": 9, "refreshing": 9,
    "rebuilding": 10, "dossier": 10, "forgetting": 11, "rounds": 11, "standing": 12, "todo": 12, "checking": 12, "watch": 13, "notify": 13, "console": 13, "cli": 14,
}  # fmt: skip
FREE = {"errors", "__init__", "__version__"}
SENTENCES = {("domain", "words")}
"""Rooms of one floor where one may still use the other: every room speaks through the catalogue."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    names |= {
        f"toolkit.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "toolkit"
        for alias in node.names
    }
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name for name in names if name.startswith("toolkit.")}  # fmt: skip


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own in FREE:
        return
    for name in imported(path):
        other = room_of(name)
        if other in FREE or other == own:
            continue
        assert FLOORS[other] < FLOORS[own] or (own, other) in SENTENCES, f"{own} imports {name}"


def test_every_room_has_a_floor():
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert rooms <= FLOORS.keys() | FREE


def test_the_law_notices_an_import_that_points_up(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from toolkit.pipeline import process\n", encoding="utf-8")
    assert FLOORS[room_of(imported(wrong).pop())] > FLOORS["domain"]
