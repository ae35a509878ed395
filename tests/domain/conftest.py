"""The calendar of the worked examples: 9 to 12 and 13 to 18, Monday to Friday, state calendar 2026."""

from __future__ import annotations

import pytest
from working_week import WEEK

from toolkit.domain.worktime.calendar import WorkCalendar

# 国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04), and the days of 2023 around the source's sample rows.
DAYS_OFF_2026 = (
    *("2026-01-01", "2026-01-02", "2026-01-03"),
    *(f"2026-02-{day}" for day in range(15, 24)),
    *("2026-04-04", "2026-04-05", "2026-04-06"),
    *(f"2026-05-0{day}" for day in range(1, 6)),
    *("2026-06-19", "2026-06-20", "2026-06-21"),
    *("2026-09-25", "2026-09-26", "2026-09-27"),
    *(f"2026-10-0{day}" for day in range(1, 8)),
)
MAKE_UP_DAYS_2026 = ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
DAYS_OFF_2023 = ("2023-09-29", "2023-09-30", *(f"2023-10-0{day}" for day in range(1, 7)))
MAKE_UP_DAYS_2023 = ("2023-10-07", "2023-10-08")

SETTINGS = {
    "weekly_hours": WEEK,
    "holidays": [*DAYS_OFF_2023, *DAYS_OFF_2026],
    "extra_workdays": [*MAKE_UP_DAYS_2023, *MAKE_UP_DAYS_2026],
    "known_from": "2023-01-01",
    "known_until": "2026-12-31",
}


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar.from_dict(SETTINGS)
