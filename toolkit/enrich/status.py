"""状态, from the facts of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.fields import flags
from toolkit.domain.lifecycle import states

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.enrich.columns import Columns
    from toolkit.enrich.rules import EnrichRules


def status(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return status: a key of the vocabulary of that name. Reads needs_review of the level."""
    torn = flags(frame, "needs_review")
    return {"status": np.asarray(states(frame, needs_review=torn, as_of=rules.as_of), object)}
