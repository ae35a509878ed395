"""XML of a package: parsed without trust, written the same way every time, children put where the schema wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from toolkit.errors import PatchRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = etree._Element  # noqa: SLF001 - lxml offers no public name for the type

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
WORKBOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
    "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
STYLES_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip


def main(tag: str) -> str:
    """The tag in the namespace of spreadsheets."""
    return f"{{{MAIN}}}{tag}"


def parse(data: bytes, place: str) -> Element:
    """Return the root of a part.

    Raises:
        PatchRefusedError: the part is not XML, or it declares entities.
    """
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PatchRefusedError("broken-part", place) from error
    refuse_entities(root, place)
    return root


def refuse_entities(root: Element, place: str) -> None:
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]  # the stubs lack it
        raise PatchRefusedError("entities-declared", place)


def serialise(root: Element) -> bytes:
    return DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False)


def children(root: Element, tag: str) -> Iterator[Element]:
    """The grandchildren below `tag`, such as every mergeCell of mergeCells."""
    for parent in root.iterchildren(main(tag)):
        yield from parent.iterchildren(etree.Element)


def insert(root: Element, child: Element, order: tuple[str, ...]) -> Element:
    """Put a child behind its equals and before what the schema wants later; return it."""
    place = order.index(etree.QName(child).localname)
    position = 0
    for number, present in enumerate(root, start=1):
        if _place(present, order) <= place:
            position = number
    root.insert(position, child)
    return child


def _place(element: Element, order: tuple[str, ...]) -> int:
    """Where an element stands in the order; a choice of compatibility stands where what it offers would."""
    if not isinstance(element.tag, str):
        return len(order)
    name = etree.QName(element).localname
    if name == "AlternateContent":
        offered = next(element.iter(*(main(tag) for tag in order)), None)
        return len(order) if offered is None else _place(offered, order)
    return order.index(name) if name in order else len(order)


def ensure(root: Element, tag: str, order: tuple[str, ...]) -> Element:
    """Return the one child of this tag, made in its place when it is missing."""
    present = root.find(main(tag))
    return present if present is not None else insert(root, etree.Element(main(tag)), order)


def count(parent: Element) -> None:
    """Set the `count` of a list to what it holds."""
    parent.set("count", str(len(parent.findall(main("*")))))
