"""A row as the parser writes it says what it says when it is spelt out cell by cell, and is left to that when it is odd."""

from __future__ import annotations

import pytest
from lxml import etree

from toolkit.excel.markup import MAIN
from toolkit.excel.parts.parsedrows import ParsedRows
from toolkit.excel.parts.plainrows import _row

SPACES = f'xmlns="{MAIN}" xmlns:x14ac="urn:ac"'


def parsed(row, spaces=SPACES, prefix=""):
    root = etree.fromstring(f"<{prefix}sheetData {spaces}>{row}</{prefix}sheetData>")
    return root, root[0]


def both(row, number, spaces=SPACES, prefix=""):
    """The row written the quick way, and cell by cell."""
    root, element = parsed(row, spaces, prefix)
    quick = ParsedRows(root).plain(element, number)
    return quick, _row(parsed(row, spaces, prefix)[1], number).encode()


def meaning(data):
    root = etree.fromstring(
        b'<sheetData xmlns="%b" xmlns:x14ac="urn:ac">%b</sheetData>' % (MAIN.encode(), data)
    )
    etree.strip_attributes(root, "spans")
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ('<row r="7" spans="1:2"><c r="A7" s="1"><v>1</v></c><c r="AB7" t="s"><v>2</v></c></row>', 7),
        ("<row><c><v>1</v></c><c/><c t='str'><v>a &amp; b</v></c></row>", 3),
        ('<row s="2" r="3"><c s="1" r="A3"><v>1</v></c></row>', 3),
        ('<row r="3"><c r="A3"><!-- no --><v>1</v></c><!-- end --></row>', 3),
        ('<row r="3"><c r="A3" t="inlineStr"><is><t><![CDATA[a<b]]>&gt; r="</t></is></c></row>', 3),
        ('<row r="3" x14ac:dyDescent="0.2"><c r="A3"/></row>', 3),
        ('<row r="3" customFormat="1"/>', 3),
        ("<row/>", 4),
    ],
    ids=["plain", "no numbers", "number last", "comments", "CDATA", "foreign attribute", "empty", "bare"],
)  # fmt: skip
def test_both_ways_say_the_same(row, number):
    quick, slow = both(row, number)
    assert quick is not None
    assert meaning(quick) == meaning(slow)
    assert b"xmlns" not in quick
    assert b"<!--" not in quick


def test_prefixes_go():
    spaces = f'xmlns:x="{MAIN}" xmlns:x14ac="urn:ac"'
    quick, slow = both('<x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c></x:row>', 3, spaces, "x:")
    assert quick == slow


@pytest.mark.parametrize(
    "row",
    [
        '<row r="3"><c r="B3"/><c r="A3"/></row>',
        '<row r="3"><c r="A3"/><c r="A3"/></row>',
        '<row r="3"><c r="A4"/></row>',
        '<row r="3"><c r="A3"/><c/></row>',
        '<row r="03"><c r="A3"/></row>',
        '<row r="3"><c r="a3"/></row>',
        '<row r="3"><c r="AAAA3"/></row>',
    ],
    ids=["order", "twice", "another row", "some without", "zero before", "small letter", "too many letters"],
)
def test_odd_rows_are_looked_at_cell_by_cell(row):
    root, element = parsed(row)
    assert ParsedRows(root).plain(element, 3) is None
