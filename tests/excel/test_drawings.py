"""Pictures, charts and shapes over our columns are named: nobody moves them, and nobody overlooks what they hide."""

from __future__ import annotations

import numpy as np
import pytest

from tests.excel.books import drawn, packed_parts, parts_of, raw_book, relations, zipped
from tests.excel.zoo import _chart, _image
from toolkit.excel.patch import Block, BlockColumn, fill

COLUMNS = tuple(BlockColumn(f"我们的列{n}", np.array([1, 2, 3])) for n in range(3))
BLOCK = Block(1, np.array([2, 3, 4]), COLUMNS)
SPOT = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


@pytest.mark.parametrize(("draw", "covered"), [
    (_chart("bar"), ()),
    (lambda _, sheet: sheet.insert_image("E3", "dot.png", _image()), ("E3",)),
    (lambda _, sheet: sheet.insert_textbox("D2", "文字", {"width": 128, "height": 40}), ("D2:E3",)),
    (lambda _, sheet: sheet.insert_textbox("A1", "文字", {"width": 64 * 4, "height": 20}), ("A1:D1",)),
    (lambda _, sheet: sheet.insert_textbox("A1", "文字", {"width": 64 * 3, "height": 20}), ()),
    (lambda _, sheet: sheet.insert_textbox("D5", "下面", {"width": 128, "height": 40}), ()),
    (lambda _, sheet: sheet.insert_textbox("D2", "竖条", {"width": 10, "height": 400}), ("D2:D21",)),
], ids=["far right", "picture", "over two", "from the left", "up to the edge", "below", "long"])  # fmt: skip
def test_what_lies_over_our_columns_is_named(tmp_path, draw, covered):
    source, target = drawn(tmp_path / "a.xlsx", draw), tmp_path / "b.xlsx"
    assert fill(source, target, "反馈", BLOCK).sheets[0].covered == covered
    assert fill(target, target, "反馈", BLOCK).sheets[0].covered == covered
    drawings = [name for name in parts_of(source) if "drawing" in name]
    assert [packed_parts(target)[name] for name in drawings] == [
        packed_parts(source)[name] for name in drawings
    ]


def _drawing(anchors: str) -> bytes:
    return raw_book(extra={
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": f'<x:wsDr xmlns:x="{SPOT}">{anchors}</x:wsDr>',
    })  # fmt: skip


@pytest.mark.parametrize(("anchor", "covered"), [
    ("<x:oneCellAnchor><x:from><x:col>4</x:col><x:row>1</x:row></x:from><x:ext cx='1219200' cy='1'/></x:oneCellAnchor>",
     ("E2:F2",)),
    ("<x:oneCellAnchor><x:from><x:col>9</x:col><x:row>1</x:row></x:from><x:ext cx='1' cy='1'/></x:oneCellAnchor>", ()),
    ("<x:oneCellAnchor/><x:absoluteAnchor/><x:twoCellAnchor><x:from/></x:twoCellAnchor>", ()),
    ("<x:broken", ()),
])  # fmt: skip
def test_drawings_of_other_programs(tmp_path, anchor, covered):
    assert fill(_drawing(anchor), tmp_path / "b.xlsx", "反馈", BLOCK).sheets[0].covered == covered


def test_a_drawing_that_is_not_there_hides_nothing(tmp_path):
    parts = parts_of(_drawing(""))
    del parts["xl/drawings/drawing1.xml"]
    assert fill(zipped(parts), tmp_path / "b.xlsx", "反馈", BLOCK).sheets[0].covered == ()
