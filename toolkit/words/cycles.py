"""What is said of each cycle of a reopened feedback."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("每一轮", "Each cycle")
HEADERS = MappingProxyType(
    {
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "number": Text("轮次", "Cycle"),
        "begun": Text("从", "From"),
        "responded": Text("响应", "Responded"),
        "resolved": Text("办结", "Resolved"),
        "owner": Text("处理人", "Owner"),
        "solution": Text("方案", "Solution"),
        "reason": Text("为什么重办", "Why reopened"),
    }
)
