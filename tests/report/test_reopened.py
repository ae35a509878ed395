"""Reopened feedback in a month's report: each of its cycles is a promise of its own, the row is counted once."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from judged_months import months
from recalculated import disagreements

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures.period import Period
from toolkit.excel.draw.report import draw_report
from toolkit.report.detail import labelled, month_detail
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
PERIOD = Period.month("2026-10", np.datetime64(AS_OF, "s"))
DAY = np.timedelta64(86_400, "s")


@pytest.fixture(scope="module")
def frame():
    """Three hundred rows, every fifth resolved one of them reopened a day after its resolution and due two days later."""
    frame = months(300, first="2026-08", last="2026-10")
    rows = frame.index[frame["resolved_at"].notna() & (np.arange(len(frame)) % 5 == 0)]
    since = frame["resolved_at"] + DAY
    is_back = frame.index.isin(rows)
    blank = pd.Series(None, frame.index, dtype=object)
    return frame.assign(
        cycle_started_at=since.where(is_back),
        response_done_at=frame["first_responded_at"].mask(is_back),
        resolution_done_at=frame["resolved_at"].mask(is_back),
        earlier_first_response_due=frame["first_response_due"].where(is_back),
        earlier_resolution_due=frame["resolution_due"].where(is_back),
        earlier_response_verdict=blank.mask(is_back, frame["response_verdict"]),
        earlier_resolution_verdict=blank.mask(is_back, frame["resolution_verdict"]),
        first_response_due=frame["first_response_due"].mask(is_back, since + DAY),
        resolution_due=frame["resolution_due"].mask(is_back, since + 2 * DAY),
        response_verdict=frame["response_verdict"].mask(is_back, None),
        resolution_verdict=frame["resolution_verdict"].mask(is_back, None),
        status=frame["status"].mask(is_back, "reopened"),
        cycle=frame["cycle"].fillna(1).mask(is_back, 2.0),
    )


def test_what_the_detail_flags_is_what_the_figures_count(frame):
    options = ReportOptions()
    detail = month_detail(labelled(frame, options), PERIOD, options).frame
    met = options.words_of("resolution_verdict").label_of("zh")["met"]
    found = kept.attainment(frame, kept.RESOLUTION, PERIOD)
    assert found.met == int(((detail["in_resolution"] == 1) & (detail["resolution_verdict"] == met)).sum())
    assert int(detail["in_received"].sum()) == int(PERIOD.holds(frame["received_at"]).sum())
    twice = detail[detail.duplicated("feedback_id", keep=False)]
    assert len(twice) >= 10
    assert sorted(set(twice["cycle"])) == [1, 2]
    assert (
        twice.loc[twice["cycle"] == 1, ["in_received", "in_resolved", "in_backlog", "first_customer"]] == 0
    ).all(axis=None)


def test_an_old_verdict_stays_in_its_month(frame):
    """August's figure is the same before and after feedback of August came back."""
    august = Period.month("2026-08", np.datetime64(AS_OF, "s"))
    back = frame["cycle_started_at"].notna()
    own = {
        key: frame[key].where(~back, frame[f"earlier_{key}"])
        for key in ("resolution_due", "resolution_verdict")
    }
    before = frame.drop(columns="earlier_resolution_due").assign(**own)
    later = frame["resolution_due"].where(back) >= august.end
    only_first = frame[~back | later]
    assert kept.attainment(only_first, kept.RESOLUTION, august) == kept.attainment(
        before.loc[only_first.index], kept.RESOLUTION, august
    )


@pytest.mark.libreoffice
def test_a_recalculation_agrees(frame, soffice, tmp_path):
    number = np.arange(len(frame))
    frame = frame.assign(is_reviewed=number % 2 == 0, is_overturned=number % 8 == 0)
    draw_report(monthly_report(frame, "2026-10", AS_OF, ReportOptions()), tmp_path / "reopened.xlsx")
    ((count, wrong),) = disagreements(soffice, [tmp_path / "reopened.xlsx"], tmp_path).values()
    assert not wrong
    assert count > 60


def test_rates_of_reviews_and_of_reopened_feedback_stand_with_their_parts(frame):
    rows = frame.assign(
        is_reviewed=np.arange(len(frame)) % 2 == 0, is_overturned=np.arange(len(frame)) % 8 == 0
    )
    report = monthly_report(rows, "2026-10", AS_OF, ReportOptions())
    (page,) = (page for page in report.pages if page.key == "figures")
    cells = {row.key: row.cells for row in page.blocks[0].rows}
    here = rows[PERIOD.holds(rows["received_at"])]
    overturned, resolved = cells["overturn_rate"], rows[PERIOD.holds(rows["resolved_at"])]
    assert (overturned["numerator"].value, overturned["denominator"].value) == (
        here["is_overturned"].sum(),
        here["is_reviewed"].sum(),
    )
    assert cells["reopened_rate"]["now"].value == pytest.approx((resolved["cycle"] > 1).mean())
    first, every = cells["first_rate"], cells["resolution_rate"]
    assert first["denominator"].value < every["denominator"].value
    assert cells["overturn_rate"]["now"].formula


def test_without_a_review_there_is_no_rate(frame):
    report = monthly_report(frame, "2026-10", AS_OF, ReportOptions())
    (page,) = (page for page in report.pages if page.key == "figures")
    assert next(row for row in page.blocks[0].rows if row.key == "overturn_rate").cells["now"].value == "–"
