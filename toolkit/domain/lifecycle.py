"""The state of a feedback, as far as its facts decide it; the clock has no say unless a moment is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from toolkit.domain.cycles import dissatisfied_since, is_after, is_dissatisfied
from toolkit.domain.fields import Mask, filled, flags, is_yes, moments

if TYPE_CHECKING:
    import pandas as pd

States: TypeAlias = npt.NDArray[np.object_]

_PLEASED = ("satisfied", "fairly_satisfied")
_CALLED_BACK = (
    "complaint",
    "suggestion",
)  # 问卷回访: 投诉类、建议类; others answer in their channel (S0 2.4.1)


def states(cases: pd.DataFrame, *, needs_review: Mask, as_of: np.datetime64 | None = None) -> States:
    """Return the state of each row, shape (n,): a key of the vocabulary `status`.

    Args:
        cases: n rows; columns by key, a missing one is blank: kind, first_responded_at, resolved_at, solution,
            closed_at, held_from, held_until, needs_follow_up, followed_up_at, satisfaction, dissatisfied_at,
            is_valid, merged_into, duplicate_confirmed. Moments may have a bool `<key>_is_day` for bare dates.
        needs_review: where two readings of the level contradict and no supervisor has decided, shape (n,).
        as_of: with it a hold that has run out is over; without, only what people wrote counts.

    The first rule that holds wins. Closed means confirmed by the customer (R8 of the deadline rules), reopened that
    the customer was not satisfied after the last resolution (R14).
    """
    is_resolved = filled(cases, "resolved_at")
    is_reopened = _is_reopened(cases)
    rules: tuple[tuple[str, Mask], ...] = (
        ("merged", filled(cases, "merged_into") | is_yes(cases, "duplicate_confirmed")),
        ("recorded", _says(cases, "kind", "praise")),
        ("invalid", _says(cases, "is_valid", "no") & (is_resolved | filled(cases, "solution"))),
        ("reopened", is_reopened),
        ("closed", filled(cases, "closed_at") | (is_resolved & _says(cases, "satisfaction", *_PLEASED))),
        ("awaiting_follow_up", is_resolved & _needs_follow_up(cases)),
        ("awaiting_confirmation", is_resolved),
        ("in_review", needs_review),
        ("on_hold", _is_held(cases, as_of)),
        ("in_progress", filled(cases, "first_responded_at")),
    )
    found: States = np.select(
        [mask for _, mask in rules], [state for state, _ in rules], "awaiting_response"
    ).astype(object)
    return found


def _is_reopened(cases: pd.DataFrame) -> Mask:
    """Where the customer was not satisfied and nothing newer settles it: a later resolution, or a later closure."""
    since, by_day = dissatisfied_since(cases)
    is_settled = np.zeros(len(cases), bool)
    for key in ("resolved_at", "resolved_again_at", "closed_at"):
        is_settled |= is_after(moments(cases, key), since, by_day | flags(cases, f"{key}_is_day"))
    # 满意 after a second resolution overrules the old 不满意时间; the row holds the latest answer only.
    is_settled |= _says(cases, "satisfaction", *_PLEASED)
    return is_dissatisfied(cases) & ~is_settled


def _needs_follow_up(cases: pd.DataFrame) -> Mask:
    """Where the customer is still to be asked: as the row says, else by kind; an unknown kind counts as a complaint."""
    by_kind = _says(cases, "kind", *_CALLED_BACK) | ~filled(cases, "kind")
    wanted: Mask = np.where(filled(cases, "needs_follow_up"), is_yes(cases, "needs_follow_up"), by_kind)
    return wanted & ~filled(cases, "followed_up_at") & ~filled(cases, "satisfaction")


def _is_held(cases: pd.DataFrame, as_of: np.datetime64 | None) -> Mask:
    is_over = filled(cases, "held_until")
    if as_of is not None:
        until = moments(cases, "held_until")
        until = np.where(flags(cases, "held_until_is_day"), until + np.timedelta64(1, "D"), until)
        is_over = is_over & (until <= as_of)
    return filled(cases, "held_from") & ~is_over


def _says(cases: pd.DataFrame, key: str, *choices: str) -> Mask:
    if key not in cases:
        return np.zeros(len(cases), bool)
    said: Mask = cases[key].isin(choices).to_numpy(bool)
    return said
