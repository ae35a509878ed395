"""The metric dictionary: figures that the ledger can compute for any window, each with its count and its interval."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures, satisfaction
from toolkit.domain.improvement import intervals
from toolkit.words import metrics as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toolkit.domain.figures.period import Period
    from toolkit.domain.improvement.intervals import Interval
    from toolkit.words import Language


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    SHARE = "share"
    MARK = "mark"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over a window. count: how many rows or answers it rests on; value and interval are None where it has none.

    successes: the numerator of a share. values: what a mean or median was taken of.
    """

    count: int
    value: float | None = None
    interval: Interval | None = None
    successes: int = 0
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Metric:
    """One entry of the dictionary. words: what people call it. of: computes it over rows, the window, and the issue's rows."""

    key: str
    unit: Unit
    words: re.Pattern[str]
    of: Callable[[pd.DataFrame, Period, pd.Series], Estimate]
    is_lower_better: bool = False

    def name(self, lang: Language) -> str:
        return say.NAMES[self.key](lang)

    def definition(self, lang: Language) -> str:
        """How it is counted: numerator, denominator, and when a row belongs to the window."""
        return say.DEFINITIONS[self.key](lang)

    def estimate(self, rows: pd.DataFrame, window: Period, issue: str = "") -> Estimate:
        """Return the figure of an issue type, or of all feedback, over a window; `rows` as known at its as-of moment."""
        of_issue = rows["issue_type"].eq(issue) if issue else pd.Series(data=True, index=rows.index)
        return self.of(rows, window, of_issue)


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: a figure of the dictionary, and the issue type that it speaks of ("" for all)."""

    metric: Metric
    issue: str = ""


def _share(successes: int, count: int) -> Estimate:
    if not count:
        return Estimate(0)
    return Estimate(count, successes / count, intervals.share(successes, count), successes)


def _occurrences(count: int) -> Estimate:
    return Estimate(count, float(count), intervals.occurrences(count), count)


def _mean(values: np.ndarray, scale: float = 1.0) -> Estimate:
    if not len(values):
        return Estimate(0)
    interval, listed = intervals.mean(values), tuple((values * scale).tolist())
    return Estimate(
        len(values), float(values.mean()) * scale, interval and interval.scaled(scale), values=listed
    )


def _median(hours: np.ndarray) -> Estimate:
    known = hours[~np.isnan(hours)]
    if not len(known):
        return Estimate(0)
    return Estimate(
        len(known), float(np.median(known)), intervals.median(known), values=tuple(known.tolist())
    )


def _complaints(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    is_complaint = measures.is_received(rows, window) & of_issue & (rows["kind"] == "complaint")
    return _occurrences(int(is_complaint.sum()))


def _received(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    return _occurrences(int((measures.is_received(rows, window) & of_issue).sum()))


def _issue_share(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    received = measures.is_received(rows, window)
    return _share(int((received & of_issue).sum()), int(received.sum()))


def _attainment(clock: kept.Clock) -> Callable[[pd.DataFrame, Period, pd.Series], Estimate]:
    def of(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
        found = kept.attainment(rows[of_issue], clock, window)
        return _share(found.met, found.counted)

    return of


def _answers(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> pd.DataFrame:
    answers: pd.DataFrame = rows[satisfaction.is_answered(rows, window) & of_issue]
    return answers


def _satisfied(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    found = satisfaction.satisfaction(_answers(rows, window, of_issue))
    return _share(found.satisfied, found.count)


def _with_fairly(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    found = satisfaction.satisfaction(_answers(rows, window, of_issue))
    return _share(found.satisfied + found.fairly_satisfied, found.count)


def _rating(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    return _mean(_answers(rows, window, of_issue)["rating"].dropna().to_numpy(float))


def _nps(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    marks = _answers(rows, window, of_issue)["nps"].dropna().to_numpy(float)
    sides = (marks >= satisfaction.PROMOTER).astype(float) - (marks <= satisfaction.DETRACTOR)
    return _mean(sides, 100)


def _reopened(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    resolved = rows[measures.is_resolved(rows, window) & of_issue]
    return _share(int((resolved["cycle"] > 1).sum()), len(resolved))


def _response_hours(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    received = rows[measures.is_received(rows, window) & of_issue]
    return _median(measures.response_hours(received))


def _resolution_hours(rows: pd.DataFrame, window: Period, of_issue: pd.Series) -> Estimate:
    resolved = rows[measures.is_resolved(rows, window) & of_issue]
    return _median(measures.hours_between(resolved, "received_at", "resolved_at"))


# In order: the first whose words a text holds is the one it names.
METRICS = (
    Metric("reopened_rate", Unit.SHARE, re.compile(r"(?i)重办率|重开率|返工率|reopen"), _reopened, is_lower_better=True),
    Metric("with_fairly_rate", Unit.SHARE, re.compile(r"(?i)含基本满意|with fairly"), _with_fairly),
    Metric("satisfaction_rate", Unit.SHARE, re.compile(r"(?i)满意率|满意度(?!.*(?:评分|1[-–]5))|satisf"), _satisfied),
    Metric("rating", Unit.MARK, re.compile(r"(?i)回访评分|平均评分|星级|评分|rating"), _rating),
    Metric("nps", Unit.MARK, re.compile(r"(?i)nps|净推荐|推荐意愿"), _nps),
    Metric("response_rate", Unit.SHARE, re.compile(r"(?i)(?:响应|回复)(?:达标|及时|准时)率|response (?:attainment|rate)"), _attainment(kept.RESPONSE)),
    Metric("resolution_rate", Unit.SHARE, re.compile(r"(?i)(?:办结|处理|解决)(?:达标|及时|准时)?率|resolution (?:attainment|rate)"),
            _attainment(kept.RESOLUTION)),
    Metric("response_hours", Unit.HOURS, re.compile(r"(?i)(?:响应|回复)(?:用时|时长|时间|耗时)|response time|time to respon"), _response_hours, is_lower_better=True),
    Metric("resolution_hours", Unit.HOURS, re.compile(r"(?i)(?:办结|处理|解决)(?:用时|时长|时间|周期|耗时)|resolution time|time to resol"),
            _resolution_hours, is_lower_better=True),
    Metric("issue_share", Unit.SHARE, re.compile(r"(?i)投诉率|占比|反馈率|share of"), _issue_share, is_lower_better=True),
    Metric("complaints", Unit.COUNT, re.compile(r"(?i)投诉|客诉|complain"), _complaints, is_lower_better=True),
    Metric("received", Unit.COUNT, re.compile(r"(?i)反馈量|反馈数|件数|频次|feedback|contacts"), _received, is_lower_better=True),
)  # fmt: skip
BY_KEY: Mapping[str, Metric] = {metric.key: metric for metric in METRICS}


def named_in(text: str, issues: Mapping[str, Iterable[str]], about: str = "") -> Named | None:
    """Return the figure that a text names; None where the ledger knows no such figure ("3天发货率").

    issues: other words by issue type. about: the issue type that is meant where the text names none; a share of all
    feedback needs one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    metric = next((metric for metric in METRICS if metric.words.search(plain)), None)
    if metric is None:
        return None
    issue = issue_in(plain, issues) or about
    return None if metric.key == "issue_share" and not issue else Named(metric, issue)


def issue_in(text: str, issues: Mapping[str, Iterable[str]]) -> str:
    """Return the issue type that a text names: by its name, another word for it, or the start of its name ("物流投诉")."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for name, words in issues.items():
        if any(word and word.casefold() in plain for word in (name, *words)):
            return name
    starts = {name: _start(name) for name in issues}
    found = [
        name
        for name, start in starts.items()
        if start and start in plain and [*starts.values()].count(start) == 1
    ]
    return found[0] if len(found) == 1 else ""


def _start(name: str) -> str:
    """The first two characters of a Chinese name: 物流 of 物流延迟."""
    return name[:2] if len(name) >= 4 and not name.isascii() else ""
