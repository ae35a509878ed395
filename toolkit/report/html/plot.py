"""A drawing as simple shapes, in the units of its own width: what the template writes as SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.fit import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle; title is shown by a pointer that rests on it."""

    x: float
    y: float
    width: float
    height: float
    role: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, "x,y x,y …"."""

    points: str
    role: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line; size: its radius; shape: circle, diamond, square or faint."""

    x: float
    y: float
    role: str
    title: str = ""
    size: float = 3.6
    shape: str = "circle"

    @property
    def corners(self) -> str:
        """The corners of a shape that has any, "" for a round one."""
        x, y, far = self.x, self.y, self.size * 1.25
        if self.shape == "diamond":
            return joined(((x, y - far), (x + far, y), (x, y + far), (x - far, y)))
        near = self.size * 0.85
        square = ((x - near, y - near), (x + near, y - near), (x + near, y + near), (x - near, y + near))
        return joined(square) if self.shape == "square" else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a point. anchor: start, middle or end; turn: in degrees around the point."""

    x: float
    y: float
    text: str
    role: str = "tick"
    anchor: str = "middle"
    turn: int = 0


@dataclass
class Plot:
    """Shapes in the order they are drawn: lines of the grid, bars, lines, points, words."""

    width: float
    height: float
    alt: str = ""
    rules: list[Path] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def say(self, x: float, y: float, text: str, role: str = "tick", **how: Any) -> None:
        """Write words at a point; `how` is an anchor or a turn."""
        self.words.append(Words(short(x), short(y), text, role, **how))

    def rule(self, role: str, *points: tuple[float, float]) -> None:
        self.rules.append(Path(joined(points), role))


def short(number: float) -> float:
    """A tenth of a unit is finer than any screen."""
    return round(number, 1)


def joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{short(x):g},{short(y):g}" for x, y in points)


def wide(text: str, size: float) -> float:
    """Estimate how wide a line of text is at a size, in the same unit."""
    return text_width(text) * size * 0.53


def cut(text: str, room: float, size: float) -> str:
    """Return a text no wider than the room, its end left out where it is."""
    if wide(text, size) <= room:
        return text
    kept = text
    while kept and wide(kept + "…", size) > room:
        kept = kept[:-1]
    return f"{kept}…"


def steps(values: Sequence[float], *, least: float = 1.0, most: int = 5) -> list[float]:
    """Return where an axis has its lines: from zero, or below it, in round steps to the highest value or past it.

    least: the smallest step; counts have none below 1.
    """
    low, high = min([0.0, *values]), max([0.0, *values])
    step = _round_step(max((high - low) / most, least))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _round_step(least: float) -> float:
    """Return the smallest of …, 0.5, 1, 2, 5, 10, … that is not less."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least - 1e-9)
