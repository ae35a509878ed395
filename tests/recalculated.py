"""A second opinion on every formula: LibreOffice recalculates a workbook from scratch and the caches must agree."""

from __future__ import annotations

import subprocess
import warnings
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice trusts caches by default; this profile recalculates always."""


def profile(folder: Path) -> Path:
    """Return a LibreOffice profile that recalculates whatever it loads."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    return folder / "profile"


def convert(soffice: str, sources: Sequence[Path], folder: Path, to: str) -> list[Path]:
    """Let LibreOffice load files, recalculate them and save them in another format; returns the new files."""
    command = [
        soffice, f"-env:UserInstallation={profile(folder).as_uri()}", "--headless",
        "--convert-to", to, "--outdir", str(folder / to), *map(str, sources),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / to / f"{source.stem}.{to}" for source in sources]


def disagreements(soffice: str, sources: Sequence[Path], folder: Path) -> dict[str, tuple[int, list[str]]]:
    """Return, by the files' stems, how many formulas each has and the cells whose cache is not what LibreOffice computes."""
    again = convert(soffice, sources, folder, "xlsx")
    return {source.stem: _compared(source, computed) for source, computed in zip(sources, again, strict=True)}


def _compared(source: Path, computed: Path) -> tuple[int, list[str]]:
    formulas, caches, results = _load(source), _load(source, values=True), _load(computed, values=True)
    count, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in (cell for cell in row if cell.data_type == "f"):
                count += 1
                pair = (
                    caches[sheet.title][cell.coordinate].value,
                    results[sheet.title][cell.coordinate].value,
                )
                if not same(*pair):
                    wrong.append(
                        f"{sheet.title}!{cell.coordinate} {cell.value}: cached {pair[0]!r}, computed {pair[1]!r}"
                    )
    return count, wrong


def _load(path: Path, *, values: bool = False) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        # openpyxl tells us that it would lose the sparklines if it saved; it only reads here.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=values)


def same(one: object, other: object) -> bool:
    """Say whether a cache and what was computed agree: numbers within 1e-9 of their size, blank and nothing alike."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return (one or "") == (other or "")
