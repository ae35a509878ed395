"""Error values and uncomputed formulas in the XML of a sheet."""

from __future__ import annotations

import io

import pytest

from toolkit.excel.reading import marks
from toolkit.excel.reading.marks import find_marks


@pytest.mark.parametrize(
    ("cell", "error", "uncomputed"),
    [
        ('<c r="B7"><v>5</v></c>', False, False),
        ('<c r="B7" s="3" t="e"><v>#N/A</v></c>', True, False),
        ("<c t='e' r='B7'><v>#N/A</v></c>", True, False),
        ('<x:c r="B7" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>', True, False),
        ('<c r="B7"><f>A1</f><v>5</v></c>', False, False),
        ('<c r="B7"><f>A1</f></c>', False, True),
        ('<c r="B7" s="1"><f>A1&amp;"x"</f><v></v></c>', False, True),
        ('<c r="B7"><f>A1</f><v/></c>', False, True),
        ('<c r="B7"><f t="shared" si="0"/><v /></c>', False, True),
        ('<x:c r="B7"><x:f>A1</x:f></x:c>', False, True),
        ('<c r="B7" t="str"><f>IF(1,"")</f><v></v></c>', False, False),
        ('<c r="B7" t="inlineStr"><is><t>t="e" &lt;f&gt;</t></is></c>', False, False),
    ],
)
def test_one_cell(cell, error, uncomputed):
    found = find_marks(
        io.BytesIO(
            f'<sheetData><row r="7"><c r="A7"/>{cell}<c r="C7"><v>1</v></c></row></sheetData>'.encode()
        )
    )
    assert found.errors.tolist() == [[7, 2]] * error
    assert found.uncomputed.tolist() == [[7, 2]] * uncomputed


def test_a_cell_across_two_chunks_is_found_once(monkeypatch):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c><c r="B{n}"><f>A{n}</f></c></row>'
        for n in range(1, 200)
    )
    for size in (7, 64, 1000):
        monkeypatch.setattr(marks, "_CHUNK", size)
        found = find_marks(io.BytesIO(f"<sheetData>{rows}</sheetData>".encode()))
        assert found.errors[:, 0].tolist() == list(range(1, 200))
        assert found.uncomputed.tolist() == [[n, 2] for n in range(1, 200)]
