"""L53x: what the improvement workbook claims against what the ledger counts."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

L530 = Code(
    "L530", "claim-contradicted", Severity.WARNING,
    Text("“{header}”里的“{claim}”与数据不符（{before}→{after}）", '"{header}" says "{claim}", which disagrees with the data ({before} to {after})'),
    Text("生效前后同样长的两段日子，系统从台账数出来的不是这样；别人会照备注去说。",
         "Counted from the ledger over equal spans before and after it took effect, this is not so, and others will quote the remark."),
    Text("改正备注；认为数错了，看“改进效果”一页是哪两段、数的是什么，再核对生效日期和指标。",
         "Correct the remark; if you think that the count is wrong, see on the effects page which spans and what was counted, and check day and metric."),
)  # fmt: skip
L531 = Code(
    "L531", "reached-contradicted", Severity.WARNING,
    Text("“{header}”写着“{typed}”，按数据是“{found}”（目标 {goal}，改进后 {after}）", '"{header}" says "{typed}"; by the data it is "{found}" (target {goal}, afterwards {after})'),
    Text("窗口已满、数量也够，系统从台账算出来没有到目标；措施不能就此结束。",
         "The span is over and the count is large enough: by the ledger the target was missed, so the measure is not done."),
    Text("改成未达标，接着改进；认为数错了，核对目标、指标和生效日期。", "Say that it was missed and go on; or check target, metric and the day it took effect."),
)  # fmt: skip

IMPROVEMENT_CODES = (L530, L531)
