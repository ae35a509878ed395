"""Properties for a workbook that is drawn: how it says to us which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.excel.package import Package
from toolkit.excel.parts.properties import set_properties

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def sign(target: Path, properties: Mapping[str, str]) -> None:
    """Write these custom properties into the workbook at `target`; everything else stays as it is."""
    with Package.open(target) as package:
        set_properties(package, properties)
        package.save(target, lambda _draft: None)
