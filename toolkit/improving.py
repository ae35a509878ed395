"""Facts to improvement: plans and effects beside the judged feedback, weighed and measured by the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures.measures import as_known
from toolkit.domain.improvement.effects import EffectRules
from toolkit.domain.improvement.priority import PriorityRules, Scale
from toolkit.domain.improvement.whole import Improvement, ImprovementRules
from toolkit.rules.book import check
from toolkit.rules.improvement import goals_of
from toolkit.rules.reporting import row_messages
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.choices import ISSUE_TYPES
from toolkit.schema.table import Header, Table, complete
from toolkit.words import report as say

if TYPE_CHECKING:
    from toolkit.rules.checking import Context
    from toolkit.schema.sheet import Sheet
    from toolkit.settings.model import Settings


def improvement(
    judged: pd.DataFrame, plans: pd.DataFrame, effects: pd.DataFrame, settings: Settings, as_of: np.datetime64
) -> Improvement:
    """Return everything there is to say about improvement as of a moment.

    judged: all feedback, judged. plans, effects: the rows of both sheets as the ledger has them.
    """
    plans, effects = complete(plans, PLAN.columns), complete(effects, EFFECTS.columns)
    return Improvement(as_known(judged, as_of), plans, effects, rules_of(settings), as_of)


def with_remarks(
    plans: pd.DataFrame, effects: pd.DataFrame, context: Context
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both sheets with what there is to look at in each row, as the workbooks that come back say it."""
    tables = [_table(PLAN, plans), _table(EFFECTS, effects)]
    seen = replace(context, goals=goals_of(tables))
    said = [row_messages(check(table, seen), len(table), context.lang) for table in tables]
    return plans.assign(plan_check=_texts(said[0], plans)), effects.assign(
        effect_check=_texts(said[1], effects)
    )


def _table(sheet: Sheet, facts: pd.DataFrame) -> Table:
    """Rows of the ledger as a table to be checked; where they stand nobody asks."""
    frame = complete(facts.reset_index(drop=True), sheet.columns)
    raw = frame.astype(object).where(frame.notna(), None)
    headers = {column.key: Header(column.zh, place) for place, column in enumerate(sheet.columns, 1)}
    return Table(sheet, sheet.zh, 1, headers, frame, raw, np.arange(2, len(frame) + 2))


def _texts(said: np.ndarray, frame: pd.DataFrame) -> pd.Series:
    return pd.Series(said, frame.index, dtype=object).replace({"": None})


def rules_of(settings: Settings) -> ImprovementRules:
    """Return what 改进选项 and the lists in force say about improvement."""
    answers = settings.answers
    words = settings.vocabularies.get(ISSUE_TYPES.name, ISSUE_TYPES)
    scales = {
        key: Scale(answers[f"{key}_high"] / 100, answers[f"{key}_low"] / 100)
        for key in ("reach", "value", "influence", "frequency")
    }
    weights = tuple(float(answers[f"weight_{key}"]) for key in ("reach", "value", "cost"))
    return ImprovementRules(
        issues={choice.key: choice.aliases for choice in words.choices},
        priority=PriorityRules(**scales, weights=weights, important=settings.important_customers),  # type: ignore[arg-type]
        effect=EffectRules(days=int(answers["effect_days"]), few=int(answers["few"])),
        last=(say.OTHER.zh, say.OTHER.en),
        seeds=int(answers["top_count"]),
        least=int(answers["seed_least"]),
    )
