"""Facts to judgements: what of a row is said and what is not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from judged import judged

from toolkit.domain.figures.attainment import RESOLUTION, attainment
from toolkit.domain.figures.period import Period
from toolkit.judging import judge
from toolkit.settings import load_settings

SETTINGS = load_settings([], lang="zh", today=date(2026, 11, 1))
ROW = {"received_at": "2026-10-08 09:30", "description": "订单下单五天未发货", "channel": "电话", "kind": "complaint", "urgency": "一般"}  # fmt: skip


@pytest.mark.parametrize(
    "as_of", [None, np.datetime64("2026-11-02T09:00:00")], ids=["returned", "looked at later"]
)
def test_a_row_that_was_taken_back_is_promised_nothing(as_of):
    facts = judged(ROW, ROW | {"is_withdrawn": "yes", "resolved_at": "2026-10-20 09:00"}, plain=False)
    here, gone = (row for _, row in judge(facts, SETTINGS, as_of).iterrows())
    assert f"{here['first_response_due']:%m-%d %H:%M}" == "10-08 14:30"
    assert (
        gone[["status", "first_response_due", "resolution_due", "follow_up_from", "follow_up_due"]]
        .isna()
        .all()
    )
    assert (gone["response_verdict"], gone["resolution_verdict"]) == ("not_judged", "not_judged")
    assert gone["verdict_note"] == "已撤回，不计数，不考核。"


def test_what_was_no_valid_feedback_is_out_of_every_rate_once_explained():
    told = ROW | {"is_valid": "no", "solution": "非我方商品，已说明", "resolved_at": "2026-10-20 09:00"}
    as_of = np.datetime64("2026-11-02T09:00:00")
    rows = judge(judged(told, ROW | {"is_valid": "no"}, plain=False), SETTINGS, as_of)
    assert rows["status"].tolist() == ["invalid", "awaiting_response"]
    assert rows["resolution_verdict"].tolist() == ["not_judged", "breach"]
    assert rows["verdict_note"].iloc[0] == "判为无效，已向客户说明，不考核。"
    found = attainment(rows, RESOLUTION, Period.month("2026-10", as_of))
    assert (found.met, found.breach, found.not_judged) == (0, 1, 1)


def test_a_row_without_urgency_says_what_to_fill_in():
    note = judge(judged(ROW | {"urgency": None}, plain=False), SETTINGS)["verdict_note"].iloc[0]
    assert note == "看不出紧急程度，没有适用的时限，不考核；请填“紧急程度”"
