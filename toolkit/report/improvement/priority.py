"""优先级: the issues of the last 30 days ranked, both matrices, and who led in each month (S1-028, S3-039)."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from toolkit.domain.improvement.priority import HIGH, LOW, MEDIUM, Quadrant
from toolkit.report.improvement.desk import cell, day_text
from toolkit.schema.books.tracking import MATRIX_ACTIONS, QUADRANTS
from toolkit.schema.choices import DEGREES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import improvement as say
from toolkit.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from toolkit.report.improvement.desk import Desk

_COLUMNS = ("rank", "issue", "count", "share", "customer_count", "reach", "value", "cost", "score", "quadrant", "influence", "frequency",
            "action", "note")  # fmt: skip
_WIDTHS = (8.0, 16, 11, 9, 9, 11, 11, 11, 9, 16, 11, 11, 11, 30)
_ONE_REGION = 0.6
_FIRST = 3
_SIDES = (HIGH, MEDIUM, LOW)


def priority_page(desk: Desk) -> Page:
    known, lang = desk.known, desk.lang
    window = known.recent
    received = int(window.holds(known.feedback["received_at"]).sum())
    facts = {"start": day_text(window.start), "end": day_text(window.until), "count": received}
    rows = tuple(
        Row(f"p{n}", _cells(desk, str(name), row))
        for n, (name, row) in enumerate(known.priority.iterrows(), 1)
    )
    ranked = TableBlock("priority", desk.heads(*_COLUMNS), rows, empty=say.NONE(lang))
    lead = (say.PRIORITY_LEAD(lang, **facts),)
    blocks = (ranked, _quadrants(desk), _matrix(desk), _months(desk))
    rules = tuple(rule(lang) for rule in say.PRIORITY_RULES)
    name = say.PAGES["priority"](lang)
    return Page("priority", name, name, lead=lead, blocks=blocks, widths=_WIDTHS, rules=rules)


def _cells(desk: Desk, name: str, row: pd.Series) -> dict[str, Figure]:
    words: dict[str, Any] = {"issue": name, "note": _region(desk, row)}
    words |= {
        key: desk.degree(row[key], is_typed=row[f"is_typed_{by}"])
        for key, by in (("reach", "impact"), ("influence", "impact"), ("value", "value"))
    }
    words["cost"] = (
        desk.degree(row["cost"], is_typed=True) if row["is_typed_cost"] else say.UNKNOWN_COST(desk.lang)
    )
    words["frequency"] = desk.label(DEGREES, row["frequency"])
    words["quadrant"], words["action"] = (
        desk.label(QUADRANTS, row["quadrant"]),
        desk.label(MATRIX_ACTIONS, row["action"]),
    )
    made = {key: cell(key, words.get(key, row.get(key))) for key in _COLUMNS}
    if row["quadrant"] == Quadrant.FIRST:
        made["quadrant"] = cell("quadrant", words["quadrant"], Tone.BAD)
    return made


def _region(desk: Desk, row: pd.Series) -> str:
    share = row["region_share"]
    if not isinstance(row["region"], str) or share < _ONE_REGION:
        return ""
    return say.ONE_REGION(desk.lang, share=f"{100 * share:.0f}%", region=row["region"])


def _quadrants(desk: Desk) -> TableBlock:
    """Four fields: what is not high is low."""
    found = desk.known.priority
    wide, valued = found["reach"] == HIGH, found["value"] == HIGH
    names = {
        (side, over): found.index[(wide == (side == HIGH)) & (valued == (over == HIGH))]
        for side, over in product((HIGH, LOW), repeat=2)
    }
    return _field(desk, "quadrants", say.QUADRANT_TITLE(desk.lang), (HIGH, LOW), names)


def _matrix(desk: Desk) -> TableBlock:
    found = desk.known.priority
    names = {
        (side, over): found.index[(found["influence"] == side) & (found["frequency"] == over)]
        for side, over in product(_SIDES, repeat=2)
    }
    return _field(desk, "matrix", say.MATRIX_TITLE(desk.lang), _SIDES, names)


def _field(
    desk: Desk, key: str, title: str, sides: Sequence[str], names: dict[tuple[str, str], Any]
) -> TableBlock:
    """A matrix of names: rows from high to low, columns from low to high."""
    over = tuple(reversed(sides))
    rows = tuple(
        Row(side, {"side": Figure(say.HEADERS[side](desk.lang), tone=Tone.STRONG)}
            | {one: Figure(listed(names[side, one], desk.lang), form=Form.WRAPPED) for one in over})
        for side in sides
    )  # fmt: skip
    return TableBlock(key, desk.heads("side", *over), rows, title)


def _months(desk: Desk) -> TableBlock:
    keys = ("first", "second", "third")
    found = desk.known.history
    rows = []
    for month, part in found.groupby("month", sort=False):
        top = part[part["rank"] <= _FIRST]
        said = [f"{row['issue_type']} {row['count']}" for row in top.to_dict("records")]
        cells = {key: Figure(words, form=Form.WRAPPED) for key, words in zip(keys, said, strict=False)}
        rows.append(Row(str(month), {"month": Figure(str(month)), **cells}))
    return TableBlock(
        "months",
        desk.heads("month", *keys),
        tuple(rows),
        say.HISTORY_TITLE(desk.lang),
        empty=say.NONE(desk.lang),
    )
