"""The worked examples: each is a sentence about a feedback and what becomes of its time limits."""

from __future__ import annotations

import pytest
from deadline_rows import RAISED, WAITING, at, judged, only, steps, table, text, with_policy

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, CutOff, DayEnd, Upgrade
from toolkit.domain.deadlines.sla import judge
from toolkit.domain.figures.attainment import RESOLUTION, Basis, attainment
from toolkit.domain.figures.period import Period


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
