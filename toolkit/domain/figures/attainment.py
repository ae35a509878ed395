"""How many promises were kept, and what is still open: figures over judged rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.between import JUDGED, told_apart

if TYPE_CHECKING:
    from toolkit.domain.figures.period import Mask, Period

VERDICTS = ("met", "breach", "undecidable", "not_judged", "pending")
NEVER_OPEN = ("invalid", "merged", "recorded")


class Basis(StrEnum):
    """Which rows a month answers for (R24): those due, those received, or those done in it."""

    DUE = "due"
    RECEIVED = "received"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit's columns: when it runs out, what ends it, and how it was judged."""

    name: str
    due: str
    done: str
    verdict: str


RESPONSE = Clock("response", "first_response_due", "first_responded_at", "response_verdict")
RESOLUTION = Clock("resolution", "resolution_due", "resolved_at", "resolution_verdict")
CLOCKS = (RESPONSE, RESOLUTION)
READ = frozenset((
    "received_at", "status", "merged_into", "cycle", "cycle_started_at", "is_earlier_cycle", JUDGED,
    *(f"{clock.name}_done_at" for clock in CLOCKS), *(f"earlier_{key}" for clock in CLOCKS for key in (clock.due, clock.verdict)),
    *(key for clock in CLOCKS for key in (clock.due, clock.done, clock.verdict)),
))  # fmt: skip
"""The columns that `attainment` and `by_cycle` look at, of two hundred: copying the others costs far more than counting."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """Rows by verdict. Only `met` and `breach` are in the denominator."""

    met: int = 0
    breach: int = 0
    undecidable: int = 0
    not_judged: int = 0
    pending: int = 0

    @property
    def counted(self) -> int:
        return self.met + self.breach

    @property
    def rate(self) -> float | None:
        return self.met / self.counted if self.counted else None


def done_at(frame: pd.DataFrame, clock: Clock) -> pd.Series:
    """Return what ended a clock in the cycle that each row is in; an answer delivered counts as a response too."""
    own = f"{clock.name}_done_at"
    done: pd.Series = frame[own if own in frame else clock.done]
    resolved = frame["resolution_done_at" if "resolution_done_at" in frame else "resolved_at"]
    return done.fillna(resolved)


def by_cycle(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, and those of reopened feedback once more for each cycle that is over, at the end.

    These have the same index and is_earlier_cycle set; what ended the first one's clocks is the person's first entry.
    """
    if "earlier_resolution_due" not in frame or "is_earlier_cycle" in frame:
        return frame
    first = frame[frame["cycle_started_at"].notna()]
    if first.empty:
        return frame
    own = {key: first[f"earlier_{key}"] for clock in CLOCKS for key in (clock.due, clock.verdict)}
    done = {f"{clock.name}_done_at": _in_first_cycle(first, clock.done) for clock in CLOCKS}
    parts = [
        frame.assign(is_earlier_cycle=False),
        first.assign(**own, **done, cycle=1.0, is_earlier_cycle=True),
        told_apart(frame).assign(is_earlier_cycle=True),
    ]
    return pd.concat([part for part in parts if len(part)])


def _in_first_cycle(first: pd.DataFrame, key: str) -> pd.Series:
    return first[key].where(first[key] <= first["cycle_started_at"])


def is_merged(frame: pd.DataFrame) -> Mask:
    """Say of each row whether it went into another one: it stays in the counts, not in the rates (R18)."""
    return (frame["status"] == "merged") | frame["merged_into"].notna()


def verdicts(frame: pd.DataFrame, clock: Clock, as_of: np.datetime64) -> pd.Series:
    """Return one of VERDICTS for each row, as of a moment, shape (n,).

    An undecided row that is open past its due moment is a breach; a merged one, or one without a time limit,
    is not judged; what is undecided and not yet due is pending.
    """
    given, due = frame[clock.verdict], frame[clock.due]
    is_done = done_at(frame, clock).notna()
    is_out = is_merged(frame) | (given.isna() & (due.isna() | frame["status"].isin(NEVER_OPEN)))
    is_late = given.isna() & ~is_done & (due < as_of)
    found = np.select([is_out, is_late, given.isin(VERDICTS)], ["not_judged", "breach", given], "pending")
    return pd.Series(found, index=frame.index, dtype=object)


def answers_for(frame: pd.DataFrame, clock: Clock, period: Period, basis: Basis = Basis.DUE) -> Mask:
    """Say of each row whether the period answers for it on this clock."""
    return period.holds(counted_at(frame, clock, basis))


def counted_at(frame: pd.DataFrame, clock: Clock, basis: Basis = Basis.DUE) -> pd.Series:
    """Return the moment by which each row counts on this clock."""
    moments: dict[Basis, pd.Series] = {
        Basis.DUE: frame[clock.due],
        Basis.RECEIVED: frame["received_at"],
        Basis.DONE: done_at(frame, clock),
    }
    return moments[basis]


def attainment(frame: pd.DataFrame, clock: Clock, period: Period, basis: Basis = Basis.DUE) -> Attainment:
    """Return how a time limit was kept in a period.

    Counted are met and breached rows; open and overdue is a breach, open and not yet due is pending. Reopened feedback
    counts once for each of its cycles (R14).
    """
    frame = by_cycle(frame)
    rows = frame[answers_for(frame, clock, period, basis)]
    counts = verdicts(rows, clock, period.as_of).value_counts()
    return Attainment(**{name: int(counts.get(name, 0)) for name in VERDICTS})


def attainment_by(
    frame: pd.DataFrame, clock: Clock, period: Period, groups: pd.Series, basis: Basis = Basis.DUE
) -> dict[object, Attainment]:
    """Return the attainment of each group that has a row; `groups` has one name a row and the frame's index."""
    frame = by_cycle(frame)
    groups = groups.loc[frame.index].reset_index(drop=True)
    frame = frame.reset_index(drop=True)
    mask = answers_for(frame, clock, period, basis)
    table = pd.crosstab(groups[mask], verdicts(frame[mask], clock, period.as_of)).reindex(
        columns=list(VERDICTS), fill_value=0
    )
    return {
        name: Attainment(*(int(value) for value in row))
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    }


@dataclass(frozen=True)
class Stays:
    """From when to when judged rows were open: asking for several moments costs little more than for one.

    A row that came back dissatisfied is open again from then on. Invalid, merged, withdrawn and merely recorded
    rows never are.
    """

    frame: pd.DataFrame

    def open_at(self, at: np.datetime64) -> np.ndarray:
        """Say of each row whether it was received and not resolved at a moment."""
        received, done, back, done_again = self._ends
        is_back = (back <= at) & ~(done_again <= at)
        is_between = ~np.isnat(self._due_between(at))
        found: np.ndarray = (received <= at) & (~(done <= at) | is_back | is_between)
        return found

    def overdue_at(self, at: np.datetime64) -> np.ndarray:
        """Say of each row whether it is open at a moment and its resolution was due before it."""
        due, first_due, started = self._dues
        between = self._due_between(at)
        then = np.where(np.isnat(between), np.where(started > at, first_due, due), between)
        found: np.ndarray = self.open_at(at) & (then < at)
        return found

    def _due_between(self, at: np.datetime64) -> np.ndarray:
        """When the cycle is due that ran at a moment, neither the first nor the last one; far off where it is unjudged."""
        due = np.full(len(self.frame), "NaT", "M8[s]")
        rows, started, done, ends = self._between
        runs = (started <= at) & ~(done <= at)
        due[rows[runs]] = ends[runs]
        return due

    @cached_property
    def _between(self) -> tuple[np.ndarray, ...]:
        """The cycles in between: position of the row, begun, done, due."""
        if JUDGED not in self.frame:
            return np.zeros(0, np.intp), *[np.zeros(0, "M8[s]")] * 3
        cycles = told_apart(self.frame.reset_index(drop=True))
        due = _judged_due(cycles, RESOLUTION.due, RESOLUTION.verdict).fillna(pd.Timestamp.max.floor("s"))
        return cycles.index.to_numpy(), *_moments(
            cycles["cycle_started_at"], cycles["resolution_done_at"], due
        )

    @cached_property
    def _ends(self) -> tuple[np.ndarray, ...]:
        """Received, done, back, and done again: NaT where it never was."""
        frame = self.frame
        done = frame["resolved_at"].fillna(frame["closed_at"])
        is_out = frame["status"].isin(NEVER_OPEN) | is_merged(frame) | (frame["is_withdrawn"] == "yes")
        return _moments(frame["received_at"].mask(is_out), done, *_second_stay(frame, done))

    @cached_property
    def _dues(self) -> tuple[np.ndarray, ...]:
        """When the resolution is due in the cycle of now and in the first, and when that of now began; NaT where unjudged."""
        due, verdict = RESOLUTION.due, RESOLUTION.verdict
        keys = ((due, verdict), (f"earlier_{due}", f"earlier_{verdict}"))
        if "cycle_started_at" not in self.frame:
            return _moments(*[_judged_due(self.frame, *keys[0])] * 3)
        return _moments(*(_judged_due(self.frame, *pair) for pair in keys), self.frame["cycle_started_at"])


def _moments(*columns: pd.Series) -> tuple[np.ndarray, ...]:
    return tuple(column.to_numpy("M8[s]") for column in columns)


def _second_stay(frame: pd.DataFrame, done: pd.Series) -> tuple[pd.Series, pd.Series]:
    """When a dissatisfied customer opened a new cycle, and when that ended: at once, where nobody took it up."""
    is_reopened = frame["status"] == "reopened"
    if "cycle_started_at" not in frame:
        back = frame["dissatisfied_at"].fillna(done).where(is_reopened)
        return back, back.where(~is_reopened)
    back, again = frame["cycle_started_at"], frame["resolution_done_at"]
    return back, again.where(again.notna() | is_reopened, back)


def _judged_due(frame: pd.DataFrame, due: str, verdict: str) -> pd.Series:
    return frame[due].mask(frame[verdict] == "not_judged")


def is_open(frame: pd.DataFrame, at: np.datetime64) -> Mask:
    """Say of each row whether it was received and not resolved at a moment; this is the backlog."""
    return pd.Series(Stays(frame).open_at(at), frame.index)


def is_overdue(frame: pd.DataFrame, at: np.datetime64) -> Mask:
    """Say of each row whether it is open at a moment and its resolution was due before it."""
    return pd.Series(Stays(frame).overdue_at(at), frame.index)
