"""Values packed for the way from one process to another: long columns as one text or one array, not as objects."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import numpy as np
import pandas as pd

_BETWEEN = "\x00"
_TIMES = frozenset({datetime, date})

Parcel: TypeAlias = "str | tuple[np.ndarray, np.ndarray] | np.ndarray"
"""Texts joined; or moments with a mask of the bare dates; or the values as they are."""


def pack(values: np.ndarray) -> Parcel:
    """Return values, shape (n,), in the form that is quickest to send."""
    kinds = set(map(type, values)) if values.dtype == object else set()
    if kinds == {str}:
        joined = _BETWEEN.join(values)
        if joined.count(_BETWEEN) == len(values) - 1:
            return joined
    if kinds and kinds <= _TIMES:
        bare = np.array([type(value) is date for value in values], bool)
        return pd.to_datetime(pd.Series(values)).to_numpy("datetime64[us]"), bare
    return values


def unpack(parcel: Parcel) -> np.ndarray:
    """Return the values of a parcel; the same kinds of objects that went in."""
    if isinstance(parcel, str):
        values = np.empty(parcel.count(_BETWEEN) + 1, object)
        values[:] = parcel.split(_BETWEEN)
        return values
    if isinstance(parcel, tuple):
        moments, bare = parcel
        values = moments.astype(object)
        values[bare] = [moment.date() for moment in values[bare]]
        return values
    return parcel
