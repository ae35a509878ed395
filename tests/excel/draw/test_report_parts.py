"""Every part of a drawn report is as the schemas of ECMA-376 want it, its charts among them."""

from __future__ import annotations

import zipfile
from datetime import datetime

import pytest
from improvement_shop import shop
from judged import judged
from judged_months import months

from tests.excel.xsd import complaints
from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report

STRINGS = "xl/sharedStrings.xml"
"""The schemas know no xml:space on a text; every program writes it."""
AS_OF = datetime.fromisoformat("2026-11-02T09:00")


@pytest.mark.shared_data
@pytest.mark.parametrize("frame", [months(400), judged()], ids=["busy", "nothing"])
def test_no_schema_complains(frame, shared_data, tmp_path):
    report = monthly_report(frame, "2026-10", AS_OF, improvement=shop())
    draw_report(report, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        parts = [name for name in book.namelist() if name.endswith(".xml") and name != STRINGS]
        found = {name: complaints(book.read(name), shared_data / "xsd") for name in parts}
    assert not {name: wrong for name, wrong in found.items() if wrong}
    if len(frame):
        assert sum("charts/chart" in name for name in parts) > 10, "among them stacks and points"
