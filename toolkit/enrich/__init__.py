"""A frame of feedback in, our columns out: pure functions, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.enrich.because import suggestion_note
from toolkit.enrich.columns import as_series
from toolkit.enrich.duty import duty
from toolkit.enrich.hearing import heard
from toolkit.enrich.keywords import keywords
from toolkit.enrich.level import level
from toolkit.enrich.likeness import likeness
from toolkit.enrich.mentioned import mentioned
from toolkit.enrich.phrases import changed_phrases, main_phrases
from toolkit.enrich.repeats import firsts, repeats
from toolkit.enrich.rules import EnrichRules
from toolkit.enrich.status import asking, owners, status
from toolkit.enrich.suggest import classes, issue_type, kind, with_suggestions
from toolkit.enrich.urgency import urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd

    from toolkit.enrich.columns import Columns

__all__ = [
    "CLASSES",
    "ENRICHERS",
    "MENTIONS",
    "EnrichRules",
    "changed_phrases",
    "enrich",
    "main_phrases",
    "with_suggestions",
]

ENRICHERS: tuple[Callable[[pd.DataFrame, EnrichRules], Columns], ...] = (
    heard, issue_type, kind, classes, suggestion_note, level, urgency, duty, keywords, repeats, likeness, mentioned, firsts, asking, status, owners,
)  # fmt: skip
"""Each reads what the ones before it wrote: the kind its issue type, the duty its level."""

MENTIONS, CLASSES = "mentions", "classes"
"""Stand for all the columns of what texts mention, and of what an issue is: made together or not at all."""

_READ_BY_NONE: Mapping[object, str] = {
    keywords: "keywords", repeats: "duplicate_of", likeness: "similar_to",
    mentioned: MENTIONS, classes: CLASSES, firsts: "is_first_of_customer",
    urgency: "suggested_urgency", suggestion_note: "suggestion_note",
}  # fmt: skip


def enrich(frame: pd.DataFrame, rules: EnrichRules, unwanted: Collection[str] = ()) -> pd.DataFrame:
    """Return the frame with our columns; time limits are the business of `domain.sla`.

    Args:
        frame: feedback by schema key, as `Table.frame` holds it; missing columns count as blank.
        rules: the settings in force, and what enrichment needs from outside.
        unwanted: columns that nobody will look at; they are not made where no other one leans on them.
    """
    for enricher in ENRICHERS:
        if _READ_BY_NONE.get(enricher, "") in unwanted:
            continue
        found = enricher(frame, rules).items()
        frame = frame.assign(**{key: as_series(values, frame.index) for key, values in found})
    return frame
