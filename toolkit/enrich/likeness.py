"""Feedback that says nearly what an earlier one said: a hint beside the row that a person accepts or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.text.alike import Why, alike
from toolkit.enrich.columns import Columns, column
from toolkit.enrich.repeats import with_earlier
from toolkit.words import texts as say

if TYPE_CHECKING:
    from toolkit.enrich.rules import EnrichRules
    from toolkit.words import Text

_WHY: dict[str, Text] = {
    Why.CUSTOMER: say.SAME_CUSTOMER,
    Why.CONTACT: say.SAME_CONTACT,
    Why.ORDER: say.SAME_ORDER,
    Why.WORDS: say.SAME_WORDS,
}


def likeness(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return similar_to, the id of the earlier row that each is most like, and similarity_note, how much and why.

    None for exact repeats, which `repeats` has named already, and where a person said that it is no repeat. Withdrawn
    rows are like none. Rows of before come from `rules.earlier`.
    """
    seen = with_earlier(frame, rules)
    found = alike(seen, rules.repeat_days)
    ids = np.array([*column(seen, "feedback_id"), None], object)  # -1, no earlier one, finds the None
    told = pd.DataFrame({"to": ids[found.earlier], "share": found.likeness, "why": found.why}, dtype=object)
    is_here = seen["position"].notna().to_numpy(bool)
    here = (
        told[is_here].set_axis(seen["position"][is_here].to_numpy(np.intp)).reindex(pd.RangeIndex(len(frame)))
    )
    is_settled = column(frame, "duplicate_confirmed").eq("no") | column(frame, "duplicate_of").notna()
    is_told = here["to"].notna().to_numpy(bool) & ~is_settled.to_numpy(bool)
    notes = np.full(len(frame), None, object)
    for row in np.flatnonzero(is_told):
        to, share, why = here.iloc[row]
        notes[row] = say.LIKE(rules.lang, other=to, share=f"{share:.0%}", why=_WHY[why](rules.lang))
    return {"similar_to": here["to"].where(is_told, None).to_numpy(object), "similarity_note": notes}
