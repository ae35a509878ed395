"""Dates in every form: a table that a person can check by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from sheets import moment

from toolkit.excel.reading.moments import Habits, understand


def column(*values):
    cells = np.empty(len(values), object)
    cells[:] = values
    return cells


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2023-10-01", "2023-10-01"),
        ("2023/10/1 9:05", "2023-10-01T09:05:00"),
        ("2023-10-01 09:05:07", "2023-10-01T09:05:07"),
        ("2023/10/01 09:05", "2023-10-01T09:05:00"),
        ("2023.10.1", "2023-10-01"),
        ("2023年10月1日", "2023-10-01"),
        ("2023 年 10 月 1 号", "2023-10-01"),
        ("2023年10月1日 上午9时5分", "2023-10-01T09:05:00"),
        ("2023年10月1日 下午3点半", "2023-10-01T15:30:00"),
        ("2023年10月1日中午12点", "2023-10-01T12:00:00"),
        ("2023年10月1日 晚上8:15", "2023-10-01T20:15:00"),
        ("2023年10月1日 晚上12点", "2023-10-02T00:00:00"),
        ("2023年10月1日 9时5分7秒", "2023-10-01T09:05:07"),
        ("２０２３－１０－０１　０９：０５", "2023-10-01T09:05:00"),
        ("2023-10-01(星期日) 9:05", "2023-10-01T09:05:00"),
        ("2023-10-01 周日", "2023-10-01"),
        ("20231001", "2023-10-01"),
        ("20231001 0905", "2023-10-01T09:05:00"),
        ("20231001090507", "2023-10-01T09:05:07"),
        (20231001.0, "2023-10-01"),
        (45200.0, "2023-10-01"),
        (45200.75, "2023-10-01T18:00:00"),
        (dt.timedelta(days=45200), "2023-10-01"),
        ("2023-10-01T09:05:07+08:00", "2023-10-01T09:05:07"),
        ("2023-10-01T09:05:07.123", "2023-10-01T09:05:07"),
        ("2023-10-01 24:00", "2023-10-02T00:00:00"),
        ("2023-10-01 00:00", "2023-10-01T00:00:00"),
        ("10/13/2023 12:19:00 AM", "2023-10-13T00:19:00"),
        ("10/13/2023 12:19 PM", "2023-10-13T12:19:00"),
        ("10/13/2023 3:07 p.m.", "2023-10-13T15:07:00"),
        ("3 April 2023 14:05", "2023-04-03T14:05:00"),
        ("Apr 3rd, 2023", "2023-04-03"),
        ("Sunday, October 1, 2023", "2023-10-01"),
        (moment("2023-10-01T09:05:06.999600"), "2023-10-01T09:05:07"),
        (dt.date(2023, 10, 1), "2023-10-01"),
    ],
)
def test_a_date_is_understood(written, means):
    found = understand(column(written))
    assert found.when[0] == np.datetime64(means, "s")
    assert found.is_day[0] == (len(means) == 10)
    assert not found.doubtful
    assert not found.zoned


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30", "2023-13-01", "2023-00-10", "0000-00-00", "26-10-01", "0026-10-01", "2023-10", "2023年10月", "下周二",
        "昨天", "2023-10-01 25:00", "2023-10-01 09:61", "2023-10-01 9:05:61", "20231301", "F20231001", "2023-10-01 等", "待定", "",
        None, True, -5.0, 0.0, 3.25, 12.0, 99999999999.0, float("nan"), float("inf"), dt.time(9, 5), dt.date(1900, 1, 5), dt.date(2926, 1, 5),
    ],
)  # fmt: skip
def test_what_is_no_moment_stays_blank(written):
    found = understand(column(written))
    assert np.isnat(found.when[0])
    assert not found.is_day[0]


@pytest.mark.parametrize(
    ("written", "means", "order", "doubtful"),
    [
        (["10/06/2019", "10/25/2019"], ["2019-10-06", "2019-10-25"], "mdy", ""),
        (["10/06/2019", "25/10/2019"], ["2019-06-10", "2019-10-25"], "dmy", ""),
        (["06.10.2019", "07.10.2019"], ["2019-10-06", "2019-10-07"], "dmy", "06.10.2019"),
        (["10/06/2019", "11/06/2019"], ["2019-10-06", "2019-11-06"], "mdy", "10/06/2019"),
        (
            ["25/10/2019", "10/25/2019", "06/07/2019"],
            ["2019-10-25", "2019-10-25", "2019-06-07"],
            "mdy",
            "06/07/2019",
        ),
        (["06/06/2019"], ["2019-06-06"], "mdy", ""),
    ],
    ids=["month first", "day first", "dots, unknown", "slashes, unknown", "both", "does not matter"],
)
def test_the_order_is_decided_for_the_whole_column(written, means, order, doubtful):
    found = understand(column(*written))
    assert found.when.tolist() == np.array(means, "datetime64[s]").tolist()
    assert (found.order, found.doubtful) == (order, doubtful)


def test_a_known_habit_decides_where_the_values_do_not():
    found = understand(column("10/06/2019"), Habits(order="dmy"))
    assert found.when[0] == np.datetime64("2019-06-10")
    assert not found.doubtful


def test_other_time_zones_are_converted_and_told():
    found = understand(column("2026-09-18T09:59:00Z", "2026-09-18 17:59 +08:00", "2026-09-18T05:59:00-0400"))
    assert found.when.tolist() == [moment("2026-09-18T17:59:00")] * 3
    assert found.zoned == "2026-09-18T09:59:00Z"


def test_dates_without_a_year_need_one():
    cells = column("01.07", "12月31日", "02/29", "2018.11.11")
    unknown = understand(cells)
    assert np.isnat(unknown.when).tolist() == [True, True, True, False]
    assert unknown.yearless.tolist() == [True, True, True, False]
    known = understand(cells, Habits(year=2018))
    expected = np.array(["2018-01-07", "2018-12-31", "NaT", "2018-11-11"], "datetime64[s]")
    assert np.array_equal(known.when, expected, equal_nan=True)
    assert not known.yearless.any()


def test_numbers_count_from_1904_where_the_workbook_says_so():
    found = understand(column(43738.0, dt.date(2023, 10, 1)), Habits(is_1904=True))
    assert found.when.tolist() == [moment("2023-10-01")] * 2


def test_midnight_everywhere_means_no_time_at_all():
    found = understand(column("2023-10-01 00:00:00", "2023-10-02 00:00:00", "2023-10-03 00:00:00"))
    assert found.is_day.all()
    found = understand(column("2023-10-01 00:00:00", "2023-10-02 00:00:00", "2023-10-03 08:00:00"))
    assert not found.is_day.any()


def test_a_column_of_many_forms_at_once():
    found = understand(
        column("2023-10-01", 45201.0, moment("2023-10-03T09:00:00"), "x", None, "2023年10月4日")
    )
    days = found.when.astype("datetime64[D]")
    assert [str(day) for day in days] == [
        "2023-10-01",
        "2023-10-02",
        "2023-10-03",
        "NaT",
        "NaT",
        "2023-10-04",
    ]
    assert found.is_day.tolist() == [True, True, False, False, False, True]
