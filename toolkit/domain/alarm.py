"""Which feedback sounds urgent: rules of words and of crowds that suggest, with a reason, and never decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.fields import moments
from toolkit.words import alarm as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.domain.fields import Mask
    from toolkit.words import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRule:
    """One row of the team's alarm rules: any of the words in a description, or a crowd of posts about one issue type.

    crowd: so many within `hours` (together with the words, if there are any) make the rule speak; 1 is no crowd.
    """

    reason: Text
    words: tuple[str, ...] = ()
    crowd: int = 1
    hours: float = 24
    urgency: str = "紧急"


# 紧急优先: 客户重大损失(如重复扣款、数据泄露)、服务中断(如系统故障无法下单)、负面舆情风险(如社交媒体大规模投诉).
DEFAULT_ALARMS: tuple[AlarmRule, ...] = (
    AlarmRule(
        reason=say.LOSS,
        words=(
            "重复扣款",
            "多扣",
            "扣了两次",
            "扣款2笔",
            "盗刷",
            "数据泄露",
            "信息泄露",
            "charged twice",
            "data leak",
        ),
    ),
    AlarmRule(
        reason=say.OUTAGE,
        words=(
            "无法下单",
            "不能下单",
            "无法支付",
            "无法登录",
            "系统故障",
            "系统崩溃",
            "cannot order",
            "outage",
        ),
    ),
    AlarmRule(
        reason=say.PUBLICITY,
        words=("曝光", "媒体", "12315", "起诉", "律师", "消协", "lawyer", "sue you"),
    ),
    AlarmRule(reason=say.CROWD, crowd=20, hours=24),
)


def suggest_urgency(cases: pd.DataFrame, rules: Iterable[AlarmRule], lang: Language) -> pd.DataFrame:
    """Return the urgency that the first fitting rule suggests, and its reason; None where none speaks.

    Args:
        cases: n rows with description, issue_type and received_at; a missing column is blank.
        rules: in the order in which they may speak.
        lang: the language of the reasons.

    Returns:
        Same index; suggested_urgency, urgency_reason (object). It stays a suggestion until a person confirms it.
    """
    urgency, reason = (np.full(len(cases), None, dtype=object) for _ in range(2))
    for rule in rules:
        heard, what = _heard(rule, cases)
        rows = heard & pd.isna(urgency)
        urgency[rows] = rule.urgency
        reason[rows] = [
            rule.reason(lang, word=word, count=rule.crowd, hours=f"{rule.hours:g}") for word in what[rows]
        ]
    return pd.DataFrame(
        {key: pd.Series(values, index=cases.index, dtype=object)
         for key, values in (("suggested_urgency", urgency), ("urgency_reason", reason))}
    )  # fmt: skip


def _heard(rule: AlarmRule, cases: pd.DataFrame) -> tuple[Mask, np.ndarray]:
    """Which rows a rule speaks about, and the word it heard."""
    heard, what = np.ones(len(cases), dtype=bool), np.full(len(cases), "", dtype=object)
    if rule.words:
        pattern = "(" + "|".join(re.escape(word) for word in rule.words) + ")"
        texts = _column(cases, "description")
        found = texts.str.extract(pattern, flags=re.IGNORECASE, expand=False)
        heard, what = found.notna().to_numpy(dtype=bool), found.to_numpy(dtype=object)
    return (heard & _is_crowd(rule, cases, heard) if rule.crowd > 1 else heard), what


def _is_crowd(rule: AlarmRule, cases: pd.DataFrame, heard: Mask) -> Mask:
    """Which rows came with so many others about the same issue type, within the hours up to and including theirs."""
    received, window = moments(cases, "received_at"), np.timedelta64(round(rule.hours * 3600), "s")
    types, _ = pd.factorize(_column(cases, "issue_type"))
    rows = np.flatnonzero(heard & ~np.isnat(received) & (types >= 0))
    order = rows[np.lexsort((received[rows], types[rows]))]
    # One key that grows with type and time lets a single search count back over the window within the type.
    spread = np.int64(2) ** 36
    key = types[order].astype(np.int64) * spread + received[order].astype(np.int64)
    first = np.searchsorted(key, key - window.astype(np.int64), side="left")
    crowd = np.zeros(len(cases), dtype=bool)
    crowd[order] = np.arange(len(order)) - first + 1 >= rule.crowd
    return crowd


def _column(cases: pd.DataFrame, key: str) -> pd.Series:
    if key in cases:
        return cases[key].astype(object)
    return pd.Series(np.full(len(cases), None, dtype=object), index=cases.index)
