"""代表性检查: whether those who spoke stand for all customers, against the population given, else against before (S1-074)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.improvement import intervals
from toolkit.report.analysis.parts import heads
from toolkit.report.formulas import criterion, ratio
from toolkit.report.month import Month, number, text
from toolkit.schema.page import Figure, Form, Row, TableBlock, Tone
from toolkit.words import analysis as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_SEEN = ("customer_type", "channel", "region")
_LEAST = 30
"""Rows below which a share says nothing about who speaks."""
_MONTHS = 6
_MOST = 5


@dataclass(frozen=True, slots=True)
class _Group:
    """One kind of customer or way: how many of the month, of how many; what part it is of the population, or was before."""

    dimension: str
    name: str
    count: int
    of: int
    there: float | None
    before: float | None

    @property
    def stand(self) -> str:
        """How the month stands to the population: inside the 95 % interval of its share, or beyond."""
        if self.there is None:
            return ""
        found = intervals.share(self.count, self.of)
        if self.of < _LEAST or found is None:
            return "few"
        return "within" if found.holds(self.there) else "more" if found.low > self.there else "less"


def sample_table(month: Month) -> tuple[str, TableBlock] | None:
    """Return what is to be said of who spoke, and the table; None where nothing came in."""
    groups = [*_newness(month), *(group for key in _SEEN for group in _groups(month, key))]
    if not groups:
        return None
    lang = month.lang
    rows = tuple(Row(f"g{n}", _cells(month, group)) for n, group in enumerate(groups, 1))
    forms = {"items": Form.COUNT} | dict.fromkeys(("here", "there", "before"), Form.RATE)
    is_given = any(group.there is not None for group in groups)
    has_before = any(group.before is not None for group in groups)
    keys = (
        "dimension", "group", "items", "here", *(("there",) if is_given else ()), *(("before",) if has_before else ()),
        *(("stand",) if is_given else ()),
    )  # fmt: skip
    table = TableBlock("sample", heads(lang, *keys, **forms), rows, say.SAMPLE(lang))
    odd = [group.name for group in groups if group.stand in ("more", "less")]
    if odd:
        return say.SAMPLE_LEAD(lang, groups="、".join(odd) if lang == "zh" else ", ".join(odd)), table
    return (say.SAMPLE_FINE if is_given else say.SAMPLE_UNKNOWN)(lang), table


def _newness(month: Month) -> Iterator[_Group]:
    """Customers who had never spoken before against those who had; anonymous ones are neither."""
    rows, now = month.rows, month.received
    named = now[now["customer_id"].notna()].drop_duplicates("customer_id")
    if named.empty:
        return
    earlier = rows.loc[rows["received_at"] < month.period.start, "customer_id"].dropna()
    known = int(named["customer_id"].isin(set(earlier)).sum())
    for key, count in (("new", len(named) - known), ("known", known)):
        name = say.NEWNESS[key](month.lang)
        yield _Group("newness", name, count, len(named), month.options.population.get(("newness", key)), None)


def _groups(month: Month, key: str) -> Iterator[_Group]:
    blank = labels.UNFILLED(month.lang)
    now, before = (values[values != blank] for values in (month.received[key], _earlier(month)[key]))
    given = {name: share for (dimension, name), share in month.options.population.items() if dimension == key}
    counts = now.value_counts()
    for name in dict.fromkeys([*given, *map(str, counts.index[:_MOST])]) if len(now) else ():
        was = float((before == name).mean()) if len(before) else None
        yield _Group(key, name, int(counts.get(name, 0)), len(now), given.get(name), was)


def _earlier(month: Month) -> pd.DataFrame:
    """The six months before."""
    start = (
        month.period.shifted(-_MONTHS).start
        if month.period.months
        else month.period.start - np.timedelta64(182, "D")
    )
    received = month.rows["received_at"]
    return month.rows[(received >= start) & (received < month.period.start)]


def _cells(month: Month, group: _Group) -> dict[str, Figure]:
    key, own = group.dimension, {}
    share, formula, part = group.count / group.of if group.of else None, "", ""
    if key != "newness":
        own = {key: criterion(group.name, group.name)}
        formula = month.count(in_received=1, **own)
        whole = (
            f"{month.count(in_received=1)}-{month.count(in_received=1, **{key: labels.UNFILLED(month.lang)})}"
        )
        part = ratio("{@items}", f"({whole})")
    tones = {"more": Tone.WATCH, "less": Tone.WATCH, "few": Tone.MUTED}
    return {
        "dimension": text(say.GROUPS[key](month.lang), Tone.MUTED),
        "group": text(group.name),
        "items": number(group.count, formula),
        "here": number(share, part, Form.RATE),
        "there": number(group.there, form=Form.RATE),
        "before": number(group.before, form=Form.RATE, tone=Tone.MUTED),
        "stand": text(
            say.STANDS[group.stand](month.lang) if group.stand else labels.NONE(month.lang),
            tones.get(group.stand, Tone.GOOD if group.stand else Tone.MUTED),
        ),
    }
