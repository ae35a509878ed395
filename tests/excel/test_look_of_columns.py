"""A cell that a sheet does not have yet gets the look of its column, as in Excel."""

from __future__ import annotations

import numpy as np
import openpyxl

from toolkit.excel.patch import Block, BlockColumn, fill
from toolkit.excel.template import write_template
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.workbook import SINGLE_BOOKS


def test_cells_filled_into_a_template_look_as_their_columns_do(tmp_path):
    book = next(book for book in SINGLE_BOOKS if book.key == "feedback")
    write_template(book, target := tmp_path / "template.xlsx", lang="en")
    at = next(place for place, column in enumerate(FEEDBACK.columns, 1) if column.key == "resolution_due")
    title, header = FEEDBACK.title("en"), FEEDBACK["resolution_due"].header("en")
    letter = openpyxl.utils.get_column_letter(at)
    expected = openpyxl.load_workbook(target)[title].column_dimensions

    values = np.array(["2026-10-08T18:00"], "M8[s]")
    fill(target, target, title, Block(1, np.array([2]), (BlockColumn(header, values, column=at),)))

    cell = openpyxl.load_workbook(target)[title][f"{letter}2"]
    wanted = next(d for d in expected.values() if d.min <= at <= d.max)
    assert cell.number_format == wanted.number_format == "mm-dd hh:mm"
    assert cell.fill.fgColor.rgb == wanted.fill.fgColor.rgb
    assert cell.border.bottom.style == wanted.border.bottom.style == "thin"
