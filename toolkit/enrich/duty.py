"""Who leads, who follows up and who helps, by kind and level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.enrich.columns import Columns, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.enrich.rules import DutyRule, EnrichRules

_KEYS = ("lead_department", "follow_up_role", "co_departments")


def duty(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return lead_department, follow_up_role and co_departments; None where no duty is laid down.

    A duty that names the row's level goes before one for every level (S0: 投诉类(紧急), 投诉类(一般) …).
    """
    pairs = pd.MultiIndex.from_arrays([column(frame, "kind"), column(frame, "priority")])
    codes, distinct = pd.factorize(pairs)
    found = [_duty_of(kind, level, rules.duties) for kind, level in distinct]
    texts = [
        (_or_none(one.lead), _or_none(one.follow_up), _or_none(one.co_departments)) if one else (None,) * 3
        for one in found
    ]
    table = np.array([*texts, (None,) * 3], object)[codes]
    return {key: table[:, number] for number, key in enumerate(_KEYS)}


def _duty_of(kind: object, level: object, duties: Sequence[DutyRule]) -> DutyRule | None:
    for_kind = [one for one in duties if one.kind == kind]
    exact = [one for one in for_kind if level in one.levels]
    return next(iter([*exact, *(one for one in for_kind if not one.levels)]), None)


def _or_none(text: str) -> str | None:
    return text or None
