"""Facts to improvement: plans and effects beside the judged feedback, weighed and measured by the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.improvement.effects import EffectRules
from toolkit.domain.improvement.priority import PriorityRules, Scale
from toolkit.domain.improvement.whole import Improvement, ImprovementRules
from toolkit.domain.measures import as_known
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.choices import ISSUE_TYPES
from toolkit.schema.table import complete
from toolkit.words import report as say

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from toolkit.settings.model import Settings


def improvement(
    judged: pd.DataFrame, plans: pd.DataFrame, effects: pd.DataFrame, settings: Settings, as_of: np.datetime64
) -> Improvement:
    """Return everything there is to say about improvement as of a moment.

    judged: all feedback, judged. plans, effects: the rows of both sheets as the ledger has them.
    """
    plans, effects = complete(plans, PLAN.columns), complete(effects, EFFECTS.columns)
    return Improvement(as_known(judged, as_of), plans, effects, rules_of(settings), as_of)


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
