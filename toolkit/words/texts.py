"""What is said about a text beside it: what it is like, what it mentions, and why something is suggested."""

from __future__ import annotations

from toolkit.words.text import Text

LIKE = Text("与 {other} 相似 {share}（{why}）", "{share} like {other} ({why})")
SAME_CUSTOMER = Text("同一客户", "the same customer")
SAME_CONTACT = Text("同一联系方式", "the same contact")
SAME_ORDER = Text("同一订单", "the same order")
SAME_WORDS = Text("别的客户，文字几乎相同", "another customer, nearly the same words")

QUOTED = Text("“{words}”", "“{words}”")
BETWEEN_QUOTED = Text("”“", "”, “")
BY_WORDS = Text("关键词“{words}”", "the words “{words}”")
BY_FORM = Text("整句的说法和问题类型", "the form of the text and its issue type")
BY_ISSUE_TYPE = Text("这类问题通常如此", "usual for this issue type")
BY_MODEL = Text("{words}，把握 {sureness}，模型 {model}", "{words}, {sureness} sure, model {model}")
WHOLE_TEXT = Text("整段文字", "the whole text")
OF = Text("{what}：{why}", "{what}: {why}")
AND = Text("；", "; ")
BESIDE = Text("、", ", ")
ISSUE_TYPE, KIND = Text("问题类型", "Issue type"), Text("反馈类型", "Kind")
ISSUE_ATTRIBUTE, PROCESS_STAGE = Text("问题属性", "Issue attribute"), Text("流程环节", "Process stage")
ISSUE_NATURE = Text("问题性质", "Issue nature")
