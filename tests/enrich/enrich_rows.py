"""Rows and rules for enrichment: a good row by default, a test says only what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from toolkit.enrich import EnrichRules, enrich
from toolkit.schema.books.feedback import FEEDBACK

GOOD = {
    "feedback_id": "F001", "customer_id": "C1001", "received_at": "2026-10-08 09:30", "channel": "电话",
    "issue_type": "物流延迟", "description": "订单下单5天未发货", "urgency": "P1", "kind": "complaint",
}  # fmt: skip


@dataclass(frozen=True)
class TypeOf:
    name: str
    keywords: tuple[str, ...]
    kind: str = "complaint"
    attribute: str = ""
    stage: str = ""
    nature: str = ""


@dataclass(frozen=True)
class DutyOf:
    kind: str
    levels: frozenset[str]
    lead: str
    follow_up: str = ""
    co_departments: str = ""


RULES = EnrichRules(
    issue_types=(
        TypeOf("物流延迟", ("未发货", "配送慢", "not shipped")),
        TypeOf("支付问题", ("重复扣款", "扣款", "payment failed")),
        TypeOf("退换货流程", ("退款", "退款慢", "换货")),
        TypeOf("其他", (), ""),
    ),
    kind_words={
        "complaint": ("投诉", "退款", "态度恶劣"),
        "suggestion": ("建议", "希望增加"),
        "question": ("请问", "怎么"),
        "praise": ("感谢", "很满意", "耐心"),
    },
    duties=(
        DutyOf("complaint", frozenset(), "客服专员"),
        DutyOf("complaint", frozenset({"1"}), "客服主管", "客服专员", "技术部、运营部"),
        DutyOf("praise", frozenset(), "客服专员", co_departments="被表扬员工所在部门"),
    ),
)


def rows(*changes):
    """A frame as a table holds it, one row for each change of the good row."""
    filled = [GOOD | change for change in changes]
    frame = {}
    for key in dict.fromkeys(key for row in filled for key in row):
        cells = [row.get(key) for row in filled]
        if FEEDBACK[key].is_time:
            frame[key] = np.array([cell or "NaT" for cell in cells], "datetime64[s]")
            frame[f"{key}_is_day"] = [bool(cell) and len(cell) == 10 for cell in cells]
        else:
            frame[key] = pd.Series(cells, dtype=object)
    return pd.DataFrame(frame)


def enriched(*changes, **rules):
    return enrich(rows(*changes), replace(RULES, **rules))
