"""Sentences of the standard workbooks: sheet names, input messages, groups, the figures beside the statistics."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

GUIDE = Text("填写说明", "How to fill")
LISTS = Text("字典", "Lists")
SUBJECT = Text("客户反馈标准工作簿", "Standard workbook for customer feedback")

REQUIRED = Text("必填。", "Required. ")
OURS = Text("系统填写，不用填。", "Filled for you. ")
PICK = Text("从下拉里选。", "Pick from the list. ")
TYPE_DAY = Text("例：2026-10-08", "E.g. 2026-10-08")
TYPE_MOMENT = Text("例：2026-10-08 09:30", "E.g. 2026-10-08 09:30")

NOT_IN_LIST = Text("不在列表里", "Not in the list")
NOT_IN_LIST_WHY = Text("下拉里没有这个词。确定要用它吗？", "The list does not have this word. Use it anyway?")
NOT_A_TIME = Text("不像日期", "Not a date")
NOT_A_TIME_WHY = Text(
    "请写成 2026-10-08 09:30 这样的日期或时间。确定要保留吗？",
    "Write it like 2026-10-08 09:30. Keep it anyway?",
)
NOT_A_NUMBER = Text("不是数字或超出范围", "Not a number, or out of range")
NOT_BETWEEN = Text(
    "请填 {low} 到 {high} 的数字。确定要保留吗？", "Give a number from {low} to {high}. Keep it anyway?"
)
NOT_AT_LEAST = Text(
    "请填不小于 {low} 的数字。确定要保留吗？", "Give a number of at least {low}. Keep it anyway?"
)
NOT_NUMERIC = Text("这里请只填数字。确定要保留吗？", "Only a number belongs here. Keep it anyway?")

GROUPS = MappingProxyType(
    {
        "triage": Text("判级与审核", "Triage and review"),
        "customer": Text("客户与产品", "Customer and product"),
        "duty": Text("分工", "Duties"),
        "handling": Text("处理过程", "Handling"),
        "hold": Text("暂停", "On hold"),
        "clocks": Text("时效判定", "Time limits"),
        "follow_up": Text("回访与满意度", "Follow-up and satisfaction"),
        "links": Text("查重与备注", "Repeats and notes"),
        "mentions": Text("文中提到", "Mentioned in the text"),
        "merits": Text("考核", "Rewards and penalties"),
        "outcome": Text("完成与固化", "Outcome"),
        "priority": Text("优先级", "Priority"),
        "window": Text("效果比较", "Comparing effects"),
    }
)
"""What the groups of folded columns are called."""

ALL_FEEDBACK = Text("全部反馈", "All feedback")
CLASSIFIED = Text("已归类", "Classified")
UNCLASSIFIED = Text("未归类", "Not classified")
COMPARED = Text("客户数比对到行", "Compared to row")
SUMMARY = Text("合计", "Totals")
COUNT_BY_TYPE = Text("各类问题出现频次", "Feedback by issue type")
COUNTED_NOTE = Text(
    "数字由公式随汇总表变化，撤回的行不计。",
    "The figures are formulas over the feedback sheet; withdrawn rows do not count.",
)
