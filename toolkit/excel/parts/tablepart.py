"""Excel tables of a sheet: where they lie, and how one grows at its right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import Element, children, count, main
from toolkit.excel.refs import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.package import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")


class Table:
    """One table part."""

    def __init__(self, root: Element, part: str) -> None:
        """Read where a table lies.

        Raises:
            PatchRefusedError: the part names no range.
        """
        self.part, self._root = part, root
        try:
            self.box = Box.parse(root.get("ref") or "")
        except ValueError as error:
            raise PatchRefusedError("broken-part", part) from error

    @property
    def name(self) -> str:
        return self._root.get("displayName") or self._root.get("name") or ""

    @property
    def header(self) -> Box | None:
        """The header row, unless it is switched off."""
        if self._root.get("headerRowCount") == "0":
            return None
        return replace(self.box, bottom=self.box.top)

    @property
    def totals(self) -> Box | None:
        shown = int(self._root.get("totalsRowCount") or 0)
        return replace(self.box, top=self.box.bottom - shown + 1) if shown else None

    @property
    def headers(self) -> dict[int, str]:
        """Header texts by column number."""
        names = (unescaped(column.get("name") or "") for column in self._columns)
        return dict(enumerate(names, start=self.box.left))

    @property
    def _columns(self) -> list[Element]:
        return list(children(self._root, "tableColumns"))

    def grow(self, headers: Sequence[str]) -> None:
        """Take in new columns at the right, whose header cells say `headers`.

        Raises:
            PatchRefusedError: the table is fed by a query, whose columns are not ours to change.
        """
        if self._root.get("tableType") in ("queryTable", "xml"):
            raise PatchRefusedError("query-table", str(self.box))
        columns = self._columns
        parent = columns[0].getparent()
        if parent is None:
            raise PatchRefusedError("broken-part", self.part)
        last = max(int(column.get("id") or 0) for column in columns)
        for number, header in enumerate(headers, start=last + 1):
            etree.SubElement(parent, main("tableColumn"), id=str(number), name=escaped(header))
        count(parent)
        right = self.box.right + len(headers)
        for filtering in self._root.iterchildren(main("autoFilter")):
            box = Box.parse(filtering.get("ref") or str(self.box))
            if box.right == self.box.right:
                filtering.set("ref", str(box.to_column(right)))
        self.box = self.box.to_column(right)
        self._root.set("ref", str(self.box))

    def hold_values(self, numbers: Sequence[int]) -> None:
        """Columns that hold values now are no longer computed by a formula of the table."""
        for number in numbers:
            if self.box.left <= number <= self.box.right:
                column = self._columns[number - self.box.left]
                for formula in column.findall(main("calculatedColumnFormula")):
                    column.remove(formula)


def tables(package: Package, sheet_part: str) -> list[Table]:
    """The tables of a sheet, from left to right."""
    parts = [part for part in package.related(sheet_part, "table") if package.has(part)]
    found = [Table(package.root(part), part) for part in parts]
    return sorted(found, key=lambda table: (table.box.left, table.box.top))


def escaped(header: str) -> str:
    """A header as the name of a table's column: control characters, line breaks too, as _xHHHH_."""
    return _CONTROL.sub(lambda match: f"_x{ord(match[0]):04x}_", header)


def unescaped(name: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)
