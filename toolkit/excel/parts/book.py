"""The workbook part: its sheets, names, calculation, and what makes a file one that we must not touch."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import MAIN, OFFICE, STRICT, WORKBOOK_ORDER, Element, children, ensure, main
from toolkit.excel.parts.strings import Strings
from toolkit.excel.parts.styles import Styles
from toolkit.excel.refs import LAST_ROW, Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toolkit.excel.package import Package

_CORNER = r"\$?[A-Z]{1,3}(?:\$?\d+)?"
_RANGE = re.compile(rf"((?:'(?:[^']|'')+'|[^'!,]+)!)({_CORNER}:{_CORNER})")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_REVISIONS = frozenset({"revisionHeaders", "revisionLog", "userNames", "usernames"})
_TRUE = ("1", "true")


class Book:
    """A workbook that may be patched."""

    def __init__(self, package: Package) -> None:
        """Find the workbook part and what belongs to it.

        Raises:
            PatchRefusedError: no workbook, or one that cannot be changed in place without harm.
        """
        self.package = package
        self.part = next(iter(package.related("", "officeDocument")), "")
        if not package.has(self.part) or self.part.lower().endswith(".bin"):
            raise PatchRefusedError("not-a-workbook")
        self.root = package.root(self.part)
        _refuse_unsafe(package, self.part, self.root)
        self.styles = Styles(package, self.part)
        self.strings = Strings(package, next(iter(package.related(self.part, "sharedStrings")), None))

    @cached_property
    def from_1904(self) -> bool:
        """Whether the days are counted from 1904, as Excel for Mac once did."""
        settings = self.root.find(main("workbookPr"))
        return settings is not None and settings.get("date1904") in _TRUE

    @property
    def sheet_names(self) -> list[str]:
        return [sheet.get("name") or "" for sheet in children(self.root, "sheets")]

    def sheet_number(self, name: str) -> int:
        """The position of a sheet, from 0, as the names of one sheet carry it.

        Raises:
            PatchRefusedError: there is no such sheet.
            ValueError: it is asked for by something else than its name.
        """
        if not isinstance(name, str):
            raise ValueError("a sheet is named by its text")  # noqa: TRY004 - one kind of mistake for callers
        names = self.sheet_names
        if name in names:
            return names.index(name)
        folded = [known.casefold() for known in names]
        if name.casefold() not in folded:
            raise PatchRefusedError("sheet-missing", name)
        return folded.index(name.casefold())

    def sheet_part(self, name: str) -> str:
        """The part of a worksheet.

        Raises:
            PatchRefusedError: there is no such sheet, or it is a chart, dialogue or macro sheet.
        """
        sheet = list(children(self.root, "sheets"))[self.sheet_number(name)]
        wanted = sheet.get(f"{{{OFFICE}}}id")
        relation = next((r for r in self.package.relations(self.part) if r.id == wanted), None)
        if relation is None or relation.kind != "worksheet" or not self.package.has(relation.target):
            raise PatchRefusedError("not-a-worksheet", name)
        return self.package.resolve(relation.target)

    def stretch_names(self, sheet: str, grown: Callable[[Box], Box]) -> None:
        """Let the names that stand for ranges of a sheet follow `grown`: print area, filter, a person's own.

        The rows and columns repeated on each page stay: they are not the table.
        """
        prefixes = (f"{sheet}!", "'" + sheet.replace("'", "''") + "'!")
        for name in children(self.root, "definedNames"):
            if name.get("name") == "_xlnm.Print_Titles":
                continue
            parts = [(m[1], m[2]) for m in _RANGE.finditer(name.text or "")]
            if ",".join(prefix + reference for prefix, reference in parts) != name.text:
                continue
            follows = [
                prefix + (_followed(ref, grown) if prefix in prefixes else ref) for prefix, ref in parts
            ]
            if ",".join(follows) != name.text:
                name.text = ",".join(follows)

    def recalculate(self, known: Mapping[str, bool], *, drop_chain: bool) -> None:
        """Make Excel compute formulas on opening; the chain goes when a formula of it is gone.

        `known` says of some sheets whether they have formulas, so that they need not be read for it.
        """
        if drop_chain:
            for chain in self.package.related(self.part, "calcChain"):
                self.package.drop(chain, self.part)
        others = (part for part in self.package.related(self.part, "worksheet") if part not in known)
        if any(known.values()) or any(map(self._mentions_formula, others)):
            ensure(self.root, "calcPr", WORKBOOK_ORDER).set("fullCalcOnLoad", "1")

    def _mentions_formula(self, part: str) -> bool:
        if not self.package.has(part):
            return False
        with self.package.stream(part) as stream:
            rest = b""
            while chunk := stream.read(1 << 20):
                rest += chunk
                # a plain search first: most sheets have no formula, and a pattern is slow to find that out
                if (b"<f" in rest or b":f" in rest) and _FORMULA.search(rest):
                    return True
                if b"<\0f\0" in rest:
                    return True
                rest = rest[-16:]
        return False

    def refresh_pivots(self, sheet: str, box: Box, table: str | None) -> None:
        """Let the pivots over the touched cells refresh when the workbook is opened."""
        for part in self.package.related(self.part, "pivotCacheDefinition"):
            source = next(self._sources(part), None)
            if source is None:
                continue
            by_name = table is not None and (source.get("name") or "").casefold() == table.casefold()
            by_range = source.get("sheet") == sheet and _meets(source.get("ref") or "", box)
            if by_name or by_range:
                self.package.root(part).set("refreshOnLoad", "1")

    def _sources(self, part: str) -> Iterator[Element]:
        if self.package.has(part):
            yield from self.package.root(part).iter(main("worksheetSource"))


def _followed(reference: str, grown: Callable[[Box], Box]) -> str:
    """A range of cells or of whole columns as it is when a table has grown; a change spells it as Excel does."""
    columns = _COLUMNS.fullmatch(reference)
    try:
        box = Box.parse(f"{columns[1]}1:{columns[2]}{LAST_ROW}" if columns else reference)
    except ValueError:
        return reference
    after = grown(box)
    if after == box:
        return reference
    return after.absolute_columns if columns else after.absolute


def _meets(reference: str, box: Box) -> bool:
    try:
        return Box.parse(reference).meets(box)
    except ValueError:
        return False


def _refuse_unsafe(package: Package, part: str, root: Element) -> None:
    namespace = etree.QName(root).namespace
    if namespace == STRICT:
        raise PatchRefusedError("strict-ooxml")
    if namespace != MAIN or etree.QName(root).localname != "workbook":
        raise PatchRefusedError("not-a-workbook")
    if any(name.lower().startswith("_xmlsignatures/") for name in package.names()):
        raise PatchRefusedError("signed-workbook")
    if any(relation.kind in _REVISIONS for relation in package.relations(part)):
        raise PatchRefusedError("shared-workbook")
