"""What a package says beside its cells: who made it, how it counts days, which cells hold errors."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.package import Package
from toolkit.excel.parts.properties import read_properties
from toolkit.excel.reading.marks import Marks, find_marks

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.excel.markup import Element

_OFFICE_OPEN = frozenset({"xlsx", "xlsm", "xlsb"})
_WITH_XML_SHEETS = frozenset({"xlsx", "xlsm"})
_OPEN_DOCUMENT_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_NO_MARKS = Marks(np.empty((0, 2), int), np.empty((0, 2), int))


class Inside:
    """A look into the package that a workbook is; a file that is none, or an irregular one, says nothing."""

    def __init__(self, path: Path, file_format: str) -> None:
        self._path, self._format = path, file_format
        self.is_1904 = False
        self.properties: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        with suppress(PatchRefusedError, OSError):
            self._look()

    def marks(self, title: str) -> Marks:
        """The error values and uncomputed formulas of a sheet, as Excel addresses."""
        if title not in self._parts:
            return _NO_MARKS
        try:
            with Package.open(self._path) as package, package.stream(self._parts[title]) as part:
                return find_marks(part)
        except PatchRefusedError:
            return _NO_MARKS

    def _look(self) -> None:
        if self._format in _OFFICE_OPEN:
            with Package.open(self._path) as package:
                self.properties = read_properties(package)
                if self._format in _WITH_XML_SHEETS:
                    self._see_workbook(package)
        elif self._format == "ods":
            with Package.open(self._path) as package:
                entries = package.root("meta.xml").iter(f"{_OPEN_DOCUMENT_META}user-defined")
                self.properties = {
                    entry.get(f"{_OPEN_DOCUMENT_META}name") or "": entry.text or "" for entry in entries
                }

    def _see_workbook(self, package: Package) -> None:
        part = next(iter(package.related("", "officeDocument")), "")
        targets = {relation.id: package.resolve(relation.target) for relation in package.relations(part)}
        for element in package.root(part).iter(etree.Element):
            name = etree.QName(element).localname
            if name == "workbookPr":
                self.is_1904 = element.get("date1904") in ("1", "true")
            elif name == "sheet":
                self._parts[element.get("name") or ""] = targets.get(_relation_of(element), "")


def _relation_of(sheet: Element) -> str:
    """The id of a sheet's relation, in whichever of the two namespaces the file uses."""
    return next((str(value) for name, value in sheet.items() if etree.QName(name).localname == "id"), "")
