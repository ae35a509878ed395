"""导入映射: the rows about one foreign file, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.rules.codes.settings import P602
from toolkit.schema.mapping import Mapping
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.settings.rows import Row


def read_mappings(rows: Iterable[Row]) -> tuple[Mapping, ...]:
    """Return one mapping for each file pattern and sheet, in the order in which they first stand."""
    found: dict[tuple[str, str], Mapping] = {}
    for row in rows:
        file, sheet = row.text("file"), row.text("sheet")
        if not file or not row.text("header"):
            continue
        if not _is_ours(row):
            continue
        known = found.get((file, sheet), Mapping(file, sheet))
        year = row["year"]
        found[file, sheet] = Mapping(
            file, sheet,
            {**known.headers, row.text("header"): row["our_column"]},
            {**known.values, **_values(row)},
            known.year if year is None else int(year),
        )  # fmt: skip
    return tuple(found.values())


def _is_ours(row: Row) -> bool:
    choices = row.table.sheet["our_column"].choices
    return choices is not None and row["our_column"] in choices.keys


def _values(row: Row) -> dict[str, dict[str, str]]:
    """Read "高=紧急;低=一般"."""
    pairs: dict[str, str] = {}
    for part in row.parts("values"):
        theirs, equals, ours = part.partition("=")
        if not equals or not ours.strip():
            row.wrong(P602, "values", value=part, hint=say.A_PAIR)
            continue
        pairs[theirs.strip()] = ours.strip()
    return {row["our_column"]: pairs} if pairs else {}
