"""The three things to do that the first page names."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("接下来要做的三件事", "Three things to do next")
FEWER = Text("接下来要做的事", "What to do next")
NOTHING = Text("没有要催办的事。", "Nothing needs a push.")
LATE_TASK = Text("措施逾期：{task}（{issue}）", "Measure overdue: {task} ({issue})")
DUE_TASK = Text("措施到期：{task}（{issue}）", "Measure due: {task} ({issue})")
OWNED = MappingProxyType(
    {
        "overdue": Text(
            "办结逾期的 {count} 件，其中 {own} 件在此人名下",
            "Resolve {count} overdue, {own} of them with this person",
        ),
        "dissatisfied": Text(
            "给不满意的 {count} 件提出新方案，其中 {own} 件在此人名下",
            "Offer a new solution in {count} dissatisfied cases, {own} of them with this person",
        ),
        "due_soon": Text(
            "守住七天内到期的 {count} 件，其中 {own} 件在此人名下",
            "Keep {count} due within seven days, {own} of them with this person",
        ),
    }
)
UNOWNED = MappingProxyType(
    {
        "overdue": Text(
            "办结逾期的 {count} 件，其中 {own} 件还没有处理人",
            "Resolve {count} overdue, {own} of them without an owner",
        ),
        "dissatisfied": Text(
            "给不满意的 {count} 件提出新方案，其中 {own} 件还没有处理人",
            "Offer a new solution in {count} dissatisfied cases, {own} of them without an owner",
        ),
        "due_soon": Text(
            "守住七天内到期的 {count} 件，其中 {own} 件还没有处理人",
            "Keep {count} due within seven days, {own} of them without an owner",
        ),
    }
)
NO_PLAN = Text(
    "为{issue}定改进措施（{count} 件，还没有计划）",
    "Plan measures for {issue} ({count}, no plan yet)",
)
NOBODY = Text("待定", "to be named")
HEADERS = MappingProxyType(
    {
        "what": Text("做什么", "What"), "who": Text("谁来做", "Who"), "by": Text("完成期限", "By when"), "page": Text("看哪页", "See"),
    }
)  # fmt: skip
