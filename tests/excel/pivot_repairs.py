"""What makes Excel repair a workbook with pivots, looked for in the finished file by someone who did not write it."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl.utils
from lxml import etree

from toolkit.excel.markup import WORKBOOK_ORDER, WORKSHEET_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Book:
    """The parts of a workbook and how they point at each other."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as book:
            self.parts = {name: book.read(name) for name in book.namelist()}

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def relations(self, owner: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(owner)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self.parts:
            return {}
        return {
            one.get("Id"): (
                one.get("Type").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target"))).lstrip("/"),
            )
            for one in self.root(part)
            if one.get("TargetMode") != "External"
        }

    def related(self, owner: str, kind: str) -> list[str]:
        return [target for found, target in self.relations(owner).values() if found == kind]

    def pivots(self) -> list[str]:
        return [part for part in self.parts if part.startswith("xl/pivotTables/pivotTable")]

    def sheets(self) -> Iterator[tuple[str, str, str]]:
        """Name, sheetId and part of each sheet."""
        relations = self.relations("xl/workbook.xml")
        for sheet in self.root("xl/workbook.xml").iter(f"{_M}sheet"):
            yield sheet.get("name"), sheet.get("sheetId"), relations[sheet.get(_ID)][1]


def repairs(path: Path) -> list[str]:
    """Return what Excel would repair, in words; nothing for a sound workbook."""
    book = Book(path)
    found = [*_relations(book), *_order(book), *_tables(book), *_overlaps(book), *_slicers(book)]
    for part in book.related("xl/workbook.xml", "pivotCacheDefinition"):
        users = [one for one in book.pivots() if book.related(one, "pivotCacheDefinition") == [part]]
        pivots = [book.root(one) for one in users]
        found += [*_cache(book, part), *_listed(book.root(part), pivots)]
        found += [complaint for one in pivots for complaint in _definition(one, book.root(part))]
    return found


def _relations(book: Book) -> Iterator[str]:
    types = {one.get("PartName") for one in book.root("[Content_Types].xml") if one.get("PartName")}
    for part in book.parts:
        is_ours = part.endswith(".xml") and any(word in part for word in ("pivot", "slicer", "drawing"))
        if is_ours and f"/{part}" not in types:
            yield f"no content type: {part}"
        for kind, target in book.relations(part).values():
            if target not in book.parts:
                yield f"dangling relation: {part} {kind}"
    workbook = book.root("xl/workbook.xml")
    known = {one.get("cacheId") for one in workbook.iter(f"{_M}pivotCache")}
    pivots = [book.root(part) for part in book.pivots()]
    yield from ("cacheId unknown to the workbook" for one in pivots if one.get("cacheId") not in known)


def _order(book: Book) -> Iterator[str]:
    """Children where the schema wants them, pivotCaches behind calcPr among them."""
    orders = [("xl/workbook.xml", WORKBOOK_ORDER), *((part, WORKSHEET_ORDER) for *_, part in book.sheets())]
    for part, order in orders:
        places = [order.index(etree.QName(child).localname) for child in book.root(part)]
        if places != sorted(places):
            yield f"elements out of order: {part}"


def _tables(book: Book) -> Iterator[str]:
    strings = ["".join(one.itertext(f"{_M}t")) for one in book.root("xl/sharedStrings.xml")]
    for *_, sheet in book.sheets():
        for part in book.related(sheet, "table"):
            table = book.root(part)
            left, top, right, _ = openpyxl.utils.range_boundaries(table.get("ref"))
            names = [one.get("name") for one in table.iter(f"{_M}tableColumn")]
            wanted = {f"{openpyxl.utils.get_column_letter(n)}{top}" for n in range(left, right + 1)}
            cells = [one for one in book.root(sheet).iter(f"{_M}c") if one.get("r") in wanted]
            if [strings[int(one.findtext(f"{_M}v"))] for one in cells] != names:
                yield "table headers are not the cells"
            if _twice(names):
                yield "table headers twice"


def _overlaps(book: Book) -> Iterator[str]:
    for _, _, sheet in book.sheets():
        boxes = [book.root(part).get("ref") for part in book.related(sheet, "table")]
        pivots = [book.root(part) for part in book.related(sheet, "pivotTable")]
        boxes += [one.find(f"{_M}location").get("ref") for one in pivots]
        areas = [openpyxl.utils.range_boundaries(box) for box in boxes]
        if any(_meet(one, other) for n, one in enumerate(areas) for other in areas[n + 1 :]):
            yield f"a pivot overlaps: {sheet}"


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    across = one[0] <= other[2] and other[0] <= one[2]
    return across and one[1] <= other[3] and other[1] <= one[3]


def _cache(book: Book, part: str) -> Iterator[str]:
    cache = book.root(part)
    if cache.get(_ID) or book.related(part, "pivotCacheRecords"):
        yield "records beside saveData=0"
    if (cache.get("saveData"), cache.get("refreshOnLoad")) != ("0", "1"):
        yield "the cache is not refreshed on opening"
    names = [one.get("name") for one in cache.iter(f"{_M}cacheField")]
    if _twice(names):
        yield "cache fields twice"
    for field in cache.iter(f"{_M}cacheField"):
        yield from (f"{complaint}: {field.get('name')}" for complaint in _shared(field[0]))


def _listed(cache: etree._Element, pivots: list[etree._Element]) -> Iterator[str]:
    """A column of which no pivot shows an item must not list any: it may have as many as rows."""
    for place, column in enumerate(cache.iter(f"{_M}cacheField")):
        fields = [pivot.find(f"{_M}pivotFields/{_M}pivotField[{place + 1}]") for pivot in pivots]
        if len(column[0]) and all(one is None or one.find(f"{_M}items") is None for one in fields):
            yield "a column that nobody shows lists its items"


def _shared(shared: etree._Element) -> Iterator[str]:
    """The items of a column against its flags, which are on or off by default as the schema says."""
    kinds = Counter(etree.QName(item).localname for item in shared)
    words = [item.get("v") for item in shared.iter(f"{_M}s")]
    if len(shared) and shared.get("count") != str(len(shared)):
        yield "items miscounted"
    if _twice([item.get("v") for item in shared]):
        yield "items twice"
    if not len(shared):
        return
    flags = {
        "containsBlank": ("0", kinds["m"] > 0),
        "containsString": ("1", kinds["s"] > 0),
        "containsNumber": ("0", kinds["n"] > 0),
        "containsSemiMixedTypes": ("1", kinds["s"] + kinds["m"] > 0),
        "containsMixedTypes": ("0", len(set(kinds) - {"m"}) > 1),
        "longText": ("0", any(len(word) > 255 for word in words)),
    }
    for flag, (usual, wanted) in flags.items():
        if (shared.get(flag, usual) == "1") is not wanted:
            yield f"{flag} at odds with the items"
    numbers = [float(item.get("v")) for item in shared.iter(f"{_M}n")]
    least, most = (float(shared.get(end, "nan")) for end in ("minValue", "maxValue"))
    if numbers and not least <= min(numbers) <= max(numbers) <= most:
        yield "items beyond minValue and maxValue"


def _definition(pivot: etree._Element, cache: etree._Element) -> Iterator[str]:
    fields, columns = pivot.find(f"{_M}pivotFields"), list(cache.iter(f"{_M}cacheField"))
    names = {one.get("name").casefold() for one in columns}
    captions = [one.get("name") for one in pivot.iter(f"{_M}dataField")]
    if _twice(captions):
        yield "captions twice"
    if names & {caption.casefold() for caption in [*captions, pivot.get("dataCaption")]}:
        yield "a caption is a column's name"
    if len(fields) != len(columns):
        yield "pivot fields are not the cache's"
        return
    for field, column in zip(fields, columns, strict=True):
        numbers = [int(one.get("x")) for one in field.iter(f"{_M}item") if one.get("x")]
        if any(number >= len(column[0]) for number in numbers):
            yield "an item is out of range"
        if field.get("axis") and sorted(numbers) != list(range(len(column[0]))):
            yield "an axis does not list its items"
    yield from _lines(pivot, [len(column[0]) for column in columns])


def _lines(pivot: etree._Element, sizes: list[int]) -> Iterator[str]:
    place = pivot.find(f"{_M}location")
    left, top, right, bottom = openpyxl.utils.range_boundaries(place.get("ref"))
    counts = {}
    for name in ("row", "col"):
        items = pivot.find(f"{_M}{name}Items")
        counts[name] = len(items)
        axis = [int(one.get("x")) for one in pivot.iterfind(f"{_M}{name}Fields/{_M}field")]
        for line in items:
            first = int(line.get("r", 0))
            for field, x in zip(axis[first:], line, strict=False):
                if field >= 0 and line.get("t") != "grand" and int(x.get("v", 0)) >= sizes[field]:
                    yield "a line names an item out of range"
    if bottom - top + 1 != int(place.get("firstDataRow")) + counts["row"]:
        yield "the location has not the rows of its items"
    if right - left + 1 != int(place.get("firstDataCol")) + counts["col"]:
        yield "the location has not the columns of its items"
    for one in pivot.iter(f"{_M}pageField"):
        if int(one.get("item", 0)) >= sizes[int(one.get("fld"))]:
            yield "a filter names an item out of range"


def _slicers(book: Book) -> Iterator[str]:
    workbook = book.root("xl/workbook.xml")
    named = {one.get("name"): one.text for one in workbook.iter(f"{_M}definedName")}
    caches = [book.root(part) for part in book.related("xl/workbook.xml", "slicerCache")]
    listed = {one.get(_ID) for one in workbook.iter(f"{_X14}slicerCache")}
    if len(listed) != len(caches):
        yield "slicer caches are not listed in the workbook"
    pivots = {
        (sheet_id, book.root(part).get("name"))
        for _, sheet_id, sheet in book.sheets()
        for part in book.related(sheet, "pivotTable")
    }
    known = {
        one.get("pivotCacheId")
        for part in book.related("xl/workbook.xml", "pivotCacheDefinition")
        for one in book.root(part).iter(f"{_X14}pivotCacheDefinition")
    }
    for cache in caches:
        if named.get(cache.get("name")) != "#N/A":
            yield "a slicer cache has no defined name"
        if cache.find(f".//{_X14}tabular").get("pivotCacheId") not in known:
            yield "a slicer cache names no pivot cache"
        if not {(one.get("tabId"), one.get("name")) for one in cache.iter(f"{_X14}pivotTable")} <= pivots:
            yield "a slicer cache names no pivot"
    sets = [one for part in book.parts if part.startswith("xl/slicers/") for one in book.root(part)]
    if _twice([one.get("name") for one in sets]):
        yield "slicer names twice"
    if not {one.get("cache") for one in sets} <= {one.get("name") for one in caches}:
        yield "a slicer names no cache"


def _twice(words: list[str | None]) -> bool:
    folded = [word.casefold() for word in words if word is not None]
    return len(set(folded)) < len(folded)
