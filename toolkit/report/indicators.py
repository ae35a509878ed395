"""The key figures: what each is called, what it comes to, and the formula that proves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.report.figures import Figures
from toolkit.report.formulas import mean, or_dash, percentile, ratio
from toolkit.schema.page import Form

if TYPE_CHECKING:
    from toolkit.domain.figures.attainment import Attainment
    from toolkit.report.month import Month

Value = Callable[[Figures], float | None]
Formula = Callable[["Month"], str]


_CHANGES = {
    Form.COUNT: Form.CHANGE,
    Form.DECIMAL: Form.CHANGE_DECIMAL,
    Form.SCORE: Form.CHANGE_DECIMAL,
    Form.RATE: Form.POINTS,
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of a month. Where it is a rate, numerator and denominator stand in cells of their own."""

    key: str
    form: Form
    value: Value
    formula: Formula
    parts: tuple[Value, Value] | None = None
    part_formulas: tuple[Formula, Formula] | None = None

    @property
    def is_rate(self) -> bool:
        return self.form is Form.RATE

    @property
    def change_form(self) -> Form:
        return _CHANGES[self.form]

    @property
    def change_scale(self) -> int:
        return 100 if self.is_rate else 1


def _counted(key: str, value: Value, **where: int) -> Indicator:
    return Indicator(key, Form.COUNT, value, lambda month: month.count(**where))


def _divided(_month: Month) -> str:
    return ratio("{@numerator}", "{@denominator}")


def _kept(key: str, clock: str, flag: str) -> Indicator:
    def of(figures: Figures) -> Attainment:
        found: Attainment = getattr(figures, clock)
        return found

    def rows(month: Month, verdict: str) -> str:
        return month.count(**{flag: 1, f"{clock}_verdict": month.verdict(verdict)})

    return Indicator(
        key,
        Form.RATE,
        lambda figures: of(figures).rate,
        _divided,
        (lambda figures: of(figures).met, lambda figures: of(figures).counted),
        (lambda month: rows(month, "met"), lambda month: f"{rows(month, 'met')}+{rows(month, 'breach')}"),
    )


def _first() -> Indicator:
    """How the first resolution was kept, whatever became of it later (R14)."""
    base = _kept("first_rate", "first", "in_resolution")

    def rows(month: Month, *verdicts: str) -> str:
        counts = (
            month.count(in_resolution=1, cycle=1, resolution_verdict=month.verdict(one)) for one in verdicts
        )
        return "+".join(counts)

    return replace(
        base, part_formulas=(lambda month: rows(month, "met"), lambda month: rows(month, "met", "breach"))
    )


def _share(
    key: str, counts: Callable[[Figures], tuple[int, int]], part: dict[str, object], whole: dict[str, object]
) -> Indicator:
    def rate(figures: Figures) -> float | None:
        some, every = counts(figures)
        return some / every if every else None

    return Indicator(
        key, Form.RATE, rate, _divided,
        (lambda figures: counts(figures)[0], lambda figures: counts(figures)[1]),
        (lambda month: month.count(**part), lambda month: month.count(**whole)),
    )  # fmt: skip


def answers(month: Month, *words: str) -> str:
    """Return the formula that counts the month's answers in these words of satisfaction."""
    labels = (month.options.label("satisfaction", word) for word in words)
    return "+".join(month.count(in_answers=1, satisfaction=label) for label in labels)


SATISFIED, FAIRLY, DISSATISFIED = WORDS = ("satisfied", "fairly_satisfied", "dissatisfied")


def _asked(key: str, value: Value, numerator: Value, *words: str) -> Indicator:
    parts: tuple[Value, Value] = (numerator, lambda figures: figures.satisfaction.count)
    formulas: tuple[Formula, Formula] = (
        lambda month: answers(month, *words),
        lambda month: answers(month, *WORDS),
    )
    return Indicator(key, Form.RATE, value, _divided, parts, formulas)


def _took(key: str, value: Value, flag: str, column: str, part: float) -> Indicator:
    return Indicator(
        key, Form.DECIMAL, value, lambda month: or_dash(percentile(month.data, column, part, **{flag: 1}))
    )


def _nps(_month: Month) -> str:
    return 'IF({@denominator}=0,"–",100*{@numerator}/{@denominator})'


INDICATORS: tuple[Indicator, ...] = (
    _counted("received", lambda figures: figures.received, in_received=1),
    _counted("cases", lambda figures: figures.cases, in_received=1, is_case=1),
    _counted("customers", lambda figures: figures.customers, in_received=1, first_customer=1),
    _counted("resolved", lambda figures: figures.resolved, in_resolved=1),
    _kept("response_rate", "response", "in_response"),
    _kept("resolution_rate", "resolution", "in_resolution"),
    _first(),
    _took("response_median", lambda figures: figures.response_hours.median, "in_received", "response_hours", 0.5),
    _took("resolution_median", lambda figures: figures.resolution_hours.median, "in_resolved", "resolution_hours", 0.5),
    _took("resolution_p90", lambda figures: figures.resolution_hours.p90, "in_resolved", "resolution_hours", 0.9),
    _asked(
        "satisfaction_rate", lambda figures: figures.satisfaction.rate,
        lambda figures: figures.satisfaction.satisfied, SATISFIED,
    ),
    _asked(
        "with_fairly_rate", lambda figures: figures.satisfaction.rate_with_fairly,
        lambda figures: figures.satisfaction.satisfied + figures.satisfaction.fairly_satisfied, SATISFIED, FAIRLY,
    ),
    Indicator(
        "rating", Form.SCORE, lambda figures: figures.rating.mean,
        lambda month: or_dash(mean(month.data, "rating", in_answers=1)),
        (lambda _: None, lambda figures: figures.rating.count),
        (lambda _: "", lambda month: month.count(in_answers=1, rating=">=0")),
    ),
    Indicator(
        "nps", Form.SCORE, lambda figures: figures.nps.score, _nps,
        (lambda figures: figures.nps.promoters - figures.nps.detractors, lambda figures: figures.nps.count),
        (
            lambda month: f"{month.count(in_answers=1, nps='>=9')}-{month.count(in_answers=1, nps='<=6')}",
            lambda month: month.count(in_answers=1, nps=">=0"),
        ),
    ),
    _counted("backlog", lambda figures: figures.backlog, in_backlog=1),
    _counted("overdue", lambda figures: figures.overdue, in_overdue=1),
    _share(
        "reopened_rate", lambda figures: (figures.reopened, figures.resolved),
        {"in_resolved": 1, "cycle": ">1"}, {"in_resolved": 1},
    ),
    _share(
        "overturn_rate", lambda figures: (figures.overturned, figures.reviewed),
        {"in_received": 1, "is_overturned": 1}, {"in_received": 1, "is_reviewed": 1},
    ),
)  # fmt: skip
BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
