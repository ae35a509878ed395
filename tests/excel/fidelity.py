"""The judge of fidelity: fill columns into any workbook and say what else became different.

Run it over other files with `python -m tests.excel.fidelity FILE...`.
"""

from __future__ import annotations

import itertools
import posixpath
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import python_calamine
from lxml import etree

from tests.excel.books import MAIN, packed_parts, parts_of
from tests.excel.xsd import complaints
from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import parse
from toolkit.excel.package import Package
from toolkit.excel.parts.book import Book
from toolkit.excel.parts.tablepart import tables
from toolkit.excel.patch import Block, BlockColumn, Filled, fill
from toolkit.excel.refs import Box, cell_numbers

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "data" / "xsd"
COUNT = 8
MOST_ROWS = 2000
_NAMED = re.compile(r"\$[A-Z]+\$\d+:\$[A-Z]+\$\d+|\$[A-Z]+:\$[A-Z]+")
_NAMED_COLUMNS = re.compile(r"\$[A-Z]+:\$[A-Z]+")
_WORD = {"conditionalFormatting", "dataValidation", "sqref", "autoFilter"}


@dataclass
class Verdict:
    """What filling a workbook came to: refused with a cause, or filled, and what is wrong with the result."""

    name: str
    refused: str = ""
    filled: Filled | None = None
    last_row: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spot:
    """Where eight columns are put: beside the first table of the first worksheet, or beside its first row."""

    sheet: str
    part: str
    header_row: int
    rows: np.ndarray


def judge(source: Path, target: Path) -> Verdict:
    """Fill eight columns and compare the result with the original, part by part."""
    verdict = Verdict(source.name)
    try:
        spot = find_spot(source)
        verdict.filled = fill(source, target, spot.sheet, eight_columns(spot), properties={"voc.test": "1"})
    except PatchRefusedError as refusal:
        verdict.refused = refusal.cause
        if target.exists():
            verdict.wrong.append("refused, and still written")
        return verdict
    verdict.last_row = max([spot.header_row, *spot.rows.tolist()])
    _compare(source, target, spot, verdict)
    return verdict


def eight_columns(spot: Spot) -> Block:
    n = len(spot.rows)
    moments = np.datetime64("2026-10-01T08:00") + np.arange(n).astype("timedelta64[h]")
    words = np.array([("高", "中", "低", None)[i % 4] for i in range(n)], object)
    values = [
        words,
        moments,
        np.arange(n),
        np.arange(n) / 3,
        words[::-1],
        moments.astype("datetime64[D]"),
        np.arange(n) % 2 == 0,
        words,
    ]
    return Block(
        spot.header_row, spot.rows, tuple(BlockColumn(f"我们的列{i}", v) for i, v in enumerate(values))
    )


def find_spot(source: Path) -> Spot:
    with Package.open(source) as package:
        book = Book(package)
        for sheet in book.sheet_names:
            try:
                part = book.sheet_part(sheet)
            except PatchRefusedError:
                continue
            for table in tables(package, part):
                if table.header:
                    last = (table.totals.top - 1) if table.totals else table.box.bottom
                    return Spot(
                        sheet, part, table.box.top, np.arange(table.box.top + 1, last + 1)[:MOST_ROWS]
                    )
            first, last = _used_rows(package.read(part))
            if first < 1:
                raise PatchRefusedError("bad-reference", f"A{first}")
            return Spot(sheet, part, first, np.arange(first + 1, last + 1)[:MOST_ROWS])
    raise PatchRefusedError("sheet-missing")


def _used_rows(xml: bytes) -> tuple[int, int]:
    """The first row with content and the last one."""
    number, filled = 0, []
    for row in parse(xml, "sheet").iterfind(f"{{{MAIN}}}sheetData/{{{MAIN}}}row"):
        number = int(row.get("r") or number + 1)
        if any(len(cell) for cell in row):
            filled.append(number)
    return (filled[0], max(filled[-1], filled[0] + 1)) if filled else (1, 2)


# What may differ


def _compare(source: Path, target: Path, spot: Spot, verdict: Verdict) -> None:
    before, after = parts_of(source), parts_of(target)
    packed_before, packed_after = packed_parts(source), packed_parts(target)
    assert verdict.filled is not None
    for name in before:
        if name not in after:
            _expect(verdict, "calcChain" in name, f"part lost: {name}")
        elif packed_before[name] != packed_after[name]:
            try:
                _judge_part(name, before[name], after[name], spot, verdict)
            except etree.XMLSyntaxError as error:
                verdict.wrong.append(f"no XML: {name}: {error}")
    added = set(after) - set(before)
    known = {"docProps/custom.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
    _expect(verdict, added <= known, f"parts added: {added - known}")
    _expect(verdict, _order(before, after), "parts in another order")
    _read_back(target, spot, verdict)


def _order(before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    kept = [name for name in before if name in after]
    return list(after)[: len(kept)] == kept


def _judge_part(name: str, before: bytes, after: bytes, spot: Spot, verdict: Verdict) -> None:
    kind = _kind(name, before)
    judges = {
        "worksheet": lambda: (
            _judge_sheet(before, after, spot, verdict)
            if _same(name, spot.part)
            else verdict.wrong.append("another sheet")
        ),
        "workbook": lambda: _judge_tree(
            name, _tame_workbook(before), _tame_workbook(after, verdict.filled), verdict
        ),
        "styleSheet": lambda: _judge_lists(name, before, after, verdict),
        "sst": lambda: _judge_strings(before, after, verdict),
        "table": lambda: _judge_table(before, after, verdict),
        "pivotCacheDefinition": lambda: _judge_tree(name, _tame_cache(before), _tame_cache(after), verdict),
        "Types": lambda: _judge_entries(name, before, after, verdict),
        "Relationships": lambda: _judge_entries(name, before, after, verdict),
        "Properties": lambda: _judge_entries(name, before, after, verdict),
    }
    if kind not in judges:
        verdict.wrong.append(f"part changed: {name}")
        return
    judges[kind]()
    if SCHEMAS.is_dir():
        fresh = complaints(after, SCHEMAS) - complaints(before, SCHEMAS)
        _expect(verdict, not fresh, f"schema: {name}: {list(fresh)[:2]}")


def _same(name: str, other: str) -> bool:
    return name.replace("\\", "/").lstrip("/").lower() == other.lower()


def _kind(name: str, data: bytes) -> str:
    try:
        return etree.QName(etree.fromstring(data)).localname
    except etree.XMLSyntaxError:
        return posixpath.splitext(name)[1]


def _expect(verdict: Verdict, condition: bool, complaint: str) -> None:
    if not condition:
        verdict.wrong.append(complaint)


def _canonical(element: etree._Element) -> object:
    """What an element says, however its namespaces are spelt; blanks between tags say nothing."""
    inner = tuple(
        (_canonical(child), (child.tail or "").strip()) for child in element.iterchildren(etree.Element)
    )
    text = (element.text or "") if not inner else (element.text or "").strip()
    return str(element.tag), tuple(sorted(element.attrib.items())), text, inner


def _judge_tree(name: str, before: etree._Element, after: etree._Element, verdict: Verdict) -> None:
    _expect(verdict, _canonical(before) == _canonical(after), f"more than ours changed: {name}")


def _judge_entries(name: str, before: bytes, after: bytes, verdict: Verdict) -> None:
    """Entries may be added, or taken out for the calculation chain."""
    old, new = (Counter(_canonical(e) for e in etree.fromstring(data)) for data in (before, after))
    lost = [entry for entry in old - new if "calcChain" not in str(entry) and "voc.test" not in str(entry)]
    _expect(verdict, not lost, f"entries lost: {name}")


def _judge_lists(name: str, before: bytes, after: bytes, verdict: Verdict) -> None:
    """Lists may grow at their end, the number formats too; everything else is the same."""
    old, new = ({etree.QName(e).localname: e for e in etree.fromstring(data)} for data in (before, after))
    _expect(
        verdict,
        (set(new) - set(old) <= {"numFmts"} or "cellXfs" not in old) and set(old) <= set(new),
        f"lists: {name}",
    )
    for tag, element in old.items():
        grown = [_canonical(e) for e in new[tag]] if tag in new else []
        kept = [_canonical(e) for e in element]
        _expect(verdict, grown[: len(kept)] == kept, f"{tag} edited: {name}")


def _judge_strings(before: bytes, after: bytes, verdict: Verdict) -> None:
    old, new = ([_canonical(e) for e in etree.fromstring(data)] for data in (before, after))
    _expect(verdict, new[: len(old)] == old, "shared strings edited")
    _expect(
        verdict,
        len(new) == int(etree.fromstring(after).get("uniqueCount", len(new))) or _miscounted(before),
        "uniqueCount",
    )


def _miscounted(before: bytes) -> bool:
    root = etree.fromstring(before)
    return int(root.get("uniqueCount", len(root))) != len(root)


def _judge_table(before: bytes, after: bytes, verdict: Verdict) -> None:
    old, new = etree.fromstring(before), etree.fromstring(after)
    columns = new.find(f"{{{MAIN}}}tableColumns")
    for column in list(columns)[-COUNT:]:
        columns.remove(column)
    columns.set("count", str(len(columns)))
    for place in (new, *new.iterfind(f"{{{MAIN}}}autoFilter")):
        box = Box.parse(place.get("ref"))
        place.set("ref", str(box.to_column(box.right - COUNT)))
    _judge_tree("table", old, new, verdict)


def _tame_cache(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    root.attrib.pop("refreshOnLoad", None)
    return root


def _tame_workbook(data: bytes, filled: Filled | None = None) -> etree._Element:
    root = etree.fromstring(data)
    for calculation in root.iterfind(f"{{{MAIN}}}calcPr"):
        calculation.attrib.pop("fullCalcOnLoad", None)
        if not calculation.attrib:
            root.remove(calculation)
    for name in root.iterfind(f"{{{MAIN}}}definedNames/*"):
        name.text = _NAMED.sub(lambda match: _shrunk_name(match[0], filled), name.text or "")
    return root


def _shrunk_name(reference: str, filled: Filled | None) -> str:
    if not _NAMED_COLUMNS.fullmatch(reference):
        return _shrunk(Box.parse(reference), filled).absolute
    first, _, last = reference.partition(":")
    return _shrunk(Box.parse(f"{first}1:{last}9"), filled).absolute_columns


def _shrunk(box: Box, filled: Filled | None) -> Box:
    """The range before it followed our columns."""
    ours = set(filled.appended.values()) if filled else set()
    return box.to_column(min(ours) - 1) if ours and box.right == max(ours) and box.left < min(ours) else box


def _judge_sheet(before: bytes, after: bytes, spot: Spot, verdict: Verdict) -> None:
    """Without our cells, widths and hints the sheet is what it was."""
    assert verdict.filled is not None
    rows, columns = {spot.header_row, *spot.rows.tolist()}, set(verdict.filled.appended.values())
    old, new = _tame_sheet(before, rows, columns, None), _tame_sheet(after, rows, columns, verdict.filled)
    for tag, (one, other) in _sections(old, new).items():
        _expect(verdict, one == other, f"sheet: {tag} changed")
    _expect(verdict, _widths(before, columns) == _widths(after, columns), "sheet: widths of others changed")


def _sections(old: etree._Element, new: etree._Element) -> dict[str, tuple[list[object], list[object]]]:
    tags = dict.fromkeys(str(e.tag) for e in itertools.chain(old, new) if isinstance(e.tag, str))
    return {
        tag: ([_canonical(e) for e in old.iterfind(tag)], [_canonical(e) for e in new.iterfind(tag)])
        for tag in tags
    }


def _tame_sheet(data: bytes, our_rows: set[int], columns: set[int], filled: Filled | None) -> etree._Element:
    root = etree.fromstring(data)
    rows = root.find(f"{{{MAIN}}}sheetData")
    number = 0
    for row in list(rows):
        if not isinstance(row.tag, str):
            rows.remove(row)
            continue
        number = int(row.get("r") or number + 1)
        _tame_row(row, number, columns if number in our_rows else set())
        if not len(row) and set(row.attrib) <= {"r"}:
            rows.remove(row)
    rows[:] = sorted(rows, key=lambda row: int(row.get("r")))
    rows.text = None
    for tag in ("dimension", "cols"):
        for element in root.findall(f"{{{MAIN}}}{tag}"):
            root.remove(element)
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in _WORD:
            _tame_range(element, filled)
    return root


def _tame_row(row: etree._Element, number: int, ours: set[int]) -> None:
    row.attrib.pop("spans", None)
    row.set("r", str(number))
    row.text = row.tail = None
    column = 0
    for cell in list(row):
        if not isinstance(cell.tag, str):
            row.remove(cell)
            continue
        column = cell_numbers(cell.get("r"))[1] if cell.get("r") else column + 1
        cell.set("r", str(Box(column, number, column, number)))
        cell.tail = cell.text = None
        for child in cell:
            child.tail = None
        if column in ours:
            row.remove(cell)
    row[:] = sorted(row, key=lambda cell: cell_numbers(cell.get("r"))[1])


def _tame_range(element: etree._Element, filled: Filled | None) -> None:
    for key in ("sqref", "ref"):
        if element.get(key):
            element.set(key, _tamed_references(element.get(key), filled))
    if etree.QName(element).localname == "sqref" and element.text:
        element.text = _tamed_references(element.text, filled)


def _tamed_references(text: str, filled: Filled | None) -> str:
    return " ".join(str(_shrunk(Box.parse(reference), filled)) for reference in text.split())


def _widths(data: bytes, ours: set[int]) -> dict[int, dict[str, str]]:
    """What is said about each column but ours, up to the hundredth."""
    said: dict[int, dict[str, str]] = {}
    for column in etree.fromstring(data).iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
        attributes = {key: value for key, value in column.attrib.items() if key not in ("min", "max")}
        for number in range(int(column.get("min")), min(int(column.get("max")), 100) + 1):
            said[number] = attributes
    return {number: attributes for number, attributes in said.items() if number not in ours}


def _read_back(target: Path, spot: Spot, verdict: Verdict) -> None:
    """Calamine, which is no kin of ours, finds our values."""
    try:
        sheet = python_calamine.load_workbook(target).get_sheet_by_name(spot.sheet)
    except (python_calamine.CalamineError, KeyError):
        return  # it could not read the original either, or an older name of a part puzzles it
    top, left = sheet.start or (0, 0)
    grid = sheet.to_python(skip_empty_area=True)
    assert verdict.filled is not None
    rows = spot.rows.tolist()
    for n, expected in (
        (0, [("高", "中", "低", "")[i % 4] for i in range(len(rows))]),
        (2, list(range(len(rows)))),
    ):
        column = verdict.filled.columns[f"我们的列{n}"] - 1 - left
        _expect(
            verdict, [grid[row - 1 - top][column] for row in rows] == expected, f"column {n} is not read back"
        )
    if spot.header_row - 1 >= top:
        header = grid[spot.header_row - 1 - top][verdict.filled.columns["我们的列0"] - 1 - left]
        _expect(verdict, header == "我们的列0", "the header is not read back")


def main(paths: list[str]) -> int:
    causes: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    harmed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            try:
                verdict = judge(Path(path), Path(folder) / "out.xlsx")
            except Exception as error:  # noqa: BLE001 - one odd file must not end the round
                verdict = Verdict(path, wrong=[f"crashed: {error!r}"])
            (Path(folder) / "out.xlsx").unlink(missing_ok=True)
            causes[verdict.refused or "filled"] += 1
            ways[verdict.filled.way if verdict.filled else "-"] += 1
            harmed += bool(verdict.wrong)
            if verdict.wrong:
                sys.stdout.write("\n    ".join([path, *verdict.wrong]) + "\n")
    sys.stdout.write(f"{dict(causes)} {dict(ways)} harmed: {harmed}\n")
    return 1 if harmed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
