"""The lists of words that the settings of the closed loop choose from."""

from __future__ import annotations

from toolkit.schema.choices import FOLLOW_UP_WAYS
from toolkit.schema.vocabulary import Choice, Vocabulary, words
from toolkit.words.lists import TITLES
from toolkit.words.wording import SENTENCES as CONCLUSIONS

ASKING_WAYS = Vocabulary(
    "asking_way", (*FOLLOW_UP_WAYS.choices, *words("", ("none", "不回访", "not asked")).choices)
)
REPLY_USES = words(
    "reply_use",
    ("received", "受理", "received"),
    ("supplement", "请客户补充", "ask for more"),
    ("progress", "告知进展", "progress"),
    ("result", "告知结果", "result"),
    ("invalid", "无效说明", "not valid"),
    ("follow_up", "回访", "follow-up"),
    ("reopened", "重办致歉", "apology"),
    ("closing", "关闭确认", "closing"),
    ("praise", "感谢表扬", "thanks"),
)
RHYTHMS = words(
    "rhythm",
    ("daily", "每天", "daily", "每日"),
    ("weekly", "每周", "weekly"),
    ("monthly", "每月", "monthly"),
    ("quarterly", "每季", "quarterly", "每季度"),
)
SHIFTS = words(
    "shift",
    ("next", "顺延", "next working day"),
    ("before", "提前", "working day before"),
    ("stay", "不变", "as it is"),
)
SENTENCES = Vocabulary("sentence", tuple(Choice(one.key, one.name.zh, one.name.en) for one in CONCLUSIONS))
"""The sentences of the report's first page, by key."""
MERIT_KINDS = words("merit_kind", ("penalty", "罚", "penalty"), ("reward", "奖", "reward"))
WATCHED = words(
    "watched",
    ("volume", "每天受理量", "received a day", "受理量"),
    ("breach", "办结超期率", "resolutions late", "超期率"),
    ("dissatisfied", "不满意率", "dissatisfied"),
    ("top", "最高频问题占比", "share of the first issue"),
)
"""What is watched from week to week in control charts, by key."""
POPULATION = words(
    "population",
    ("newness", "新老客户", "new or known"),
    ("customer_type", "客户类型", "customer type"),
    ("channel", "反馈渠道", "channel", "渠道"),
    ("region", "地区", "region"),
)
LISTS = Vocabulary("work_list", tuple(Choice(key, text.zh, text.en) for key, text in TITLES.items()))
"""The register's lists, by key."""
