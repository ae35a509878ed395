"""Automatic receipts: telling a customer that it arrived is no first response (R7, S2-041)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.fields import filled, flags, is_yes, moments, numbers

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.fields import Mask

RECEIPT = "acknowledged_at"
_RESPONSE, _SAID = "first_responded_at", "response_is_auto"


def is_receipt(cases: pd.DataFrame) -> Mask:
    """Say where what stands as the first response is only the automatic receipt, shape (n,).

    Somebody says so, or it has the very minute of the receipt and nobody denies it.
    """
    denied = cases[_SAID].eq("no").to_numpy(bool) if _SAID in cases else np.zeros(len(cases), bool)
    minutes = [moments(cases, key).astype("datetime64[m]") for key in (RECEIPT, _RESPONSE)]
    timed = filled(cases, RECEIPT) & ~flags(cases, f"{RECEIPT}_is_day") & ~flags(cases, f"{_RESPONSE}_is_day")
    found: Mask = is_yes(cases, _SAID) | (timed & (minutes[0] == minutes[1]) & ~denied)
    return found


def is_receipt_only(cases: pd.DataFrame) -> Mask:
    """Say where the running cycle has only a receipt; a later cycle has none, whatever the first one had."""
    only: Mask = is_receipt(cases) & ~(numbers(cases, "cycle") > 1)
    return only
