"""What goes along when a table grows at its right: widths, used range, filters, rules, validations."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.markup import WORKSHEET_ORDER, X14, XM, Element, ensure, main
from toolkit.excel.refs import LAST_COLUMN, Box

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Growth:
    """A table or plain range of `whole` that now reaches to column `right`."""

    whole: Box
    right: int

    def __call__(self, box: Box) -> Box:
        """The range as it should be now: one that spans the old width to its right edge follows."""
        spans = box.left <= self.whole.left and box.right == self.whole.right
        beside = box.top <= self.whole.bottom and box.bottom >= self.whole.top
        return box.to_column(self.right) if spans and beside else box


def widen_dimension(root: Element, box: Box) -> None:
    """Let the used range, where one is written, hold our cells."""
    dimension = root.find(main("dimension"))
    if dimension is None:
        return
    try:
        dimension.set("ref", str(Box.parse(dimension.get("ref") or "").union(box)))
    except ValueError:  # a wrong hint is worse than none
        root.remove(dimension)


def stretch_ranges(root: Element, grown: Callable[[Box], Box]) -> None:
    """Let conditional formats, validations and the sheet's own filter follow a table."""
    for tag in ("conditionalFormatting", f"dataValidations/{main('dataValidation')}"):
        for rule in root.findall(main(tag)):
            _follow(rule, grown)
    for reference in root.iter(f"{{{XM}}}sqref"):
        parent = reference.getparent()
        if parent is not None and str(parent.tag).startswith(f"{{{X14}}}"):
            text = reference.text or ""
            reference.text = _references(text, grown)
    for filtering in root.iterchildren(main("autoFilter")):
        filtering.set("ref", _references(filtering.get("ref") or "", grown))


def set_widths(root: Element, widths: Mapping[int, float]) -> None:
    """Give columns a width and let them be seen; what else was said about them and their neighbours stays."""
    if not widths:
        return
    columns = ensure(root, "cols", WORKSHEET_ORDER)
    for number, width in sorted(widths.items()):
        _cut_out(columns, number)
        present = next((e for e in columns if _span(e) == (number, number)), None)
        if present is None:
            present = etree.Element(main("col"), min=str(number), max=str(number))
            place = sum(1 for e in columns if _span(e)[0] < number)
            columns.insert(place, present)
        present.set("width", f"{width:g}")
        present.set("customWidth", "1")
        for attribute in ("hidden", "outlineLevel", "collapsed", "bestFit"):
            present.attrib.pop(attribute, "")


def width_of(root: Element, number: int) -> float | None:
    """The width of a column, where one is written."""
    for column in root.iterfind(f"{main('cols')}/{main('col')}"):
        first, last = _span(column)
        if first <= number <= last and column.get("width"):
            return float(column.get("width") or 0)
    return None


def _cut_out(columns: Element, number: int) -> None:
    """Split the entry that covers a column, so that the column has one of its own."""
    for entry in list(columns):
        first, last = _span(entry)
        if not first <= number <= last or first == last:
            continue
        place = columns.index(entry)
        pieces = ((first, number - 1), (number, number), (number + 1, last))
        for low, high in reversed([piece for piece in pieces if piece[0] <= piece[1]]):
            copy = deepcopy(entry)
            copy.set("min", str(low))
            copy.set("max", str(high))
            columns.insert(place, copy)
        columns.remove(entry)


def _span(column: Element) -> tuple[int, int]:
    if not isinstance(column.tag, str):
        return 0, 0
    return int(column.get("min") or 1), min(int(column.get("max") or 1), LAST_COLUMN)


def _follow(rule: Element, grown: Callable[[Box], Box]) -> None:
    text = rule.get("sqref")
    if text:
        rule.set("sqref", _references(text, grown))


def _references(text: str, grown: Callable[[Box], Box]) -> str:
    return " ".join(_reference(reference, grown) for reference in text.split())


def _reference(reference: str, grown: Callable[[Box], Box]) -> str:
    try:
        box = Box.parse(reference)
    except ValueError:
        return reference
    followed = grown(box)
    return reference if followed == box else str(followed)
