"""What a customer's words mention, in columns of their own: numbers, phones, amounts, counts, durations, dates, products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.text.mentions import KINDS, mentions
from toolkit.enrich.columns import column, texts
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.enrich.columns import Columns
    from toolkit.enrich.rules import EnrichRules

MENTIONED = {kind: f"mentioned_{kind}" for kind in KINDS}
"""The column for each kind of thing."""


def mentioned(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return one column for each kind of thing that description and request mention, several joined by a comma."""
    received = column(frame, "received_at") if "received_at" in frame else None
    found = mentions(texts(frame), received, rules.products, LIST_COMMA(rules.lang))
    return {key: found[kind] for kind, key in MENTIONED.items()}
