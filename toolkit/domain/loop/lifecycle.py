"""The state of a feedback, as far as its facts decide it; the clock has no say unless a moment is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from toolkit.domain.deadlines.cycles import dissatisfied_since, is_after, is_dissatisfied
from toolkit.domain.deadlines.receipts import is_receipt
from toolkit.domain.fields import Mask, Moments, filled, flags, is_yes, moments

if TYPE_CHECKING:
    import pandas as pd

States: TypeAlias = npt.NDArray[np.object_]

_PLEASED = ("satisfied", "fairly_satisfied")
_DAY = np.timedelta64(86_400, "s")


@dataclass(frozen=True, slots=True)
class Clock:
    """What only a moment can say: a hold has run out, a customer has not answered for so many days."""

    as_of: np.datetime64
    close_after_days: float = np.inf


def states(cases: pd.DataFrame, *, needs_review: Mask, asks: Mask, clock: Clock | None = None) -> States:
    """Return the state of each row, shape (n,): a key of the vocabulary `status`.

    Args:
        cases: n rows; columns by key, a missing one is blank: kind, first_responded_at, resolved_at, solution,
            resolved_again_at, closed_at, held_from, held_until, followed_up_at, satisfaction, dissatisfied_at,
            is_valid, merged_into, duplicate_confirmed, acknowledged_at, response_is_auto. Moments may have a bool `<key>_is_day` for bare dates.
        needs_review: where two readings of the level contradict and no supervisor has decided, shape (n,).
        asks: where we turn to the customer after a resolution, by phone or questionnaire (see `asking`), shape (n,).
        clock: with it a hold that has run out is over, and what the customer has left unanswered is closed; without,
            only what people wrote counts, as a returned workbook must have it.

    The first rule that holds wins. Closed means confirmed by the customer, or timed out with an answer on record (R8
    of the deadline rules); reopened that the customer was not satisfied after the last resolution (R14).
    """
    is_resolved = filled(cases, "resolved_at") | filled(cases, "resolved_again_at")
    is_reopened = _is_reopened(cases)
    rules: tuple[tuple[str, Mask], ...] = (
        ("merged", _is_merged(cases)),
        ("recorded", _says(cases, "kind", "praise")),
        ("invalid", _says(cases, "is_valid", "no") & (is_resolved | filled(cases, "solution"))),
        ("reopened", is_reopened),
        ("closed", filled(cases, "closed_at") | (is_resolved & _says(cases, "satisfaction", *_PLEASED))),
        ("awaiting_follow_up", is_resolved & asks & ~_is_asked(cases)),
        ("closed", is_resolved & _is_timed_out(cases, clock)),
        ("awaiting_confirmation", is_resolved),
        ("in_review", needs_review),
        ("on_hold", _is_held(cases, clock)),
        ("in_progress", filled(cases, "first_responded_at") & ~is_receipt(cases)),
    )
    found: States = np.select(
        [mask for _, mask in rules], [state for state, _ in rules], "awaiting_response"
    ).astype(object)
    return found


def _is_merged(cases: pd.DataFrame) -> Mask:
    """Where a row went into another one; naming itself says nothing."""
    merged: Mask = filled(cases, "merged_into") | is_yes(cases, "duplicate_confirmed")
    if "merged_into" in cases and "feedback_id" in cases:
        merged &= ~cases["merged_into"].eq(cases["feedback_id"]).to_numpy(bool)
    return merged


def _is_reopened(cases: pd.DataFrame) -> Mask:
    """Where the customer was not satisfied and nothing newer settles it: a later resolution, or a later closure."""
    since, by_day = dissatisfied_since(cases)
    is_settled = np.zeros(len(cases), bool)
    for key in ("resolved_at", "resolved_again_at", "closed_at"):
        is_settled |= is_after(moments(cases, key), since, by_day | flags(cases, f"{key}_is_day"))
    # 满意 after a second resolution overrules the old 不满意时间; the row holds the latest answer only.
    is_settled |= _says(cases, "satisfaction", *_PLEASED)
    return is_dissatisfied(cases) & ~is_settled


def _is_asked(cases: pd.DataFrame) -> Mask:
    """Where the customer was asked after the last resolution; what was said of the cycle before does not count."""
    answered = filled(cases, "followed_up_at") | filled(cases, "satisfaction")
    since, by_day = resolved_last(cases)
    by_day = by_day | flags(cases, "followed_up_at_is_day")
    is_of_before = is_dissatisfied(cases) & is_after(since, moments(cases, "followed_up_at"), by_day)
    # A dissatisfied answer without a moment belongs to the cycle that it ended.
    is_of_before |= _says(cases, "satisfaction", "dissatisfied") & ~filled(cases, "followed_up_at")
    return answered & (~is_of_before | _says(cases, "satisfaction", *_PLEASED))


def resolved_last(cases: pd.DataFrame) -> tuple[Moments, Mask]:
    """Return when each row was resolved last, NaT where never, and where that is a bare date."""
    again, first = moments(cases, "resolved_again_at"), moments(cases, "resolved_at")
    is_again = ~np.isnat(again) & ~(first > again)
    is_day = np.where(is_again, flags(cases, "resolved_again_at_is_day"), flags(cases, "resolved_at_is_day"))
    return np.where(is_again, again, first), is_day


def _is_timed_out(cases: pd.DataFrame, clock: Clock | None) -> Mask:
    """Where the customer has had the answer, was asked as the rules want, and has said nothing for so many days."""
    if clock is None or not np.isfinite(clock.close_after_days):
        return np.zeros(len(cases), bool)
    last, _ = resolved_last(cases)
    asked = moments(cases, "followed_up_at")
    last = np.where(asked > last, asked, last)
    wait = np.timedelta64(round(clock.close_after_days * 86_400), "s")
    has_answer = filled(cases, "solution") | filled(cases, "new_solution")
    return has_answer & ~is_dissatisfied(cases) & (last + wait <= clock.as_of)


def closes_at(cases: pd.DataFrame, days: float) -> Moments:
    """Return when each row closes by itself if the customer keeps silent, NaT where nothing is resolved."""
    last, _ = resolved_last(cases)
    asked = moments(cases, "followed_up_at")
    spoken: Moments = np.where(asked > last, asked, last)
    return (spoken + np.timedelta64(round(days * 86_400), "s")).astype("datetime64[s]")


def _is_held(cases: pd.DataFrame, clock: Clock | None) -> Mask:
    is_over = filled(cases, "held_until")
    if clock is not None:
        until = moments(cases, "held_until")
        until = np.where(flags(cases, "held_until_is_day"), until + _DAY, until)
        is_over = is_over & (until <= clock.as_of)
    return filled(cases, "held_from") & ~is_over


def _says(cases: pd.DataFrame, key: str, *choices: str) -> Mask:
    if key not in cases:
        return np.zeros(len(cases), bool)
    said: Mask = cases[key].isin(choices).to_numpy(bool)
    return said
