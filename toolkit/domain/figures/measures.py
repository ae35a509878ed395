"""How much came in and went out, of what, and how long it took: figures over the feedback of a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.receipts import is_receipt
from toolkit.domain.figures.attainment import is_merged
from toolkit.domain.figures.shares import rounded_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.figures.period import Mask, Period

EVENTS = (
    "first_responded_at", "resolved_at", "closed_at", "followed_up_at", "dissatisfied_at", "reviewed_at", "synced_at",
    "held_from", "held_until", "responded_again_at", "resolved_again_at", "response_done_at", "resolution_done_at",
)  # fmt: skip
HOUR = np.timedelta64(1, "h")
_SEPARATORS = r"[、,,;;/\s]+"


@dataclass(frozen=True, slots=True)
class Spread:
    """How long things took, in hours; nothing but `count` where there is none."""

    count: int = 0
    median: float | None = None
    p90: float | None = None
    longest: float | None = None


def as_known(frame: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return the rows that count and had come in by then, with whatever happened later blanked.

    Withdrawn rows do not count. The index is a fresh RangeIndex.
    """
    counts = (frame["received_at"] <= as_of) & (frame["is_withdrawn"] != "yes")
    # Mostly all of them count, and a hundred columns of 100,000 rows need no second copy then.
    known = (frame if counts.all() else frame[counts]).reset_index(drop=True)
    keys = [key for key in EVENTS if key in known]
    blanked = {key: known[key].where(known[key] <= as_of) for key in keys if (known[key] > as_of).any()}
    return known.assign(**blanked) if blanked else known


def is_received(frame: pd.DataFrame, period: Period) -> Mask:
    return period.holds(frame["received_at"])


def is_resolved(frame: pd.DataFrame, period: Period) -> Mask:
    return period.holds(frame["resolved_at"])


def is_repeat(frame: pd.DataFrame) -> Mask:
    """Say of each row whether it repeats another: merged, confirmed by a person, or the same words and nobody disagreed."""
    confirmed = frame["duplicate_confirmed"]
    return is_merged(frame) | (confirmed == "yes") | (frame["duplicate_of"].notna() & (confirmed != "no"))


def first_of_customer(frame: pd.DataFrame, groups: Sequence[str] = ()) -> np.ndarray:
    """Mark with 1 each customer's first row (within each combination of `groups`), others and anonymous ones with 0.

    So the sum is the number of distinct customers. Shape (n,), int64.
    """
    keys = ["customer_id", *groups]
    return (frame["customer_id"].notna() & ~frame.duplicated(keys)).to_numpy().astype(np.int64)


def distribution(values: pd.Series, order: Sequence[object] = ()) -> pd.DataFrame:
    """Return how often each value occurs: index value, columns `count` and `share` (0 to 1, together 1).

    With `order` the values stand in that order and others follow; without, the most frequent first.
    """
    counts = values.value_counts(sort=True)
    if order:
        known = [value for value in order if value in counts.index]
        counts = counts.reindex([*known, *(value for value in counts.index if value not in set(known))])
    return pd.DataFrame(
        {"count": counts.astype("int64"), "share": rounded_shares(counts.to_numpy())}, index=counts.index
    )


def issue_types(rows: pd.DataFrame, last: Sequence[str] = ()) -> pd.DataFrame:
    """Return what the feedback was about, the most frequent first.

    Index: issue type. Columns: count (every row, repeats included), case_count (without repeats), customer_count
    (distinct, anonymous not counted), share. Of equal counts the one with more customers is first, then the one
    with more cases, then by name. The types in `last` (other, not filled) stand last whatever their count.
    """
    facts = pd.DataFrame(
        {
            "issue_type": rows["issue_type"],
            "count": 1,
            "case_count": ~is_repeat(rows),
            "customer_count": first_of_customer(rows, ["issue_type"]),
        }
    )
    table = (
        facts.groupby("issue_type", sort=True)[["count", "case_count", "customer_count"]]
        .sum()
        .astype("int64")
    )
    ranked = table.assign(tail=[last.index(name) + 1 if name in last else 0 for name in table.index])
    by = ["tail", "count", "customer_count", "case_count"]
    ranked = ranked.sort_values(by, ascending=[True, False, False, False], kind="stable").drop(columns="tail")
    return ranked.assign(share=rounded_shares(ranked["count"]))


def top_keywords(rows: pd.DataFrame, count: int = 5) -> dict[object, list[str]]:
    """Return, for each issue type, its most frequent keywords; equally frequent ones in order of first use."""
    words = rows[["issue_type", "keywords"]].dropna()
    words = words.assign(keywords=words["keywords"].str.split(_SEPARATORS, regex=True)).explode("keywords")
    words = words[words["keywords"].fillna("") != ""]
    sizes = (
        words.groupby(["issue_type", "keywords"], sort=False)
        .size()
        .sort_values(ascending=False, kind="stable")
    )
    best = sizes.groupby(level=0, sort=False).head(count).reset_index()
    return dict(best.groupby("issue_type")["keywords"].agg(list).items())


def hours_between(frame: pd.DataFrame, start: str, end: str) -> np.ndarray:
    """Return the natural hours from one moment to another, shape (n,); NaN where either lacks its time of day."""
    hours = (frame[end] - frame[start]).to_numpy() / HOUR
    is_vague = (frame[f"{start}_is_day"] | frame[f"{end}_is_day"]).to_numpy(dtype=bool)
    result: np.ndarray = np.where(is_vague | (hours < 0), np.nan, hours)
    return result


def response_hours(frame: pd.DataFrame) -> np.ndarray:
    """Return the natural hours to the first response by a person, shape (n,); NaN as `hours_between`, and for a mere receipt."""
    hours = hours_between(frame, "received_at", "first_responded_at")
    found: np.ndarray = np.where(is_receipt(frame), np.nan, hours)
    return found


def spread(hours: np.ndarray) -> Spread:
    """Return median, 90th percentile (interpolated, as PERCENTILE does) and longest of hours, without the NaN."""
    known = hours[~np.isnan(hours)]
    if not len(known):
        return Spread()
    median, p90 = np.percentile(known, [50, 90])
    return Spread(len(known), float(median), float(p90), float(known.max()))
