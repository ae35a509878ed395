"""The worked examples: each is a sentence about a feedback and what becomes of its time limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.attainment import RESOLUTION, Basis, attainment
from toolkit.domain.calendar import WorkCalendar
from toolkit.domain.period import Period
from toolkit.domain.policies import DEFAULT_POLICIES
from toolkit.domain.policy import Clock, CutOff, DayEnd, Match, MissingTime, Policy, Reopening, Stage, Upgrade
from toolkit.domain.sla import judge
from toolkit.domain.steps import judge_steps

MOMENTS = (
    "received_at", "first_responded_at", "resolved_at", "held_from", "held_until", "due_override",
    "urgency_changed_at", "extension_approved_at", "reopened_at",
)  # fmt: skip


def at(text):
    return np.datetime64(text.replace(" ", "T"), "s")


def table(*rows):
    """A table of feedback; a moment written without time of day is a bare date."""
    frame = pd.DataFrame([{"kind": "complaint", **row} for row in rows], dtype=object)
    for key in MOMENTS:
        if key in frame:
            texts = frame[key].where(frame[key].notna(), None)
            frame[key] = np.array(
                [at(text) if text else np.datetime64("NaT") for text in texts], dtype="datetime64[s]"
            )
            frame[f"{key}_is_day"] = [len(text or "") == 10 for text in texts]
    return frame


def judged(calendar, *rows, as_of=None, policies=DEFAULT_POLICIES):
    return judge(table(*rows), policies, calendar, at(as_of) if as_of else None)


def only(calendar, as_of=None, policies=DEFAULT_POLICIES, **row):
    return judged(calendar, row, as_of=as_of, policies=policies).iloc[0]


def text(moment):
    return "" if pd.isna(moment) else f"{moment:%m-%d %H:%M}"


@pytest.mark.parametrize(("received", "urgent", "normal", "by_level"), [
    ("2026-03-13 17:59", ("03-16 10:59", "03-14 17:59"), ("03-16 13:59", "03-18 18:00"),
     ("03-14 17:59", "03-16 18:00", "03-20 18:00")),
    ("2026-09-18 17:59", ("09-20 10:59", "09-19 17:59"), ("09-20 13:59", "09-22 18:00"),
     ("09-19 17:59", "09-21 18:00", "09-28 18:00")),
    ("2026-10-03 10:00", ("10-08 11:00", "10-04 10:00"), ("10-08 14:00", "10-10 18:00"),
     ("10-04 10:00", "10-08 18:00", "10-10 18:00")),
    ("2026-10-10 16:30", ("10-12 09:30", "10-11 16:30"), ("10-12 11:30", "10-14 18:00"),
     ("10-11 16:30", "10-13 18:00", "10-19 18:00")),
    ("2026-09-30 17:00", ("10-08 10:00", "10-01 17:00"), ("10-08 12:00", "10-10 18:00"),
     ("10-01 17:00", "10-08 18:00", "10-08 18:00")),
    ("2026-03-10 12:30", ("03-10 15:00", "03-11 12:30"), ("03-10 17:00", "03-13 18:00"),
     ("03-11 12:30", "03-13 18:00", "03-17 18:00")),
    ("2026-03-10 02:30", ("03-10 11:00", "03-11 02:30"), ("03-10 14:00", "03-13 18:00"),
     ("03-11 02:30", "03-13 18:00", "03-17 18:00")),
    ("2026-03-10 18:00", ("03-11 11:00", "03-11 18:00"), ("03-11 14:00", "03-13 18:00"),
     ("03-11 18:00", "03-13 18:00", "03-17 18:00")),
], ids=[
    "E1 received on Friday a minute before closing", "E2 before a make-up Sunday", "E3 on a holiday",
    "E4 on a make-up Saturday", "E5 on the eve of a long holiday", "E6 during lunch", "E6 at night", "E6 at closing time",
])  # fmt: skip
def test_due_moments(calendar, received, urgent, normal, by_level):
    rows = [{"received_at": received, "urgency": word} for word in ("紧急", "一般", "P0", "P1", "P2")]
    found = judged(calendar, *rows)
    assert [text(due) for due in found["first_response_due"]] == [urgent[0], normal[0], "", "", ""]
    assert [text(due) for due in found["resolution_due"]] == [urgent[1], normal[1], *by_level]


def test_e6_closing_time_itself_still_meets_a_due_of_closing_time(calendar):
    row = {"urgency": "一般", "received_at": "2026-03-10 12:30"}
    assert only(calendar, **row, resolved_at="2026-03-13 18:00:59")["resolution_verdict"] == "met"
    assert only(calendar, **row, resolved_at="2026-03-13 18:01")["resolution_verdict"] == "breach"


def with_policy(name, **changes):
    """The default policies, one of them changed."""
    return [replace(policy, **changes) if policy.id == name else policy for policy in DEFAULT_POLICIES]


@pytest.mark.parametrize(("changes", "due"), [
    ({}, "09-22 18:00"),
    ({"day_end": DayEnd.SAME_TIME}, "09-22 17:59"),
    ({"day_end": DayEnd.MIDNIGHT}, "09-23 00:00"),
    ({"clock": Clock.WORKING_HOURS, "amount": 24}, "09-22 17:59"),
    ({"clock": Clock.NATURAL_HOURS, "amount": 72}, "09-21 17:59"),
    ({"counts_first_day": True}, "09-21 18:00"),
], ids=["default: closing", "same time", "midnight", "24 working hours", "72 natural hours", "first day counts"])  # fmt: skip
def test_e7_three_days_under_other_day_rules(calendar, changes, due):
    policies = with_policy("resolution-normal", **changes)
    assert (
        text(
            only(calendar, policies=policies, received_at="2026-09-18 17:59", urgency="一般")[
                "resolution_due"
            ]
        )
        == due
    )


def test_e8_dissatisfied_starts_a_new_cycle_and_leaves_the_old_verdict(calendar):
    first = {"received_at": "2026-03-09 10:00", "resolved_at": "2026-03-11 15:00", "urgency": "一般"}
    again = {
        "received_at": "2026-03-09 10:00",
        "reopened_at": "2026-03-13 11:00",
        "cycle": 2,
        "urgency": "一般",
    }
    found = judged(calendar, first, again)
    assert text(found.loc[0, "resolution_due"]) == "03-12 18:00"
    assert found.loc[0, "resolution_verdict"] == "met"
    assert [text(found.loc[0, key]) for key in ("follow_up_from", "follow_up_due")] == [
        "03-12 15:00",
        "03-13 15:00",
    ]
    assert [text(found.loc[1, key]) for key in ("first_response_due", "resolution_due")] == [
        "03-13 16:00",
        "03-18 18:00",
    ]
    assert found.loc[1, "resolution_verdict"] is None


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


WAITING = {
    "received_at": "2026-03-09 10:00",
    "held_from": "2026-03-10 16:00",
    "held_until": "2026-03-12 10:00",
}


def test_e9_waiting_for_the_customer_moves_a_limit_in_working_days_by_working_hours(calendar):
    found = only(calendar, urgency="一般", **WAITING)
    assert text(found["resolution_due"]) == "03-16 12:00"
    assert found["held_minutes"] == 11 * 60
    rounded = with_policy("resolution-normal", pause_rounds_up=True)
    assert (
        text(only(calendar, policies=rounded, urgency="一般", **WAITING)["resolution_due"]) == "03-16 18:00"
    )


def test_e9_what_was_overdue_before_the_pause_stays_overdue(calendar):
    found = only(calendar, urgency="紧急", **WAITING)
    assert text(found["resolution_due"]) == "03-10 10:00"
    assert found["held_minutes"] == 0


def test_e9_a_pause_outside_working_time_adds_nothing(calendar):
    night = {
        "received_at": "2026-03-09 10:00",
        "held_from": "2026-03-10 18:30",
        "held_until": "2026-03-11 08:30",
    }
    assert text(only(calendar, urgency="一般", **night)["resolution_due"]) == "03-12 18:00"


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


RAISED = {
    "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-09 10:30",
    "urgency_before": "一般", "urgency": "紧急", "urgency_changed_at": "2026-03-10 14:00",
}  # fmt: skip


def test_e10_an_upgrade_takes_the_earlier_due_and_does_not_judge_the_response_again(calendar):
    found = only(calendar, **RAISED)
    assert text(found["resolution_due"]) == "03-11 14:00"
    assert text(found["first_response_due"]) == "03-09 15:00"
    assert found["response_verdict"] == "met"
    assert found["response_policy"] == "response-normal"
    assert not found["is_retroactive"]


def test_e10_an_upgrade_counted_from_receipt_is_late_at_once_and_says_so(calendar):
    policies = with_policy("resolution-urgent", upgrade=Upgrade.FROM_RECEIPT)
    found = only(calendar, policies=policies, as_of="2026-03-10 14:00", **RAISED)
    assert text(found["resolution_due"]) == "03-10 10:00"
    assert found["resolution_verdict"] == "breach"
    assert found["is_retroactive"]


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


@pytest.mark.parametrize(("contact", "urgent", "normal"), [
    ("2026-03-10", "undecidable", "undecidable"),
    ("2026-03-11", "undecidable", "undecidable"),
    ("2026-03-12", "breach", "breach"),
])  # fmt: skip
def test_e11_bare_dates_decide_a_response_only_where_every_reading_agrees(calendar, contact, urgent, normal):
    rows = [
        {"received_at": "2026-03-10", "first_responded_at": contact, "urgency": word}
        for word in ("紧急", "一般")
    ]
    assert judged(calendar, *rows)["response_verdict"].to_list() == [urgent, normal]


@pytest.mark.parametrize(("resolved", "verdicts"), [
    ("2026-03-10", ["met", "met", "met"]),
    ("2026-03-11", ["met", "met", "undecidable"]),
    ("2026-03-12", ["met", "met", "breach"]),
    ("2026-03-13", ["met", "met", "breach"]),
    ("2026-03-14", ["breach", "breach", "breach"]),
])  # fmt: skip
def test_e11_limits_in_days_are_decided_by_dates(calendar, resolved, verdicts):
    rows = [
        {"received_at": "2026-03-10", "resolved_at": resolved, "urgency": word}
        for word in ("一般", "P1", "P0")
    ]
    assert judged(calendar, *rows)["resolution_verdict"].to_list() == verdicts


def test_e12_the_sources_own_sample_rows(calendar):
    """表1: received on a holiday, without time of day; P1 rolls over the holidays to a make-up Saturday."""
    f001 = {"received_at": "2023-10-01", "issue_type": "物流延迟(P1)", "urgency": "P1"}
    f002 = {"received_at": "2023-10-01", "issue_type": "功能异常(P0)", "urgency": "P0"}
    found = judged(calendar, f001, f002)
    assert [f"{due:%Y-%m-%d %H:%M}" for due in found["resolution_due"]] == [
        "2023-10-07 18:00",
        "2023-10-02 09:00",
    ]
    assert found["response_verdict"].to_list() == ["not_judged", "not_judged"]
    assert not found["is_provisional"].any()


def test_e13_beyond_the_published_year_new_year_is_off_and_the_result_provisional(calendar):
    rows = [{"received_at": "2026-12-31 16:00", "urgency": word} for word in ("紧急", "一般")]
    found = judged(calendar, *rows)
    assert [f"{due:%Y-%m-%d %H:%M}" for due in found["first_response_due"]] == [
        "2026-12-31 18:00",
        "2027-01-04 11:00",
    ]
    assert [f"{due:%Y-%m-%d %H:%M}" for due in found["resolution_due"]] == [
        "2027-01-01 16:00",
        "2027-01-06 18:00",
    ]
    assert found["is_provisional"].to_list() == [False, True]


def test_e14_a_questionnaire_window_over_a_weekend_suggests_monday_morning(calendar):
    found = only(calendar, received_at="2026-03-11 16:00", resolved_at="2026-03-13 16:00", urgency="一般")
    assert [text(found[key]) for key in ("follow_up_from", "follow_up_due")] == ["03-14 16:00", "03-15 16:00"]
    assert text(found["follow_up_suggested_at"]) == "03-16 09:00"
    assert found["follow_up_suggested_at"] > found["follow_up_due"]
    inside = only(calendar, received_at="2026-03-09 10:00", resolved_at="2026-03-11 15:00", urgency="一般")
    assert text(inside["follow_up_suggested_at"]) == "03-13 15:00"
    in_hours = with_policy("questionnaire", clock=Clock.WORKING_HOURS, amount=8, amount_from=4)
    found = only(
        calendar,
        policies=in_hours,
        received_at="2026-03-11 16:00",
        resolved_at="2026-03-13 16:00",
        urgency="一般",
    )
    assert [text(found[key]) for key in ("follow_up_from", "follow_up_due")] == ["03-16 11:00", "03-16 16:00"]


def steps(calendar, policies=DEFAULT_POLICIES, **moments):
    frame = pd.DataFrame(
        {key: [at(value)] if key.endswith("_at") else [value] for key, value in moments.items()}
    )
    return judge_steps(frame, policies, calendar).iloc[0]


@pytest.mark.parametrize(("confirmed", "shipped", "voucher"), [
    ("2026-03-10 16:59", "03-11 00:00", "03-11 10:00"),
    ("2026-03-10 17:00", "03-11 12:00", "03-11 15:00"),
], ids=["T单", "N单"])  # fmt: skip
def test_e15_five_in_the_afternoon_decides_the_day(calendar, confirmed, shipped, voucher):
    found = steps(calendar, order_confirmed_at=confirmed)
    assert (text(found["dispatch_due"]), text(found["voucher_due"])) == (shipped, voucher)


def test_e15_five_sharp_may_belong_to_the_day(calendar):
    cut = CutOff(at=17 * 60, before=(1, 600), after=(1, 900), takes_at=True)
    found = steps(calendar, with_policy("voucher", cut_off=cut), order_confirmed_at="2026-03-10 17:00")
    assert text(found["voucher_due"]) == "03-11 10:00"


def test_e16_the_chain_of_steps(calendar):
    assert text(steps(calendar, received_at="2026-03-10 17:30")["report_due"]) == "03-10 18:30"
    in_hours = with_policy("report", clock=Clock.WORKING_HOURS)
    assert text(steps(calendar, in_hours, received_at="2026-03-10 17:30")["report_due"]) == "03-11 09:30"
    chain = steps(calendar, liability_decided_at="2026-03-10 15:00", general_manager_at="2026-03-10 15:00",
                  accountability_at="2026-03-11 14:00")  # fmt: skip
    assert text(chain["review_due"]) == "03-11 10:00"
    assert text(chain["accountability_due"]) == "03-11 15:00"
    assert chain["accountability_verdict"] == "met"
    assert text(chain["handover_due"]) == "03-11 18:00"


def test_e17_duplicates_merged_count_from_the_first_with_the_highest_level(calendar):
    found = judged(
        calendar,
        {"feedback_id": "F1", "received_at": "2026-03-10 09:00", "urgency": "一般"},
        {"feedback_id": "F2", "received_at": "2026-03-10 11:00", "urgency": "紧急", "merged_into": "F1",
         "first_responded_at": "2026-03-10 11:30"},
        {"feedback_id": "F3", "received_at": "2026-03-10 11:00", "urgency": "紧急"},
    )  # fmt: skip
    assert text(found.loc[0, "resolution_due"]) == "03-11 11:00"
    assert found["response_verdict"].to_list() == ["met", "not_judged", None]
    assert found.loc[1, "resolution_verdict"] == "not_judged"


def test_e18_a_typed_due_wins_and_the_computed_one_stands_beside_it(calendar):
    found = only(calendar, received_at="2026-03-09 10:00", urgency="一般", due_override="2026-03-20 12:00",
                 resolved_at="2026-03-16 09:00")  # fmt: skip
    assert text(found["resolution_due"]) == "03-20 12:00"
    assert text(found["computed_resolution_due"]) == "03-12 18:00"
    assert (found["resolution_verdict"], found["computed_resolution_verdict"]) == ("met", "breach")


def test_e18_a_typed_date_lasts_until_closing(calendar):
    row = {"received_at": "2026-03-09 10:00", "urgency": "高", "due_override": "2026-03-20"}
    found = judged(
        calendar, row, row | {"resolved_at": "2026-03-20"}, row | {"resolved_at": "2026-03-20 18:01"}
    )
    assert {text(due) for due in found["resolution_due"]} == {"03-20 18:00"}
    assert found["resolution_verdict"].to_list() == [None, "met", "breach"]


@pytest.mark.parametrize(("attempts", "due"), [(1, "03-11 10:00"), (3, "03-12 10:00")])
def test_e19_unreachable_customers_extend_only_after_enough_attempts(calendar, attempts, due):
    assert (
        text(steps(calendar, reported_at="2026-03-10 10:00", contact_attempts=attempts)["liability_due"])
        == due
    )


@pytest.mark.parametrize(("approved", "due"), [
    ("2026-03-10 09:00", "03-11 10:00"), ("2026-03-10 10:01", "03-10 10:00"), (None, "03-10 10:00"),
])  # fmt: skip
def test_a_complex_problem_extends_only_when_approved_before_its_due(calendar, approved, due):
    row = {"received_at": "2026-03-09 10:00", "urgency": "紧急", "is_complex": "yes"}
    assert text(judged(calendar, row | {"extension_approved_at": approved}).loc[0, "resolution_due"]) == due
    assert text(only(calendar, **row)["resolution_due"]) == "03-11 10:00"


def test_e20_open_past_its_due_counts_as_missed_in_its_month(calendar):
    as_of = at("2026-04-02 10:00")
    frame = table(
        {"feedback_id": "F1", "received_at": "2026-03-26 10:00", "urgency": "一般", "resolved_at": None}
    )
    found = frame.join(judge(frame, DEFAULT_POLICIES, calendar, as_of)).assign(
        status="in_progress", merged_into=None
    )
    assert text(found.loc[0, "resolution_due"]) == "03-31 18:00"
    assert found.loc[0, "resolution_is_by_clock"]
    month = Period.month("2026-03", as_of)
    assert attainment(found, RESOLUTION, month, Basis.DUE).breach == 1
    assert attainment(found, RESOLUTION, month, Basis.DONE).counted == 0


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
