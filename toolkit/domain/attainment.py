"""How many promises were kept, and what is still open: figures over judged rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from toolkit.domain.period import Mask, Period

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
    """Return the rows, and those of reopened feedback once more as they were in their first cycle, at the end.

    These have the same index and is_earlier_cycle set; what ended their clocks is the person's first entry.
    """
    if "earlier_resolution_due" not in frame or "is_earlier_cycle" in frame:
        return frame
    first = frame[frame["cycle_started_at"].notna()]
    if first.empty:
        return frame
    own = {key: first[f"earlier_{key}"] for clock in CLOCKS for key in (clock.due, clock.verdict)}
    done = {f"{clock.name}_done_at": _in_first_cycle(first, clock.done) for clock in CLOCKS}
    return pd.concat(
        [frame.assign(is_earlier_cycle=False), first.assign(**own, **done, cycle=1.0, is_earlier_cycle=True)]
    )


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


def is_open(frame: pd.DataFrame, at: np.datetime64) -> Mask:
    """Say of each row whether it was received and not resolved at a moment; this is the backlog.

    A row that came back dissatisfied is open again from then on. Invalid, merged, withdrawn and merely recorded
    rows are not.
    """
    done = frame["resolved_at"].fillna(frame["closed_at"])
    is_undone = done.isna() | (done > at) | _is_back(frame, done, at)
    is_out = frame["status"].isin(NEVER_OPEN) | is_merged(frame) | (frame["is_withdrawn"] == "yes")
    return (frame["received_at"] <= at) & is_undone & ~is_out


def _is_back(frame: pd.DataFrame, done: pd.Series, at: np.datetime64) -> pd.Series:
    """Where a dissatisfied customer had opened a new cycle by then, and it had not ended."""
    if "cycle_started_at" not in frame:
        return (frame["status"] == "reopened") & (frame["dissatisfied_at"].fillna(done) <= at)
    again = frame["resolution_done_at"]
    is_over = (again.notna() & (again <= at)) | (again.isna() & (frame["status"] != "reopened"))
    return (frame["cycle_started_at"] <= at) & ~is_over


def is_overdue(frame: pd.DataFrame, at: np.datetime64) -> Mask:
    """Say of each row whether it is open at a moment and its resolution was due before it."""
    due, verdict = frame[RESOLUTION.due], frame[RESOLUTION.verdict]
    if "cycle_started_at" in frame:
        was_first = frame["cycle_started_at"] > at
        due = due.mask(was_first, frame[f"earlier_{RESOLUTION.due}"])
        verdict = verdict.mask(was_first, frame[f"earlier_{RESOLUTION.verdict}"])
    return is_open(frame, at) & (due < at) & (verdict != "not_judged")
