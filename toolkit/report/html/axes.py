"""Axes of a chart: where its field lies, round steps up the side, names along the foot."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.report.html.plot import cut, steps, wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.html.plot import Plot

_TOP, _FOOT = 18, 8
_MOST_LINES = 3
_LONGEST = 8
"""Characters of a name that is written aslant."""
_SLANT = 0.72
"""Height of a line that stands at 45 degrees, over its length, and a little air."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and highest value of an axis."""

    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """What an axis measures: counts, or rates up to 100 %; is_fitted: it ends where its values do."""

    is_rate: bool = False
    is_fitted: bool = False

    def steps(self, values: Sequence[float]) -> list[float]:
        """Return where the axis has its lines."""
        if self.is_rate and not self.is_fitted:
            return [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
        return steps(values, least=0.0 if self.is_fitted else 1.0)

    def said(self, value: float, step: float) -> str:
        """Return a number of the axis, with no more decimals than its steps need."""
        size = step * (100 if self.is_rate else 1)
        decimals = next((n for n in range(4) if abs(size * 10**n - round(size * 10**n)) < 1e-6), 4)
        return f"{value:.{decimals}%}" if self.is_rate else f"{value:,.{decimals}f}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The field of a chart: its edges, the room of one name, and the scale of its values."""

    left: float
    right: float
    top: float
    bottom: float
    slot: float
    size: float
    scale: Scale = Scale()

    def middle(self, place: int) -> float:
        return self.left + self.slot * (place + 0.5)

    def y(self, value: float) -> float:
        part = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.bottom - part * (self.bottom - self.top)

    def scaled(self, scale: Scale) -> Frame:
        return replace(self, scale=scale)


def frame_of(plot: Plot, names: Sequence[str], size: float, *, has_second: bool) -> Frame:
    """Return where the field lies, with room for numbers at its sides and for the names below."""
    left, right = size * 3.4, plot.width - (size * 3.2 if has_second else 6)
    slot = (right - left) / max(len(names), 1)
    return Frame(left, right, _TOP, plot.height - _names_height(names, slot, size) - _FOOT, slot, size)


def draw_scale(
    plot: Plot, frame: Frame, values: Sequence[float], measure: Measure, *, is_second: bool = False
) -> Scale:
    """Draw the lines of an axis and its numbers; the second one has no lines of its own."""
    found = measure.steps(values)
    scale = Scale(found[0], found[-1])
    for step in found:
        y = frame.scaled(scale).y(step)
        said = measure.said(step, found[1] - found[0])
        if not is_second:
            plot.rule("axis" if step == 0 else "grid", (frame.left, y), (frame.right, y))
        x, anchor = (frame.right + 6, "start") if is_second else (frame.left - 6, "end")
        plot.say(x, y + frame.size * 0.36, said, anchor=anchor)
    return scale


def draw_names(plot: Plot, frame: Frame, names: Sequence[str]) -> None:
    """Write the names below the field: in one line, broken into a few, or aslant where there is no room.

    Where even aslant they would run into each other, some are left out.
    """
    if every := _thinned(names, frame.slot, frame.size):
        for place in range(len(names) - 1, -1, -every):
            is_last = place == len(names) - 1  # at the middle of its slot it would run past the edge
            x, anchor = (frame.right, "end") if is_last else (frame.middle(place), "middle")
            plot.say(x, frame.bottom + frame.size * 1.35, names[place], "name", anchor=anchor)
        return
    lines = _broken(names, frame.slot, frame.size)
    for place, name in enumerate(names):
        x, y = frame.middle(place), frame.bottom + frame.size * 1.35
        if lines is None:
            said = cut(name, _LONGEST * frame.size, frame.size)
            plot.say(x + frame.size * 0.3, y - frame.size * 0.4, said, "name", anchor="end", turn=-45)
            continue
        for number, line in enumerate(lines[place]):
            plot.say(x, y + number * frame.size * 1.25, line, role="name")


def _thinned(names: Sequence[str], slot: float, size: float) -> int:
    """Return which of the names can be written, every second, third, …; 0 where all can."""
    if slot >= size * 1.05:
        return 0
    longest = max(wide(name, size) for name in names)
    return math.ceil((1.5 * longest + size) / slot)


def _names_height(names: Sequence[str], slot: float, size: float) -> float:
    if _thinned(names, slot, size):
        return size * 1.25 + 4
    lines = _broken(names, slot, size)
    if lines is None:
        longest = max(wide(name, size) for name in names)
        return min(longest, _LONGEST * size) * _SLANT + size
    return max((len(one) for one in lines), default=1) * size * 1.25 + 4


def _broken(names: Sequence[str], slot: float, size: float) -> list[list[str]] | None:
    """Break names into lines that fit; None where they would be too many, or words would be torn."""
    if all(wide(name, size) <= slot - 4 for name in names):
        return [[name] for name in names]
    by_word = [_words(name, slot - 4, size) for name in names]
    if all(lines and len(lines) <= _MOST_LINES for lines in by_word):
        return by_word
    room = int((slot - 4) / size)
    if room < 2 or any(name.isascii() for name in names if wide(name, size) > slot - 4):
        return None
    found = [[name[n : n + room] for n in range(0, len(name), room)] or [""] for name in names]
    return None if max(map(len, found)) > _MOST_LINES else found


def _words(name: str, room: float, size: float) -> list[str]:
    """Return the words of a name in lines that fit, nothing where a word alone does not."""
    lines: list[str] = []
    for word in name.split():
        if wide(word, size) > room:
            return []
        joined = f"{lines[-1]} {word}" if lines else word
        lines = [*lines[:-1], joined] if wide(joined, size) <= room else [*lines, word]
    return lines or [""]
