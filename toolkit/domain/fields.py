"""Columns of a table of feedback as plain arrays; a column that the table lacks is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

Moments = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]

DAY_ALONE = len("2026-10-08")
"""Characters of a moment of which only the day is known, as the ledger keeps it."""


def moments(cases: pd.DataFrame, key: str) -> Moments:
    """Return a column of moments as datetime64[s], NaT where blank or where the table lacks it."""
    if key not in cases:
        return np.full(len(cases), "NaT", dtype="datetime64[s]")
    values = cases[key].to_numpy()
    if values.dtype.kind != "M":
        if not pd.isna(values).all():
            raise TypeError(f"{key} holds {cases[key].dtype}, not moments without time zone")
        return np.full(len(cases), "NaT", dtype="datetime64[s]")
    return values.astype("datetime64[s]")


def flags(cases: pd.DataFrame, key: str) -> Mask:
    """Return a column of true and false; blanks are false."""
    if key not in cases:
        return np.zeros(len(cases), dtype=bool)
    return cases[key].eq(other=True).to_numpy(dtype=bool)


def is_yes(cases: pd.DataFrame, key: str) -> Mask:
    """Return where a yes-or-no column says yes; blanks do not."""
    if key not in cases:
        return np.zeros(len(cases), dtype=bool)
    return cases[key].eq("yes").to_numpy(dtype=bool)


def filled(cases: pd.DataFrame, key: str) -> Mask:
    """Return where a column is filled in."""
    if key not in cases:
        return np.zeros(len(cases), dtype=bool)
    return cases[key].notna().to_numpy(dtype=bool)


def numbers(cases: pd.DataFrame, key: str) -> npt.NDArray[np.float64]:
    """Return a column of numbers as float64, NaN where blank or no number."""
    if key not in cases:
        return np.full(len(cases), np.nan)
    return pd.to_numeric(cases[key], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def frame_of(columns: Mapping[str, npt.NDArray[Any]], index: pd.Index) -> pd.DataFrame:
    """Return arrays as a table whose words stay objects, None where blank, as every table of the toolkit holds them."""
    return pd.DataFrame(
        {key: pd.Series(values, index=index, dtype=values.dtype) for key, values in columns.items()},
        index=index,
    )
