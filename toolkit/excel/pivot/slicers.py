"""Slicers: buttons for the items of a column, one cache for all pivots of a table, a set of buttons on each sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.markup import (
    MAIN,
    OFFICE,
    WORKBOOK_ORDER,
    WORKSHEET_ORDER,
    X14,
    Element,
    ensure,
    main,
    parse,
    serialise,
)
from toolkit.excel.parts.tablepart import escaped
from toolkit.excel.pivot import nodes
from toolkit.words import pivots as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.package import Package
    from toolkit.words import Language

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
ART = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_SLICER = "http://schemas.microsoft.com/office/drawing/2010/slicer"
_NO_NAME = re.compile(r"\W")
_BUTTON_HEIGHT = 241_300
"""Of one button, in English Metric Units."""
_STYLE = "SlicerStyleLight1"
_FRAME = f"""<xdr:twoCellAnchor xmlns:xdr="{DRAWING}" xmlns:a="{ART}" editAs="oneCell">
<xdr:from><xdr:col/><xdr:colOff>0</xdr:colOff><xdr:row/><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:to><xdr:col/><xdr:colOff>0</xdr:colOff><xdr:row/><xdr:rowOff>0</xdr:rowOff></xdr:to>
<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice xmlns:a14="{_A14}" Requires="a14">
<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>
<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>
<a:graphic><a:graphicData uri="{_SLICER}"><sle:slicer xmlns:sle="{_SLICER}"/></a:graphicData></a:graphic>
</xdr:graphicFrame></mc:Choice><mc:Fallback>
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="0" name=""/><xdr:cNvSpPr><a:spLocks noTextEdit="1"/></xdr:cNvSpPr></xdr:nvSpPr>
<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="1828800"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:noFill/><a:ln w="6350"><a:solidFill><a:srgbClr val="CBD2D9"/></a:solidFill></a:ln></xdr:spPr>
<xdr:txBody><a:bodyPr vertOverflow="clip" horzOverflow="clip"/><a:lstStyle/>
<a:p><a:r><a:rPr sz="850"><a:solidFill><a:srgbClr val="616E7C"/></a:solidFill></a:rPr><a:t/></a:r></a:p></xdr:txBody></xdr:sp>
</mc:Fallback></mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor>"""
"""Its place on a sheet; programs that know no slicers draw the box with its line of words instead."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """One set of buttons on a sheet. cache: the slicer cache that it shows. place: left, top, right, bottom, from 0."""

    name: str
    cache: str
    caption: str
    place: tuple[int, int, int, int]


def cache_name(header: str, taken: set[str]) -> str:
    """Return a free name for a column's slicer cache, which is a defined name of the workbook too."""
    base = f"Slicer_{_NO_NAME.sub('_', header)}"
    names = (base if n == 0 else f"{base}{n}" for n in range(len(taken) + 1))
    return next(name for name in names if name.casefold() not in {one.casefold() for one in taken})


def slicer_cache(
    name: str, header: str, pivots: Sequence[tuple[int, str]], cache_number: int, items: int
) -> bytes:
    """Return the part: every item chosen. `pivots` are those it works on, each by its sheet's id and its name."""
    root = _top("slicerCacheDefinition")
    root.set("name", name)
    root.set("sourceName", escaped(header))
    tables = etree.SubElement(root, f"{{{X14}}}pivotTables")
    for sheet_id, pivot in pivots:
        etree.SubElement(tables, f"{{{X14}}}pivotTable", tabId=str(sheet_id), name=pivot)
    data = etree.SubElement(root, f"{{{X14}}}data")
    tabular = etree.SubElement(data, f"{{{X14}}}tabular", pivotCacheId=str(cache_number))
    listed = etree.SubElement(tabular, f"{{{X14}}}items", count=str(items))
    for number in range(items):
        etree.SubElement(listed, f"{{{X14}}}i", x=str(number), s="1")
    return serialise(root)


def slicers_part(buttons: Sequence[Buttons]) -> bytes:
    """Return the part that lists the slicers of one sheet."""
    root = _top("slicers")
    for one in buttons:
        etree.SubElement(
            root, f"{{{X14}}}slicer", name=one.name, cache=one.cache, caption=one.caption, style=_STYLE,
            rowHeight=str(_BUTTON_HEIGHT),
        )  # fmt: skip
    return serialise(root)


@dataclass(frozen=True, slots=True)
class Listing:
    """Where slicers are named in an extension: of the workbook for caches, of a sheet for sets of buttons."""

    uri: str
    tag: str
    entry: str
    order: tuple[str, ...]

    def add(self, root: Element, relation_id: str) -> None:
        """Name a related part beside what is named there already."""
        extensions = ensure(root, "extLst", self.order)
        found = next((one for one in extensions if one.get("uri") == self.uri), None)
        if found is None:
            found = etree.SubElement(extensions, main("ext"), nsmap={"x14": X14}, uri=self.uri)
            etree.SubElement(found, f"{{{X14}}}{self.tag}")
        entry = etree.SubElement(found[0], f"{{{X14}}}{self.entry}", nsmap={"r": OFFICE})
        entry.set(f"{{{OFFICE}}}id", relation_id)


CACHES = Listing("{BBE1A952-AA13-448e-AADC-164F8A28A991}", "slicerCaches", "slicerCache", WORKBOOK_ORDER)
SETS = Listing("{A8765BA9-456A-4dab-B4F3-ACF838C121DE}", "slicerList", "slicer", WORKSHEET_ORDER)


def draw(package: Package, drawing: str, buttons: Sequence[Buttons], lang: Language) -> None:
    """Put sets of buttons on a drawing."""
    root = package.root(drawing)
    for one in buttons:
        root.append(_frame(one, _next_id(root), lang))


def empty_drawing() -> bytes:
    return serialise(etree.Element(f"{{{DRAWING}}}wsDr", nsmap={"xdr": DRAWING, "a": ART}))


def _frame(one: Buttons, number: int, lang: Language) -> Element:
    frame = parse("".join(_FRAME.splitlines()).encode(), "drawing")
    left, top, right, bottom = map(str, one.place)
    for corner, column, row in (("from", left, top), ("to", right, bottom)):
        place = frame.find(f"{{{DRAWING}}}{corner}")
        assert place is not None, "it stands in the frame above"
        place[0].text, place[2].text = column, row
    shape = next(frame.iter(f"{{{DRAWING}}}cNvPr"))
    nodes.say(shape, id=number, name=one.name, descr=one.caption)
    next(frame.iter(f"{{{_SLICER}}}slicer")).set("name", one.name)
    next(frame.iter(f"{{{ART}}}t")).text = say.SLICER(lang, field=one.caption)
    return frame


def _next_id(root: Element) -> int:
    return max([1, *(int(one.get("id") or 0) for one in root.iter(f"{{{DRAWING}}}cNvPr"))]) + 1


def _top(tag: str) -> Element:
    names = {None: X14, "mc": COMPATIBILITY, "x": MAIN}
    root = etree.Element(f"{{{X14}}}{tag}", nsmap=names)  # type: ignore[arg-type]  # the stubs know no None
    root.set(f"{{{COMPATIBILITY}}}Ignorable", "x")
    return root
