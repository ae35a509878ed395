"""What pages of analysis share: headers, counts of the detail with their formulas, ranges, and links to rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.report.month import number
from toolkit.report.records import records
from toolkit.report.split import place_of
from toolkit.schema.page import Figure, Form, Row, TableColumn
from toolkit.words import analysis as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from toolkit.report.month import Month
    from toolkit.report.records import Record
    from toolkit.words import Language

Span = tuple[float | None, float | None]
"""More than the first, at most the second; None for no bound."""


def heads(lang: Language, *keys: str, **forms: Form) -> tuple[TableColumn, ...]:
    """Return table columns under their headers; `forms` says how those that are no words are written."""
    return tuple(
        TableColumn(
            key,
            (say.HEADERS.get(key) or labels.HEADERS[key])(lang),
            forms.get(key, Form.TEXT),
        )
        for key in keys
    )


def counted(month: Month, **where: object) -> Figure:
    """Return how many rows of the detail meet conditions of equality, with the formula that counts them."""
    frame = month.data.frame
    mask = np.ones(len(frame), bool)
    for key, value in where.items():
        mask &= (frame[key].isna() if value == "" else frame[key] == value).to_numpy(bool)
    return number(int(mask.sum()), month.count(**where))


def within(month: Month, key: str, span: Span, **where: object) -> Figure:
    """Return how many of such rows have a figure within a span, with the formula that counts them."""
    frame = month.data.frame
    values = frame[key].to_numpy(float)
    low, high = span
    mask = ~np.isnan(values)
    for name, value in where.items():
        mask &= (frame[name] == value).to_numpy(bool)
    tests = [] if low is None else [f">{low:g}"]
    tests += [] if high is None else [f"<={high:g}"]
    mask &= (values > (-np.inf if low is None else low)) & (values <= (np.inf if high is None else high))
    return number(int(mask.sum()), month.count(**where, **{key: tuple(tests)}))


def spans(edges: Iterable[float]) -> tuple[Span, ...]:
    """Return the spans that edges part: up to the first, between them, over the last."""
    marks = [None, *edges, None]
    return tuple(pairwise(marks))


def shown_of(month: Month, keys: Sequence[str]) -> tuple[str, ...]:
    """Return which columns a list shows: the team only where there are several, each with numbers of its own."""
    frame = month.data.frame
    has_teams = "team" in frame and len(frame["team"].fillna("").unique()) > 1
    return tuple(key for key in keys if key != "team" or has_teams)


def listed(
    month: Month, rows: pd.DataFrame, keys: Iterable[str], forms: Mapping[str, Form], prefix: str
) -> Iterator[Row]:
    """Yield a row of a list for each row of the detail, its number leading to it; `rows` keep the detail's index."""
    columns = list(keys)
    for place, (index, row) in enumerate(zip(rows.index, records(rows), strict=True), 1):
        cells = {key: Figure(row.get(key), form=forms.get(key, Form.TEXT)) for key in columns}
        yield Row(f"{prefix}{place}", cells | {"feedback_id": linked(month, row, index)})


def linked(month: Month, row: Record, index: Hashable) -> Figure:
    """Return a feedback's number as a link to its row in the detail."""
    return Figure(row["feedback_id"], form=Form.ID, link=place_of(month.data, int(str(index))))
