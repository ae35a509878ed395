"""Columns of a frame that may lack them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import pandas as pd

Columns: TypeAlias = Mapping[str, "pd.Series | np.ndarray"]
"""Our columns by key, each of the frame's length and in its order."""


def column(frame: pd.DataFrame, key: str) -> pd.Series:
    """Return a column of texts or choices; blank where the frame lacks it."""
    if key in frame:
        return frame[key]
    return pd.Series(np.full(len(frame), None, object), index=frame.index, name=key)


def texts(frame: pd.DataFrame) -> pd.Series:
    """What the customer said, as one text a row: description and request."""
    description, request = (column(frame, key).fillna("") for key in ("description", "request"))
    return description.astype(object) + "\n" + request.astype(object)


def as_series(values: pd.Series | np.ndarray, index: pd.Index) -> pd.Series:
    """Return a column in the form a table's frame holds it: texts stay objects with None for a blank."""
    array = values.to_numpy() if isinstance(values, pd.Series) else values
    if array.dtype == object:
        return pd.Series(array, index=index, dtype=object).where(~pd.isna(array), None)
    return pd.Series(array, index=index)
