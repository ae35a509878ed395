"""Custom document properties: what we remember in a workbook, beside what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.markup import OFFICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.markup import Element
    from toolkit.excel.package import Package

_PART = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KIND = "custom-properties"


def set_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Add or update these properties; all others stay.

    Raises:
        ValueError: a property is no text, or holds what XML cannot.
    """
    if not properties:
        return
    if not all(isinstance(text, str) for text in properties.values()):
        raise ValueError("properties are texts")
    root = package.root(_ensured_part(package))
    present = {entry.get("name"): entry for entry in root}
    for name, text in properties.items():
        entry = present.get(name)
        if entry is None:
            entry = _added(root, name)
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, f"{{{_VARIANT}}}lpwstr").text = text


def read_properties(package: Package) -> dict[str, str]:
    """The custom properties as texts."""
    part = next(iter(package.related("", _KIND)), None)
    if part is None or not package.has(part):
        return {}
    return {entry.get("name") or "": "".join(map(str, entry.itertext())) for entry in package.root(part)}


def _ensured_part(package: Package) -> str:
    part = next(iter(package.related("", _KIND)), None)
    if part and package.has(part):
        return part
    empty = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}"/>'.encode()
    package.add(_PART, empty, _TYPE)
    package.relate("", f"{OFFICE}/{_KIND}", _PART)
    return _PART


def _added(root: Element, name: str) -> Element:
    used = [int(entry.get("pid") or 1) for entry in root]
    attributes = {"fmtid": _FORMAT, "pid": str(max([1, *used]) + 1), "name": name}
    return etree.SubElement(root, f"{{{_CUSTOM}}}property", attributes)
