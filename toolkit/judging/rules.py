"""What the settings say about enrichment, as enrichment needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.loop.team import Lead
from toolkit.enrich import EnrichRules
from toolkit.schema.rule_choices import ROLES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from toolkit.settings.model import Settings


def rules_of(
    settings: Settings, as_of: np.datetime64 | None, earlier: pd.DataFrame | None = None
) -> EnrichRules:
    """Return what the settings say about enrichment."""
    role = settings.answers["reopened_owner"]
    return EnrichRules(
        issue_types=settings.issue_types,
        kind_words=settings.kind_words,
        class_words=settings.class_words,
        duties=settings.duties,
        crosswalk=settings.crosswalk,
        alarms=settings.alarms,
        repeat_days=int(settings.answers["duplicate_days"]),
        lang=settings.lang,
        as_of=as_of,
        earlier=earlier,
        follow_ups=settings.follow_ups,
        important=settings.important_customers,
        close_after_days=float(settings.answers["close_after_days"]),
        team=settings.team,
        lead=Lead(role, ROLES.label_of(settings.lang)[role]),
        words=settings.speech.words,
        stop_words=settings.speech.stop_words,
        products=settings.speech.products,
    )
