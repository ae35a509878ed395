"""改进效果: each measure's figure before and after, typed and counted, with its claims held against the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.domain.improvement.effects import MISSED, REACHED, Reason, Standing
from toolkit.domain.improvement.metrics import METRICS, Unit
from toolkit.report.improvement.desk import cell, day_text
from toolkit.schema.choices import ACHIEVEMENTS
from toolkit.schema.page import Figure, Page, Row, TableBlock, Tone
from toolkit.words import improvement as say
from toolkit.words import metrics as dictionary
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.improvement.effects import Checked, Effect
    from toolkit.domain.improvement.metrics import Estimate
    from toolkit.domain.improvement.whole import Measured
    from toolkit.report.improvement.desk import Desk

_COLUMNS = (
    "measure",
    "metric",
    "goal",
    "before_typed",
    "before",
    "after_typed",
    "after",
    "achievement",
    "windows",
    "why",
)
_WIDTHS = (24.0, 16, 20, 11, 16, 11, 24, 11, 22, 44)
_TONES = {REACHED: Tone.GOOD, MISSED: Tone.BAD}
_METRIC_COLUMNS = ("name", "unit", "better", "definition", "interval")
_METRIC_WIDTHS = (26.0, 9, 12, 60, 36)


def effects_page(desk: Desk) -> Page:
    lang, rows = desk.lang, desk.known.effects.to_dict("records")
    measured = desk.known.measured
    body = tuple(Row(f"e{one.place}", _cells(desk, one, rows[one.place])) for one in measured)
    lead = say.EFFECTS_LEAD(lang, days=desk.known.rules.effect.days) if body else say.NO_EFFECTS(lang)
    blocks = (TableBlock("effect_figures", desk.heads(*_COLUMNS), body),) if body else ()
    name = say.PAGES["effects"](lang)
    return Page("effects", name, name, lead=(lead,), blocks=blocks, widths=_WIDTHS)


def metrics_page(desk: Desk) -> Page:
    """The metric dictionary: what each figure counts, and where its interval comes from."""
    lang = desk.lang
    rows = tuple(
        Row(metric.key, {
            "name": Figure(metric.name(lang)), "unit": Figure(dictionary.UNITS[metric.unit](lang)),
            "better": Figure(say.BETTER["lower" if metric.is_lower_better else "higher"](lang)),
            "definition": cell("definition", metric.definition(lang)),
            "interval": cell("interval", dictionary.INTERVALS[metric.unit](lang)),
        })
        for metric in METRICS
    )  # fmt: skip
    name = say.PAGES["metrics"](lang)
    table = TableBlock("dictionary", desk.heads(*_METRIC_COLUMNS), rows)
    return Page("metrics", name, name, lead=(say.METRICS_LEAD(lang),), blocks=(table,), widths=_METRIC_WIDTHS)


def _cells(desk: Desk, one: Measured, row: dict[Any, Any]) -> dict[str, Figure]:
    effect = one.effect
    unit = effect.check.named.metric.unit if effect.check.named else None
    words = {
        "measure": row["measure"], "metric": row["metric"], "goal": effect.check.goal, "windows": _windows(desk, effect),
        "before_typed": _typed(row["before"], unit), "after_typed": _typed(row["after"], unit),
        "before": _counted(desk, effect.before, unit), "after": _counted(desk, effect.after, unit),
        "why": "\n".join(_why(desk, one)),
    }  # fmt: skip
    made = {key: cell(key, value) for key, value in words.items()}
    achievement = desk.label(ACHIEVEMENTS, effect.achievement)
    return made | {
        "achievement": cell("achievement", achievement, _TONES.get(effect.achievement, Tone.MUTED))
    }


def _windows(desk: Desk, effect: Effect) -> str:
    if effect.windows is None:
        return ""
    before, after = effect.windows
    days = {"before": day_text(before.start), "middle": day_text(after.start), "after": day_text(after.end)}
    return say.WINDOWS(desk.lang, **days)


def figure_text(value: float | None, unit: Unit | None) -> str:
    """Return a figure in its unit: 0.96 of a share is 96.0%."""
    if value is None or pd.isna(value):
        return "–"
    if unit is Unit.SHARE:
        return f"{100 * value:.1f}%"
    return f"{value:.0f}" if unit is Unit.COUNT else f"{value:.1f}" if unit else f"{value:g}"


def _typed(value: float, unit: Unit | None) -> str:
    """A share is typed as 0.96 or, without its sign, as 96; a figure that the ledger does not know most often is one."""
    is_share = unit is Unit.SHARE or (unit is None and 0 < value <= 1)
    return figure_text(value / 100 if is_share and value > 1.5 else value, Unit.SHARE if is_share else unit)


def _counted(desk: Desk, found: Estimate | None, unit: Unit | None) -> str:
    if found is None or found.value is None:
        return "–"
    value = figure_text(found.value, unit)
    if found.interval is None:
        return say.COUNTED(desk.lang, value=value, count=found.count)
    low, high = (figure_text(side, unit if unit is not Unit.COUNT else None) for side in _sides(found, unit))
    return say.COUNTED_BETWEEN(desk.lang, value=value, count=found.count, low=low, high=high)


def _sides(found: Estimate, unit: Unit | None) -> tuple[float, float]:
    assert found.interval is not None, "asked for only where there is one"
    low, high = found.interval.low, found.interval.high
    return (round(low, 1), round(high, 1)) if unit is Unit.COUNT else (low, high)


def _why(desk: Desk, one: Measured) -> Iterator[str]:
    """Say what the verdict rests on, whether it may be chance, and how each claim stands."""
    effect, lang = one.effect, desk.lang
    end = day_text(effect.windows[1].end) if effect.windows else ""
    count = effect.after.count if effect.after else 0
    yield say.REASONS[effect.reason](lang, end=end, count=count)
    if effect.reason is Reason.MEASURED and effect.change is not None and effect.could_be_chance:
        yield say.MAY_BE_CHANCE(lang)
    for claim in one.claims:
        yield claim_text(desk, claim)


def claim_text(desk: Desk, one: Checked) -> str:
    """Say how a claim stands to the data."""
    facts: dict[str, object] = {"claim": one.claim.text}
    if one.standing in (Standing.BORNE_OUT, Standing.CONTRADICTED):
        unit = one.named.metric.unit if one.named else Unit.COUNT
        facts |= {"before": _value(one.before, unit), "after": _value(one.after, unit)}
    said = say.CLAIMS[one.standing](desk.lang, **facts)
    is_weak = one.standing is Standing.BORNE_OUT and one.could_be_chance
    return LIST_COMMA(desk.lang).join([said, say.MAY_BE_CHANCE(desk.lang)]) if is_weak else said


def _value(found: Estimate | None, unit: Unit) -> str:
    return figure_text(found.value if found else None, unit)
