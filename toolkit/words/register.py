"""What the register says: work lists, their headers, how it stands."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("客户反馈台账", "Feedback register")
LINE = Text(
    "截至 {moment} · 在册 {rows} 行（全部未办结和近两个月） · 未办结 {open} · 已逾期 {overdue}。白色的列可以直接改，保存并关掉后，下一次刷新就收下。",
    "As of {moment} · {rows} rows (all that is open, and two months) · open {open} · overdue {overdue}. Type into the white columns, save and close: the next refresh takes it in.",
)
PAGES = MappingProxyType(
    {
        "state": Text("状态", "State"),
        "overdue": Text("逾期", "Overdue"),
        "today": Text("今日到期", "Due today"),
        "reminders": Text("提醒", "Reminders"),
        "review": Text("待审核", "To review"),
        "check": Text("要核对", "To check"),
        "follow_up": Text("待回访", "To call back"),
        "reopened": Text("重办", "Reopened"),
        "unaccepted": Text("未收行", "Rows not taken"),
        "statistics": Text("问题分类统计表", "Statistics"),
    }
)
LEADS = MappingProxyType(
    {
        "overdue": Text(
            "到 {moment} 有 {count} 项已过期限，超得最久的在前。",
            "At {moment} {count} are past due, the longest first.",
        ),
        "today": Text(
            "到 {moment}，今天还有 {count} 项到期，最早的在前。",
            "At {moment}, {count} more are due today, the earliest first.",
        ),
        "reminders": Text(
            "到 {moment} 有 {count} 项还没到期、已到提醒点，最先到期的在前。",
            "At {moment} {count} are not due yet but have reached a reminder, the most pressing first.",
        ),
        "review": Text(
            "到 {moment} 有 {count} 件要主管定级别：写“审核级别”，或改正“紧急程度”。",
            "At {moment} {count} need a supervisor to settle their level: fill in the reviewed level or correct the urgency.",
        ),
        "check": Text("到 {moment} 有 {count} 处要看一下。", "At {moment} {count} matters want a look."),
        "follow_up": Text(
            "到 {moment} 有 {count} 件等待回访，最晚回访时间最早的在前。",
            "At {moment} {count} wait for a call, the most pressing first.",
        ),
        "reopened": Text(
            "到 {moment} 有 {count} 件不满意后重办。",
            "At {moment} {count} were reopened after a dissatisfied answer.",
        ),
        "unaccepted": Text(
            "到 {moment} 有 {count} 行没有收下，改好后再放回收件箱。",
            "At {moment} {count} rows were not taken; mend them and drop them again.",
        ),
    }
)
NOTHING = MappingProxyType(
    {
        "overdue": Text("到 {moment} 没有逾期。", "At {moment} nothing is overdue."),
        "today": Text("到 {moment}，今天没有还要到期的。", "At {moment} nothing more is due today."),
        "reminders": Text("到 {moment} 没有要提醒的。", "At {moment} there is nothing to remind of."),
        "review": Text("到 {moment} 没有等待审核的。", "At {moment} nothing waits for review."),
        "check": Text("到 {moment} 没有要核对的。", "At {moment} there is nothing to check."),
        "follow_up": Text("到 {moment} 没有等待回访的。", "At {moment} nobody waits for a call."),
        "reopened": Text("到 {moment} 没有重办的。", "At {moment} nothing is reopened."),
        "unaccepted": Text("到 {moment} 所有的行都收下了。", "At {moment} every row was taken."),
    }
)
MORE = Text("另有 {count} 项没有列出。", "And {count} more that are not listed.")
STATISTICS_LEAD = Text(
    "数的是台账里的行（全部未办结和近两个月），撤回的不计；改动台账后数字随公式变化。",
    "Counts the rows of this register (all that is open, and two months), withdrawn ones left out; the formulas follow what you change.",
)
STATE_LEAD = Text(
    "台账每次刷新都重算到期状态；期限、判定和统计都以 {moment} 为准。",
    "Every refresh computes the due states again; due states, verdicts and counts are as of {moment}.",
)
HEADERS = MappingProxyType(
    {
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "priority": Text("统一级别", "Level"),
        "kind": Text("反馈类型", "Kind"),
        "issue_type": Text("问题类型", "Issue type"),
        "gist": Text("摘要", "Gist"),
        "owner": Text("处理人", "Owner"),
        "limit": Text("哪个期限", "Which limit"),
        "due": Text("期限", "Due"),
        "days_over": Text("已超(天)", "Days over"),
        "hours_left": Text("剩余(小时)", "Hours left"),
        "status": Text("状态", "Status"),
        "urgency": Text("紧急程度", "Urgency"),
        "cycle": Text("轮次", "Cycle"),
        "readings": Text("为什么要审核", "Why to review"),
        "matter": Text("看什么", "What to look at"),
        "reminder": Text("到了", "Reached"),
        "calls": Text("同时提醒", "Also told"),
        "opens": Text("最早", "From"),
        "best": Text("建议时间", "Best moment"),
        "file": Text("文件", "File"),
        "sheet": Text("工作表", "Sheet"),
        "row": Text("行", "Row"),
        "why": Text("为什么没收", "Why not"),
        "days": Text("已等(天)", "Days waiting"),
        "list": Text("清单", "List"),
        "count": Text("件数", "Count"),
    }
)
LIMITS = MappingProxyType(
    {
        "response": Text("响应", "response"),
        "resolution": Text("办结", "resolution"),
        "follow_up": Text("回访", "follow-up"),
    }
)
SUGGESTED = Text("建议 {word}：{reason}", "suggested {word}: {reason}")
AMBIGUOUS = Text(
    "只写了“一般”，没有反馈类型，暂按 2 级", "only “normal” and no kind of feedback; taken for level 2"
)
OPEN = Text("未到期", "not due")
MATTERS = MappingProxyType(
    {
        "wrong": Text(
            "时间前后矛盾或不可能，无法判定，请改正", "The moments contradict each other; correct them"
        ),
        "typed_later": Text(
            "指定期限 {due} 晚于规则算出的 {computed}（按规则：{verdict}）；原因：{reason}",
            "Agreed on {due}, later than the computed {computed} (by the rules: {verdict}); reason: {reason}",
        ),
        "retroactive": Text(
            "级别调整时已过新期限，属回溯超期，不算责任超期",
            "Past due already when the level was changed: late by the change, nobody's fault",
        ),
        "off_duty": Text(
            "{limit}期限 {due} 在休息日，要安排值班",
            "The {limit} is due on a day off, {due}; somebody must be there",
        ),
    }
)
AFTER_WINDOW = Text("{moment}（超窗）", "{moment} (after the window)")
USED = Text("已用 {share}", "{share} used")
BEFORE = MappingProxyType(
    {
        "m": Text("到期前 {count} 分", "{count} min before"),
        "h": Text("到期前 {count} 小时", "{count} h before"),
        "d": Text("到期前 {count} 天", "{count} d before"),
    }
)
CARDS = MappingProxyType(
    {
        "rows": Text("在册(行)", "Rows"),
        "open": Text("未办结(件)", "Open"),
        "overdue": Text("办结已逾期(件)", "Resolution overdue"),
        "today": Text("办结今日到期(件)", "Resolution due today"),
    }
)
AS_OF = Text("截至时刻", "As of")
UNKNOWN = Text("（不明）", "(unknown)")
