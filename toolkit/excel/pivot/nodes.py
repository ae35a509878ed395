"""Elements of pivot parts, with attributes as the parts spell them."""

from __future__ import annotations

from lxml import etree

from toolkit.excel.markup import MAIN, OFFICE, X14, Element, main


def top(tag: str, **attributes: object) -> Element:
    """Return the root of a part."""
    # lxml takes None for the namespace without prefix, its stubs do not
    root = etree.Element(main(tag), nsmap={None: MAIN, "r": OFFICE})  # type: ignore[dict-item]
    say(root, **attributes)
    return root


def put(parent: Element, tag: str, **attributes: object) -> Element:
    """Append a child; see `say` for its attributes."""
    child = etree.SubElement(parent, main(tag))
    say(child, **attributes)
    return child


def say(element: Element, **attributes: object) -> None:
    """Set attributes: True and False as 1 and 0, None not at all."""
    for name, value in attributes.items():
        if value is not None:
            element.set(name, str(int(value)) if isinstance(value, bool) else str(value))


def extension(root: Element, uri: str, tag: str, **attributes: object) -> None:
    """Append what only Excel 2010 and newer read."""
    listed = put(root, "extLst")
    entry = etree.SubElement(listed, main("ext"), nsmap={"x14": X14}, uri=uri)
    say(etree.SubElement(entry, f"{{{X14}}}{tag}"), **attributes)
