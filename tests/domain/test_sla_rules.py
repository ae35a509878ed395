"""The rules behind the worked examples: pauses, changes of level, cycles, what cannot be judged, and who is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from deadline_rows import WAITING, judged, only, table, text, with_policy

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, Match, MissingTime, Policy, Reopening, Stage
from toolkit.domain.deadlines.sla import judge
from toolkit.domain.worktime.calendar import WorkCalendar


@pytest.mark.parametrize(("reopening", "due", "verdict"), [
    (Reopening.NEW_CYCLE, "03-18 18:00", None),
    (Reopening.CONTINUE, "03-12 18:00", None),
    (Reopening.NOT_JUDGED, "03-18 18:00", "not_judged"),
])  # fmt: skip
def test_a_policy_says_what_a_new_cycle_does(calendar, reopening, due, verdict):
    policies = with_policy("resolution-normal", reopening=reopening)
    row = {
        "received_at": "2026-03-09 10:00",
        "reopened_at": "2026-03-13 11:00",
        "cycle": 2,
        "urgency": "一般",
    }
    found = only(calendar, policies=policies, **row)
    assert (text(found["resolution_due"]), found["resolution_verdict"]) == (due, verdict)


@pytest.mark.parametrize(("row", "due", "minutes"), [
    ({"urgency": "P0", "held_from": "2026-03-09 20:00", "held_until": "2026-03-09 22:30"}, "03-10 12:30", 150),
    ({"urgency": "P1", "held_from": "2026-03-10 16:00", "held_until": "2026-03-12 10:00"}, "03-16 18:00", 42 * 60),
    ({"urgency": "P1", "held_from": "2026-03-10 09:00", "held_until": "2026-03-10 17:00"}, "03-12 18:00", 480),
    ({"urgency": "P0", "held_from": "2026-03-09 20:00", "hold_reason": "等待第三方"}, "03-10 10:00", 0),
    ({"urgency": "P0", "held_from": "2026-03-09 20:00", "hold_reason": "客户约定周五"}, "", 0),
    ({"urgency": "P0", "held_from": "2026-03-09 20:00", "resolved_at": "2026-03-09 21:00"}, "03-10 11:00", 60),
], ids=[
    "natural hours wait in natural hours", "natural days wait by the dates between", "within a day adds none",
    "waiting for a third party is no pause", "still on hold: no due moment", "solved while on hold",
])  # fmt: skip
def test_pauses_in_other_clocks(calendar, row, due, minutes):
    found = only(calendar, received_at="2026-03-09 10:00", **row)
    assert (text(found["resolution_due"]), found["held_minutes"]) == (due, minutes)
    assert found["is_on_hold"] == (due == "")


def test_a_pause_may_be_capped_and_never_moves_the_response(calendar):
    policies = with_policy("resolution-normal", longest_pause=2)
    found = only(calendar, policies=policies, urgency="一般", **WAITING)
    assert (text(found["resolution_due"]), found["held_minutes"]) == ("03-13 11:00", 120)
    early = {
        "received_at": "2026-03-09 10:00",
        "held_from": "2026-03-09 10:30",
        "held_until": "2026-03-09 16:00",
    }
    assert text(only(calendar, urgency="一般", **early)["first_response_due"]) == "03-09 15:00"


@pytest.mark.parametrize(("row", "due"), [
    ({"urgency_before": "紧急", "urgency": "一般", "urgency_changed_at": "2026-03-09 15:00"}, "03-10 10:00"),
    ({"urgency_before": "紧急", "urgency": "一般", "urgency_changed_at": "2026-03-09 15:00",
      "change_is_approved": "yes"}, "03-12 18:00"),
    ({"urgency_before": "紧急", "urgency": "一般", "urgency_changed_at": "2026-03-10 11:00",
      "change_is_approved": "yes"}, "03-10 10:00"),
    ({"urgency_before": "一般", "urgency": "紧急", "urgency_changed_at": "2026-03-12 17:00"}, "03-12 18:00"),
    ({"urgency_before": "一般", "urgency": "紧急", "urgency_changed_at": "2026-03-12 09:00",
      "resolved_at": "2026-03-11 09:00"}, "03-12 18:00"),
], ids=[
    "a downgrade without approval changes nothing", "with approval it runs from receipt", "it cannot erase a breach",
    "an upgrade just before the due leaves the earlier one", "after the resolution it changes nothing",
])  # fmt: skip
def test_changes_of_level(calendar, row, due):
    assert text(only(calendar, received_at="2026-03-09 10:00", **row)["resolution_due"]) == due


@pytest.mark.parametrize(("approved", "due"), [
    ("2026-03-10 09:00", "03-11 10:00"), ("2026-03-10 10:01", "03-10 10:00"), (None, "03-10 10:00"),
])  # fmt: skip
def test_a_complex_problem_extends_only_when_approved_before_its_due(calendar, approved, due):
    row = {"received_at": "2026-03-09 10:00", "urgency": "紧急", "is_complex": "yes"}
    assert text(judged(calendar, row | {"extension_approved_at": approved}).loc[0, "resolution_due"]) == due
    assert text(only(calendar, **row)["resolution_due"]) == "03-11 10:00"


def test_what_only_the_clock_breaks_is_told_apart(calendar):
    rows = ({"received_at": "2026-03-09 10:00", "urgency": "一般"}, {"received_at": "2026-03-09 10:00", "urgency": "一般",
            "resolved_at": "2026-03-20 10:00"})  # fmt: skip
    without, within, after = (
        judged(calendar, *rows, as_of=as_of) for as_of in (None, "2026-03-12 18:00", "2026-03-20 18:01")
    )
    assert without["resolution_verdict"].to_list() == [None, "breach"]
    assert within["resolution_verdict"].to_list()[0] is None
    assert after["resolution_verdict"].to_list() == ["breach", "breach"]
    assert after["resolution_is_by_clock"].to_list() == [True, False]


@pytest.mark.parametrize(("row", "response", "resolution"), [
    ({"urgency": "一般", "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-09 09:00"}, "undecidable", "undecidable"),
    ({"urgency": "一般", "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-10 09:00",
      "resolved_at": "2026-03-09 11:00"}, "undecidable", "undecidable"),
    ({"urgency": "一般", "received_at": "2062-03-09 10:00"}, None, None),
    ({"urgency": "一般", "received_at": "2206-03-09 10:00"}, "undecidable", "undecidable"),
    ({"urgency": "一般"}, "undecidable", "undecidable"),
    ({"urgency": "重要", "received_at": "2026-03-09 10:00", "resolved_at": "2026-03-09 11:00"}, "undecidable", "undecidable"),
    ({"urgency": "高", "received_at": "2026-03-09 10:00"}, "not_judged", "not_judged"),
    ({"received_at": "2026-03-09 10:00"}, "not_judged", "not_judged"),
    ({"urgency": "紧急", "kind": "praise", "received_at": "2026-03-09 10:00"}, "not_judged", "not_judged"),
], ids=[
    "answered before it came", "solved before it was answered", "far but possible", "a year nobody can mean", "no moment",
    "important has no limit yet", "high without a typed date", "no urgency", "praise",
])  # fmt: skip
def test_what_cannot_be_judged(calendar, row, response, resolution):
    found = judged(calendar, {"received_at": None, **row}).iloc[0]
    assert (found["response_verdict"], found["resolution_verdict"]) == (response, resolution)


def test_a_future_moment_is_impossible_as_of_now(calendar):
    row = {"urgency": "一般", "received_at": "2026-03-09 10:00", "resolved_at": "2026-03-10 10:00"}
    assert only(calendar, as_of="2026-03-09 20:00", **row)["is_wrong"]
    assert not only(calendar, as_of="2026-03-10 10:00", **row)["is_wrong"]


def test_solved_without_a_recorded_response_counts_the_solution_as_one(calendar):
    found = only(calendar, received_at="2026-03-09 10:00", urgency="一般", resolved_at="2026-03-09 14:00")
    assert found["response_verdict"] == "met"
    assert found["is_response_assumed"]


def test_an_automatic_receipt_is_no_response(calendar):
    row = {
        "received_at": "2026-03-09 10:00",
        "urgency": "一般",
        "first_responded_at": "2026-03-09 10:00",
        "response_is_auto": "yes",
    }
    assert only(calendar, as_of="2026-03-10 10:00", **row)["response_verdict"] == "breach"
    policies = with_policy("response-normal", counts_auto_receipt=True)
    assert only(calendar, policies=policies, **row)["response_verdict"] == "met"


RECEIVED = {"received_at": "2026-03-09 10:00", "urgency": "一般"}
TOLD = RECEIVED | {"acknowledged_at": "2026-03-09 10:01"}


@pytest.mark.parametrize(
    ("row", "by_person", "with_receipt"),
    [
        (TOLD, "breach", "met"),
        (TOLD | {"first_responded_at": "2026-03-09 10:01"}, "breach", "met"),
        (TOLD | {"first_responded_at": "2026-03-09 10:01", "response_is_auto": "no"}, "met", "met"),
        (TOLD | {"first_responded_at": "2026-03-09 11:00"}, "met", "met"),
        (TOLD | {"first_responded_at": "2026-03-10 11:00"}, "breach", "met"),
        (TOLD | {"first_responded_at": "2026-03-09 10:01", "resolved_at": "2026-03-09 11:30"}, "met", "met"),
        (RECEIVED | {"acknowledged_at": "2026-03-09 09:00"}, "breach", "breach"),
    ],
    ids=[
        "only a receipt", "a response of its very minute is the receipt", "unless somebody says that it was a person",
        "a person came later, in time", "a person came too late", "the answer came in time", "before it was received",
    ],
)  # fmt: skip
def test_when_the_receipt_went_out_counts_only_where_the_policy_says_so(
    calendar, row, by_person, with_receipt
):
    as_of = "2026-03-11 10:00"
    assert only(calendar, as_of=as_of, **row)["response_verdict"] == by_person
    policies = with_policy("response-normal", counts_auto_receipt=True)
    assert only(calendar, as_of=as_of, policies=policies, **row)["response_verdict"] == with_receipt


def test_a_policy_holds_for_what_came_in_while_it_was_valid(calendar):
    old = with_policy("resolution-normal", valid_to=date(2026, 3, 31))
    new = replace(
        next(p for p in DEFAULT_POLICIES if p.id == "resolution-normal"),
        id="new",
        amount=1,
        valid_from=date(2026, 4, 1),
    )
    rows = [{"received_at": moment, "urgency": "一般"} for moment in ("2026-03-31 10:00", "2026-04-01 10:00")]
    assert judged(calendar, *rows, policies=[*old, new])["resolution_policy"].to_list() == [
        "resolution-normal",
        "new",
    ]


def test_policies_match_by_order_and_by_any_column(calendar):
    own = Policy(id="vip", stage=Stage.RESOLUTION, name=DEFAULT_POLICIES[0].name, order=1, clock=Clock.WORKING_HOURS, amount=1,
                 match=Match(customer_type=frozenset({"VIP"}), also=(("store", frozenset({"一店", "二店"})),)))  # fmt: skip
    row = {"received_at": "2026-03-09 10:00", "urgency": "一般"}
    rows = (row | {"customer_type": "VIP", "store": "一店"}, row | {"customer_type": "VIP"}, row)
    found = judged(calendar, *rows, policies=[*DEFAULT_POLICIES, own])
    assert found["resolution_policy"].to_list() == ["vip", "resolution-normal", "resolution-normal"]


def test_a_level_without_a_word_is_read_as_the_word_of_that_level(calendar):
    found = judged(
        calendar,
        *(
            {"received_at": "2026-03-09 10:00", "urgency": None, "priority": level}
            for level in (1, "2", 3, None)
        ),
    )
    assert found["resolution_policy"].to_list() == [
        "resolution-urgent",
        "resolution-normal",
        "resolution-normal",
        None,
    ]


def test_a_shift_of_its_own(calendar):
    night = WorkCalendar.from_dict(
        {"weekly_hours": {day: [["20:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
    )
    policies = with_policy("response-urgent", calendar="night")
    frame = table({"received_at": "2026-03-09 10:00", "urgency": "紧急"})
    assert (
        text(judge(frame, policies, {"": calendar, "night": night}).loc[0, "first_response_due"])
        == "03-09 22:00"
    )


def test_a_bare_date_may_be_read_as_one_time_of_day(calendar):
    row = {"received_at": "2026-03-10", "first_responded_at": "2026-03-10 10:30", "urgency": "紧急"}
    assert only(calendar, **row)["response_verdict"] == "met"
    late = row | {"first_responded_at": "2026-03-10 14:00"}
    assert only(calendar, **late)["response_verdict"] == "undecidable"
    policies = with_policy("response-urgent", missing_time=MissingTime.OPENING)
    assert only(calendar, policies=policies, **late)["response_verdict"] == "breach"


def test_rows_keep_their_index_and_an_empty_table_stays_empty(calendar):
    frame = table({"received_at": "2026-03-09 10:00", "urgency": "一般"}).set_index(pd.Index([42]))
    assert judge(frame, DEFAULT_POLICIES, calendar).index.to_list() == [42]
    empty = judge(frame.iloc[:0], DEFAULT_POLICIES, calendar)
    assert len(empty) == 0
    assert empty["resolution_due"].dtype == "datetime64[s]"


def test_moments_with_a_time_zone_are_refused(calendar):
    frame = table({"received_at": "2026-03-09 10:00", "urgency": "一般"})
    frame["received_at"] = frame["received_at"].dt.tz_localize("Asia/Shanghai")
    with pytest.raises(TypeError, match="time zone"):
        judge(frame, DEFAULT_POLICIES, calendar)


@pytest.mark.parametrize(("row", "due", "verdict"), [
    ({}, "", None),
    ({"first_responded_at": "2026-03-09 12:00"}, "03-10 12:00", None),
    ({"first_responded_at": "2026-03-09 12:00", "resolved_at": "2026-03-10 12:00"}, "03-10 12:00", "met"),
    ({"first_responded_at": "2026-03-09 12:00", "resolved_at": "2026-03-10 12:01"}, "03-10 12:00", "breach"),
    ({"resolved_at": "2026-03-10 12:01"}, "", "undecidable"),
], ids=["not begun", "begun with the response", "in time", "late", "resolved without its first step"])  # fmt: skip
def test_a_clock_may_start_at_another_step(calendar, row, due, verdict):
    policies = with_policy("resolution-urgent", start_event="first_responded_at")
    found = only(calendar, policies=policies, urgency="紧急", received_at="2026-03-09 10:00", **row)
    assert (text(found["resolution_due"]), found["resolution_verdict"]) == (due, verdict)


@pytest.mark.parametrize(("row", "opens", "closes"), [
    ({"kind": "complaint"}, "03-10 12:00", "03-11 12:00"),
    ({"kind": "question"}, "", ""),
    ({"kind": "question", "needs_follow_up": "yes"}, "03-09 12:00", "03-10 12:00"),
    ({"kind": "question", "customer_type": "高价值客户"}, "03-10 12:00", "03-11 12:00"),
    ({"kind": "complaint", "needs_follow_up": "yes"}, "03-10 12:00", "03-11 12:00"),
], ids=["questionnaire", "nobody asks", "asked for a call back", "an important customer", "the questionnaire goes first"])  # fmt: skip
def test_when_the_customer_is_asked(calendar, row, opens, closes):
    found = only(
        calendar, received_at="2026-03-09 10:00", resolved_at="2026-03-09 12:00", urgency="一般", **row
    )
    assert (text(found["follow_up_from"]), text(found["follow_up_due"])) == (opens, closes)
