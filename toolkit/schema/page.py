"""A report as pages of blocks: pure data that knows its formulas, drawn by whoever draws.

A formula may name other cells; where they stand is only known once the pages are laid out:
    {name}             the figure of that name, on whatever page
    {@column}          the cell of this row in a column of this table
    {table.row.column} one cell of a table
    {table.column:}    a column of a table, without its total; {table.column:6} its last six rows
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from toolkit.schema.brand import Brand
from toolkit.schema.chart import ChartBlock as ChartBlock  # noqa: PLC0414 - pages take their blocks from here
from toolkit.schema.chart import ChartKind as ChartKind  # noqa: PLC0414
from toolkit.schema.chart import Series as Series  # noqa: PLC0414
from toolkit.schema.chart import SlopeBlock as SlopeBlock  # noqa: PLC0414
from toolkit.schema.drawing import Drawing
from toolkit.schema.form import Form as Form  # noqa: PLC0414
from toolkit.schema.form import Tone as Tone  # noqa: PLC0414
from toolkit.schema.identity import Role
from toolkit.schema.pivot import PivotBlock
from toolkit.schema.rows import DataColumn as DataColumn  # noqa: PLC0414
from toolkit.schema.rows import DataSheet as DataSheet  # noqa: PLC0414, TC001
from toolkit.schema.rows import EntrySheet as EntrySheet  # noqa: PLC0414, TC001
from toolkit.schema.rows import Rows as Rows  # noqa: PLC0414
from toolkit.schema.scatter import ScatterBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell: the value that we computed and, where a reader should be able to check it, a live formula.

    value: str, int, float, numpy datetime64 or None for an empty cell. link: the key of the page that proves it, or a row of a sheet to fill ("feedback:12").
    """

    value: object = None
    formula: str = ""
    form: Form = Form.TEXT
    tone: Tone = Tone.PLAIN
    name: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table on a page; a header may be long, it wraps.

    span: columns of the page that it takes.
    """

    key: str
    header: str
    form: Form = Form.TEXT
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table: its key, and a figure for each column that has one."""

    key: str
    cells: Mapping[str, Figure]


@dataclass(frozen=True)
class TableBlock:
    """Rows under headers, from a column of the page on, below or beside the block before; `empty` is said for no rows.

    shaded: columns of counts whose cells are the darker the larger they are. is_aid: only a chart draws from it.
    left_out: rows that there are besides, too many to list.
    """

    key: str
    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]
    title: str = ""
    total: Row | None = None
    note: str = ""
    empty: str = ""
    column: int = 0
    is_beside: bool = False
    shaded: tuple[str, ...] = ()
    is_aid: bool = False
    left_out: int = 0

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Of each column, the first column of the page that it takes."""
        return tuple(accumulate((one.span for one in self.columns), initial=self.column))[:-1]


@dataclass(frozen=True, slots=True)
class Card:
    """One figure to remember: a label, the figure, a line for each thing to compare it with, and how it ran."""

    label: str
    figure: Figure
    notes: tuple[Figure, ...] = ()
    trend: Figure | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """A row of cards; the page's columns are shared out evenly."""

    cards: tuple[Card, ...]


Block = TableBlock | Cards | ChartBlock | SlopeBlock | PivotBlock | Drawing | ScatterBlock


@dataclass(frozen=True)
class Page:
    """One sheet of a report: a title, what it says in sentences, and the blocks that show and prove it.

    rules: how it is counted, said below the sentences in a lower voice. hints: what to do with it as a sheet of a
    workbook, said there only. is_aid: it only holds the cells that charts draw from. widths: of its columns, in characters; empty for an even grid. light: how it stands, for the contents.
    """

    key: str
    title: str
    heading: str
    note: str = ""
    lead: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    widths: tuple[float, ...] = ()
    light: Tone = Tone.PLAIN
    rules: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    is_aid: bool = False

    @property
    def asides(self) -> tuple[str, ...]:
        """What a sheet says below the sentences."""
        return (*self.rules, *self.hints)


@dataclass(frozen=True)
class Report:
    """What is drawn as one workbook: sheets to fill, pages, and the rows behind them, in this order.

    home: the page that the others lead back to. key: what it calls itself to us. vocabularies: the lists in force.
    brand: whose report it is.
    """

    title: str
    subject: str
    lang: Language
    pages: tuple[Page, ...]
    data: tuple[DataSheet, ...] = ()
    entries: tuple[EntrySheet, ...] = ()
    role: Role = Role.REPORT
    key: str = "monthly"
    home: str = "cover"
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    brand: Brand = field(default_factory=Brand)

    def words_of(self, declared: Vocabulary) -> Vocabulary:
        """Return the list in force for a declared one."""
        return self.vocabularies.get(declared.name) or declared.in_language(self.lang)
