"""What the register says of itself; its work lists speak through `words.lists`."""

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
        "statistics": Text("问题分类统计表", "Statistics"),
    }
)
STATISTICS_LEAD = Text(
    "数的是台账里的行（全部未办结和近两个月），撤回的不计；改动台账后数字随公式变化。",
    "Counts the rows of this register (all that is open, and two months), withdrawn ones left out; the formulas follow what you change.",
)
STATE_LEAD = Text(
    "台账每次刷新都重算到期状态；期限、判定和统计都以 {moment} 为准。",
    "Every refresh computes the due states again; due states, verdicts and counts are as of {moment}.",
)
CAME_IN = Text(
    "今天收好 {done} 份表、退回 {sent_back} 份；最近一次收表：{last}；收件箱里还有 {waiting} 份在等，为什么等见 {page}。",
    "Workbooks today: taken {done}, sent back {sent_back}; last one: {last}; waiting in the inbox: {waiting}, see {page} for why.",
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
