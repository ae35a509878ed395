"""How the cells of a report look: by what they hold and by what they ask of the reader."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.excel.look import LOOKS, OTHERS, PALETTE, SIZES, Look
from toolkit.schema.page import Form, Tone
from toolkit.words import report as say

if TYPE_CHECKING:
    from toolkit.words import Language

SPARKLINE: MappingProxyType[str, Any] = MappingProxyType({
    "type": "column", "min": 0, "series_color": OTHERS, "last_point": True, "last_color": PALETTE.accent,
    "empty_cells": "gaps",
})  # fmt: skip
"""Columns from zero, the month itself in the accent. Lines would not show in LibreOffice's print."""
HEAD = Look(SIZES.cell, PALETTE.muted, is_bold=True, line=PALETTE.ink, vertical="bottom", is_wrapped=True)
LINE_PIXELS = 19
"""Height of a line of a table's text."""
ROW_PIXELS = 25

_COUNT = LOOKS["cell_count"]
_FORMS = MappingProxyType(
    {
        Form.TEXT: LOOKS["cell"],
        Form.WRAPPED: LOOKS["cell"],
        Form.SPREAD: LOOKS["cell"],
        Form.TREND: LOOKS["cell"],
        Form.ID: LOOKS["cell_id"],
        Form.COUNT: _COUNT,
        Form.DECIMAL: LOOKS["cell_decimal"],
        Form.SCORE: LOOKS["cell_decimal"],
        Form.RATE: LOOKS["cell_rate"],
        Form.CHANGE: replace(_COUNT, number='"▲ "#,##0;"▼ "#,##0;"±0"'),
        Form.CHANGE_DECIMAL: replace(_COUNT, number='"▲ "#,##0.0;"▼ "#,##0.0;"±0.0"'),
        Form.POINTS: _COUNT,
        Form.MOMENT: LOOKS["cell_moment"],
        Form.DAY: LOOKS["cell_day"],
        Form.CARD_CHANGE: _COUNT,
        Form.CARD_POINTS: _COUNT,
        Form.CARD_CHANGE_YEAR: _COUNT,
        Form.CARD_POINTS_YEAR: _COUNT,
        Form.CARD_CHANGE_BEFORE: _COUNT,
        Form.CARD_POINTS_BEFORE: _COUNT,
        Form.CARD_CHANGE_AGO: _COUNT,
        Form.CARD_POINTS_AGO: _COUNT,
    }
)
_SIGNED = MappingProxyType(
    {
        Form.POINTS: say.POINTS_FORMAT,
        Form.CARD_CHANGE: say.CARD_CHANGE_FORMAT,
        Form.CARD_POINTS: say.CARD_POINTS_FORMAT,
        Form.CARD_CHANGE_YEAR: say.CARD_CHANGE_YEAR_FORMAT,
        Form.CARD_POINTS_YEAR: say.CARD_POINTS_YEAR_FORMAT,
        Form.CARD_CHANGE_BEFORE: say.CARD_CHANGE_BEFORE_FORMAT,
        Form.CARD_POINTS_BEFORE: say.CARD_POINTS_BEFORE_FORMAT,
        Form.CARD_CHANGE_AGO: say.CARD_CHANGE_AGO_FORMAT,
        Form.CARD_POINTS_AGO: say.CARD_POINTS_AGO_FORMAT,
    }
)
_INKS = MappingProxyType(
    {Tone.MUTED: PALETTE.muted, Tone.GOOD: PALETTE.good, Tone.WATCH: PALETTE.watch, Tone.BAD: PALETTE.bad}
)
_BOLD = frozenset({Tone.STRONG, Tone.GOOD, Tone.WATCH, Tone.BAD})
NUMERIC = frozenset({
    Form.COUNT, Form.DECIMAL, Form.SCORE, Form.RATE, Form.CHANGE, Form.CHANGE_DECIMAL, Form.POINTS,
})  # fmt: skip
"""Forms that stand at the right."""
WORDS = frozenset({Form.TEXT, Form.WRAPPED, Form.SPREAD})


@cache
def figure_look(form: Form, tone: Tone, lang: Language, *, is_total: bool = False) -> Look:
    """Return the look of a cell of a table."""
    look = _FORMS[form]
    if form in _SIGNED:
        look = replace(look, number=_SIGNED[form](lang))
    look = replace(look, ink=_INKS.get(tone, look.ink), is_bold=tone in _BOLD or is_total)
    return replace(look, top_line=PALETTE.ink, line="") if is_total else look


def head_look(form: Form) -> Look:
    """Return the look of a header: over figures it stands at the right, as they do."""
    return replace(HEAD, align="right") if form in NUMERIC else HEAD
