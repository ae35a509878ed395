"""The monthly report of real event logs: every cached figure is what a recalculation computes."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from recalculated import disagreements

from toolkit.excel.draw.report import draw_report
from toolkit.excel.read import read
from toolkit.judging import judge
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions
from toolkit.schema.books.workbook import DROPPABLE
from toolkit.settings import load_settings

pytestmark = [pytest.mark.shared_data, pytest.mark.libreoffice]
LOGS = ("helpdesk_italy", "ict_faults_stategrid", "nyc311_animals")


def judged_log(path):
    """The rows of a log, judged at the end of its busiest month, and that month."""
    given = {"format": "xlsx", "sheets": DROPPABLE, "vocabularies": {}, "lang": "zh"}
    (table,) = read(path, mapping=None, **given).tables
    months = table.frame["received_at"].dropna().to_numpy("M8[M]")
    names, counts = np.unique(months, return_counts=True)
    month = names[counts.argmax()]
    as_of = (month + 1).astype("M8[s]") + np.timedelta64(9, "h")
    settings = load_settings([], lang="zh", today=date(2026, 11, 2))
    frame = judge(table.frame, settings, as_of)
    return frame, str(month), as_of.item()


@pytest.mark.parametrize("name", LOGS)
def test_a_recalculation_agrees_with_every_cached_figure(soffice, shared_data, tmp_path, name):
    frame, month, as_of = judged_log(shared_data / "E_event_logs" / f"{name}.xlsx")
    assert isinstance(frame, pd.DataFrame)
    assert isinstance(as_of, datetime)
    draw_report(monthly_report(frame, month, as_of, ReportOptions()), tmp_path / f"{name}.xlsx")
    count, wrong = disagreements(soffice, [tmp_path / f"{name}.xlsx"], tmp_path)[name]
    assert not wrong
    assert count > 150
