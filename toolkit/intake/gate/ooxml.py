"""Inside an .xlsx, .xlsm or .xlsb: the parts that make it a workbook."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.intake.gate import xlsb
from toolkit.intake.gate.directory import folded
from toolkit.intake.gate.measure import Sheet, judge, measure_xml
from toolkit.intake.gate.xmlpart import elements, guarded, texts
from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.schema.identity import ROLE, Role
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.gate.container import Container
    from toolkit.intake.gate.directory import Part
    from toolkit.intake.gate.inspection import Inspection
    from toolkit.intake.gate.xmlpart import Attributes

_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_USUAL_MAIN = ("xl/workbook.xml", "xl/workbook.bin")
_OTHER_OFFICE = {
    "word/": Text("Word 文档", "a Word document"),
    "ppt/": Text("PowerPoint 演示文稿", "a PowerPoint presentation"),
    "visio/": Text("Visio 图", "a Visio drawing"),
}
_NOT_GRIDS = ("/chartsheet", "/dialogsheet", "/macrosheet", "/xlmacrosheet", "/xlintlmacrosheet")
_XML_ENDS = (".xml", ".rels", ".vml")
_MACRO_ENDS, _MACRO_SHEETS = "vbaproject.bin", "xl/macrosheets/"
_OUTSIDE = ("xl/externallinks/", "xl/connections.xml")
_XF, _SI = (b"<xf ", b":xf "), (b"<si>", b"<si ", b"<si/", b":si>", b":si ", b":si/")
_CLAIM = re.compile(rb"uniqueCount\s*=\s*[\"'](\d{1,19})")
_HARMLESS_CLAIM = 1_000_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """The main part of a package, its content type and its relations by id."""

    main: str
    content_type: str
    relations: dict[str, Attributes]

    @property
    def is_binary(self) -> bool:
        return self.main.endswith(".bin")

    def target(self, relation: Attributes) -> str:
        """Return the folded name of the part that a relation leads to; "" where it leads outside."""
        path = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            return ""
        return folded(posixpath.normpath(posixpath.join("/" + posixpath.dirname(self.main), path)))

    def related(self, kind: str) -> set[str]:
        return {self.target(each) for each in self.relations.values() if each.get("Type", "").endswith(kind)}


def inspect_package(container: Container, look: Inspection) -> str:
    """Check every part of an Office package and return its format: "xlsx", "xlsm" or "xlsb".

    Raises:
        RefusedError: it is no workbook, not a whole one, or larger than the limits.
    """
    book = _open(container, look)
    form = _format(book)
    _refuse_reports(container, look)
    _refuse_macros(container, look, form)
    sheets = list(_sheets(container, book, look))
    if any(key.startswith(_OUTSIDE) for key in container.parts):
        look.note(b2.OUTSIDE_LINKS)
    if book.is_binary:
        xlsb.measure_records(container, sheets, look)
    else:
        measure_xml(container, sheets, look)
        _check_parts(container, book, {part.key for _, part in sheets}, look)
    judge((sheet for sheet, _ in sheets), look)
    container.check_rest()
    return form


def _open(container: Container, look: Inspection) -> Workbook:
    for folder, kind in _OTHER_OFFICE.items():
        if any(key.startswith(folder) for key in container.parts) and not container.find(_USUAL_MAIN[0]):
            raise look.refusal(b1.NOT_A_WORKBOOK, kind=kind)
    types = container.read(_TYPES)
    if not types:
        raise look.refusal(b2.MISSING_PART, part=_TYPES)
    main = _main(container, look)
    part = container.find(main)
    if part is None:
        raise look.refusal(b2.MISSING_PART, part=main)
    overrides = {folded(each.get("PartName", "")): each for each in elements(look, _TYPES, types, "Override")}
    content_type = overrides.get(part.key, {}).get("ContentType", "")
    beside = posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels")
    relations = container.read(beside)
    found = elements(look, beside, relations, "Relationship") if relations else []
    return Workbook(part.key, content_type.casefold(), {each.get("Id", ""): each for each in found})


def _main(container: Container, look: Inspection) -> str:
    """The package says which part is the workbook; where it does not, it is where it always is."""
    content = container.read(_ROOT_RELATIONS)
    for relation in elements(look, _ROOT_RELATIONS, content, "Relationship") if content else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return next((name for name in _USUAL_MAIN if container.find(name)), _USUAL_MAIN[0])


def _format(book: Workbook) -> str:
    if book.is_binary:
        return "xlsb"
    return "xlsm" if "macroenabled" in book.content_type else "xlsx"


def _refuse_reports(container: Container, look: Inspection) -> None:
    content = container.read("docProps/custom.xml")
    if content and texts(look, "docProps/custom.xml", content, "property").get(ROLE) == Role.REPORT:
        raise look.refusal(b1.OWN_REPORT)


def _refuse_macros(container: Container, look: Inspection, form: str) -> None:
    has_macros = any(key.endswith(_MACRO_ENDS) or key.startswith(_MACRO_SHEETS) for key in container.parts)
    if has_macros and (form == "xlsx" or look.file.casefold().endswith(".xlsx")):
        raise look.refusal(b2.MACROS_IN_XLSX)


def _sheets(container: Container, book: Workbook, look: Inspection) -> Iterator[tuple[Sheet, Part]]:
    listed = xlsb.listed(container, book.main) if book.is_binary else _listed(container, book, look)
    look.counts.sheets = len(listed)
    if len(listed) > look.limits.sheets:
        raise look.refusal(b2.TOO_MANY_SHEETS, count=len(listed), limit=look.limits.sheets)
    for title, relation_id in listed:
        relation = book.relations.get(relation_id, {})
        if relation.get("Type", "").casefold().endswith(_NOT_GRIDS):
            continue
        part = container.parts.get(book.target(relation))
        if part is None:
            raise look.refusal(b2.SHEET_MISSING, sheet=title)
        yield Sheet(title), part


def _listed(container: Container, book: Workbook, look: Inspection) -> list[tuple[str, str]]:
    content = container.read(book.main)
    return [
        (each.get("name", ""), each.get("id", "")) for each in elements(look, book.main, content, "sheet")
    ]


def _check_parts(container: Container, book: Workbook, sheets: set[str], look: Inspection) -> None:
    """Guard every XML part; those that a reader parses must be UTF-8, and two of them are counted."""
    styles = book.related("/styles") | {"xl/styles.xml"}
    strings = book.related("/sharedStrings") | {"xl/sharedstrings.xml"}
    for part in list(container.parts.values()):
        key = part.key
        if key in sheets or key.startswith("customxml/") or not key.endswith(_XML_ENDS):
            continue
        pieces = guarded(container, part, look, strict=key == book.main or key in styles | strings)
        if key in styles:
            _count_formats(pieces, look)
        elif key in strings:
            _count_strings(part, pieces, look)
        else:
            for _ in pieces:
                pass


def _count_formats(pieces: Iterator[bytes], look: Inspection) -> None:
    counts, limit = look.counts, look.limits.formats
    for piece in pieces:
        counts.formats += sum(piece.count(mark) for mark in _XF)
        if counts.formats > limit:
            raise look.refusal(b2.TOO_MANY_FORMATS, count=counts.formats, limit=limit)


def _count_strings(part: Part, pieces: Iterator[bytes], look: Inspection) -> None:
    """A reader reserves memory for the count that the part claims."""
    claimed = found = 0
    for piece in pieces:
        claimed = max([claimed, *map(int, _CLAIM.findall(piece))])
        found += sum(piece.count(mark) for mark in _SI)
    if claimed > max(2 * found, _HARMLESS_CLAIM):
        raise look.refusal(b2.IMPOSSIBLE_COUNT, part=part.name, count=claimed)
