"""Values to cell XML, a column at a time: what stands behind a cell's reference and style."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.excel.patching.kinds import ANY, DATE, GENERAL, MOMENT, Values, kind_of

if TYPE_CHECKING:
    from toolkit.excel.parts.strings import Strings

BLANK = b"/>"
ERROR = b' t="e"><v>#NUM!</v></c>'
_DAY = 86_400_000_000
_EPOCH_1900, _EPOCH_1904 = np.datetime64("1899-12-30", "us"), np.datetime64("1904-01-01", "us")
_LEAP_BUG = 61
_LAST_DAY = 2_958_466
_TEXTUAL = frozenset({"string", "empty"})
_LARGEST = float(np.finfo(np.float64).max)
_HOLDERS = (
    bytes,
    bytearray,
    complex,
    dict,
    list,
    tuple,
    set,
    frozenset,
    range,
    np.ndarray,
    pd.Series,
    pd.DataFrame,
)
"""What no cell holds, though it could be spelt as a text."""


class Encoded(Protocol):
    """A column ready to be written, and the number format its values ask for."""

    number_format: str

    def tails(self, start: int, stop: int) -> list[bytes]:
        """What follows reference and style of the cells start..stop."""


class _Texts:
    """Text as codes into few different ones; a blank is code -1."""

    number_format = GENERAL

    def __init__(self, values: pd.Series, strings: Strings) -> None:
        codes, texts = pd.factorize(values)
        self._codes, self._texts, self._strings = codes, [str(text) for text in texts], strings
        strings.want(text for text in self._texts if text)
        self._tails: list[bytes] = []

    def tails(self, start: int, stop: int) -> list[bytes]:
        if not self._tails:
            self._tails = [self._strings.tail(text) if text else BLANK for text in self._texts]
            self._tails.append(BLANK)  # index -1
        tails = self._tails
        return [tails[code] for code in self._codes[start:stop].tolist()]


class _Numbers:
    """Numbers; NaN is a blank and an infinite one is #NUM!."""

    def __init__(self, values: npt.NDArray[Any], number_format: str = GENERAL) -> None:
        self._values, self.number_format = values, number_format

    def tails(self, start: int, stop: int) -> list[bytes]:
        values = self._values[start:stop]
        if values.dtype.kind in "iu":
            return [b"><v>%d</v></c>" % value for value in values.tolist()]
        return [number(value) for value in values.tolist()]


class _Flags:
    """Booleans; a missing one is a blank."""

    number_format = GENERAL

    def __init__(self, values: pd.Series) -> None:
        self._values = values.astype("float64").to_numpy()

    def tails(self, start: int, stop: int) -> list[bytes]:
        return [flag(value) for value in self._values[start:stop].tolist()]


class _Mixed:
    """Values of several kinds, each written by what it is."""

    def __init__(self, values: npt.NDArray[Any], strings: Strings, *, from_1904: bool) -> None:
        self._values = [_native(value) for value in values]
        self.number_format = _format_of(values, self._values)
        self._strings, self._from_1904 = strings, from_1904
        strings.want(_as_texts(self._values, from_1904=from_1904))

    def tails(self, start: int, stop: int) -> list[bytes]:
        return [self._tail(value) for value in self._values[start:stop]]

    def _tail(self, value: object) -> bytes:
        if value is None:
            return BLANK
        if isinstance(value, bool):
            return flag(value)
        if isinstance(value, np.datetime64):
            value = _moment(value, from_1904=self._from_1904)
        if isinstance(value, int | float):
            return number(value)
        text = str(value)
        return self._strings.tail(text) if text else BLANK


def encode(values: Values, strings: Strings, *, from_1904: bool) -> Encoded:
    """Make a column of values, shape (n,), ready to be written.

    Text, numbers, booleans, dates and moments (local wall-clock), times of day, durations and blanks (None, NaN,
    NaT, "") are known; anything else is written as its text.

    Raises:
        ValueError: a value is no single one, such as a list or bytes.
    """
    column = values if isinstance(values, pd.Series) else pd.Series(np.asarray(values))
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        column = column.astype(kind.categories.dtype)
        kind = column.dtype
    if isinstance(kind, pd.DatetimeTZDtype) or kind.kind == "M":
        return _moments(column, strings, from_1904=from_1904)
    if kind.kind == "b":
        return _Flags(column)
    if kind.kind in "iuf":
        return _Numbers(
            column.to_numpy(dtype="float64", na_value=np.nan) if column.hasnans else column.to_numpy()
        )
    if isinstance(kind, pd.StringDtype) or pd.api.types.infer_dtype(column, skipna=True) in _TEXTUAL:
        return _Texts(column, strings)
    return _Mixed(column.to_numpy(dtype=object), strings, from_1904=from_1904)


def number(value: float) -> bytes:
    """The cell of a number: NaN is a blank, an infinite one is #NUM!."""
    if value != value:  # noqa: PLR0124 - the quick test for NaN
        return BLANK
    if not -_LARGEST <= value <= _LARGEST:
        return ERROR
    return (
        b"><v>%d</v></c>" % value if value == int(value) and abs(value) < 1e15 else b"><v>%a</v></c>" % value
    )


def flag(value: float) -> bytes:
    """The cell of a boolean, given as 0, 1 or NaN."""
    return BLANK if math.isnan(value) else b' t="b"><v>%d</v></c>' % value


def serials(moments: npt.NDArray[np.datetime64], *, from_1904: bool) -> npt.NDArray[np.float64]:
    """The day numbers of moments, shape (n,); NaN where blank, infinite where Excel has no such day.

    Excel counts from 1900 as if 1900 had been a leap year, so days before 1 March 1900 lie one lower.
    """
    blank = np.isnat(moments)
    spent = (moments.astype("datetime64[us]") - (_EPOCH_1904 if from_1904 else _EPOCH_1900)).astype(np.int64)
    # whole seconds: finer parts would only show as 59.999999
    days = np.round(spent / 1e6) * 1e6 / _DAY
    if not from_1904:
        days = np.where(days < _LEAP_BUG, days - 1, days)
    outside = (days < (0 if from_1904 else 1)) | (days >= _LAST_DAY)
    return np.where(blank, np.nan, np.where(outside, np.inf, days))


def _moments(column: pd.Series, strings: Strings, *, from_1904: bool) -> Encoded:
    local = column.dt.tz_localize(None) if isinstance(column.dtype, pd.DatetimeTZDtype) else column
    moments = local.to_numpy().astype("datetime64[us]")
    days = serials(moments, from_1904=from_1904)
    if np.isinf(days).any():  # a day that Excel cannot count is said in words
        return _Mixed(moments.astype(object), strings, from_1904=from_1904)
    known = days[~np.isnan(days)]
    return _Numbers(days, DATE if known.size and (known == np.floor(known)).all() else MOMENT)


def _native(value: Any) -> object:
    """A Python value: None for blanks, datetime64 for dates and moments, int, float, bool or str."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, np.datetime64 | dt.date):
        stamp = pd.Timestamp(value)
        return None if pd.isna(stamp) else stamp.tz_localize(None).as_unit("us").to_datetime64()
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta | np.timedelta64):
        return None if pd.isna(value) else pd.Timedelta(value) / pd.Timedelta(days=1)
    if isinstance(value, np.generic):
        return _native(value.item())
    if isinstance(value, _HOLDERS):
        raise ValueError(f"a cell holds no {type(value).__name__}")  # noqa: TRY004 - one value among many is wrong
    return float(value) if isinstance(value, Real | Decimal) and not isinstance(value, int) else value


def _moment(value: np.datetime64, *, from_1904: bool) -> float | str:
    day = float(serials(np.array([value]), from_1904=from_1904)[0])
    if not math.isinf(day):
        return day
    return str(pd.Timestamp(value)).removesuffix(" 00:00:00")


def _as_texts(values: list[object], *, from_1904: bool) -> list[str]:
    shown = (_moment(v, from_1904=from_1904) if isinstance(v, np.datetime64) else v for v in values)
    return [str(v) for v in shown if v is not None and not isinstance(v, bool | int | float) and str(v)]


def _format_of(values: npt.NDArray[Any], known: list[object]) -> str:
    """The number format for values of one kind, given as they came and as they are written."""
    codes = {kind_of(value) for value in values} - {ANY, GENERAL}
    if codes != {MOMENT}:
        return min(codes, default=GENERAL)
    moments = [value for value in known if isinstance(value, np.datetime64)]
    return DATE if all(value == value.astype("datetime64[D]") for value in moments) else MOMENT
