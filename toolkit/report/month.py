"""What every page of a month's report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from toolkit.report.formulas import count
from toolkit.schema.page import Figure, Form, Tone
from toolkit.words import report as say

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from toolkit.domain.figures.period import Period
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.figures import Figures
    from toolkit.report.options import DropCount, ReportOptions
    from toolkit.schema.page import DataSheet
    from toolkit.words import Language


@dataclass(frozen=True)
class Month:
    """A month's rows and figures. rows: everything known, labelled; data: what this month counts, masked."""

    period: Period
    options: ReportOptions
    rows: pd.DataFrame
    data: DataSheet
    history: tuple[Figures | None, ...]
    drops: tuple[DropCount, ...] = ()
    improvement: Improvement | None = None

    def measure_for(self, issue: str) -> tuple[np.datetime64, str]:
        """Return when the last measure for an issue ("" for all) took effect, and what it was; NaT for none."""
        known = self.improvement
        found = [
            (one.effect.windows[1].start, str(known.effects["measure"].iloc[one.place]))
            for one in (known.measured if known else ())
            if known and one.issue == issue and one.effect.windows is not None
        ]
        return max(found, default=(np.datetime64("NaT", "s"), ""))

    @property
    def lang(self) -> Language:
        return self.options.lang

    @property
    def now(self) -> Figures:
        now = self.history[-1]
        assert now is not None, "the month itself always has figures"
        return now

    @property
    def last(self) -> Figures | None:
        """The month before, where it can be compared with a month that is over."""
        return None if self.period.is_open else self.history[-2]

    @property
    def year_ago(self) -> Figures | None:
        """The same month a year ago, where there are figures of it and this one is over."""
        return None if self.period.is_open else self.history[0]

    @cached_property
    def received(self) -> pd.DataFrame:
        """The rows received in the month."""
        return self.rows[self.period.holds(self.rows["received_at"])]

    @cached_property
    def received_before(self) -> pd.DataFrame:
        """The rows received in the month before."""
        return self.rows[self.period.previous().holds(self.rows["received_at"])]

    def count(self, **where: object) -> str:
        return count(self.data, **where)

    def verdict(self, key: str) -> str:
        return self.options.label("response_verdict", key)

    @property
    def name(self) -> str:
        """The month as people say it: 2026年10月."""
        return month_name(self.period.name, self.lang)

    @property
    def end_text(self) -> str:
        """The end of what is reported on, in words."""
        until = self.period.until
        return moment_text(
            until if self.period.is_open else self.period.end - np.timedelta64(1, "D"),
            not self.period.is_open,
        )


def month_name(month: str, lang: Language) -> str:
    year, number = month.split("-")
    return say.MONTH(lang, year=year, month=int(number))


def moment_text(moment: np.datetime64, is_day: bool = False) -> str:
    """Return a moment as people write it, without seconds."""
    when: datetime = moment.astype("M8[s]").item()
    return f"{when:%Y-%m-%d}" if is_day else f"{when:%Y-%m-%d %H:%M}"


def rate_text(rate: float | None) -> str:
    """Return a rate in percent as the cell beside it shows it."""
    return "–" if rate is None else f"{one_decimal(rate, 2)}%"


def one_decimal(value: float, shift: int = 0) -> str:
    """Return a number times 10 to the power of `shift`, rounded as spreadsheets do: halves go up, never to the even."""
    exact = Decimal(f"{value:.15g}").scaleb(shift)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP):f}"


def joined(lang: Language, *sentences: str) -> str:
    """Return sentences in a row: Chinese ones end in a full-width stop, English ones need a blank between."""
    return ("" if lang == "zh" else " ").join(sentence for sentence in sentences if sentence)


def aside(*parts: str) -> str:
    """Return what stands in small print under a heading: its parts, those that say something."""
    return " · ".join(part for part in parts if part)


def text(value: object, tone: Tone = Tone.PLAIN, form: Form = Form.TEXT) -> Figure:
    """Return a cell of words."""
    return Figure(value, form=form, tone=tone)


def number(
    value: float | None, formula: str = "", form: Form = Form.COUNT, tone: Tone = Tone.PLAIN
) -> Figure:
    """Return a cell with a figure; a missing one is a dash, in the formula's place too."""
    return Figure("–" if value is None else value, formula, form, tone)


def difference(one: float | None, other: float | None, scale: int = 1) -> float | None:
    return None if one is None or other is None else (one - other) * scale
