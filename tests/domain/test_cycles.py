"""Cycles: what a dissatisfied customer starts anew, and what of the first stays as it was."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from deadline_rows import at, text

from toolkit.domain.deadlines.cycles import by_cycles
from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.sla import judge

MOMENTS = (
    "received_at", "first_responded_at", "resolved_at", "followed_up_at", "dissatisfied_at", "responded_again_at",
    "resolved_again_at", "held_from", "held_until", "due_override",
)  # fmt: skip
SOLVED = {
    "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-09 11:00", "resolved_at": "2026-03-11 15:00",
    "urgency": "一般", "kind": "complaint",
}  # fmt: skip
UNHAPPY = SOLVED | {"satisfaction": "dissatisfied", "dissatisfied_at": "2026-03-13 11:00"}


def table(*rows):
    frame = pd.DataFrame(
        {key: [row.get(key) for row in rows] for key in {*MOMENTS, "urgency", "kind", "satisfaction"}},
        dtype=object,
    )
    for key in MOMENTS:
        frame[f"{key}_is_day"] = [len(value or "") == 10 for value in frame[key]]
        frame[key] = np.array(
            [at(value) if value else np.datetime64("NaT", "s") for value in frame[key]], "datetime64[s]"
        )
    return frame


def both(calendar, row):
    """The running cycle and the first one, judged by what people wrote alone."""
    cycles = by_cycles(table(row))
    now, first = (judge(cases, DEFAULT_POLICIES, calendar) for cases in (cycles.current, cycles.first))
    return cycles, now.iloc[0], first.iloc[0] if len(first) else None


@pytest.mark.parametrize(("row", "cycle", "due", "verdict"), [
    (SOLVED, 1, "03-12 18:00", "met"),
    (SOLVED | {"satisfaction": "satisfied"}, 1, "03-12 18:00", "met"),
    (UNHAPPY | {"resolved_at": None}, 1, "03-12 18:00", None),
    (UNHAPPY, 2, "03-18 18:00", None),
    (UNHAPPY | {"dissatisfied_at": None, "followed_up_at": "2026-03-12 16:00"}, 2, "03-17 18:00", None),
    (UNHAPPY | {"dissatisfied_at": None}, 2, "03-16 18:00", None),
    (UNHAPPY | {"resolved_again_at": "2026-03-18 18:00"}, 2, "03-18 18:00", "met"),
    (UNHAPPY | {"resolved_again_at": "2026-03-18 18:01"}, 2, "03-18 18:00", "breach"),
    (UNHAPPY | {"resolved_again_at": "2026-03-18 17:00", "satisfaction": "satisfied"}, 2, "03-18 18:00", "met"),
    (UNHAPPY | {"resolved_again_at": "2026-03-12 17:00"}, 3, "03-18 18:00", None),
    (UNHAPPY | {"due_override": "2026-03-12 12:00"}, 2, "03-18 18:00", None),
    (UNHAPPY | {"due_override": "2026-03-20 12:00"}, 2, "03-20 12:00", None),
    (UNHAPPY | {"held_from": "2026-03-10 16:00"}, 2, "03-18 18:00", None),
], ids=[
    "not asked", "satisfied", "never resolved", "dissatisfied", "said at the follow-up", "nobody wrote when", "in time again",
    "late again", "satisfied at last", "dissatisfied again", "a due moment agreed on for the first cycle", "one for the second",
    "a hold that was left open",
])  # fmt: skip
def test_the_running_cycle(calendar, row, cycle, due, verdict):
    cycles, now, _ = both(calendar, row)
    assert cycles.current["cycle"].to_list() == [cycle]
    assert (text(now["resolution_due"]), now["resolution_verdict"]) == (due, verdict)


@pytest.mark.parametrize(("differs", "verdict"), [
    ({}, "met"),
    ({"resolved_at": "2026-03-12 18:30"}, "breach"),
    ({"resolved_again_at": "2026-03-30 10:00", "satisfaction": "satisfied"}, "met"),
    ({"due_override": "2026-03-11 12:00"}, "breach"),
    ({"held_from": "2026-03-10 16:00", "held_until": "2026-03-12 10:00", "resolved_at": "2026-03-12 18:30"}, "met"),
])  # fmt: skip
def test_the_first_verdict_stays_whatever_comes_later(calendar, differs, verdict):
    _, _, first = both(calendar, UNHAPPY | differs)
    assert first["resolution_verdict"] == verdict


def test_a_response_of_the_new_cycle_is_one_after_its_start(calendar):
    _, now, first = both(calendar, UNHAPPY)
    assert (text(now["first_response_due"]), now["response_verdict"], first["response_verdict"]) == (
        "03-13 16:00",
        None,
        "met",
    )
    assert (
        both(calendar, UNHAPPY | {"responded_again_at": "2026-03-13 15:00"})[1]["response_verdict"] == "met"
    )
    assert (
        both(calendar, UNHAPPY | {"responded_again_at": "2026-03-13 17:00"})[1]["response_verdict"]
        == "breach"
    )


def test_an_answer_written_over_the_first_one_counts_for_the_new_cycle():
    cycles = by_cycles(table(UNHAPPY | {"resolved_at": "2026-03-17 15:00"}, SOLVED, UNHAPPY))
    assert cycles.rows.tolist() == [0, 2]
    assert cycles.is_overwritten.tolist() == [True, False]
    assert cycles.current["resolved_at"].notna().to_list() == [True, True, False]
    assert cycles.first["resolved_at"].notna().to_list() == [False, True]


def test_a_bare_date_of_the_same_day_is_not_certainly_later():
    cycles = by_cycles(table(UNHAPPY | {"dissatisfied_at": "2026-03-11", "resolved_at": "2026-03-11 15:00"}))
    assert cycles.is_overwritten.tolist() == [False]
    assert cycles.current["reopened_at_is_day"].to_list() == [True]


def test_without_anybody_dissatisfied_nothing_is_touched():
    cases = table(SOLVED)
    pd.testing.assert_frame_equal(by_cycles(cases).current.drop(columns="cycle"), cases)
