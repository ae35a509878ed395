"""按人按部门: who has how much on each list, so that a supervisor sees at a glance where it piles up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.report.formulas import criterion
from toolkit.report.lists.catalog import LISTS
from toolkit.report.month import moment_text, text
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import lists as say

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import numpy as np

    from toolkit.report.options import ReportOptions

_LISTED = 200
_NAME_WIDTH, _COUNT_WIDTH = 15.0, 10.5
_OVERLAP = frozenset({"reminders", "conflicts"})
"""Lists whose rows stand on others too, or on a page of their own kind."""


def people_page(
    lists: Mapping[str, pd.DataFrame], as_of: np.datetime64, options: ReportOptions, listed: int
) -> Page | None:
    """Return the page; None where there is nothing to do. listed: rows that a list shows at most."""
    lang = options.lang
    keys = [work.key for work in LISTS if len(lists[work.key]) and work.key not in _OVERLAP]
    if not keys:
        return None
    name = say.PEOPLE(lang)
    blocks = tuple(
        _table(by, title(lang), {key: lists[key] for key in keys}, options, listed)
        for by, title in (("person", say.BY_PERSON), ("department", say.BY_DEPARTMENT))
    )
    widths = (_NAME_WIDTH, *(_COUNT_WIDTH,) * (len(keys) + 1))
    lead = say.AT(lang, moment=moment_text(as_of)) + say.PEOPLE_LEAD(lang)
    return Page("people", name, name, "", (lead,), blocks, widths, Tone.PLAIN)


def _table(
    by: str, title: str, lists: Mapping[str, pd.DataFrame], options: ReportOptions, listed: int
) -> TableBlock:
    """Count the rows of each list by person or department, most first; a count is live where its list shows all."""
    lang = options.lang
    blank = (say.NOBODY if by == "person" else say.NO_DEPARTMENT)(lang)
    counts = pd.DataFrame({key: found[by].fillna(blank).value_counts() for key, found in lists.items()})
    counts = counts.fillna(0).astype("int64")
    counts = counts.assign(total=counts.sum(axis=1)).rename_axis("who").reset_index()
    counts = counts.sort_values(["total", "who"], ascending=[False, True], kind="stable").iloc[:_LISTED]
    heads = (
        TableColumn("who", say.HEADERS[by](lang)),
        *(TableColumn(key, say.TITLES[key](lang), Form.COUNT) for key in lists),
        TableColumn("total", say.HEADERS["total"](lang), Form.COUNT),
    )
    live = {key: len(found) <= listed and by in _shown(key) for key, found in lists.items()}
    rows = tuple(
        Row(f"r{n}", _cells(by, row, live, blank)) for n, row in enumerate(counts.to_dict("records"), 1)
    )
    return TableBlock(f"by_{by}", heads, rows, title)


def _shown(key: str) -> tuple[str, ...]:
    return next(work.columns for work in LISTS if work.key == key)


def _cells(by: str, row: Mapping[Hashable, Any], live: Mapping[str, bool], blank: str) -> dict[str, Figure]:
    who = str(row["who"])
    # A blank cell is counted by "=", a name by itself unless COUNTIF would take it for a pattern.
    test = '"="' if who == blank else criterion(who, "{@who}")
    test = test if test.startswith(("{", '"')) else '"' + test.replace('"', '""') + '"'
    counts = {
        key: Figure(
            row[key] or None, f"COUNTIF({{{key}.{by}:}},{test})" if is_live and row[key] else "", Form.COUNT,
            Tone.BAD if key == "overdue" else Tone.PLAIN
        )
        for key, is_live in live.items()
    }  # fmt: skip
    first, last = next(iter(live)), [*live][-1]
    total = Figure(row["total"], f"SUM({{@{first}}}:{{@{last}}})", Form.COUNT, Tone.STRONG)
    return {"who": text(who), **counts, "total": total}
