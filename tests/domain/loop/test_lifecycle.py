"""The state of a feedback: one row of facts each, checked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.loop.asking import SHIPPED, WE_ASK, match_rules, ways
from toolkit.domain.loop.lifecycle import Clock, closes_at, states
from toolkit.schema.choices import STATUSES

RESPONDED = {"first_responded_at": "2026-10-08 10:00"}
RESOLVED = RESPONDED | {"resolved_at": "2026-10-09 10:00", "solution": "已补发"}
UNHAPPY = RESOLVED | {"followed_up_at": "2026-10-10 11:00", "satisfaction": "dissatisfied"}


def cases(*rows):
    keys = sorted({key for row in rows for key in row})
    columns = {}
    for key in keys:
        cells = [row.get(key) for row in rows]
        if key.endswith(("_at", "_from", "_until")):
            columns[key] = np.array([cell or "NaT" for cell in cells], "datetime64[s]")
            columns[f"{key}_is_day"] = [bool(cell) and len(cell) == 10 for cell in cells]
        else:
            columns[key] = pd.Series(cells, dtype=object)
    return pd.DataFrame(columns, index=range(len(rows)))


def state(row, *, torn=False, as_of=None, days=7):
    table = cases(row)
    asks = np.isin(ways(match_rules(table, SHIPPED), SHIPPED)["ask_way"], WE_ASK)
    clock = Clock(np.datetime64(as_of), days) if as_of else None
    (found,) = states(table, needs_review=np.array([torn]), asks=asks, clock=clock)
    return found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"kind": "complaint"}, "awaiting_response"),
        (RESPONDED, "in_progress"),
        (RESPONDED | {"response_is_auto": "yes"}, "awaiting_response"),
        (RESPONDED | {"acknowledged_at": "2026-10-08 10:00"}, "awaiting_response"),
        (RESPONDED | {"acknowledged_at": "2026-10-08"}, "in_progress"),
        (RESPONDED | {"held_from": "2026-10-08 11:00"}, "on_hold"),
        (RESPONDED | {"held_from": "2026-10-08 11:00", "held_until": "2026-10-08 15:00"}, "in_progress"),
        (RESOLVED | {"kind": "complaint"}, "awaiting_follow_up"),
        (RESOLVED, "awaiting_follow_up"),
        (RESOLVED | {"kind": "question"}, "awaiting_confirmation"),
        (RESOLVED | {"kind": "question", "needs_follow_up": "yes"}, "awaiting_follow_up"),
        (RESOLVED | {"kind": "complaint", "needs_follow_up": "no"}, "awaiting_confirmation"),
        (RESOLVED | {"followed_up_at": "2026-10-10 11:00"}, "awaiting_confirmation"),
        (RESOLVED | {"satisfaction": "fairly_satisfied"}, "closed"),
        ({"satisfaction": "satisfied"}, "awaiting_response"),
        (RESOLVED | {"closed_at": "2026-10-12"}, "closed"),
        (UNHAPPY, "reopened"),
        (UNHAPPY | {"resolved_at": "2026-10-11 10:00"}, "awaiting_follow_up"),
        (UNHAPPY | {"resolved_again_at": "2026-10-11 10:00"}, "awaiting_follow_up"),
        (
            UNHAPPY
            | {
                "dissatisfied_at": "2026-10-10",
                "resolved_again_at": "2026-10-11 10:00",
                "followed_up_at": "2026-10-12 09:00",
            },
            "awaiting_confirmation",
        ),
        (
            UNHAPPY | {"resolved_again_at": "2026-10-11 10:00", "followed_up_at": "2026-10-12 09:00"},
            "reopened",
        ),
        (UNHAPPY | {"resolved_again_at": "2026-10-11 10:00", "satisfaction": "satisfied"}, "closed"),
        (UNHAPPY | {"dissatisfied_at": "2026-10-10", "resolved_at": "2026-10-10 15:00"}, "reopened"),
        (UNHAPPY | {"closed_at": "2026-10-12"}, "closed"),
        (UNHAPPY | {"closed_at": "2026-10-10"}, "reopened"),
        (UNHAPPY | {"dissatisfied_at": "2026-10-10 11:00", "satisfaction": "satisfied"}, "closed"),
        ({"is_valid": "no"}, "awaiting_response"),
        ({"is_valid": "no", "solution": "已说明"}, "invalid"),
        ({"kind": "praise"}, "recorded"),
        ({"merged_into": "F001", "kind": "praise"}, "merged"),
        ({"feedback_id": "F001", "merged_into": "F001"}, "awaiting_response"),
        ({"duplicate_confirmed": "yes"}, "merged"),
        ({"duplicate_confirmed": "no"}, "awaiting_response"),
    ],
)
def test_state_follows_from_facts(row, expected):
    assert state(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "in_review"),
        (RESPONDED, "in_review"),
        (RESOLVED, "awaiting_follow_up"),
        ({"kind": "praise"}, "recorded"),
    ],
)
def test_review_comes_before_work_but_not_after_it(row, expected):
    assert state(row, torn=True) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(None, "in_progress"), ("2026-10-09 09:00", "on_hold"), ("2026-10-11 00:00", "in_progress")],
)
def test_a_hold_ends_by_the_clock_only_where_a_moment_is_given(as_of, expected):
    held = RESPONDED | {"held_from": "2026-10-08 11:00", "held_until": "2026-10-10"}
    assert state(held, as_of=as_of) == expected


QUESTION = RESOLVED | {"kind": "question"}


@pytest.mark.parametrize(
    ("row", "as_of", "expected"),
    [
        (QUESTION, None, "awaiting_confirmation"),
        (QUESTION, "2026-10-16 09:59", "awaiting_confirmation"),
        (QUESTION, "2026-10-16 10:00", "closed"),
        (QUESTION | {"solution": None}, "2026-10-30 10:00", "awaiting_confirmation"),
        (RESOLVED, "2026-10-30 10:00", "awaiting_follow_up"),
        (RESOLVED | {"followed_up_at": "2026-10-12 09:00"}, "2026-10-18 10:00", "awaiting_confirmation"),
        (RESOLVED | {"followed_up_at": "2026-10-12 09:00"}, "2026-10-19 09:00", "closed"),
        (UNHAPPY, "2026-12-30 10:00", "reopened"),
    ],
    ids=["not by the clock", "before the week is over", "silent for a week", "no answer on record", "still to be asked",
         "asked since", "silent since", "dissatisfied never closes by itself"],
)  # fmt: skip
def test_silence_closes_only_where_a_moment_is_given(row, as_of, expected):
    assert state(row, as_of=as_of) == expected


def test_when_silence_closes():
    table = cases(QUESTION, RESOLVED | {"followed_up_at": "2026-10-12 09:00"}, RESPONDED)
    assert closes_at(table, 7).astype(str).tolist() == ["2026-10-16T10:00:00", "2026-10-19T09:00:00", "NaT"]


def test_every_state_has_a_word():
    rows = [{}, RESPONDED, RESOLVED, UNHAPPY, {"kind": "praise"}, {"merged_into": "F1"}]
    nobody = np.zeros(6, bool)
    assert set(states(cases(*rows), needs_review=nobody, asks=nobody)) <= STATUSES.keys


def test_no_rows():
    nobody = np.zeros(0, bool)
    assert states(pd.DataFrame(), needs_review=nobody, asks=nobody).shape == (0,)
