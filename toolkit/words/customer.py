"""What one customer's page says: who it is, how it went, what is open."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("客户档案", "Customer")
PAGE = Text("客户档案", "Customer")
HEADING = Text("客户 {customer}", "Customer {customer}")
MASKED = Text("截至 {moment} · 个人信息已遮盖", "As of {moment} · personal data masked")
FULL = Text(
    "截至 {moment} · 含个人信息，只供坐席使用", "As of {moment} · with personal data, for the desk only"
)
LEAD = Text(
    "{first} 至 {last} 共 {count} 条反馈，其中投诉 {complaints} 条，{open} 条还没办结。",
    "Feedback from {first} to {last}: {count}; complaints: {complaints}; not resolved yet: {open}.",
)
ASKED = Text("最近一次评价：{said}（{day}）。", "Last answer: {said} ({day}).")
NEVER_ASKED = Text("还没有评价过。", "Never asked yet.")
BACK = Text("有 {count} 条不满意后重办过。", "Reopened after dissatisfaction: {count}.")
NOT_FOUND = Text("台账里没有客户 {customer}。", "There is no customer {customer} in the ledger.")
WITHDRAWN = Text("撤回", "withdrawn")
FACTS = MappingProxyType(
    {
        "customer_type": Text("客户类型", "Type"),
        "region": Text("地区", "Region"),
        "contact": Text("联系方式", "Contact"),
        "issue_type": Text("主要问题", "Mostly about"),
        "rating": Text("平均评分", "Mean rating"),
    }
)
HEADERS = MappingProxyType(
    {
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "received_at": Text("反馈时间", "Received at"),
        "channel": Text("渠道", "Channel"),
        "kind": Text("类型", "Kind"),
        "issue_type": Text("问题类型", "Issue type"),
        "description": Text("问题描述", "Description"),
        "solution": Text("解决方案", "Solution"),
        "status": Text("状态", "Status"),
        "satisfaction": Text("满意度", "Satisfaction"),
        "rating": Text("评分", "Rating"),
        "owner": Text("处理人", "Owner"),
        "fact": Text("项目", "Fact"),
        "value": Text("内容", "Value"),
    }
)
VERB = Text(
    "一个客户的全部往来：投诉、解决、评价；默认遮盖个人信息。",
    "All there is of one customer: complaints, answers, satisfaction; personal data is masked.",
)
OUT_OPTION = Text("写成工作簿，放在 报告/客户。", "Write a workbook into Reports/Customers.")
FULL_OPTION = Text("不遮盖个人信息，只供坐席使用。", "Do not mask personal data; for the desk only.")
