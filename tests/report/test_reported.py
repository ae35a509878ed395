"""What differs from a month that was reported: figures and rows, and nothing that only the toolkit thinks anew."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

import pytest
from judged import judged

from toolkit.domain.figures.period import Period
from toolkit.report.monthly import month_story
from toolkit.report.options import ReportOptions
from toolkit.report.reported import differences, reported

AS_OF = datetime.fromisoformat("2026-11-02T09:00")


def told(*rows):
    story = month_story(judged(*rows), Period.month("2026-10", AS_OF), ReportOptions())
    return reported(story.now, story.data)


def found(before, now):
    return [
        (one["subject"], one["column"], one["before"], one["now"]) for one in differences(before, now, "zh")
    ]


def test_a_row_typed_otherwise_is_named_with_what_it_was():
    assert found(told({}, {}), told({}, {"issue_type": "支付问题"})) == [
        ("F002", "问题类型", "物流延迟", "支付问题")
    ]


@pytest.mark.parametrize("suggested", [{"process_stage": "delivery"}, {"issue_nature": "quality"}])
def test_a_class_that_was_suggested_anew_is_no_correction(suggested):
    assert found(told({}), told(suggested)) == []


def test_a_report_that_knew_no_such_column_said_nothing_else():
    now = told({"region": "上海"})
    before = deepcopy(now)
    del before["headers"]["region"], before["rows"][next(iter(before["rows"]))]["region"]
    assert found(before, now) == []
    assert found(told({}), now)[-1][1:] == ("地区", "未填写", "上海")
