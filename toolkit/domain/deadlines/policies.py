"""The time limits that the source documents name, as the rows a new 时限策略 sheet starts with."""

from __future__ import annotations

from typing import Any

from toolkit.domain.deadlines.policy import Clock, CutOff, DayEnd, Extension, Match, Policy, Stage
from toolkit.words import policies as say

WAITS = frozenset({"customer", "agreed_date"})
REMINDERS = ("50%", "80%", "-30m", "due", "daily")
_COMPLAINT, _SUGGESTION, _QUESTION, _PRAISE = (
    frozenset({kind}) for kind in ("complaint", "suggestion", "question", "praise")
)
_YES = frozenset({"yes"})


def _urgency(*words: str, **more: Any) -> Match:
    return Match(urgency=frozenset(words), **more)


def _response(name: str, match: Match, hours: float | None, **more: Any) -> Policy:
    return Policy(
        id=f"response-{name}", stage=Stage.FIRST_RESPONSE, name=say.POLICY_NAMES[f"response-{name}"], match=match,
        end_event="first_responded_at", clock=Clock.WORKING_HOURS, amount=hours, reminders=REMINDERS, **more,
    )  # fmt: skip


def _resolution(name: str, match: Match, clock: Clock, amount: float | None = None, **more: Any) -> Policy:
    return Policy(
        id=f"resolution-{name}", stage=Stage.RESOLUTION, name=say.POLICY_NAMES[f"resolution-{name}"], match=match,
        end_event="resolved_at", clock=clock, amount=amount, pauses_for=WAITS, reminders=REMINDERS, **more,
    )  # fmt: skip


def _step(
    name: str, stage: Stage, events: tuple[str, str], clock: Clock, amount: float | None = None, **more: Any
) -> Policy:
    return Policy(
        id=name, stage=stage, name=say.POLICY_NAMES[name], start_event=events[0], end_event=events[1],
        clock=clock, amount=amount, **more,
    )  # fmt: skip


# Praise has no limit in the source (记录,定期转发): it stands first so that no urgency word judges it.
_NOT_JUDGED = (
    Policy(id="response-praise", stage=Stage.FIRST_RESPONSE, name=say.POLICY_NAMES["response-praise"],
           match=Match(kind=_PRAISE), order=0, end_event="first_responded_at", source=say.SOURCE_PRAISE),
    Policy(id="resolution-praise", stage=Stage.RESOLUTION, name=say.POLICY_NAMES["resolution-praise"],
           match=Match(kind=_PRAISE), order=0, end_event="resolved_at", source=say.SOURCE_PRAISE),
)  # fmt: skip

# Scheme α: 紧急, 一般. An urgent resolution has no 工作日 in the source, so it runs in natural hours.
_ALPHA = (
    _response("urgent", _urgency("紧急"), 2, source=say.SOURCE_RESPONSE_URGENT, escalates_to=("supervisor",)),
    _response("normal", _urgency("一般"), 4, source=say.SOURCE_RESPONSE_NORMAL),
    _resolution(
        "urgent-complex", _urgency("紧急", is_complex=_YES), Clock.NATURAL_HOURS, 24, order=50, source=say.SOURCE_URGENT,
        extension=Extension(condition="complex", amount=48, approver="supervisor"),
    ),
    _resolution("urgent", _urgency("紧急"), Clock.NATURAL_HOURS, 24, source=say.SOURCE_URGENT),
    _resolution("normal", _urgency("一般"), Clock.WORKING_DAYS, 3, source=say.SOURCE_NORMAL),
)  # fmt: skip

# Scheme β: P0, P1, P2, with a resolution only. Scheme γ ranks improvements: its due moment is a typed date.
# Scheme δ leaves 重要 blank in the source; the amount stays to be filled, the α values are only named in the note.
_OTHERS = (
    _resolution("p0", _urgency("P0"), Clock.NATURAL_HOURS, 24, source=say.SOURCE_P0),
    _resolution("p1", _urgency("P1"), Clock.NATURAL_DAYS, 3, source=say.SOURCE_P1),
    _resolution("p2", _urgency("P2"), Clock.NATURAL_DAYS, 7, source=say.SOURCE_P2),
    _resolution("typed-date", _urgency("高", "中", "低"), Clock.FIXED_DATE, source=say.SOURCE_TYPED_DATE),
    _response("important", _urgency("重要"), None, source=say.SOURCE_IMPORTANT, note=say.NOTE_IMPORTANT_RESPONSE),
    _resolution("important", _urgency("重要"), Clock.WORKING_DAYS, source=say.SOURCE_IMPORTANT,
                note=say.NOTE_IMPORTANT_RESOLUTION),
)  # fmt: skip

_KINDS = (
    _step("answer", Stage.ANSWER, ("received_at", "resolved_at"), Clock.IMMEDIATE, match=Match(kind=_QUESTION),
          source=say.SOURCE_ANSWER),
    _step("digest", Stage.DIGEST, ("received_at", "digested_at"), Clock.BATCH, match=Match(kind=_SUGGESTION),
          source=say.SOURCE_DIGEST),
    _step("forward", Stage.FORWARD, ("received_at", "forwarded_at"), Clock.BATCH, match=Match(kind=_PRAISE),
          source=say.SOURCE_PRAISE, note=say.NOTE_FORWARD),
    _step("first-visit", Stage.FIRST_VISIT, ("service_ended_at", "followed_up_at"), Clock.NATURAL_HOURS, 24,
          source=say.SOURCE_FIRST_VISIT),
    _step("questionnaire", Stage.FOLLOW_UP, ("resolved_at", "followed_up_at"), Clock.NATURAL_HOURS, 48, amount_from=24,
          match=Match(kind=_COMPLAINT | _SUGGESTION), source=say.SOURCE_QUESTIONNAIRE),
    _step("call-urgent", Stage.SUPERVISOR_CALL, ("resolved_at", "followed_up_at"), Clock.NATURAL_HOURS, 48, amount_from=24, order=90,
          match=_urgency("紧急", kind=_COMPLAINT), source=say.SOURCE_CALL, note=say.NOTE_CALL),
    _step("call-important", Stage.SUPERVISOR_CALL, ("resolved_at", "followed_up_at"), Clock.NATURAL_HOURS, 48, amount_from=24,
          match=Match(customer_type=frozenset({"高价值客户"})), source=say.SOURCE_CALL, note=say.NOTE_CALL),
)  # fmt: skip

# Stage clocks ε: the start of each is the end of the one before. 由于人员休息不得延误 makes reporting natural hours.
_STAGES = (
    _step("reply", Stage.REPLY, ("received_at", "first_responded_at"), Clock.NATURAL_HOURS, 24, source=say.SOURCE_REPLY),
    _step("report", Stage.REPORT, ("received_at", "reported_at"), Clock.NATURAL_HOURS, 1, source=say.SOURCE_REPORT),
    _step("liability", Stage.LIABILITY, ("reported_at", "liability_decided_at"), Clock.NATURAL_HOURS, 24,
          extension=Extension(condition="unreachable", amount=48), source=say.SOURCE_LIABILITY),
    _step("review", Stage.REVIEW, ("liability_decided_at", "reviewed_at"), Clock.WORKING_HOURS, 4, source=say.SOURCE_REVIEW),
    _step("general-manager", Stage.GENERAL_MANAGER, ("reviewed_at", "general_manager_at"), Clock.WORKING_HOURS, 4,
          source=say.SOURCE_GENERAL_MANAGER),
    _step("accountability", Stage.ACCOUNTABILITY, ("general_manager_at", "accountability_at"), Clock.WORKING_HOURS, 8,
          source=say.SOURCE_ACCOUNTABILITY),
    _step("handover", Stage.HANDOVER, ("accountability_at", "handed_over_at"), Clock.WORKING_DAYS, 1,
          counts_first_day=True, source=say.SOURCE_HANDOVER),
    _step("call-back", Stage.CALL_BACK, ("resolved_at", "followed_up_at"), Clock.NATURAL_HOURS, 24,
          match=Match(also=(("needs_follow_up", _YES),)), source=say.SOURCE_CALL_BACK),
    _step("leftovers", Stage.LEFTOVERS, ("received_at", "followed_up_at"), Clock.CUT_OFF,
          cut_off=CutOff(month_day=4), source=say.SOURCE_LEFTOVERS),
)  # fmt: skip

# Cut-offs ζ: 17点前 is read as before 17:00; `takes_at` makes 17:00 sharp belong to the day.
_CUT_OFFS = (
    _step("voucher", Stage.VOUCHER, ("order_confirmed_at", "voucher_at"), Clock.CUT_OFF, rolls_over_days_off=False,
          cut_off=CutOff(at=17 * 60, before=(1, 10 * 60), after=(1, 15 * 60)), source=say.SOURCE_VOUCHER),
    _step("dispatch", Stage.DISPATCH, ("order_confirmed_at", "dispatched_at"), Clock.CUT_OFF, rolls_over_days_off=False,
          cut_off=CutOff(at=17 * 60, before=(0, 24 * 60), after=(1, 12 * 60)), source=say.SOURCE_DISPATCH),
    _step("transit", Stage.TRANSIT, ("dispatched_at", "signed_for_at"), Clock.NATURAL_DAYS, 5, amount_from=2,
          rolls_over_days_off=False, day_end=DayEnd.MIDNIGHT, source=say.SOURCE_TRANSIT),
    _step("question-list", Stage.QUESTION_LIST, ("meeting_ended_at", "question_list_at"), Clock.WORKING_DAYS, 3,
          source=say.SOURCE_QUESTION_LIST),
    _step("improvement", Stage.IMPROVEMENT, ("planned_at", "completed_at"), Clock.FIXED_DATE, source=say.SOURCE_TYPED_DATE),
)  # fmt: skip

DEFAULT_POLICIES: tuple[Policy, ...] = (*_NOT_JUDGED, *_ALPHA, *_OTHERS, *_KINDS, *_STAGES, *_CUT_OFFS)
