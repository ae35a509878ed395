"""Sheets of rows beside the pages: those behind the figures, and those that people go on filling in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from toolkit.schema.form import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from toolkit.schema.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of a sheet of rows. A flag is 1 where the row counts and stands in a group of its own."""

    key: str
    header: str
    form: Form = Form.TEXT
    width: float = 12
    is_flag: bool = False


@dataclass(frozen=True)
class DataSheet:
    """The rows behind the figures, as an Excel table; its frame has a column per key of `columns`."""

    key: str
    title: str
    table_name: str
    columns: tuple[DataColumn, ...]
    frame: pd.DataFrame

    def ref(self, key: str) -> str:
        """Return a column as a formula names it: 明细[反馈类型]."""
        header = next(column.header for column in self.columns if column.key == key)
        return f"{self.table_name}[{header}]"

    @property
    def parts(self) -> tuple[DataSheet, ...]:
        """The sheets that it takes: itself, or several where Excel has not enough rows."""
        return (self,)

    def narrowed(self, where: Mapping[str, object]) -> Mapping[str, object]:
        """Return conditions as they are on these rows; a view of some of them adds its own."""
        return where


@dataclass(frozen=True)
class EntrySheet:
    """Rows that people go on filling in, on a sheet as the templates have it, under one line of words.

    frame: one column per key of the declared sheet in a table's form, `<key>_is_day` beside moments.
    """

    sheet: Sheet
    frame: pd.DataFrame
    line: str = ""
    switched_on: Collection[str] = ()

    def ref(self, key: str) -> str:
        """Return a column as a reference of a formula."""
        return f"{{{self.sheet.key}.{key}:}}"

    @property
    def parts(self) -> tuple[EntrySheet, ...]:
        return (self,)

    def narrowed(self, where: Mapping[str, object]) -> Mapping[str, object]:
        return where


class Rows(Protocol):
    """Rows whose columns a formula can name, on one sheet or several."""

    def ref(self, key: str) -> str: ...

    @property
    def parts(self) -> Sequence[Rows]: ...

    def narrowed(self, where: Mapping[str, object]) -> Mapping[str, object]: ...
