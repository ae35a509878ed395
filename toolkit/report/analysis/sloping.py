"""The slopes of 根因与改进 as blocks side by side, and the page with the cells that they draw from."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from toolkit.domain.improvement.metrics import Unit
from toolkit.report.analysis.slopes import TONES, verdict_text
from toolkit.report.month import aside, number, text
from toolkit.schema.page import Figure, Form, Page, Row, SlopeBlock, TableBlock, TableColumn, Tone
from toolkit.words import report as labels
from toolkit.words import slopes as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.improvement.intervals import Interval
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.analysis.slopes import End, Slope
    from toolkit.words import Language

_PLACES = ((0, 3), (3, 4), (7, 3))
"""Of slopes beside each other on the page of improvement: the first column, and how many each takes."""
_AIR, _SLIM = 0.15, 0.1
_NEAR = 0.12
"""Of an axis: nearer than this to a figure the name of the goal would run into it."""
_FORMS = {Unit.COUNT: Form.COUNT, Unit.SHARE: Form.RATE}
_COLUMNS = ("when", "count", "value", "low", "high", "below", "above", "goal")
_WIDTHS = (34.0, *(11.0 for _ in _COLUMNS[1:]))


def slope_blocks(found: Sequence[Slope], known: Improvement, lang: Language) -> tuple[SlopeBlock, ...]:
    """Return the slopes side by side, three a row."""
    return tuple(_block(one, known, lang, place) for place, one in enumerate(found))


def slopes_rule(found: Sequence[Slope], known: Improvement, lang: Language) -> tuple[str, ...]:
    """Say how to read the slopes, and how many effects there are besides."""
    if not found:
        return ()
    total = len(known.measured)
    rest = say.REST(lang, total=total, shown=len(found)) if total > len(found) else ""
    return (say.HOW(lang, days=known.rules.effect.days, rest=rest).rstrip(),)


def slopes_page(found: Sequence[Slope], lang: Language) -> Page | None:
    """Return the page with the cells that the slopes draw from; None where nothing is drawn."""
    if not found:
        return None
    name = labels.PAGES["slopes"](lang)
    blocks = tuple(_points(one, lang) for one in found)
    return Page("slopes", name, name, lead=(say.PAGE_LEAD(lang),), blocks=blocks, widths=_WIDTHS, is_aid=True)


def _block(one: Slope, known: Improvement, lang: Language, place: int) -> SlopeBlock:
    column, columns = _PLACES[place % len(_PLACES)]
    said, axis = verdict_text(one, known, lang), _axis(one)
    before, after = (one.said(end.value) for end in one.ends)
    alt = say.ALT(lang, measure=one.measure, metric=one.metric, before=before, after=after, said=said)
    goal, is_last = _goal_name(one, axis, lang)
    return SlopeBlock(
        _table(one), one.measure, said, TONES.get(one.effect.achievement, Tone.MUTED), one.metric, _form(one), axis, alt,
        goal, is_last, column, columns, is_beside=place % len(_PLACES) > 0,
    )  # fmt: skip


def _form(one: Slope) -> Form:
    return _FORMS.get(one.unit, Form.DECIMAL) if one.unit else Form.DECIMAL


def _goal_name(one: Slope, axis: tuple[float, float], lang: Language) -> tuple[str, bool]:
    """Return the name of the goal's line, and whether it stands at the later end; none where both have a figure there."""
    goal, far = one.effect.target, _NEAR * (axis[1] - axis[0])
    near = [end.value is not None and goal is not None and abs(end.value - goal) < far for end in one.ends]
    if goal is None or all(near):
        return "", False
    return say.GOAL(lang, bound=one.said(goal)), near[0]


def _axis(one: Slope) -> tuple[float, float]:
    """Return where the axis ends: counts and hours begin at zero, shares and marks where theirs do, with air around."""
    known = [end.value for end in one.ends if end.value is not None]
    known += [side for end in one.ends if end.interval for side in _sides(end.interval)]
    known += [] if one.effect.target is None else [one.effect.target]
    low, high = min(known), max(known)
    if one.unit in (Unit.COUNT, Unit.HOURS):
        return 0.0, (1 + _AIR) * high or 1.0
    air = _AIR * (high - low) or _SLIM * abs(high) or _SLIM
    return low - air, high + air


def _sides(interval: Interval) -> tuple[float, ...]:
    return tuple(side for side in (interval.low, interval.high) if isfinite(side))


def _table(one: Slope) -> str:
    return f"slope_{one.place + 1}"


def _points(one: Slope, lang: Language) -> TableBlock:
    """The cells of a slope: figures as the ledger counted or somebody typed them, and how far the intervals reach."""
    form = _form(one)
    forms = dict.fromkeys(_COLUMNS[2:], form) | {"when": Form.TEXT, "count": Form.COUNT}
    columns = tuple(TableColumn(key, say.HEADERS[key](lang), forms[key]) for key in _COLUMNS)
    goal = Figure(one.effect.target, form=form, tone=Tone.MUTED)
    rows = tuple(
        Row(key, _cells(end, form) | {"goal": goal})
        for key, end in zip(("before", "after"), one.ends, strict=True)
    )
    return TableBlock(_table(one), columns, rows, aside(one.measure, one.metric))


def _cells(end: End, form: Form) -> dict[str, Figure]:
    cells = {
        "when": text(end.name),
        "count": Figure(end.count, form=Form.COUNT),
        "value": Figure(end.value, form=form),
    }
    sides = _sides(end.interval) if end.interval and end.value is not None else ()
    if end.value is None or len(sides) < len(("low", "high")):
        return cells
    low, high = sides
    form = Form.DECIMAL if form is Form.COUNT else form  # a count is whole, its interval is not
    return cells | {
        "low": number(low, form=form), "high": number(high, form=form),
        "below": number(end.value - low, "{@value}-{@low}", form), "above": number(high - end.value, "{@high}-{@value}", form),
    }  # fmt: skip
