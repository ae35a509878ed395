"""One row of 时限策略: for which feedback it is meant, what it promises, and what may move the promise."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.domain.faults import PolicyDataError
from toolkit.words import Text
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from datetime import date

TEN_YEARS_IN_DAYS = 3660
NO_WORDS: frozenset[str] = frozenset()
NO_TEXT = Text("", "")
RECEIPT = "received_at"
"""The event at which clocks start unless a policy names another."""


class Clock(StrEnum):
    """How an amount is counted; the letters are those of the settings sheet."""

    NATURAL_HOURS = "N"
    WORKING_HOURS = "W"
    NATURAL_DAYS = "ND"
    WORKING_DAYS = "D"
    FIXED_DATE = "X"
    CUT_OFF = "C"
    IMMEDIATE = "I"
    BATCH = "B"
    NOT_JUDGED = ""

    @property
    def is_in_hours(self) -> bool:
        return self in (Clock.NATURAL_HOURS, Clock.WORKING_HOURS)

    @property
    def is_in_days(self) -> bool:
        return self in (Clock.NATURAL_DAYS, Clock.WORKING_DAYS)


class Stage(StrEnum):
    """What is promised. The first three are judged for every feedback; the rest are clocks of one step (ε, ζ)."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"
    FOLLOW_UP = "follow_up"
    SUPERVISOR_CALL = "supervisor_call"
    FIRST_VISIT = "first_visit"
    ANSWER = "answer"
    DIGEST = "digest"
    FORWARD = "forward"
    REPLY = "reply"
    REPORT = "report"
    LIABILITY = "liability"
    REVIEW = "review"
    GENERAL_MANAGER = "general_manager"
    ACCOUNTABILITY = "accountability"
    HANDOVER = "handover"
    CALL_BACK = "call_back"
    LEFTOVERS = "leftovers"
    DISPATCH = "dispatch"
    VOUCHER = "voucher"
    TRANSIT = "transit"
    QUESTION_LIST = "question_list"
    IMPROVEMENT = "improvement"


class DayEnd(StrEnum):
    """When on its last day a limit in days runs out."""

    CLOSING = "closing"
    SAME_TIME = "same_time"
    MIDNIGHT = "midnight"


class Upgrade(StrEnum):
    """What a higher level does to the due moment: the earlier of both, the new amount from the change, or from receipt."""

    EARLIEST = "earliest"
    FROM_CHANGE = "from_change"
    FROM_RECEIPT = "from_receipt"


class Downgrade(StrEnum):
    """What a lower level does: it relaxes the due moment once approved, or never does."""

    WITH_APPROVAL = "with_approval"
    NEVER = "never"


class Reopening(StrEnum):
    """What a new cycle does: it starts the clock anew, goes on with the old one, or is not judged."""

    NEW_CYCLE = "new_cycle"
    CONTINUE = "continue"
    NOT_JUDGED = "not_judged"


class MissingTime(StrEnum):
    """How a bare date is read: as the whole day, as its opening or as its closing time (R20)."""

    WHOLE_DAY = "whole_day"
    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """For which feedback a policy is meant: every named column must hold one of the words; an empty set takes all.

    urgency: words of the source vocabularies (紧急, P0 …). priority: "1" to "3". is_complex, is_major: "yes", "no"
    (a blank is "no"). cycle: "first", "reopened". also: any other column by key.
    """

    kind: frozenset[str] = NO_WORDS
    urgency: frozenset[str] = NO_WORDS
    priority: frozenset[str] = NO_WORDS
    channel: frozenset[str] = NO_WORDS
    customer_type: frozenset[str] = NO_WORDS
    department: frozenset[str] = NO_WORDS
    is_complex: frozenset[str] = NO_WORDS
    is_major: frozenset[str] = NO_WORDS
    cycle: frozenset[str] = NO_WORDS
    also: tuple[tuple[str, frozenset[str]], ...] = ()

    def conditions(self) -> dict[str, frozenset[str]]:
        """Return the words wanted, by column key, of the columns that matter."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "also"}
        return {key: words for key, words in (*named.items(), *self.also) if words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A longer amount under a condition: "complex" once approved before the due moment, "unreachable" after attempts."""

    condition: str
    amount: float
    approver: str = ""
    least_attempts: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A clock time that decides the day: started before `at` it is due by `before`, otherwise by `after`.

    at: minutes after midnight. before, after: (days later, minutes after midnight). takes_at: whether `at` sharp
    still counts as before. month_day: instead of all that, due on this day of the next month.
    """

    at: int = 0
    before: tuple[int, int] = (0, 0)
    after: tuple[int, int] = (0, 0)
    takes_at: bool = False
    month_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A promise about one stage. The amount is in hours or days as the clock says; None is a cell still to be filled.

    amount_from: where the promise is a window, when it opens. pauses_for: the reasons that stop the clock
    ("customer", "agreed_date", "partner"). longest_pause, longest_pauses: caps of one hold and of
    all together, in hours of the policy's own clock.
    pause_rounds_up: a paused limit in days runs to that day's closing. reminders: "50%", "-30m", "due", "daily".
    """

    id: str
    stage: Stage
    name: Text
    match: Match = field(default_factory=Match)
    order: int = 100
    valid_from: date | None = None
    valid_to: date | None = None
    start_event: str = RECEIPT
    end_event: str = ""
    clock: Clock = Clock.NOT_JUDGED
    amount: float | None = None
    amount_from: float | None = None
    cut_off: CutOff | None = None
    counts_first_day: bool = False
    day_end: DayEnd = DayEnd.CLOSING
    rolls_over_days_off: bool = True
    calendar: str = ""
    is_due_included: bool = True
    pauses_for: frozenset[str] = NO_WORDS
    longest_pause: float | None = None
    longest_pauses: float | None = None
    pause_rounds_up: bool = False
    extension: Extension | None = None
    upgrade: Upgrade = Upgrade.EARLIEST
    downgrade: Downgrade = Downgrade.WITH_APPROVAL
    reopening: Reopening = Reopening.NEW_CYCLE
    counts_auto_receipt: bool = False
    missing_time: MissingTime = MissingTime.WHOLE_DAY
    reminders: tuple[str, ...] = ()
    reminds: tuple[str, ...] = ()
    escalates_to: tuple[str, ...] = ()
    reminds_in_working_time: bool = True
    source: Text = NO_TEXT
    note: Text = NO_TEXT

    def __post_init__(self) -> None:
        self._check_amounts()
        if self.clock is Clock.CUT_OFF and self.cut_off is None:
            raise PolicyDataError(say.CUT_OFF_MISSING)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PolicyDataError(say.VALIDITY_REVERSED, first=self.valid_from, value=self.valid_to)

    @property
    def is_unfilled(self) -> bool:
        """Whether the amount is a blank that somebody still has to fill: nothing is guessed in its place."""
        return self.amount is None and (self.clock.is_in_hours or self.clock.is_in_days)

    def _check_amounts(self) -> None:
        extended = self.extension.amount if self.extension else None
        for amount in (self.amount_from, self.amount, extended):
            if amount is not None:
                self._check_amount(amount)
        if self.amount is not None and self.amount_from is not None and self.amount_from >= self.amount:
            raise PolicyDataError(
                say.WINDOW_REVERSED, first=_plain(self.amount_from), value=_plain(self.amount)
            )
        if self.amount is not None and extended is not None and extended <= self.amount:
            raise PolicyDataError(say.EXTENSION_SHORTER, first=_plain(self.amount), value=_plain(extended))

    def _check_amount(self, amount: float) -> None:
        if not amount > 0:
            raise PolicyDataError(say.AMOUNT_NOT_POSITIVE, value=_plain(amount))
        if not math.isfinite(amount) or amount > TEN_YEARS_IN_DAYS * (24 if self.clock.is_in_hours else 1):
            raise PolicyDataError(say.AMOUNT_ABSURD, value=_plain(amount))
        if self.clock.is_in_days and amount != int(amount):
            raise PolicyDataError(say.DAYS_NOT_WHOLE, value=_plain(amount))


def _plain(amount: float) -> str:
    """A number as people write it: 48, not 48.0."""
    return f"{amount:.15g}"
