"""A small shop's plans, effects and feedback, as the improvement workbook is made from."""

from __future__ import annotations

import numpy as np
import pandas as pd
from judged import judged

from toolkit.domain.improvement.whole import Improvement, ImprovementRules
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.table import complete

AS_OF = np.datetime64("2026-11-02T09:00:00")
ISSUES = {"物流延迟": (), "支付问题": (), "功能异常": (), "其他": ()}
RULES = ImprovementRules(ISSUES, last=("其他",))
PLANS = (
    {"issue": "物流延迟", "root_cause": "①拣货慢→②分拣人员不足→③没有排班规则", "goal": "物流投诉降至10件", "measures": "①增加十名分拣员",
     "owner": "王芳", "department": "运营部", "due_on": "2026-10-05", "done_on": "2026-10-01", "state": "done"},
    {"issue": "支付问题", "root_cause": "①接口不兼容", "measures": "①升级支付接口（2026-10-20）；②补用例（李伟，60%）", "owner": "李伟、赵敏",
     "due_on": "2026-11-05", "state": "running", "progress_rate": 40.0},
    {"issue": "其他", "measures": "界面优化", "owner": "陈晨", "department": "产品部", "state": "paused"},
)  # fmt: skip
EFFECT = {
    "measure": "增加十名分拣员",
    "metric": "物流投诉",
    "before": 20.0,
    "after": 8.0,
    "note": "物流投诉下降70%，无新增支付投诉",
}


def received(day, count, issue, **more):
    return [
        {"received_at": f"{day} 10:00", "issue_type": issue, "customer_id": f"{issue}{n}"} | more
        for n in range(count)
    ]


FEEDBACK = judged(
    *received("2026-09-20", 20, "物流延迟"), *received("2026-10-10", 8, "物流延迟", region="西藏"),
    *received("2026-10-12", 9, "功能异常", customer_type="高价值客户"), *received("2026-10-12", 10, "其他"),
    *received("2026-09-12", 2, "支付问题", solution="原路退回多扣的款", resolved_at="2026-09-13 10:00", satisfaction="satisfied"),
)  # fmt: skip


def rows(sheet, cells):
    """Rows of a sheet as the ledger gives them."""
    made = {}
    for column in sheet.columns:
        values = [row.get(column.key) for row in cells]
        if column.is_time:
            made[column.key] = np.array([value or "NaT" for value in values], "datetime64[s]")
        elif column.is_number:
            made[column.key] = np.array([np.nan if value is None else value for value in values], float)
        else:
            made[column.key] = pd.Series(values, dtype=object)
    moment = np.array(["2026-09-25T10:00"] * len(cells), "datetime64[s]")
    frame = pd.DataFrame(made, index=pd.RangeIndex(len(cells)))
    return complete(frame, sheet.columns).assign(arrived_at=moment, updated_at=moment)


def shop(plans=PLANS, effects=(EFFECT,), feedback=FEEDBACK, as_of=AS_OF) -> Improvement:
    return Improvement(feedback, rows(PLAN, plans), rows(EFFECTS, effects), RULES, as_of)
