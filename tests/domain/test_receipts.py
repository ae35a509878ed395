"""An automatic receipt, as everything that lists and counts work sees it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from judged import judged

from toolkit.domain.figures.measures import response_hours
from toolkit.judging import judge
from toolkit.report.lists.catalog import morning
from toolkit.settings import load_settings

AT = np.datetime64("2026-10-08T15:00:00")
RECEIPT = {"acknowledged_at": "2026-10-08 09:31", "first_responded_at": "2026-10-08 09:31"}
PERSON = {"acknowledged_at": "2026-10-08 09:31", "first_responded_at": "2026-10-08 10:30"}


@pytest.fixture(scope="module")
def settings():
    return load_settings([], lang="zh", today=date(2026, 10, 8))


@pytest.fixture(scope="module")
def rows(settings):
    facts = judged(RECEIPT, PERSON, RECEIPT | {"response_is_auto": "no"})
    return judge(facts.assign(feedback_key=[1, 2, 3]), settings, AT)


def test_whoever_had_only_a_receipt_still_waits(rows):
    assert rows["status"].tolist() == ["awaiting_response", "in_progress", "in_progress"]
    assert rows["response_done_at"].isna().tolist() == [True, False, False]
    assert rows["response_verdict"].tolist()[1:] == ["met", "met"]


def test_the_response_stays_on_the_lists(rows, settings):
    lists = morning(rows, AT, settings.practice)
    owed = {
        (number, limit)
        for key in ("overdue", "today")
        for number, limit in lists[key][["feedback_id", "limit"]].itertuples(index=False)
    }
    assert ("F001", "response") in owed
    assert not {("F002", "response"), ("F003", "response")} & owed


def test_the_note_says_why_it_does_not_count(rows):
    assert ["自动回执" in note for note in rows["verdict_note"]] == [True, False, False]


def test_how_long_customers_waited_leaves_receipts_out(rows):
    hours = response_hours(rows)
    assert np.isnan(hours[0])
    assert np.round(hours[1:], 2).tolist() == [1, 0.02]
