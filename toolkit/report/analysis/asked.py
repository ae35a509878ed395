"""回访: whether customers were asked when they were to be, by the way of asking."""

from __future__ import annotations

from toolkit.report.analysis.parts import counted, heads
from toolkit.report.formulas import ratio
from toolkit.report.month import Month, number, text
from toolkit.report.pages.tables import total_label
from toolkit.schema.page import Figure, Form, Row, TableBlock, Tone
from toolkit.words import analysis as say

_SUMS = ("asked", "done", "in_time")
_COLUMN = 7
"""Right of the list of those who were not satisfied."""


def asked_table(month: Month) -> TableBlock:
    """Return how many were to be asked in the period, were asked, and in time; by way, with a total."""
    lang, frame = month.lang, month.data.frame
    ways = frame.loc[frame["in_follow_up"] == 1, "ask_way"]
    names = [str(name) for name in ways.value_counts().index] + ([""] if ways.isna().any() else [])
    rows = tuple(Row(f"w{n}", _cells(month, name)) for n, name in enumerate(names, 1))
    forms = dict.fromkeys(_SUMS, Form.COUNT) | {"done_rate": Form.RATE, "time_rate": Form.RATE}
    columns = heads(lang, "way", *_SUMS, "done_rate", "time_rate", **forms)
    return TableBlock(
        "asked",
        columns,
        rows,
        say.ASKED_TITLE(lang),
        _total(month, rows) if rows else None,
        empty=say.ASKED_NONE(lang),
        column=_COLUMN,
        is_beside=True,
    )


def _cells(month: Month, name: str) -> dict[str, Figure]:
    own = {"in_follow_up": 1, "ask_way": name}
    sums = {
        "asked": counted(month, **own),
        "done": counted(month, **own, is_followed_up=1),
        "in_time": counted(month, **own, is_asked_in_time=1),
    }
    return {
        "way": text(name or say.ASKED_BLANK(month.lang)),
        **sums,
        **_rates({k: int(str(f.value)) for k, f in sums.items()}),
    }


def _rates(sums: dict[str, int]) -> dict[str, Figure]:
    every = sums["asked"]
    return {
        "done_rate": number(
            sums["done"] / every if every else None, ratio("{@done}", "{@asked}"), Form.RATE, Tone.STRONG
        ),
        "time_rate": number(
            sums["in_time"] / every if every else None, ratio("{@in_time}", "{@asked}"), Form.RATE
        ),
    }


def _total(month: Month, rows: tuple[Row, ...]) -> Row:
    sums = {key: sum(int(str(row.cells[key].value)) for row in rows) for key in _SUMS}
    cells = {key: number(value, f"SUM({{asked.{key}:}})", tone=Tone.STRONG) for key, value in sums.items()}
    return Row("total", {"way": total_label(month.lang), **cells, **_rates(sums)})
