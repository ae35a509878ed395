"""Kinds of values, as far as a cell must be dressed for them: which values one number format can show."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

DATE, MOMENT, GENERAL = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General"
TIME, SPAN = "hh:mm:ss", "[h]:mm:ss"
ANY = ""

Values = npt.NDArray[Any] | pd.Series


def split(column: Values) -> list[npt.NDArray[np.intp]]:
    """Positions of the values that one number format can show, for a column whose values need several.

    Moments, times of day, durations and numbers stand apart: as a date the number 3 would be 1900-01-03.
    """
    everything = np.arange(len(column))
    if pd.api.types.infer_dtype(column, skipna=True) not in ("mixed", "mixed-integer"):
        return [everything]
    kinds = np.array([kind_of(value) for value in column], object)
    known = sorted({*kinds} - {ANY})
    # what any format shows goes with the first kind
    return [np.flatnonzero((kinds == k) | ((kinds == ANY) & (k == known[0]))) for k in known] or [everything]


def kind_of(value: object) -> str:
    """Which values share a number format: those that are equal here, and ANY with all of them."""
    if value is pd.NaT or isinstance(value, str | bool | np.bool_):
        return ANY
    if isinstance(value, dt.date | np.datetime64):
        return MOMENT
    if isinstance(value, dt.time):
        return TIME
    if isinstance(value, dt.timedelta | np.timedelta64):
        return SPAN
    is_blank = value is None or value is pd.NA or (isinstance(value, float | np.floating) and np.isnan(value))
    return ANY if is_blank else GENERAL
