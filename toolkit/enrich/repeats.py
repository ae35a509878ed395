"""Possible duplicates, and each customer's first row of an issue type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures.measures import first_of_customer
from toolkit.domain.text.duplicates import WHO, exact_repeats
from toolkit.enrich.columns import Columns, column

if TYPE_CHECKING:
    from toolkit.enrich.rules import EnrichRules

_READ = ("feedback_id", "received_at", "description", *WHO, "drop_id")


def repeats(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return duplicate_of: the id of the first row that each one repeats, None where it repeats none.

    Withdrawn rows repeat nothing and are repeated by none. Rows of before come from `rules.earlier`.
    """
    seen = with_earlier(frame, rules)
    leader = exact_repeats(seen, rules.repeat_days)
    ids = np.array([*column(seen, "feedback_id"), None], object)  # -1, no leader, finds the None
    duplicate_of = np.full(len(frame), None, object)
    is_here = seen["position"].notna().to_numpy(bool)
    duplicate_of[seen["position"][is_here].to_numpy(np.intp)] = ids[leader[is_here]]
    return {"duplicate_of": duplicate_of}


def firsts(frame: pd.DataFrame, _rules: EnrichRules) -> Columns:
    """Return is_first_of_customer: 1 at a customer's first row of an issue type, by time of receipt, else 0."""
    keys = pd.DataFrame({key: column(frame, key) for key in ("customer_id", "issue_type", "received_at")})
    order = (
        keys["received_at"].argsort(kind="stable").to_numpy()
        if "received_at" in frame
        else np.arange(len(frame))
    )
    marks = np.zeros(len(frame))
    marks[order] = first_of_customer(keys.iloc[order], ["issue_type"])
    return {"is_first_of_customer": marks}


def with_earlier(frame: pd.DataFrame, rules: EnrichRules) -> pd.DataFrame:
    """Return what tells repeats, of the rows of before and of these; `position` is the place of these, NaN for the others.

    Without withdrawn rows, and without those rows of before that are here again; these keep the drop that first
    brought them.
    """
    here = pd.DataFrame({key: frame[key] for key in _READ if key in frame}, index=frame.index)
    if rules.earlier is not None and "drop_id" in rules.earlier:
        first = rules.earlier.drop_duplicates("feedback_id").set_index("feedback_id")["drop_id"]
        here["drop_id"] = column(frame, "feedback_id").map(first).astype(float)
    here = here.assign(position=np.arange(len(frame)))[column(frame, "is_withdrawn").ne("yes").to_numpy(bool)]
    return pd.concat([_before(here, rules), here], ignore_index=True)


def _before(here: pd.DataFrame, rules: EnrichRules) -> pd.DataFrame:
    """The rows of before, without those that are here again."""
    if rules.earlier is None:
        return here.iloc[:0]
    earlier = rules.earlier[[key for key in _READ if key in rules.earlier]]
    return earlier[~earlier["feedback_id"].isin(column(here, "feedback_id").dropna())]
