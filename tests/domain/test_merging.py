"""Which row speaks for those that were merged into it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.merging import goes_nowhere, merge_groups


def cases(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Team, id, day of October 2026 and what it was merged into, of each row."""
    frame = pd.DataFrame(rows, columns=["team", "feedback_id", "day", "merged_into"])
    moments = np.array([f"2026-10-{day}T10:00" for day in frame["day"]], "datetime64[s]")
    return frame.drop(columns="day").assign(received_at=moments)


def test_the_leading_row_starts_when_the_first_of_its_group_came_in():
    found = merge_groups(cases(("华东", "F001", "08", None), ("华东", "F002", "05", "F001")))
    assert found["received_at"].dt.day.tolist() == [5, 5]


def test_equal_numbers_of_two_teams_are_two_feedbacks():
    """华南's F002 went into 华南's F001, and 华东's F001 keeps its own start."""
    rows = cases(("华东", "F001", "08", None), ("华南", "F001", "09", None), ("华南", "F002", "05", "F001"))
    assert merge_groups(rows)["received_at"].dt.day.tolist() == [8, 5, 5]


def test_what_goes_round_leads_to_nobody():
    rows = cases(
        ("", "F001", "05", "F002"), ("", "F002", "05", "F003"), ("", "F003", "05", "F001"),
        ("", "F004", "05", "F005"), ("", "F005", "05", None), ("", "F006", "05", "F006"),
    )  # fmt: skip
    assert goes_nowhere(rows).tolist() == [True, True, True, False, False, False]
