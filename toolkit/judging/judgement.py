"""Every column of ours, made from facts in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.account.notes import notes
from toolkit.domain.deadlines.between import JUDGED
from toolkit.domain.deadlines.cycles import by_cycles
from toolkit.domain.deadlines.holds import going_on
from toolkit.domain.deadlines.sla import assess
from toolkit.domain.fields import is_yes
from toolkit.domain.review import with_reviews
from toolkit.enrich import enrich
from toolkit.judging.clocks import (
    DUES,
    EARLIER,
    VERDICTS,
    clock_columns,
    cycle_columns,
    cycle_words,
    pressing,
    windows,
)
from toolkit.judging.rules import rules_of
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete
from toolkit.words.deadline_notes import BEFORE_START, INVALID, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.domain.deadlines.cycles import Cycles
    from toolkit.domain.deadlines.sla import Assessment
    from toolkit.domain.fields import Mask
    from toolkit.settings.model import Settings


def judge(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None = None,
    *,
    earlier: pd.DataFrame | None = None,
    unwanted: Collection[str] = (),
) -> pd.DataFrame:
    """Return the facts with every column of ours.

    Args:
        facts: n rows by the keys of the feedback sheet.
        settings: the rules in force.
        as_of: the moment to look from; None says only what facts alone decide, as a returned workbook must.
        earlier: rows of before that these may repeat.
        unwanted: columns of ours that nobody will look at and that cost time.
    """
    # One copy puts the many columns that came one by one side by side again.
    return _judged(facts, settings, as_of, earlier, unwanted).copy()


def _judged(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None,
    earlier: pd.DataFrame | None,
    unwanted: Collection[str],
) -> pd.DataFrame:
    frame = enriched(facts, settings, as_of, earlier=earlier, unwanted=unwanted)
    cycles, found = assessed(frame, settings, as_of)
    frame = frame.assign(**clock_columns(found), **cycle_columns(cycles, found, settings))
    frame = frame.assign(**windows(frame, found, settings))
    if as_of is not None:
        frame = frame.assign(**pressing(found, as_of))
    if "verdict_note" not in unwanted:
        frame["verdict_note"] = cycle_words(frame, settings.lang) + notes(found, settings.lang)
    return _withdrawn(_before_start(_invalid(frame, settings), settings), settings)


def enriched(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None = None,
    *,
    earlier: pd.DataFrame | None = None,
    unwanted: Collection[str] = (),
) -> pd.DataFrame:
    """Return the facts with what enrichment makes of them; the arguments are those of `judge`."""
    # A table that was read has each column for itself; side by side, many more can be added.
    whole = going_on(complete(facts, FEEDBACK.columns)).copy()
    return enrich(whole, rules_of(settings, as_of, earlier), unwanted)


def assessed(
    frame: pd.DataFrame, settings: Settings, as_of: np.datetime64 | None
) -> tuple[Cycles, Assessment]:
    """Return the cycles of enriched feedback, and the time limits of the one that each row is in."""
    said = frame.assign(issue_type=frame["typed_issue_type"], department=frame["lead_department"])
    cycles = by_cycles(with_reviews(said, settings.crosswalk))
    return cycles, assess(cycles.current, settings.policies, settings.calendars, as_of)


def _invalid(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Leave what was no valid feedback, and was explained, out of what is judged (S2: 无效-已说明)."""
    return _unjudged(frame, frame["status"].eq("invalid").to_numpy(bool), INVALID(settings.lang))


def _withdrawn(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Promise nothing for rows that were taken back: in the workbook they came with they would turn red for ever."""
    promising = (*DUES, "status", "follow_up_from", "follow_up_due", "follow_up_suggested_at")
    return _unjudged(frame, is_yes(frame, "is_withdrawn"), WITHDRAWN(settings.lang), promising)


def _before_start(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Count rows from before the start, but judge none of them."""
    if settings.started_on is None:
        return frame
    is_early = (frame["received_at"] < settings.started_on).to_numpy(bool)
    return _unjudged(frame, is_early, BEFORE_START(settings.lang), (*DUES, *EARLIER, "first_verdict", JUDGED))


def _unjudged(frame: pd.DataFrame, rows: Mask, note: str, blank: Collection[str] = ()) -> pd.DataFrame:
    """Judge none of these rows and say why; of the columns that a frame has, leave some blank in them."""
    if not rows.any():
        return frame
    made = {key: frame[key].mask(rows) for key in blank if key in frame}
    made |= {key: frame[key].mask(rows, "not_judged") for key in VERDICTS}
    if "verdict_note" in frame:
        made["verdict_note"] = frame["verdict_note"].mask(rows, note)
    return frame.assign(**made)


def our_columns(
    facts: pd.DataFrame,
    accepted: np.ndarray,
    settings: Settings,
    *,
    earlier: pd.DataFrame | None,
    unwanted: Collection[str],
) -> pd.DataFrame:
    """Return our columns of the feedback sheet as facts alone decide them, n rows; blank where a row was not taken.

    facts: n rows by key. accepted: which are taken, shape (n,). earlier, unwanted: as for `judge`.
    """
    rows = np.flatnonzero(accepted)
    taken = facts.iloc[rows].reset_index(drop=True)
    judged = _judged(taken, settings, None, earlier, unwanted)
    ours = [column.key for column in FEEDBACK.columns if column.is_ours and column.key in judged]
    return judged[ours].set_axis(rows).reindex(pd.RangeIndex(len(accepted)))
