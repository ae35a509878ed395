"""Sheets of ours in a person's workbook: added at the end, known again by a hidden name, rewritten, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.marking import OwnCell
from toolkit.excel.markup import MAIN, OFFICE, WORKBOOK_ORDER, Element, children, ensure, main
from toolkit.excel.parts.sheetxml import open_sheet, written
from toolkit.excel.parts.strings import element, escaped
from toolkit.excel.patching.cells import number
from toolkit.excel.patching.ownrules import location
from toolkit.excel.refs import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toolkit.excel.marking import OwnSheet
    from toolkit.excel.parts.book import Book

_OWN = "_voc_own"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31


def set_sheets(book: Book, sheets: Sequence[OwnSheet]) -> dict[str, str]:
    """Let exactly these sheets of ours stand in a workbook; return what each is called there.

    A name that a person's sheet has already gets a number.

    Raises:
        PatchRefusedError: `not-our-sheet`: a sheet to be rewritten in place is missing or not hidden.
    """
    added = [sheet for sheet in sheets if not sheet.is_given]
    present = own_names(book)
    names = {sheet.name: _name_for(book, sheet.name, present) for sheet in added}
    for name in [name for name in present if name not in names.values()]:
        _remove(book, name)
    for sheet in added:
        if names[sheet.name] not in present:
            _add(book, names[sheet.name])
        book.package.write(book.sheet_part(names[sheet.name]), _xml(book, sheet, names))
    for sheet in sheets:
        if sheet.is_given:
            _rewrite(book, sheet)
            names[sheet.name] = sheet.name
    return names


def own_names(book: Book) -> list[str]:
    """What our own sheets are called in a workbook as it is."""
    marked = [name for name in children(book.root, "definedNames") if name.get("name") == _OWN]
    numbers = [int(name.get("localSheetId") or -1) for name in marked]
    names = book.sheet_names
    return [names[n] for n in numbers if 0 <= n < len(names)]


def _name_for(book: Book, name: str, own: Sequence[str]) -> str:
    theirs = {known.casefold() for known in book.sheet_names if known not in own}
    tries = [name, *(f"{name[: _LONGEST_NAME - 4]} {n}" for n in range(2, 100))]
    return next(known for known in tries if known.casefold() not in theirs)


def _add(book: Book, name: str) -> None:
    part = book.package.free_name("xl/worksheets/sheet%d.xml")
    book.package.add(part, b"", _TYPE)
    entry = {
        "name": name,
        "sheetId": str(max(int(e.get("sheetId") or 0) for e in children(book.root, "sheets")) + 1),
    }
    entry[f"{{{OFFICE}}}id"] = book.package.relate(book.part, f"{OFFICE}/worksheet", part)
    holder = ensure(book.root, "sheets", WORKBOOK_ORDER)
    etree.SubElement(holder, main("sheet"), entry)
    mark = {"name": _OWN, "localSheetId": str(len(holder) - 1), "hidden": "1"}
    etree.SubElement(ensure(book.root, "definedNames", WORKBOOK_ORDER), main("definedName"), mark).text = "1"


def _remove(book: Book, name: str) -> None:
    """Take a sheet out; what counts sheets by their position counts one less behind it."""
    gone, part = book.sheet_number(name), book.sheet_part(name)
    entry = list(children(book.root, "sheets"))[gone]
    ensure(book.root, "sheets", WORKBOOK_ORDER).remove(entry)
    names = ensure(book.root, "definedNames", WORKBOOK_ORDER)
    for known in list(names):
        if known.get("localSheetId") == str(gone):
            names.remove(known)
        else:
            _count_down(known, "localSheetId", gone)
    if not len(names):
        book.root.remove(names)
    for view in children(book.root, "bookViews"):
        for attribute in ("activeTab", "firstSheet"):
            _count_down(view, attribute, gone - 1)
    book.package.drop(part, book.part)


def _count_down(element: Element, attribute: str, behind: int) -> None:
    value = element.get(attribute)
    if value is not None and int(value) > max(behind, 0):
        element.set(attribute, str(int(value) - 1))


def _rewrite(book: Book, sheet: OwnSheet) -> None:
    """Write the cells of a hidden sheet of our template anew; its frame stays."""
    entries = {e.get("name"): e for e in children(book.root, "sheets")}
    if sheet.name not in entries or entries[sheet.name].get("state") not in ("hidden", "veryHidden"):
        raise PatchRefusedError("not-our-sheet", sheet.name)
    part = book.sheet_part(sheet.name)
    page = open_sheet(book.package, part)
    book.package.write(part, b"".join(written(page.root, _rows(book, sheet))))


def _xml(book: Book, sheet: OwnSheet, names: Mapping[str, str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
    pane = ""
    if sheet.frozen_rows:
        top = sheet.frozen_rows
        pane = f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/>'
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    view = f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{pane}</sheetView></sheetViews>'
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, start=1)
    )
    heights = '<sheetFormatPr defaultRowHeight="18"/>'
    cols = heights + (f"<cols>{widths}</cols>" if widths else "")
    rows = b"".join(_rows(book, sheet)).decode()
    links = "".join(_links(sheet, names))
    linked = f"<hyperlinks>{links}</hyperlinks>" if links else ""
    page = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    return f"{head}{fit}{view}{cols}<sheetData>{rows}</sheetData>{linked}{page}</worksheet>".encode()


def _rows(book: Book, sheet: OwnSheet) -> Iterator[bytes]:
    for row, cells in enumerate(sheet.rows, start=1):
        content = b"".join(_cell(book, cell, row, column) for column, cell in enumerate(cells, start=1))
        if content:
            yield b'<row r="%d">%b</row>' % (row, content)


def _cell(book: Book, cell: OwnCell | str | float | None, row: int, column: int) -> bytes:
    own = cell if isinstance(cell, OwnCell) else OwnCell(cell)
    if own.value is None or own.value == "":
        return b""
    place = b'<c r="%b" s="%d"' % (cell_name(row, column).encode(), book.styles.own(own.look))
    if isinstance(own.value, str):
        return place + b' t="inlineStr"><is>%b</is></c>' % element(own.value)
    return place + number(own.value)


def _links(sheet: OwnSheet, names: Mapping[str, str]) -> Iterator[str]:
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, OwnCell) and cell.link:
                target, place = cell.link
                where = escaped(location(names.get(target, target), place)).replace('"', "&quot;")
                yield f'<hyperlink ref="{cell_name(row, column)}" location="{where}"/>'
