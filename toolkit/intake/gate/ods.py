"""Inside an .ods: one XML part in which repeated cells and rows stand once, with a count (ODF 1.3, 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.intake.gate.grid import LAST_COLUMN, LAST_ROW, Used
from toolkit.intake.gate.inspection import MB
from toolkit.intake.gate.measure import Sheet, judge
from toolkit.intake.gate.xmlpart import guarded, local, new_parser, parse, texts
from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.schema.identity import ROLE, Role

if TYPE_CHECKING:
    from toolkit.intake.gate.container import Container
    from toolkit.intake.gate.inspection import Inspection
    from toolkit.intake.gate.xmlpart import Attributes

_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_VALUES = frozenset({"value", "string-value", "date-value", "time-value", "boolean-value", "formula"})


def inspect_ods(container: Container, look: Inspection) -> str:
    """Check an OpenDocument spreadsheet and return "ods".

    Raises:
        RefusedError: it is protected, not whole, or larger than the limits.
    """
    if b"encryption-data" in container.read(_MANIFEST):
        raise look.refusal(b1.PASSWORD)
    meta = container.read(_META)
    if meta and texts(look, _META, meta, "user-defined").get(ROLE) == Role.REPORT:
        raise look.refusal(b1.OWN_REPORT)
    content = container.find(_CONTENT)
    if content is None:
        raise look.refusal(b2.MISSING_PART, part=_CONTENT)
    tables = _Tables()
    parse(look, _CONTENT, guarded(container, content, look, strict=True), tables.parser)
    if tables.dense > look.limits.area:
        raise look.refusal(b2.UNPACKS_TOO_LARGE, part=_CONTENT, limit=look.limits.part_bytes // MB)
    look.counts.sheets = len(tables.sheets)
    if len(tables.sheets) > look.limits.sheets:
        raise look.refusal(b2.TOO_MANY_SHEETS, count=len(tables.sheets), limit=look.limits.sheets)
    judge(tables.sheets, look)
    for part in container.parts.values():
        if part.key.endswith((".xml", ".rdf")) and part is not content:
            for _ in guarded(container, part, look, strict=False):
                pass
    container.check_rest()
    return "ods"


class _Tables:
    """Handlers for expat that find the filled cells of every table.

    dense: cells that python-calamine 0.9 keeps while it reads, which are all but a row's last run of blanks.
    """

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._used = Used()
        self._row = self._column = 0
        self._row_repeats = 1
        self._blanks = 0
        self._filled: list[tuple[int, int]] = []
        self.dense = 0

    def _start(self, name: str, attributes: Attributes) -> None:
        match local(name):
            case "table":
                self._open_table(attributes)
            case "table-row":
                self._row_repeats = min(_repeats(attributes, "number-rows-repeated"), LAST_ROW - self._row)
                self._column = self._blanks = 0
                self._filled.clear()
            case "table-cell" | "covered-table-cell":
                self._cell(attributes)

    def _open_table(self, attributes: Attributes) -> None:
        self._used = Used()
        self._row = 0
        title = next((value for key, value in attributes.items() if local(key) == "name"), "")
        self.sheets.append(Sheet(title))

    def _cell(self, attributes: Attributes) -> None:
        repeats = min(_repeats(attributes, "number-columns-repeated"), LAST_COLUMN - self._column)
        self._column += repeats
        self.dense += self._blanks
        self._blanks = repeats
        named = {local(key): value for key, value in attributes.items()}
        if named.get("value-type") == "string" or not _VALUES.isdisjoint(named):
            self._filled.append((self._column, repeats))
            self.dense += repeats
            self._blanks = 0

    def _end(self, name: str) -> None:
        match local(name):
            case "table-row":
                self._close_row()
            case "table" if self.sheets:
                self.sheets[-1].take(self._used)

    def _close_row(self) -> None:
        self._row += self._row_repeats
        for column, repeats in self._filled:
            self._used.add(self._row, column, repeats * self._row_repeats)


def _repeats(attributes: Attributes, name: str) -> int:
    text = next((value for key, value in attributes.items() if local(key) == name), "1")
    return int(text) if text.isdecimal() and len(text) < 12 else 1
