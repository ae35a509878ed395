"""Which rows a month answers for, and how they count."""

import numpy as np
import pytest
from judged import judged

from toolkit.domain.attainment import (
    RESOLUTION,
    RESPONSE,
    Attainment,
    Basis,
    attainment,
    attainment_by,
    is_open,
    is_overdue,
)
from toolkit.domain.period import Period

AS_OF = np.datetime64("2026-11-02T09:00")
OCTOBER = Period.month("2026-10", AS_OF)

DUE = "2026-10-12 18:00"
ROWS = judged(
    {"resolution_due": DUE, "resolved_at": "2026-10-10 10:00", "resolution_verdict": "met", "priority": "1"},
    {"resolution_due": DUE, "resolved_at": "2026-10-13 10:00", "resolution_verdict": "breach", "priority": "1"},
    {"resolution_due": DUE, "priority": "2"},
    {"resolution_due": DUE, "resolved_at": "2026-10-12", "resolution_verdict": "undecidable"},
    {"resolution_due": DUE, "resolution_verdict": "not_judged", "status": "recorded"},
    {"resolution_due": DUE, "resolution_verdict": "breach", "status": "merged"},
    {"resolution_due": "2026-11-01 18:00", "resolved_at": "2026-10-31 10:00", "resolution_verdict": "met"},
    {"resolution_due": "2026-11-03 18:00"},
    {"received_at": "2026-09-30 10:00", "resolution_due": "2026-10-01 10:00", "resolved_at": "2026-09-30 12:00",
     "resolution_verdict": "met", "priority": "1"},
)  # fmt: skip


def test_due_in_the_month_is_the_default():
    found = attainment(ROWS, RESOLUTION, OCTOBER)
    assert found == Attainment(met=2, breach=2, undecidable=1, not_judged=2, pending=0)
    assert found.counted == 4
    assert found.rate == 0.5


def test_received_in_the_month():
    assert attainment(ROWS, RESOLUTION, OCTOBER, Basis.RECEIVED) == Attainment(2, 2, 1, 2, 1)


def test_done_in_the_month():
    assert attainment(ROWS, RESOLUTION, OCTOBER, Basis.DONE) == Attainment(2, 1, 1, 0, 0)


def test_open_past_its_due_moment_is_missed_even_when_looked_at_later():
    assert attainment(ROWS.iloc[[2]], RESOLUTION, OCTOBER) == Attainment(breach=1)


def test_open_and_not_yet_due_is_neither():
    running = Period.month("2026-10", np.datetime64("2026-10-12T18:00"))
    assert attainment(ROWS.iloc[[2]], RESOLUTION, running) == Attainment(pending=1)


def test_an_empty_month_has_no_rate():
    found = attainment(ROWS, RESOLUTION, OCTOBER.shifted(-6))
    assert found == Attainment()
    assert found.rate is None


def test_by_level():
    found = attainment_by(ROWS, RESOLUTION, OCTOBER, ROWS["priority"])
    assert found == {"1": Attainment(2, 1), "2": Attainment(0, 1, 1, 2)}


def test_an_answer_without_a_recorded_response_is_not_an_open_response():
    row = judged({"first_response_due": DUE, "resolved_at": "2026-10-10 10:00"})
    assert attainment(row, RESPONSE, OCTOBER) == Attainment(pending=1)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, True),
        ({"received_at": "2026-11-01 09:00"}, False),
        ({"resolved_at": "2026-10-31 09:00"}, False),
        ({"resolved_at": "2026-11-01 09:00"}, True),
        ({"closed_at": "2026-10-20 09:00"}, False),
        ({"status": "invalid"}, False),
        ({"status": "recorded"}, False),
        ({"merged_into": "F009"}, False),
        ({"is_withdrawn": "yes"}, False),
        (
            {"status": "reopened", "resolved_at": "2026-10-09 09:00", "dissatisfied_at": "2026-10-12 09:00"},
            True,
        ),
        (
            {"status": "reopened", "resolved_at": "2026-10-09 09:00", "dissatisfied_at": "2026-11-01 09:00"},
            False,
        ),
    ],
    ids=[
        "new",
        "after",
        "resolved",
        "resolved later",
        "closed",
        "invalid",
        "praise",
        "merged",
        "withdrawn",
        "reopened",
        "reopened later",
    ],
)
def test_backlog_at_the_end_of_the_month(row, expected):
    assert is_open(judged(row), OCTOBER.until).tolist() == [expected]


def test_overdue_is_open_and_past_its_due_moment():
    rows = judged(
        {"resolution_due": "2026-10-31 18:00"},
        {"resolution_due": "2026-11-03 18:00"},
        {"resolution_due": "2026-10-31 18:00", "resolution_verdict": "not_judged"},
        {},
    )
    assert is_overdue(rows, AS_OF).tolist() == [True, False, False, False]
