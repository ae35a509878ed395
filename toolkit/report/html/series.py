"""A chart with its names and values, ready to be drawn at a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.excel.look import SERIES
from toolkit.report.html.written import written
from toolkit.schema.chart import ChartKind
from toolkit.schema.page import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.html.values import Values
    from toolkit.schema.chart import ChartBlock, Series
    from toolkit.words import Language


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series with its values, None for a gap."""

    series: Series
    values: Sequence[float | None]

    @property
    def role(self) -> str:
        return "muted" if self.series.is_muted else f"s{self.series.colour % len(SERIES)}"

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]

    def said(self, value: float, lang: Language) -> str:
        whole = float(value).is_integer()
        form = Form.RATE if self.series.is_rate else Form.COUNT if whole else Form.DECIMAL
        return written(value, form, lang)


@dataclass(frozen=True)
class Chart:
    """A chart with its names and values. size: of its text, in the units of its width."""

    block: ChartBlock
    names: Sequence[str]
    series: Sequence[Drawn]
    lang: Language
    width: float
    size: float = 12

    def is_line(self, one: Drawn) -> bool:
        return one.series.is_line or self.block.kind is ChartKind.LINE

    @property
    def lines(self) -> list[Drawn]:
        return [one for one in self.series if self.is_line(one)]

    @property
    def columns(self) -> list[Drawn]:
        return [one for one in self.series if not self.is_line(one)]


def chart_of(block: ChartBlock, values: Values, lang: Language, width: float, size: float) -> Chart:
    """Return a chart over the values of its cells, to be drawn at a width."""
    names = [_name(value) for value in values.of(block.categories)]
    series = [Drawn(series, values.numbers(series.values)) for series in block.series]
    return Chart(block, names, series, lang, width, size)


def _name(value: object) -> str:
    return "" if value is None else str(value)
