"""A frame of feedback in, our columns out: pure functions, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.enrich.columns import as_series
from toolkit.enrich.duty import duty
from toolkit.enrich.keywords import keywords, main_words
from toolkit.enrich.level import level
from toolkit.enrich.repeats import firsts, repeats
from toolkit.enrich.rules import EnrichRules
from toolkit.enrich.status import status
from toolkit.enrich.suggest import issue_type, kind

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from toolkit.enrich.columns import Columns

__all__ = ["ENRICHERS", "EnrichRules", "enrich", "main_words"]

ENRICHERS: tuple[Callable[[pd.DataFrame, EnrichRules], Columns], ...] = (
    issue_type, kind, level, duty, keywords, repeats, firsts, status,
)  # fmt: skip
"""Each reads what the ones before it wrote: the kind its issue type, the duty its level."""


def enrich(frame: pd.DataFrame, rules: EnrichRules) -> pd.DataFrame:
    """Return the frame with our columns; time limits are the business of `domain.sla`.

    Args:
        frame: feedback by schema key, as `Table.frame` holds it; missing columns count as blank.
        rules: the settings in force, and what enrichment needs from outside.
    """
    for enricher in ENRICHERS:
        found = enricher(frame, rules).items()
        frame = frame.assign(**{key: as_series(values, frame.index) for key, values in found})
    return frame
