"""Sparklines: how a figure ran, as columns from zero, the last one in the accent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.plot import Bar, Plot, short
from toolkit.report.html.written import written
from toolkit.schema.page import Form
from toolkit.words.text import listed

if TYPE_CHECKING:
    from toolkit.report.html.edition import Edition
    from toolkit.schema.page import Figure

Trend = Plot
_WIDTH, _HEIGHT, _GAP = 96.0, 26.0, 4.0


def trend_of(figure: Figure, edition: Edition) -> Trend | None:
    """Return the columns of a trend, or None where there is none to show."""
    if not figure.formula:
        return None
    values = edition.values.numbers(figure.formula)
    high = float(str(figure.value)) or 1.0
    slot = (_WIDTH + _GAP) / len(values)
    known = [value or 0.0 for value in values]
    form = Form.RATE if high <= 2 else Form.COUNT if all(v.is_integer() for v in known) else Form.DECIMAL
    said = (written(value, form, edition.lang) or "–" for value in values)
    plot = Plot(_WIDTH, _HEIGHT, listed(said, edition.lang))
    for place, value in enumerate(values):
        if value is None:
            continue
        tall = max(value, 0.0) / high * _HEIGHT
        role = "s0" if place == len(values) - 1 else "muted"
        plot.bars.append(
            Bar(short(place * slot), short(_HEIGHT - tall), short(slot - _GAP), short(tall), role)
        )
    return plot
