"""What a table of feedback says about time limits, as plain arrays: the only place that knows its column names."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.deadlines.holds import other_holds, waits_for
from toolkit.domain.deadlines.receipts import RECEIPT, is_receipt_only
from toolkit.domain.fields import Mask, Moments, filled, flags, is_yes, moments, numbers

if TYPE_CHECKING:
    from toolkit.domain.worktime.calendar import WorkCalendar

DAY = np.timedelta64(1, "D")
MINUTE = np.timedelta64(1, "m")
LAST_MINUTE = np.timedelta64(1439, "m")
# Ten years of limit and some pause must still fit into the calendar.
EARLIEST, LATEST = np.datetime64("1980-01-01", "s"), np.datetime64("2080-01-01", "s")


@dataclass(frozen=True)
class Facts:
    """One array per fact, all of shape (n,). A moment is NaT where blank; `_is_day` marks a bare date.

    start: when the clocks begin. received: when the first cycle's did. responded_is_assumed: no response on record, so the resolution counts as one (R9).
    response_is_auto: it is only the receipt (R7). acknowledged: when the receipt went out.
    changed_at: when the urgency became what it is. pause: "customer", "agreed_date" or "partner". other_…: further holds, of shape (n, k).
    started_by, levelled_by, raised_by: the merged row whose start or level it is, or that came later with a higher one.
    approved_at, attempts: what an extension rests on. is_child: merged into another row (R18).
    is_wrong: impossible moments (R21).
    """

    start: Moments
    start_is_day: Mask
    received: Moments
    received_is_day: Mask
    responded: Moments
    responded_is_day: Mask
    responded_is_assumed: Mask
    response_is_auto: Mask
    acknowledged: Moments
    acknowledged_is_day: Mask
    resolved: Moments
    resolved_is_day: Mask
    held_from: Moments
    held_from_is_day: Mask
    held_until: Moments
    held_until_is_day: Mask
    pause: npt.NDArray[np.object_]
    other_from: Moments
    other_until: Moments
    other_pause: npt.NDArray[np.object_]
    override: Moments
    override_is_day: Mask
    changed_at: Moments
    change_is_approved: Mask
    is_complex: Mask
    approved_at: Moments
    attempts: npt.NDArray[np.float64]
    is_reopened: Mask
    is_child: Mask
    is_wrong: Mask
    started_by: npt.NDArray[np.object_]
    levelled_by: npt.NDArray[np.object_]
    raised_by: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: npt.NDArray[np.intp]) -> Self:
        """Return the facts of these rows only."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @property
    def is_vague(self) -> Mask:
        """Whether a bare date leaves open when a clock ran."""
        return self.start_is_day | self.held_from_is_day | self.held_until_is_day

    def assuming(self, calendar: WorkCalendar) -> Self:
        """The facts with bare dates read so that the due moment comes out safe: opening time, shortest pause (R20)."""
        if not self.is_vague.any():
            return self
        return replace(
            self,
            start=np.where(self.start_is_day, calendar.opening(self.start), self.start),
            held_from=np.where(self.held_from_is_day, _midnight(self.held_from) + DAY, self.held_from),
            held_until=_floor(self.held_until, self.held_until_is_day),
        )

    def at_earliest(self) -> Self:
        """The facts with bare dates read so that the due moment comes out earliest."""
        return replace(
            self,
            start=_floor(self.start, self.start_is_day),
            held_from=np.where(self.held_from_is_day, _midnight(self.held_from) + DAY, self.held_from),
            held_until=_floor(self.held_until, self.held_until_is_day),
        )

    def at_latest(self) -> Self:
        """The facts with bare dates read so that the due moment comes out latest."""
        return replace(
            self,
            start=np.where(self.start_is_day, _midnight(self.start) + LAST_MINUTE, self.start),
            held_from=_floor(self.held_from, self.held_from_is_day),
            held_until=np.where(self.held_until_is_day, _midnight(self.held_until) + DAY, self.held_until),
        )


def read_facts(cases: pd.DataFrame, as_of: np.datetime64 | None = None) -> Facts:
    """Read the facts of a table of feedback; columns that it lacks are blank.

    Rows of a later cycle start at `reopened_at` (R14), rows without `received_at` at `registered_at` (R6).

    Raises:
        TypeError: a column of moments holds something else, such as moments with a time zone.
    """
    responded, resolved = moments(cases, "first_responded_at"), moments(cases, "resolved_at")
    is_assumed = np.isnat(responded) & ~np.isnat(resolved)
    start, start_is_day = _starts(cases)
    others = other_holds(
        cases["other_holds"] if "other_holds" in cases else pd.Series([None] * len(cases), dtype=object)
    )
    held_until, on_hold = moments(cases, "held_until"), np.isnat(moments(cases, "held_until"))
    facts = Facts(
        start=start,
        start_is_day=start_is_day,
        received=moments(cases, "received_at"),
        received_is_day=flags(cases, "received_at_is_day"),
        responded=np.where(is_assumed, resolved, responded),
        responded_is_day=np.where(
            is_assumed, flags(cases, "resolved_at_is_day"), flags(cases, "first_responded_at_is_day")
        ),
        responded_is_assumed=is_assumed,
        response_is_auto=is_receipt_only(cases),
        acknowledged=moments(cases, RECEIPT),
        acknowledged_is_day=flags(cases, f"{RECEIPT}_is_day"),
        resolved=resolved,
        resolved_is_day=flags(cases, "resolved_at_is_day"),
        held_from=moments(cases, "held_from"),
        held_from_is_day=flags(cases, "held_from_is_day"),
        # Solved while on hold: the pause ended then.
        held_until=np.where(on_hold, resolved, held_until),
        held_until_is_day=flags(cases, "held_until_is_day") & ~on_hold,
        pause=_pauses(cases),
        other_from=others.begins,
        other_until=others.ends,
        other_pause=others.waits,
        override=moments(cases, "due_override"),
        override_is_day=flags(cases, "due_override_is_day"),
        changed_at=moments(cases, "urgency_changed_at"),
        change_is_approved=is_yes(cases, "change_is_approved"),
        is_complex=is_yes(cases, "is_complex"),
        approved_at=_approvals(cases),
        attempts=numbers(cases, "contact_attempts"),
        is_reopened=numbers(cases, "cycle") > 1,
        is_child=filled(cases, "merged_into"),
        is_wrong=np.zeros(len(cases), dtype=bool),
        **{key: _ids(cases, key) for key in ("started_by", "levelled_by", "raised_by")},
    )
    return replace(facts, **_impossible(facts, as_of))


def _starts(cases: pd.DataFrame) -> tuple[Moments, Mask]:
    start, is_day = moments(cases, "received_at"), flags(cases, "received_at_is_day")
    is_reopened = numbers(cases, "cycle") > 1
    for key, wanted in (("registered_at", np.isnat(start)), ("reopened_at", is_reopened)):
        if key not in cases:
            continue
        other = moments(cases, key)
        use = wanted & ~np.isnat(other)
        start, is_day = np.where(use, other, start), np.where(use, flags(cases, f"{key}_is_day"), is_day)
    return start, is_day & ~np.isnat(start)


def _ids(cases: pd.DataFrame, key: str) -> npt.NDArray[np.object_]:
    return cases[key].to_numpy(dtype=object) if key in cases else np.full(len(cases), None, dtype=object)


def _pauses(cases: pd.DataFrame) -> npt.NDArray[np.object_]:
    """What each hold waits for, by the words of its reason; without one it waits on the customer."""
    if "hold_reason" not in cases:
        return np.full(len(cases), "customer", dtype=object)
    codes, distinct = pd.factorize(cases["hold_reason"])
    kinds = np.array([*(waits_for(str(reason)) for reason in distinct), "customer"], dtype=object)
    return kinds[codes]


def _approvals(cases: pd.DataFrame) -> Moments:
    """When an extension was approved. A table without the column keeps no such record: the flag itself counts."""
    if "extension_approved_at" in cases:
        return moments(cases, "extension_approved_at")
    return np.full(len(cases), EARLIEST)


def _impossible(facts: Facts, as_of: np.datetime64 | None) -> dict[str, Any]:
    """Moments outside the years of the calendar are blanked; with them, rows that contradict themselves are wrong."""
    wrong = facts.is_wrong.copy()
    cleaned: dict[str, Any] = {}
    for key in (
        "start",
        "received",
        "responded",
        "resolved",
        "held_from",
        "held_until",
        "override",
        "changed_at",
    ):
        values = getattr(facts, key)
        outside = (values < EARLIEST) | (values >= LATEST)
        if outside.any():
            cleaned[key] = np.where(outside, np.datetime64("NaT", "s"), values)
            wrong |= outside
    for first, second in (
        ("start", "responded"),
        ("start", "resolved"),
        ("responded", "resolved"),
        ("held_from", "held_until"),
    ):
        wrong |= reversed_by(facts, first, second)
    if as_of is not None:
        wrong |= (facts.start > as_of) | (facts.responded > as_of) | (facts.resolved > as_of)
    return cleaned | {"is_wrong": wrong}


def reversed_by(facts: Facts, first: str, second: str) -> Mask:
    """Return where the second moment lies before the first for certain; a bare date is compared by the day."""
    a, b = getattr(facts, first), getattr(facts, second)
    by_day = getattr(facts, f"{first}_is_day") | getattr(facts, f"{second}_is_day")
    is_before: Mask = np.where(by_day, _midnight(b) < _midnight(a), _minute(b) < _minute(a))
    return is_before


def _midnight(values: Moments) -> Moments:
    return values.astype("datetime64[D]").astype("datetime64[s]")


def _minute(values: Moments) -> Moments:
    return values.astype("datetime64[m]")


def _floor(values: Moments, is_day: Mask) -> Moments:
    return np.where(is_day, _midnight(values), values)
