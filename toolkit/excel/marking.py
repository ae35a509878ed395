"""What we may show beside values: colours that follow a row, notes on cells, links, sheets of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.words import Language

Tone = Literal["remark", "watch", "bad", "good"]
SheetLook = Literal["title", "head", "text", "muted", "link", "bad", "watch"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional format of ours over the rows of a table.

    formula: about one row; {header} stands for the cell of that row in the column with this header, as in
        '{校验结果}<>""'. headers: the columns it colours, none for the whole row. number_format: as in '"▲ "m/d'.
    """

    formula: str
    tone: Tone
    headers: tuple[str, ...] = ()
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell: what is wrong, and what to type."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A jump inside the workbook, from a cell of a column of ours (by its header) to a cell of a sheet."""

    row: int
    header: str
    sheet: str
    cell: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is shown on one sheet; what we showed there before and is not named here goes.

    rules: where two colour a cell, the earlier wins. lang: in which language a note says that it is one of ours.
    """

    rules: tuple[Rule, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    lang: Language = "zh"


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell of a sheet of ours; `link` is a sheet and a cell to jump to."""

    value: str | float | None
    look: SheetLook = "text"
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that is ours from the first cell to the last; rows of cells from A1 on.

    is_given: the workbook brought a hidden sheet of this name from our template (字典), and only its cells are written
    anew. Without that the sheet is added, and rewritten when we find it again.
    """

    name: str
    rows: Sequence[Sequence[OwnCell | str | float | None]]
    widths: tuple[float, ...] = ()
    frozen_rows: int = 0
    is_given: bool = False
