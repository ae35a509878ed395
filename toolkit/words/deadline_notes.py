"""How a deadline was counted and judged, in words: pieces of 判定说明 and of `voc why`."""

from __future__ import annotations

from toolkit.words.text import Text

# Amounts and lengths.
HOURS = Text("{hours} 小时", "{hours} h")
MINUTES = Text("{minutes} 分", "{minutes} min")
SECONDS = Text("{seconds} 秒", "{seconds} s")
AMOUNTS: dict[str, Text] = {
    "N": Text("{amount} 小时", "{amount} hours"),
    "W": Text("{amount} 个工作小时", "{amount} working hours"),
    "ND": Text("{amount} 天", "{amount} days"),
    "D": Text("{amount} 个工作日", "{amount} working days"),
}
# English needs another word for one.
ONE_OF: dict[str, Text] = {
    "N": Text("1 小时", "1 hour"),
    "W": Text("1 个工作小时", "1 working hour"),
    "ND": Text("1 天", "1 day"),
    "D": Text("1 个工作日", "1 working day"),
}
EXTENDED = Text("{amount}（已延长）", "{amount} (extended)")
# A day's name carries the gap to the length that follows it.
DAY = Text("{day} ", "{day} ")
DAY_WITH_NOTE = Text("{day}（{note}）", "{day} ({note}) ")
JOIN_LENGTHS = Text(" + ", " + ")
JOIN_DAYS = Text("、", ", ")
BREAK_BETWEEN = Text("（中间休息 {length}不计）", " (without a break of {length})")
REST = Text("其后 {length}", "then {length}")
MORE_DAYS = Text("……", " …")

# One sentence for each way of counting.
BY_CLOCK: dict[str, Text] = {
    "N": Text("{start} 起，{amount} → {due}", "{start} + {amount} → {due}"),
    "W": Text("{start} 起，{amount}：{days} → {due}", "{start} + {amount}: {days} → {due}"),
    "D": Text(
        "{start} 起，{amount}（{counting}）：{days} → {due}",
        "{start} + {amount} ({counting}): {days} → {due}",
    ),
    "ND": Text("{start} 起，{amount}（{counting}）→ {due}", "{start} + {amount} ({counting}) → {due}"),
    "C": Text("{start} 起，按截点 → {due}", "{start}, by the cut-off → {due}"),
    "B": Text("{start} 起，当月最后一个工作日 → {due}", "{start}, last working day of the month → {due}"),
}
COUNTING = Text("{first}，{until}", "{first}, {until}")
FIRST_DAY_COUNTS = Text("当天计入", "counting the day itself")
FIRST_DAY_DOES_NOT = Text("当天不计", "not counting the day itself")
UNTIL: dict[str, Text] = {
    "closing": Text("算到下班", "until closing"),
    "same_time": Text("算到同一时刻", "until the same time"),
    "midnight": Text("算到 24:00", "until midnight"),
}
ROLLED = Text(
    "{start} 起，{amount}（{counting}），{last}休息，顺延 → {due}",
    "{start} + {amount} ({counting}), {last} is a day off, so it moves on → {due}",
)

# What moved it.
DATE_ONLY = Text("只有日期，按 {start} 计；", "a bare date, read as {start}; ")
AFTER_CHANGE = Text("级别调整后从调整时间算；", "counted from the change of level; ")
KEPT_AFTER_CHANGE = Text(
    "级别调整后仍按原来的时限；", "the limit of before the change of level still holds; "
)
# The same of merged feedback, where a row of the group and no person moved the start or the level.
MERGED_START = Text(
    "并入的 {feedback} 先到，从它算起；",
    "counted from {feedback}, which was merged into this one and came in first; ",
)
MERGED_LEVEL = Text(
    "级别按并入的 {feedback}；", "the level is that of {feedback}, which was merged into this one; "
)
AFTER_MERGING = Text(
    "{feedback} 后到而级别更高，从它收到时算起；",
    "counted from {feedback}, which came in later at a higher level; ",
)
KEPT_AFTER_MERGING = Text(
    "{feedback} 后到而级别更高，仍按原来的时限；",
    "{feedback} came in later at a higher level, but the limit of before still holds; ",
)
PAUSED = Text("；暂停 {held} → {due}", "; on hold for {held} → {due}")
PAUSED_IN_WORKING_TIME = Text(
    "；暂停 {held}（只算工作时间）→ {due}", "; on hold for {held} of working time → {due}"
)
SEVERAL_HOLDS = Text("{count} 次共 {held}", "{count} times, {held} together")
PAUSED_IN_DAYS = Text("；暂停期间顺延 → {due}", "; moved by the days on hold → {due}")
ON_HOLD = Text("；{held_from} 起暂停，恢复后再算", "; on hold since {held_from}, counted on when it resumes")
HELD_TOO_LATE = Text("；暂停时已经到期，不顺延", "; on hold only after it was due, so not moved")
HELD_FOR_OTHERS = Text("；等的不是客户，照常计时", "; not waiting for the customer, so counted on")
HELD_OFF_DUTY = Text("；暂停都在工作时间之外，不顺延", "; on hold outside working time only, so not moved")
TYPED = Text("按指定期限 {due}（规则算出 {computed}）", "due as typed: {due} (the rules give {computed})")
TYPED_BESIDE = Text(
    "按指定期限 {due}（规则算出 {computed}，按规则{verdict}）",
    "due as typed: {due} (the rules give {computed}: {verdict})",
)
TYPED_ONLY = Text("按指定期限 {due}", "due as typed: {due}")
PROVISIONAL = Text(
    "（暂定：那一年的放假安排尚未公布）", " (provisional: that year's holidays are not published yet)"
)
NOT_APPROVED = Text("（未在期限前批准，不延长）", " (not approved before it was due, so not extended)")

# How it ended.
MET = Text("；{event} 完成，达标", "; done {event}, met")
BREACH = Text("；{event} 完成，超期", "; done {event}, breach")
VAGUE = Text("；{event} 完成，只有日期，无法判定", "; done {event}, a bare date, undecidable")
RECEIPT_ONLY = Text(
    "（首次响应只是自动回执，不算）",
    " (the first response was only an automatic receipt, which does not count)",
)
ASSUMED = Text("（没有记响应时间，按办结时间）", " (no response on record, so the resolution counts as one)")
RETROACTIVE = Text(
    "（级别调整时已过这个期限，属回溯超期）",
    " (past when the level was changed: late by the change, not by anybody)",
)
WRONG = Text("时间前后矛盾或不可能，无法判定", "the moments contradict each other or cannot be, undecidable")
UNFILLED = Text(
    "“{policy}”的时限还没有填写，无法判定", 'the limit "{policy}" is not filled in yet, undecidable'
)
NOT_BEGUN = Text(
    "还没到起算的那一步，到了再算", "its first step has not happened yet, so the clock has not begun"
)
NO_START = Text("没有起算时间，无法判定", "no moment to count from, undecidable")
MERGED = Text("已并入其他反馈，不考核", "merged into other feedback, not judged")
NO_POLICY = Text("没有适用的时限，不考核", "no limit applies, not judged")
NO_LEVEL = Text(
    "看不出紧急程度，没有适用的时限，不考核；请填“紧急程度”",
    "no urgency, so no limit applies and it is not judged; fill in the urgency",
)
NOT_JUDGED = Text("按规则“{policy}”不考核", 'not judged by the rule "{policy}"')
INVALID = Text("判为无效，已向客户说明，不考核。", "Not valid, and the customer was told so: not judged.")
WITHDRAWN = Text("已撤回，不计数，不考核。", "Withdrawn: neither counted nor judged.")
BEFORE_START = Text(
    "启用日期之前收到，只统计，不考核。", "Received before the toolkit was in use: counted, not judged."
)

RESPONSE = Text("响应：{sentence}", "Response: {sentence}")
RESOLUTION = Text("办结：{sentence}", "Resolution: {sentence}")
BOTH = Text("{response}。{resolution}。", "{response}. {resolution}.")

LATER_CYCLE = Text(
    "第 {cycle} 轮（首办{verdict}），从客户不满意时重新起算。",
    "Cycle {cycle} (first resolution: {verdict}), counted anew since the customer was not satisfied. ",
)
MET_WORD, BREACH_WORD, UNDECIDABLE_WORD = (
    Text("达标", "met"), Text("超期", "breach"), Text("无法判定", "undecidable"),
)  # fmt: skip

# The timeline of `voc why`.
HOLD = Text("暂停（不计时）", "on hold (not counted)")
NATURAL = Text("不分工作时间连续计时", "counted day and night")
