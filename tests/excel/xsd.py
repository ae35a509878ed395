"""Parts judged by the ECMA-376 schemas; what a part may ignore or extend is taken out first."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SCHEMAS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "shared-documentPropertiesCustom.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "dml-chart.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
}


@cache
def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def complaints(data: bytes, folder: Path) -> Counter[str]:
    """What the schemas in `folder` have against a part; nothing for parts they do not know."""
    root = etree.fromstring(data)
    name = _SCHEMAS.get(etree.QName(root).namespace or "")
    if name is None:
        return Counter()
    schema = _schema(folder / name)
    schema.validate(_understood(root))
    return Counter(error.message for error in schema.error_log)


def _understood(root: etree._Element) -> etree._Element:
    for choice in list(root.iter(f"{_COMPATIBILITY}AlternateContent")):
        # what every program knows stands in the fallback
        for known in choice.iterfind(f"{_COMPATIBILITY}Fallback/*"):
            choice.addprevious(known)
    ignored: set[str | None] = set()
    for element in root.iter(etree.Element):
        prefixes = element.attrib.pop(f"{_COMPATIBILITY}Ignorable", "").split()
        ignored |= {element.nsmap.get(prefix) for prefix in prefixes}
    for element in list(root.iter(etree.Element)):
        for key in [key for key in element.attrib if etree.QName(key).namespace in ignored - {None}]:
            del element.attrib[key]
        foreign = etree.QName(element).namespace in ignored or element.tag.startswith(_COMPATIBILITY)
        if foreign and element.getparent() is not None:
            element.getparent().remove(element)
    return root
