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
    "ND": Text("{start} 起，{amount}（{counting}） → {due}", "{start} + {amount} ({counting}) → {due}"),
    "C": Text("{start} 起，按截点 → {due}", "{start}, by the cut-off → {due}"),
    "B": Text("{start} 起，当月最后一个工作日 → {due}", "{start}, last working day of the month → {due}"),
}
FIRST_DAY_COUNTS = Text("当天计入", "counting the day itself")
FIRST_DAY_DOES_NOT = Text("当天不计", "not counting the day itself")
ROLLED = Text(
    "{start} 起，{amount}（{counting}）到 {last}休息，顺延 → {due}",
    "{start} + {amount} ({counting}) ends on {last}with nobody there, so it moves on → {due}",
)

# What moved it.
DATE_ONLY = Text("只有日期，按 {start} 计；", "a bare date, read as {start}; ")
AFTER_CHANGE = Text("级别调整后从调整时间算；", "counted from the change of level; ")
PAUSED = Text("；暂停 {held} → {due}", "; on hold for {held} → {due}")
PAUSED_IN_WORKING_TIME = Text(
    "；暂停 {held}（只算工作时间）→ {due}", "; on hold for {held} of working time → {due}"
)
PAUSED_IN_DAYS = Text("；暂停期间顺延 → {due}", "; moved by the days on hold → {due}")
ON_HOLD = Text("；{held_from} 起暂停，恢复后再算", "; on hold since {held_from}, counted on when it resumes")
TYPED = Text("按指定期限 {due}（规则算出 {computed}）", "due as typed: {due} (the rules give {computed})")
TYPED_ONLY = Text("按指定期限 {due}", "due as typed: {due}")
PROVISIONAL = Text(
    "（暂定：那一年的放假安排尚未公布）", " (provisional: that year's holidays are not published yet)"
)
NOT_APPROVED = Text("（未在期限前批准，不延长）", " (not approved before it was due, so not extended)")

# How it ended.
MET = Text("；{event} 完成，达标", "; done {event}, met")
BREACH = Text("；{event} 完成，超期", "; done {event}, breach")
VAGUE = Text("；{event} 完成，只有日期，无法判定", "; done {event}, a bare date, undecidable")
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
NOT_JUDGED = Text("“{policy}”，不考核", '"{policy}", not judged')

RESPONSE = Text("响应：{sentence}", "Response: {sentence}")
RESOLUTION = Text("办结：{sentence}", "Resolution: {sentence}")
BOTH = Text("{response}。{resolution}。", "{response}. {resolution}.")

LATER_CYCLE = Text("第 {cycle} 轮（首办{verdict}）。", "Cycle {cycle} (first resolution: {verdict}). ")

# The timeline of `voc why`.
HOLD = Text("暂停（不计时）", "on hold (not counted)")
NATURAL = Text("不分工作时间连续计时", "counted day and night")
