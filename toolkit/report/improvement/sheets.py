"""The two sheets to go on filling in: what the ledger has, the month's frequent issues put up below, figures beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from toolkit.report.improvement.denied import contradictions
from toolkit.report.improvement.effects import figure_text
from toolkit.schema.books.tracking import TRACKED_EFFECTS, TRACKED_PLAN
from toolkit.schema.page import EntrySheet
from toolkit.schema.table import complete
from toolkit.words import improvement as say

if TYPE_CHECKING:
    from toolkit.domain.improvement.effects import Effect
    from toolkit.domain.improvement.whole import Measured
    from toolkit.report.improvement.desk import Desk


def plan_sheet(desk: Desk) -> EntrySheet:
    """Return the plan, a row for each frequent issue that has none below it."""
    known = desk.known
    seeds = pd.DataFrame({"issue": list(known.seeds)}, dtype=object)
    rows = _joined(known.plans, complete(seeds, TRACKED_PLAN.columns))
    issues = [*known.plan_issues, *known.seeds]
    weighed = known.priority.reindex(issues).reset_index(drop=True)
    states = {one.issue: str(one.state) for one in known.recurrences}
    rows = rows.assign(
        recent_count=weighed["count"], priority_rank=weighed["rank"], quadrant=weighed["quadrant"].astype(object),
        matrix_action=weighed["action"].astype(object), return_state=pd.Series([states.get(issue) for issue in issues], dtype=object),
    )  # fmt: skip
    return EntrySheet(
        TRACKED_PLAN, complete(rows, TRACKED_PLAN.columns), say.LINE(desk.lang, moment=desk.moment)
    )


def effects_sheet(desk: Desk) -> EntrySheet:
    """Return the effectiveness check with the counted figures at its right; a claim that they contradict is named."""
    found = [one.effect for one in desk.known.measured]
    rows = complete(desk.known.effects.reset_index(drop=True), TRACKED_EFFECTS.columns)
    rows = rows.assign(
        effect_check=pd.Series(
            [
                _remarks(desk, *each)
                for each in zip(rows["effect_check"], rows["achievement"], desk.known.measured, strict=True)
            ],
            dtype=object,
        ),
        computed_before=pd.Series([one.before.value if one.before else None for one in found], dtype=float),
        computed_after=pd.Series([one.after.value if one.after else None for one in found], dtype=float),
        computed_count=pd.Series([one.after.count if one.after else None for one in found], dtype=float),
        computed_range=pd.Series([_range(one) for one in found], dtype=object),
        computed_achievement=pd.Series([one.achievement for one in found], dtype=object),
    )
    return EntrySheet(TRACKED_EFFECTS, rows, say.EFFECTS_LINE(desk.lang, moment=desk.moment))


def _remarks(desk: Desk, said: str | None, typed: object, one: Measured) -> str | None:
    """What there is to look at in a row, and which of its claims the ledger contradicts."""
    wrong = [found.message(desk.lang) for found in contradictions(desk, one, typed)]
    return "\n".join([*([said] if said else []), *wrong]) or None


def _joined(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """One table below the other; an empty one must not change how the other holds its blanks."""
    parts = [
        part for part in (complete(first.reset_index(drop=True), TRACKED_PLAN.columns), second) if len(part)
    ]
    return pd.concat(parts, ignore_index=True) if parts else second


def _range(effect: Effect) -> str | None:
    if effect.after is None or effect.after.interval is None or effect.check.named is None:
        return None
    unit = effect.check.named.metric.unit
    return "～".join(
        figure_text(side, unit) for side in (effect.after.interval.low, effect.after.interval.high)
    )
