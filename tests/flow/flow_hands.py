"""What people do to workbooks on their own screens, and what the ledger then holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flow_desk import LONG_AGO, loaded

from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from pathlib import Path

    from flow_desk import Desk

TITLE = FEEDBACK.zh


def typed(path: Path, *cells: tuple[str, str, str, object]) -> None:
    """Type into a workbook as a person does: the row with this team and id, the column with this header."""
    book_ = loaded(path)
    sheet = book_[TITLE]
    header = next(r for r in range(1, 12) if "反馈ID" in [cell.value for cell in sheet[r]])
    columns = {cell.value: cell.column for cell in sheet[header]}
    for team, number, head, value in cells:
        row_ = next(
            r
            for r in range(header + 1, sheet.max_row + 1)
            if sheet.cell(r, columns["反馈ID"]).value == number
            and ("团队" not in columns or (sheet.cell(r, columns["团队"]).value or "") == team)
        )
        sheet.cell(row_, columns[head]).value = value
    book_.save(path)
    os.utime(path, (LONG_AGO, LONG_AGO))


def facts(desk: Desk, key: str) -> dict[tuple[str, str], object]:
    with desk.ledger() as ledger:
        found = ledger.facts().astype(object)
    found = found.where(found.notna(), None)
    return {
        (team, number): value
        for team, number, value in found[["team", "feedback_id", key]].itertuples(index=False)
    }
