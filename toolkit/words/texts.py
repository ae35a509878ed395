"""What is said about a text beside it: what it is like, what it mentions, and why something is suggested."""

from __future__ import annotations

from toolkit.words.text import Text

LIKE = Text("与 {other} 相似 {share}（{why}）", "{share} like {other} ({why})")
SAME_CUSTOMER = Text("同一客户", "the same customer")
SAME_CONTACT = Text("同一联系方式", "the same contact")
SAME_ORDER = Text("同一订单", "the same order")
SAME_WORDS = Text("别的客户，文字几乎相同", "another customer, nearly the same words")
