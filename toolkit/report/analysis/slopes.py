"""改进前后对比: the clearest effects as lines from before to after, each with its intervals, its goal and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.domain.improvement.effects import MISSED, REACHED, Reason
from toolkit.domain.improvement.goals import parse_goal
from toolkit.domain.improvement.metrics import Unit
from toolkit.domain.privacy import masked_text
from toolkit.report.improvement.desk import day_text
from toolkit.report.improvement.effects import figure_text
from toolkit.report.month import aside, one_decimal
from toolkit.schema.form import Tone
from toolkit.words import slopes as say
from toolkit.words.text import shortened

if TYPE_CHECKING:
    from toolkit.domain.improvement.effects import Effect
    from toolkit.domain.improvement.intervals import Interval
    from toolkit.domain.improvement.whole import Improvement, Measured
    from toolkit.report.month import Month
    from toolkit.words import Language

MOST = 6
"""Slopes drawn at most; the table has all effects."""
_LONGEST = 40
TONES = {REACHED: Tone.GOOD, MISSED: Tone.BAD}
_MOVES = {Unit.SHARE: "points", Unit.MARK: "mark", Unit.HOURS: "hours"}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a slope: its name, the figure (None where there is none yet), what it rests on, and its interval."""

    name: str
    value: float | None
    count: int | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Slope:
    """An effect as a line between two ends. unit: None for a typed figure that the ledger does not know."""

    place: int
    measure: str
    metric: str
    unit: Unit | None
    effect: Effect
    ends: tuple[End, End]

    @property
    def is_typed(self) -> bool:
        return self.effect.reason is Reason.TYPED

    @property
    def rank(self) -> int:
        """How little it tells: least where there is no later figure, then where no goal was set, then where chance may be all."""
        is_open, has_verdict = self.ends[1].value is None, self.effect.achievement in TONES
        is_unsure = self.is_typed or self.effect.could_be_chance
        return 4 * is_open + 2 * (not has_verdict) + is_unsure

    def said(self, value: float | None) -> str:
        """Return a figure of it in its unit."""
        return figure_text(value, self.unit)


def slopes(month: Month) -> list[Slope]:
    """Return what can be drawn, the clearest first, of equal ones in the order they were typed."""
    known = month.improvement
    every = [_slope(known, one, month.lang) for one in known.measured] if known else []
    return sorted((one for one in every if one.ends[0].value is not None), key=lambda one: one.rank)[:MOST]


def _slope(known: Improvement, one: Measured, lang: Language) -> Slope:
    row, effect = known.effects.iloc[one.place], one.effect
    named, is_typed = effect.check.named, effect.reason is Reason.TYPED
    metric = named.metric.name(lang) if named else _short(row["metric"])
    if named and named.issue:
        metric = say.METRIC(lang, issue=_short(named.issue), metric=metric)
    unit = named.metric.unit if named else None
    if is_typed and effect.target is not None and 0 < effect.target <= 1:
        unit = Unit.SHARE
    ends = _typed_ends(row, unit, lang) if is_typed else _counted_ends(known, effect, unit, lang)
    return Slope(one.place, _short(row["measure"]), metric, unit, effect, ends)


def _short(words: object) -> str:
    """Return what somebody typed as it may leave the register, and no longer than a heading; the table has it whole."""
    return shortened(masked_text(str(words or "")).strip(), _LONGEST)


def _typed_ends(row: pd.Series, unit: Unit | None, lang: Language) -> tuple[End, End]:
    def end(key: str) -> End:
        value = None if pd.isna(row[key]) else float(row[key])
        # 96 typed without its sign means 96 % where the goal is a percentage.
        is_percent = unit is Unit.SHARE and value is not None and abs(value) > 1.5
        return End(say.POINTS[f"{key}_typed"](lang), value / 100 if value and is_percent else value)

    return end("before"), end("after")


def _counted_ends(known: Improvement, effect: Effect, unit: Unit | None, lang: Language) -> tuple[End, End]:
    """Half a window is no comparison: what is not over has no later figure."""
    is_over = effect.windows is not None and not effect.windows[1].is_open
    made = []
    for key, found in (("before", effect.before), ("after", effect.after if is_over else None)):
        name = say.POINTS[key](lang, days=known.rules.effect.days)
        if found is None:
            made.append(End(name, None))
            continue
        if unit is not Unit.COUNT:
            name = say.RESTS_ON(lang, point=name, count=found.count)
        made.append(End(name, found.value, found.count, found.interval))
    return made[0], made[1]


def verdict_text(one: Slope, known: Improvement, lang: Language) -> str:
    """Say in a line whether the goal is reached, how far the figure moved, and whether that may be chance."""
    effect, key = one.effect, one.effect.achievement
    if key not in TONES:
        key = str(Reason.NOT_OVER if effect.windows and effect.windows[1].is_open else effect.reason)
    end = day_text(effect.windows[1].end) if effect.windows else ""
    state = say.STATES[key](lang, end=end, days=known.rules.effect.days)
    moved = _moved(one, lang)
    goal = say.GOAL(lang, bound=_bound(one)) if effect.target is not None else ""
    chance = ""
    if one.is_typed:
        chance = say.TYPED(lang)
    elif len({end.value for end in one.ends} - {None}) > 1 and effect.change is not None:
        chance = say.CHANCE[effect.could_be_chance](lang)
    return aside(state, moved, goal, chance)


def _moved(one: Slope, lang: Language) -> str:
    before, after = (end.value for end in one.ends)
    if before is None or after is None:
        return ""
    more = after - before
    if not more:
        return say.MOVES["same"](lang)
    sign = "▲" if more > 0 else "▼"
    if one.unit is Unit.COUNT:
        key, size = (
            ("share_of", one_decimal(abs(more) / before, 2)) if before else ("count", f"{abs(more):,.0f}")
        )
        return say.MOVES[key](lang, sign=sign, size=size)
    size = one_decimal(abs(more), 2 if one.unit is Unit.SHARE else 0)
    return say.MOVES[_MOVES.get(one.unit, "plain") if one.unit else "plain"](lang, sign=sign, size=size)


def _bound(one: Slope) -> str:
    """Return the goal with the side on which it is kept."""
    check = one.effect.check
    goal = None if check.named else parse_goal(check.goal)
    is_lower = check.named.metric.is_lower_better if check.named else bool(goal and goal.is_lower_better)
    return f"{'≤' if is_lower else '≥'} {one.said(one.effect.target)}"
