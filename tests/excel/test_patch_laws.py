"""Laws of filling, on random sheets: ours is there, all else is as it was, and doing it again changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.excel.books import raw_book, sheet_xml, values
from toolkit.excel.parts.strings import escaped
from toolkit.excel.patch import Block, BlockColumn, fill
from toolkit.excel.refs import cell_name

LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00_", exclude_categories=("Cc", "Cs")), min_size=1
)
CELLS = st.one_of(
    st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False), TEXTS, st.booleans()
)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
SHEETS = st.dictionaries(PLACES, CELLS, max_size=40)
SHAPES = st.sampled_from(["regular", "spans", "quotes", "shuffled", "comments", "sections"])


def written(cells, shape):
    """The sheet as XML of that shape."""
    rows: dict[int, list[tuple[int, object]]] = {}
    for (row, column), value in sorted(cells.items()):
        rows.setdefault(row, []).append((column, value))
    lines = []
    for row, line in rows.items():
        content = "".join(cell(row, column, value) for column, value in line)
        spans = ' spans="1:30"' if shape == "spans" else ""
        lines.append(f'<row r="{row}"{spans}>{content}</row>')
    if shape == "shuffled":
        lines.reverse()
    text = "".join(lines)
    if shape == "sections":
        return sheet_xml(text.replace("</row>", "<![CDATA[ ]]></row>"))
    if shape == "comments":
        return sheet_xml(text.replace("</row>", "<!-- --></row>"))
    return sheet_xml(text.replace('<c r="', "<c  r='").replace('" t=', "' t=") if shape == "quotes" else text)


def cell(row, column, value):
    name = cell_name(row, column)
    if isinstance(value, bool):
        return f'<c r="{name}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
    return f'<c r="{name}" t="n"><v>{value!r}</v></c>'


def named(cells):
    return {cell_name(row, column): value for (row, column), value in cells.items()}


def filled(source, cells, work):
    """The values of the filled workbook; filled once more it is the same file."""
    first, again = work / "first.xlsx", work / "again.xlsx"
    done = fill(source, first, "反馈", cells)
    fill(first, again, "反馈", cells)
    assert again.read_bytes() == first.read_bytes()
    return values(first), done


@LAWS
@given(SHEETS, st.dictionaries(PLACES, st.one_of(CELLS, st.none()), min_size=1, max_size=30), SHAPES)
def test_cells_anywhere(cells, ours, shape):
    with tempfile.TemporaryDirectory() as folder:
        got, _ = filled(raw_book(written(cells, shape)), named(ours), Path(folder))
    expected = named(cells) | named(ours)
    assert got == {name: value for name, value in expected.items() if value is not None}


@LAWS
@given(SHEETS, st.sets(st.integers(6, 60), min_size=1, max_size=20), st.integers(1, 4), SHAPES, st.data())
def test_columns_at_the_right(cells, rows, count, shape, data):
    cells = {place: value for place, value in cells.items() if place[0] > 5} | {
        (5, c): f"h{c}" for c in range(1, 31)
    }
    columns = [
        data.draw(st.lists(st.one_of(CELLS, st.none()), min_size=len(rows), max_size=len(rows)))
        for _ in range(count)
    ]
    block = Block(
        5,
        np.array(sorted(rows)),
        tuple(BlockColumn(f"我们{n}", array(column)) for n, column in enumerate(columns)),
    )
    with tempfile.TemporaryDirectory() as folder:
        got, done = filled(raw_book(written(cells, shape)), block, Path(folder))
    assert done.appended == {f"我们{n}": 31 + n for n in range(count)}
    ours = {(5, 31 + n): f"我们{n}" for n in range(count)}
    ours |= {
        (row, 31 + n): value
        for n, column in enumerate(columns)
        for row, value in zip(sorted(rows), column, strict=True)
    }
    assert got == {name: value for name, value in named(cells | ours).items() if value is not None}


@LAWS
@given(
    SHEETS,
    st.sets(st.integers(2, 30), min_size=1, max_size=5),
    st.sets(st.integers(2, 40), min_size=1),
    SHAPES,
)
def test_columns_in_between(cells, places, rows, shape):
    cells = {place: value for place, value in cells.items() if place[0] > 1} | {
        (1, c): f"h{c}" for c in range(1, 31)
    }
    numbers = np.array(sorted(rows))
    columns = tuple(BlockColumn(f"h{c}", numbers * c, column=c) for c in sorted(places))
    with tempfile.TemporaryDirectory() as folder:
        got, done = filled(raw_book(written(cells, shape)), Block(1, numbers, columns), Path(folder))
    assert done.appended == {}
    assert got == named(cells) | {cell_name(row, c): row * c for row in numbers.tolist() for c in places}


def array(values):
    out = np.empty(len(values), object)
    out[:] = values
    return out
