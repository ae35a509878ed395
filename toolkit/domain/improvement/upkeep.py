"""What becomes of a fix: does the issue come back, is the measure made a rule, and which answers are worth keeping."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import measures
from toolkit.domain.figures.period import Period
from toolkit.domain.improvement import intervals
from toolkit.domain.text.duplicates import plain_text

if TYPE_CHECKING:
    from toolkit.domain.improvement.intervals import Interval

MONTH_DAYS = 30
_LEAST_ANSWER = 6
_CASES = 3


class Return(StrEnum):
    """Whether a fixed issue comes back."""

    GONE = "gone"
    LESS = "less"
    UNCLEAR = "unclear"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An issue type since its fix. before, since: feedbacks in the `days` days before and after (cases, no repeats).

    ratio: the interval of since over before. last_at: the latest feedback, NaT for none.
    """

    issue: str
    fixed_on: np.datetime64
    days: int
    before: int
    since: int
    last_at: np.datetime64
    ratio: Interval | None

    @property
    def state(self) -> Return:
        """gone: nothing since. back: no fewer than before, and at least two. less: fewer beyond chance."""
        if not self.since:
            return Return.GONE
        if self.since >= max(self.before, 2):
            return Return.BACK
        return Return.LESS if self.ratio and self.ratio.high < 1 else Return.UNCLEAR


def recurrence(rows: pd.DataFrame, issue: str, fixed_on: np.datetime64, as_of: np.datetime64) -> Recurrence:
    """Watch an issue type after a fix: as many days before as have passed since, three months at most (S1-037)."""
    day = fixed_on.astype("M8[D]")
    days = int(np.clip((as_of.astype("M8[D]") - day).astype(int), 1, 3 * MONTH_DAYS))
    length = np.timedelta64(days, "D")
    spans = [Period((day - length).astype("M8[s]"), day.astype("M8[s]"), as_of),
             Period(day.astype("M8[s]"), (day + length).astype("M8[s]"), as_of)]  # fmt: skip
    own = rows[(rows["issue_type"] == issue) & ~measures.is_repeat(rows)]
    before, since = (int(measures.is_received(own, span).sum()) for span in spans)
    later = own.loc[own["received_at"] >= day.astype("M8[s]"), "received_at"]
    last = later.max().to_datetime64() if len(later) else np.datetime64("NaT")
    return Recurrence(issue, fixed_on, days, before, since, last, intervals.ratio_of_counts(before, since))


def touched_customers(rows: pd.DataFrame, issue: str, window: Period) -> pd.DataFrame:
    """Return whom an issue touched in a window: customer_id, count, last_at, feedback_id of the last; to be asked (S1-036).

    Anonymous feedback is left out. Who was touched most is first.
    """
    own = rows[
        (rows["issue_type"] == issue) & measures.is_received(rows, window) & rows["customer_id"].notna()
    ]
    latest = own.sort_values("received_at", kind="stable").groupby("customer_id")
    found = latest.agg(
        count=("feedback_id", "size"), last_at=("received_at", "last"), feedback_id=("feedback_id", "last")
    )
    ordered: pd.DataFrame = found.reset_index().sort_values(
        ["count", "last_at"], ascending=[False, True], kind="stable"
    )
    return ordered.reset_index(drop=True)


def knowledge(rows: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """Return answers that proved themselves, as candidates for the knowledge base (S0-051, S2-039), the most used first.

    An answer counts where its feedback is resolved, not withdrawn, was not reopened, its customer was not
    dissatisfied, and nobody wrote that it could not be solved. Equal answers (but for punctuation, case and width) to one issue type are one candidate.

    Columns: issue_type, question (the shortest description), answer (as typed last), cases (ids, the last three),
    count, satisfied_count, last_at. At least `least` cases, or one whose customer was satisfied.
    """
    solved = rows[_is_proven(rows)].sort_values("resolved_at", kind="stable")
    codes, texts = pd.factorize(solved["solution"])
    form = np.array([*map(plain_text, map(str, texts)), ""], object)[codes]
    facts = solved.assign(form=form, is_satisfied=solved["satisfaction"] == "satisfied")
    facts = facts[facts["form"].str.len() >= _LEAST_ANSWER]
    by = facts.groupby(["issue_type", "form"], sort=False)
    facts = facts.assign(
        count=by["form"].transform("size"), satisfied_count=by["is_satisfied"].transform("sum")
    )
    return _candidates(facts[(facts["count"] >= least) | (facts["satisfied_count"] > 0)])


def _candidates(facts: pd.DataFrame) -> pd.DataFrame:
    """Make one row of each group of equal answers; `facts` in the order of their resolution."""
    facts = facts.assign(length=facts["description"].str.len())
    keys = ["issue_type", "form"]
    question = facts.sort_values("length", kind="stable").groupby(keys, sort=False)["description"].first()
    cases = facts.groupby(keys, sort=False).tail(_CASES).groupby(keys, sort=False)["feedback_id"].agg(list)
    found = facts.groupby(keys, sort=False)[["solution", "count", "satisfied_count", "resolved_at"]].last()
    named = found.rename(columns={"solution": "answer", "resolved_at": "last_at"}).assign(
        question=question, cases=cases
    )
    by = ["count", "satisfied_count", "last_at"]
    ordered: pd.DataFrame = (
        named.reset_index().drop(columns="form").sort_values(by, ascending=False, kind="stable")
    )
    return ordered.reset_index(drop=True)


def _is_proven(rows: pd.DataFrame) -> pd.Series:
    proven: pd.Series = (
        rows["resolved_at"].notna() & rows["solution"].notna() & rows["issue_type"].notna()
        & (rows["satisfaction"] != "dissatisfied") & ~(rows["cycle"] > 1) & (rows["outcome"] != "answered")
        & (rows["is_withdrawn"] != "yes") & ~measures.is_repeat(rows)
    )  # fmt: skip
    return proven
