"""Facts in their canonical form: what a table's frame becomes to be kept and compared, and back."""

from __future__ import annotations

import json
from datetime import date, datetime
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.schema.column import FilledBy, Kind, is_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table

Cells = dict[str, np.ndarray]
"""Canonical values by key: object arrays of one length holding str, int, float, bool or None."""

ID = "feedback_id"
CARRIED = "carried:"
"""Before the header of a column that is not ours, where facts and such columns share one namespace."""

_TEXTS = frozenset({str, type(None)})
_SAMPLE, _FEW = 1_000, 200
_PIECE, _MOST_SHARED = 5_000, 2_500
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fact_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns whose values can be a person's; the id is an identity, not a fact."""
    return tuple(
        column for column in sheet.columns if column.filled_by is not FilledBy.TOOLKIT and column.key != ID
    )


def suggested_keys(sheet: Sheet) -> tuple[str, ...]:
    """The columns that we fill where a person left them blank."""
    return tuple(column.key for column in fact_columns(sheet) if column.filled_by is FilledBy.SUGGESTED)


def canonical(table: Table, rows: np.ndarray) -> Cells:
    """Return what people entered in these rows (positions in the frame), our facts and carried columns alike."""
    frame = table.frame
    ours = {
        column.key: canonical_column(column, frame, rows)
        for column in fact_columns(table.sheet)
        if column.key in frame
    }
    return ours | _carried(table.carried, rows)


def canonical_column(column: Column, frame: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Return one column of a frame as canonical values, shape (len(rows),)."""
    values = frame[column.key].iloc[rows]
    if column.is_time:
        days = frame.get(is_day(column.key))
        is_bare = np.full(len(rows), column.kind is Kind.DATE) if days is None else days.to_numpy(bool)[rows]
        return _moments(values.to_numpy("datetime64[s]"), is_bare)
    codes, distinct = pd.factorize(values.to_numpy(object))
    # factorize gives -1 for blanks, which therefore fetch the last.
    return np.append(plain(distinct), blanks(1))[codes]


def _moments(values: np.ndarray, is_bare: np.ndarray) -> np.ndarray:
    result = np.datetime_as_string(values, unit="s").astype(object)
    bare = np.flatnonzero(is_bare)
    result[bare] = np.datetime_as_string(values[bare].astype("datetime64[D]"), unit="D")
    result[np.isnat(values)] = None
    return result


def plain(values: np.ndarray) -> np.ndarray:
    """Return values that survive a save by any program: stripped text, numbers of 15 digits, ISO moments, None."""
    result = np.empty(len(values), object)
    result[:] = [value.strip() or None if type(value) is str else _plain(value) for value in values]
    return result


def _plain(value: Any) -> str | float | bool | None:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.number)):
        return _number(float(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:19]
    return str(value).strip() or None


def _number(value: float) -> float | None:
    if not np.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.15g}")


def _carried(carried: pd.DataFrame, rows: np.ndarray) -> Cells:
    headers = [str(header).strip() for header in carried.columns]
    return {
        f"{CARRIED}{header}": plain(carried.iloc[:, place].to_numpy(object)[rows])
        for place, header in enumerate(headers)
        if header and header not in headers[:place]
    }


def typed(cells: Mapping[str, np.ndarray], columns: Sequence[Column], count: int) -> pd.DataFrame:
    """Return canonical values in the form of a table's frame, `<key>_is_day` included; absent keys stay absent."""
    made: dict[str, pd.Series] = {}
    for column in columns:
        values = cells.get(column.key)
        if values is None:
            continue
        if column.is_time:
            made[column.key], made[is_day(column.key)] = _times(values)
        elif column.is_number:
            made[column.key] = pd.Series(_floats(values))
        else:
            made[column.key] = pd.Series(values, dtype=object)
    return pd.DataFrame(made, index=pd.RangeIndex(count))


def _times(values: np.ndarray) -> tuple[pd.Series, pd.Series]:
    texts = np.where(is_none(values), "NaT", values).astype("U19")
    return pd.Series(texts.astype("datetime64[s]")), pd.Series(np.char.str_len(texts) == 10)


def _floats(values: np.ndarray) -> np.ndarray:
    # A person may have typed a word where a number belongs; the word is kept as a fact but counts as no number.
    return np.array([value if isinstance(value, (int, float)) else np.nan for value in values], float)


def encode(cells: Mapping[str, np.ndarray], keys: Sequence[str], rows: np.ndarray) -> list[str]:
    """Return each of these rows as JSON text of its filled cells, in the order of `keys`."""
    if not keys:
        return ["{}"] * len(rows)
    columns = [_entries(key, cells[key][rows]) for key in keys]
    return [f"{{{row[:-1]}}}" for row in map("".join, zip(*columns, strict=True))]


def _entries(key: str, values: np.ndarray) -> Iterable[str]:
    """A column as entries of JSON objects with a comma behind each, "" where it is blank; few texts are written once each."""
    name = f"{_ENCODE(key)}:"
    if len(set(values[:_SAMPLE])) < _FEW and set(map(type, values)) <= _TEXTS:
        words = {value: f"{name}{encode_basestring(value)}," for value in set(values) - {None}}
        return map((words | {None: ""}).__getitem__, values)
    return [
        f"{name}{encode_basestring(value)},"
        if type(value) is str
        else ""
        if value is None
        else f"{name}{_ENCODE(value)},"
        for value in values
    ]


def decode(texts: Iterable[str]) -> Cells:
    """Return rows of JSON text as canonical values by key; a key that no row has is absent.

    What people choose from lists is most of 100,000 rows: equal texts of such a column are one object.
    """
    rest, at = list(texts), 0
    cells: Cells = {}
    known: dict[str, dict[str, str]] = {}
    while at < len(rest):
        rows = json.loads(f"[{','.join(rest[at : at + _PIECE])}]")
        for key in dict.fromkeys(key for row in rows for key in row):
            values = cells.setdefault(key, blanks(len(rest)))
            found = [row.get(key) for row in rows]
            values[at : at + len(rows)] = _shared(found, known.setdefault(key, {}))
        at += len(rows)
    return cells


def _shared(values: list[Any], known: dict[str, str]) -> list[Any]:
    """Return the values with equal texts as one object, as long as a column repeats itself."""
    # Nothing but texts: 1 and true are equal, and not the same.
    if len(known) > _MOST_SHARED or not set(map(type, values)) <= _TEXTS:
        return values
    return [*map(known.setdefault, values, values)]


def as_json(value: object) -> str | None:
    """One value as a change keeps it; None stays None."""
    return None if value is None else _ENCODE(value)


def from_json(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def is_none(values: np.ndarray) -> np.ndarray:
    """Which values of an object array are blank."""
    return np.asarray(values == None, bool)  # noqa: E711  # elementwise


def blanks(count: int) -> np.ndarray:
    return np.full(count, None, object)
