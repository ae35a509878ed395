"""Three ways to ask a customer, kept apart."""

import numpy as np
import pytest
from judged import judged

from toolkit.domain.figures.period import Period
from toolkit.domain.figures.satisfaction import (
    Nps,
    Rating,
    Satisfaction,
    answered_at,
    is_answered,
    nps,
    rating,
    satisfaction,
)

ANSWERS = judged(
    {"satisfaction": "satisfied", "rating": 5},
    {"satisfaction": "satisfied", "nps": 9},
    {"satisfaction": "fairly_satisfied", "rating": 4},
    {"satisfaction": "dissatisfied", "nps": 6},
    {"satisfaction": "说不清", "nps": 7},
    {"nps": 10},
)


def test_the_rate_with_and_without_fairly_satisfied():
    found = satisfaction(ANSWERS)
    assert found == Satisfaction(2, 1, 1)
    assert (found.rate, found.rate_with_fairly, found.count) == (0.5, 0.75, 4)
    assert found.is_few


def test_rating_and_nps_have_their_own_numbers_of_answers():
    assert rating(ANSWERS) == Rating(2, 4.5)
    assert nps(ANSWERS) == Nps(promoters=2, passives=1, detractors=1)
    assert nps(ANSWERS).score == pytest.approx(25.0)


def test_nobody_answered():
    nobody = ANSWERS.iloc[:0]
    assert satisfaction(nobody).rate is None
    assert satisfaction(nobody).rate_with_fairly is None
    assert rating(nobody) == Rating()
    assert nps(nobody).score is None


def test_an_answer_belongs_to_the_month_of_the_follow_up():
    rows = judged(
        {
            "satisfaction": "satisfied",
            "followed_up_at": "2026-11-01 10:00",
            "resolved_at": "2026-10-30 10:00",
        },
        {"satisfaction": "satisfied", "resolved_at": "2026-10-30 10:00"},
        {"rating": 3},
        {"resolved_at": "2026-10-30 10:00"},
    )
    assert answered_at(rows).dt.strftime("%m-%d").tolist()[:3] == ["11-01", "10-30", "10-08"]
    october = Period.month("2026-10", np.datetime64("2026-11-02"))
    assert is_answered(rows, october).tolist() == [False, True, True, False]
