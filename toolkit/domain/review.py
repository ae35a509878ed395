"""The review flow 初判 → 审核 as time limits see it: a supervisor's other level is a change of level at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.fields import moments
from toolkit.domain.triage import SHIPPED, triage

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.triage import Crosswalk


def with_reviews(cases: pd.DataFrame, crosswalk: Crosswalk = SHIPPED) -> pd.DataFrame:
    """Return the table as `judge` wants it: `urgency` is the word that counts, wherever it was read (see `triage`).

    Where a supervisor's review at `reviewed_at` gave another word, the earlier one stands in `urgency_before` and the
    change is approved (R15). A review without a moment counts from the start. Changes already on record stay.
    """
    counted = triage(cases, crosswalk)["urgency_word"]
    without = cases.drop(columns="reviewed_level", errors="ignore")
    first = triage(without, crosswalk)["urgency_word"]
    reviewed_at = moments(cases, "reviewed_at")
    is_changed = (counted.notna() & first.notna() & (counted != first)).to_numpy() & ~np.isnat(reviewed_at)
    if not is_changed.any():
        return cases.assign(urgency=counted)
    blank = np.full(len(cases), None, dtype=object)
    kept = {
        key: cases[key].to_numpy(dtype=object) if key in cases else blank
        for key in ("urgency_before", "change_is_approved")
    }
    changed_at = moments(cases, "urgency_changed_at")
    is_new = is_changed & np.isnat(changed_at)
    return cases.assign(
        urgency=counted,
        urgency_before=np.where(is_new, first.to_numpy(dtype=object), kept["urgency_before"]),
        urgency_changed_at=np.where(is_new, reviewed_at, changed_at),
        change_is_approved=np.where(is_new, "yes", kept["change_is_approved"]),
    )
