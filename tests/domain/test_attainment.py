"""Which rows a month answers for, and how they count."""

import numpy as np
import pandas as pd
import pytest
from judged import judged

from toolkit.domain.deadlines.between import JUDGED
from toolkit.domain.figures.attainment import (
    RESOLUTION,
    RESPONSE,
    Attainment,
    Basis,
    attainment,
    attainment_by,
    is_open,
    is_overdue,
)
from toolkit.domain.figures.period import Period

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


def reopened(**differs):
    """Feedback kept in its first cycle, due on the 12th, and again in a second one that began on the 13th."""
    row = {
        "received_at": "2026-10-09 10:00", "resolved_at": "2026-10-11 15:00", "dissatisfied_at": "2026-10-13 11:00",
        "resolution_due": "2026-10-16 18:00", "resolution_verdict": None, "status": "reopened", "cycle": 2.0,
        "cycle_started_at": "2026-10-13 11:00", "resolution_done_at": None,
        "earlier_resolution_due": "2026-10-12 18:00", "earlier_resolution_verdict": "met",
    } | differs  # fmt: skip
    frame = judged(row)
    for key in (
        "cycle_started_at",
        "resolution_done_at",
        "response_done_at",
        "earlier_resolution_due",
        "earlier_first_response_due",
    ):
        frame[key] = np.array([np.datetime64(row.get(key) or "NaT", "s")])
    return frame.assign(
        earlier_resolution_verdict=row["earlier_resolution_verdict"],
        earlier_response_verdict=pd.Series([None], dtype=object),
    )


@pytest.mark.parametrize(("differs", "as_of", "met", "breach", "pending"), [
    ({}, "2026-10-15 09:00", 1, 0, 1),
    ({}, "2026-11-02 09:00", 1, 1, 0),
    ({"resolution_done_at": "2026-10-16 12:00", "resolution_verdict": "met", "status": "closed"}, "2026-11-02 09:00", 2, 0, 0),
    ({"resolution_due": "2026-11-04 18:00"}, "2026-11-02 09:00", 1, 0, 0),
], ids=["not yet due again", "overdue again", "kept again", "due again next month"])  # fmt: skip
def test_reopened_feedback_counts_once_for_each_cycle(differs, as_of, met, breach, pending):
    period = Period.month("2026-10", np.datetime64(as_of.replace(" ", "T")))
    found = attainment(reopened(**differs), RESOLUTION, period)
    assert (found.met, found.breach, found.pending) == (met, breach, pending)
    by = attainment_by(reopened(**differs), RESOLUTION, period, pd.Series(["2"]))["2"]
    assert (by.met, by.breach, by.pending) == (met, breach, pending)


@pytest.mark.parametrize(("at", "is_back", "is_late"), [
    ("2026-10-10 09:00", True, False), ("2026-10-12 09:00", False, False), ("2026-10-14 09:00", True, False),
    ("2026-10-17 09:00", True, True),
], ids=["first cycle", "resolved", "second cycle", "second cycle overdue"])  # fmt: skip
def test_reopened_feedback_is_open_again_and_due_again(at, is_back, is_late):
    at = np.datetime64(at.replace(" ", "T"))
    assert is_open(reopened(), at).tolist() == [is_back]
    assert is_overdue(reopened(), at).tolist() == [is_late]


def test_a_second_cycle_that_ended_is_no_longer_open():
    ended = reopened(resolution_done_at="2026-10-16 12:00", status="awaiting_confirmation")
    assert is_open(ended, np.datetime64("2026-10-15T09:00")).tolist() == [True]
    assert is_open(ended, np.datetime64("2026-10-17T09:00")).tolist() == [False]


def twice_reopened():
    """Back on the 13th, due again on the 15th and resolved on the 16th; back once more on the 20th."""
    middle = (2.0, "2026-10-13T11:00", None, "2026-10-16T12:00", None, "2026-10-15T18:00", None, "breach")
    frame = reopened(cycle=3.0, cycle_started_at="2026-10-20 09:00", resolution_due="2026-10-23 18:00")
    cell = tuple(np.datetime64(one) if n in {1, 3, 5} else one for n, one in enumerate(middle))
    return frame.assign(**{JUDGED: pd.Series([(cell,)], dtype=object)})


def test_the_cycle_in_between_counts_as_well():
    found = attainment(twice_reopened(), RESOLUTION, OCTOBER)
    assert (found.met, found.breach) == (1, 2)
    assert attainment_by(twice_reopened(), RESOLUTION, OCTOBER, pd.Series(["2"]))["2"] == found


@pytest.mark.parametrize(("at", "is_back", "is_late"), [
    ("2026-10-12 09:00", False, False), ("2026-10-14 09:00", True, False), ("2026-10-16 09:00", True, True),
    ("2026-10-18 09:00", False, False), ("2026-10-21 09:00", True, False), ("2026-10-24 09:00", True, True),
], ids=["resolved", "second cycle", "second cycle late", "resolved again", "third cycle", "third cycle late"])  # fmt: skip
def test_the_cycle_in_between_was_open_and_due_in_its_time(at, is_back, is_late):
    at = np.datetime64(at.replace(" ", "T"))
    assert is_open(twice_reopened(), at).tolist() == [is_back]
    assert is_overdue(twice_reopened(), at).tolist() == [is_late]
