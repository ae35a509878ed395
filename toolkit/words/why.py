"""What `voc why` says: how one feedback came to its due moments."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

STAGES = MappingProxyType(
    {"first_response": Text("响应", "Response"), "resolution": Text("办结", "Resolution")}
)
OF_FIRST_CYCLE = Text("{stage}（第 1 轮，已定）", "{stage} (first cycle, settled)")
DUE = Text("{due} 到期", "due {due}")
NO_DUE = Text("没有期限", "no due moment")
PROVISIONAL = Text("暂定", "provisional")
RULE = Text("规则", "Rule")
NAMED = Text("{name}（{id}）", "{name} ({id})")
NO_RULE = Text("没有适用的时限", "no limit applies")
SOURCE = Text("依据", "Source")
NOTE = Text("备注", "Note")
IN_WORDS = Text("说明", "In words")
HEADS = (Text("从", "From"), Text("到", "To"), Text("计入", "Counted"), Text("哪一段", "Which stretch"))
NOT_COUNTED = Text("不计", "no")
READINGS = Text(
    "各处写的级别不一致：{readings}，等主管审核", "the levels disagree: {readings}; a supervisor decides"
)
SUGGESTED = Text("建议 {word}：{reason}（等人确认）", "suggested {word}: {reason} (until a person confirms)")
CYCLE = Text("第 {cycle} 轮", "cycle {cycle}")
FOLLOW_UP = Text("回访", "Follow-up")
WINDOW = Text("{first} 至 {last}，建议 {best}", "{first} to {last}, best {best}")
NOT_FOUND = Text("台账里没有反馈 {feedback}。", "There is no feedback {feedback}.")
