"""Conditional formats and links of ours on a person's sheet: found again, rewritten, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.look import PALETTE
from toolkit.excel.markup import WORKSHEET_ORDER, Element, ensure, insert, main
from toolkit.excel.patching.edits import boxes
from toolkit.excel.refs import Box, cell_name
from toolkit.rules.finding import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.excel.marking import Link, Rule
    from toolkit.excel.parts.styles import Styles

MARK = 'N("voc")=0'
"""Always true, and in every formula of ours: a conditional format has no name by which to know it again."""

_COLOURS = {
    "remark": ("", PALETTE.remark_tint),
    "watch": (PALETTE.watch, PALETTE.watch_tint),
    "bad": (PALETTE.bad, PALETTE.bad_tint),
    "good": (PALETTE.good, PALETTE.good_tint),
}


def set_rules(
    root: Element, styles: Styles, rules: Sequence[Rule], headers: Mapping[str, int], rows: Box
) -> None:
    """Let exactly these conditional formats of ours stand on a sheet, behind all others.

    headers: the column of each header. rows: the table's body; its first row is the one that formulas speak of.

    Raises:
        KeyError: a rule names a header that the sheet has not.
    """
    _take_away(root)
    last = max((int(rule.get("priority") or 0) for rule in _all_rules(root)), default=0)
    for priority, rule in enumerate(rules, start=last + 1):
        columns = [headers[header] for header in rule.headers]
        spans = [Box(c, rows.top, c, rows.bottom) for c in columns] or [rows]
        holder = etree.Element(main("conditionalFormatting"), sqref=" ".join(map(str, spans)))
        look = str(styles.differential(_look(rule, styles)))
        attributes = {"type": "expression", "dxfId": look, "priority": str(priority)}
        formula = etree.SubElement(etree.SubElement(holder, main("cfRule"), attributes), main("formula"))
        formula.text = f"AND({MARK},{_formula(rule.formula, headers, rows.top)})"
        insert(root, holder, WORKSHEET_ORDER)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What our sheets are called: `now` by the names we give them, and every name they had when the workbook came."""

    now: Mapping[str, str]
    before: Sequence[str] = ()

    @property
    def starts(self) -> tuple[str, ...]:
        """How the location of a link to one of them begins; Excel drops quotes that it finds needless."""
        names = sorted({*self.now.values(), *self.before})
        return tuple(start for name in names for start in (location(name, ""), f"{name}!"))


def set_links(root: Element, links: Sequence[Link], headers: Mapping[str, int], own: OwnNames) -> None:
    """Let exactly these links to sheets of ours stand on a sheet; a cell with a person's link keeps it."""
    holder = root.find(main("hyperlinks"))
    present = list(holder) if holder is not None else []
    ours = [entry for entry in present if (entry.get("location") or "").startswith(own.starts)]
    taken = {str(box) for box in boxes(entry.get("ref") or "" for entry in present if entry not in ours)}
    fresh = [link for link in links if cell_name(link.row, headers[link.header]) not in taken]
    if holder is None and fresh:
        holder = ensure(root, "hyperlinks", WORKSHEET_ORDER)
    if holder is None:
        return
    for entry in ours:
        holder.remove(entry)
    for link in fresh:
        entry = etree.SubElement(holder, main("hyperlink"), ref=cell_name(link.row, headers[link.header]))
        entry.set("location", location(own.now.get(link.sheet, link.sheet), link.cell))
        if link.tip:
            entry.set("tooltip", link.tip)
    if not len(holder):
        root.remove(holder)


def location(sheet: str, cell: str) -> str:
    """A place in the workbook as a link names it: 'sheet'!C7."""
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


def _all_rules(root: Element) -> list[Element]:
    """The rules of the sheet, those in its extensions too: their priorities are counted together."""
    return [e for e in root.iter(etree.Element) if etree.QName(e).localname == "cfRule"]


def _take_away(root: Element) -> None:
    for holder in root.findall(main("conditionalFormatting")):
        for rule in holder.findall(main("cfRule")):
            if MARK in "".join(map(str, rule.itertext())):
                holder.remove(rule)
        if holder.find(main("cfRule")) is None:
            root.remove(holder)


def _formula(formula: str, headers: Mapping[str, int], row: int) -> str:
    for header, column in headers.items():
        formula = formula.replace(f"{{{header}}}", f"${column_letters(column)}{row}")
    return formula


def _look(rule: Rule, styles: Styles) -> bytes:
    ink, paper = (colour.lstrip("#") for colour in _COLOURS[rule.tone])
    font = f'<font><color rgb="FF{ink}"/></font>' if ink else ""
    number = ""
    if rule.number_format:
        number = etree.tostring(styles.number_element(rule.number_format), encoding="unicode")
    return f'{font}{number}<fill><patternFill><bgColor rgb="FF{paper}"/></patternFill></fill>'.encode()
