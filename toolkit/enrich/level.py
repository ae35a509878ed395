"""The unified level behind the urgency words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.triage import reviews, triage

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.enrich.columns import Columns
    from toolkit.enrich.rules import EnrichRules


def level(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return priority ("1" to "3", None where no word says), needs_review, level_is_ambiguous (bool), and readings.

    Also is_reviewed and is_overturned (bool): whether a first judgement was reviewed, and found to be another level.

    Reads typed_issue_type, the issue type with the level that a person wrote behind it.
    """
    is_reviewed, is_overturned = reviews(frame, rules.crosswalk)
    judged = triage(frame.assign(issue_type=frame["typed_issue_type"]), rules.crosswalk)
    words = np.array([None, "1", "2", "3"], object)
    return {
        "priority": words[judged["priority"].fillna(0).to_numpy(np.int64)],
        "needs_review": judged["needs_review"].to_numpy(bool),
        "level_is_ambiguous": judged["is_ambiguous"].to_numpy(bool),
        "readings": judged["readings"],
        "is_reviewed": is_reviewed,
        "is_overturned": is_overturned,
    }
