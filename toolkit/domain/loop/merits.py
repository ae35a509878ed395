"""Rewards and penalties (S2-104, S2-105, S2-131): what is tallied for whom, and what does not count, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTS, TO_CONFIRM, DENIED, NO_EFFECT, NOBODY = "counts", "to_confirm", "denied", "no_effect", "nobody"
"""Why an entry counts, or does not."""


@dataclass(frozen=True, slots=True)
class Merit:
    """One item of the tally.

    percent: of the month's performance pay for each, 0 where it is only counted. needs_effect: it counts only once
    something came of it. role: whom the item is about, in words.
    """

    name: str
    is_reward: bool = False
    role: str = ""
    percent: float = 0.0
    needs_effect: bool = False


def entries(rows: pd.DataFrame, merits: Sequence[Merit]) -> pd.DataFrame:
    """Return a row for each feedback that names an item of the tally, oldest first.

    A withdrawn row is none, nor one that was merged into another: the same matter counts once.

    Args:
        rows: facts of feedback in force, with `feedback_id`, `team`, `received_at` and the columns of the tally.
        merits: the items; a word that is none of them is left out.

    Returns:
        month ("2026-10"), feedback_id, team, received_at, item, role, person, effect, stand (why it counts or not),
        rewards and penalties (1 or 0), percent (signed; 0 where it does not count).
    """
    known = {merit.name: merit for merit in merits}
    is_in = (
        rows["merit_item"].isin(known)
        & rows["received_at"].notna()
        & rows["merged_into"].isna()
        & (rows["is_withdrawn"] != "yes")
    )
    found = rows[is_in].sort_values(["received_at", "feedback_id"], kind="stable")
    found = found.assign(merit_person=found["merit_person"].fillna("").astype(str).str.strip())
    named = [known[name] for name in found["merit_item"]]
    is_reward = np.array([merit.is_reward for merit in named], bool)
    stand = _stand(found, np.array([merit.needs_effect for merit in named], bool))
    counts = stand == COUNTS
    percent = np.array([merit.percent for merit in named], float) * np.where(is_reward, 1, -1) * counts
    return pd.DataFrame(
        {
            "month": found["received_at"].dt.strftime("%Y-%m").to_numpy(object),
            "feedback_id": found["feedback_id"].to_numpy(object),
            "team": found["team"].fillna("").to_numpy(object),
            "received_at": found["received_at"].to_numpy("datetime64[s]"),
            "item": found["merit_item"].to_numpy(object),
            "role": np.array([merit.role for merit in named], object),
            "person": found["merit_person"].to_numpy(object),
            "effect": found["merit_effect"].to_numpy(object),
            "stand": stand,
            "rewards": (is_reward & counts).astype(np.int64),
            "penalties": (~is_reward & counts).astype(np.int64),
            "percent": percent + 0.0,  # no minus before a zero
        }
    )


def _stand(rows: pd.DataFrame, needs_effect: np.ndarray) -> np.ndarray:
    """Why each entry counts or not; what was denied asks for nothing more."""
    said = rows["merit_confirmed"]
    conditions = [
        said.eq("no"),
        rows["merit_person"].eq(""),
        rows["merit_effect"].isna() & needs_effect,
        ~said.eq("yes"),
    ]
    stands = np.array([DENIED, NOBODY, NO_EFFECT, TO_CONFIRM], object)
    found: np.ndarray = np.select([one.to_numpy(bool) for one in conditions], list(stands), COUNTS).astype(
        object
    )
    return found


def by_person(found: pd.DataFrame) -> pd.DataFrame:
    """Return whom the entries that count are about: person, rewards, penalties, percent; most penalties first."""
    counted = found[found["stand"] == COUNTS]
    totals = counted.groupby("person", as_index=False)[["rewards", "penalties", "percent"]].sum()
    return totals.sort_values(
        ["penalties", "rewards", "person"], ascending=[False, False, True], kind="stable"
    ).reset_index(drop=True)
