"""What the quarterly summary and the weekly digest say."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLES = MappingProxyType(
    {
        "quarter": Text("客户反馈季度总结", "Quarterly feedback summary"),
        "week": Text("客户反馈周报", "Weekly feedback digest"),
    }
)
NAMES = MappingProxyType(
    {
        "quarter": Text("{year}年第{number}季度", "{year} Q{number}"),
        "week": Text("{year}年第{number}周", "{year} week {number}"),
    }
)
HEADING = Text("{name} {title}", "{title} {name}")
SPAN = Text("{start} 至 {end}", "{start} to {end}")

IN_PERIOD = (("本月", "本期"), ("in the month", "in the period"), ("in month", "in period"))
"""What a definition or a header says of a month, and what it says here."""
VOLUME = Text(
    "受理 {received} 件，办结 {resolved} 件；{change}。",
    "{received} came in and {resolved} were resolved; {change}.",
)
MORE = Text("比{before}多 {count} 件（+{rate}）", "{count} more than {before} (+{rate})")
FEWER = Text("比{before}少 {count} 件（-{rate}）", "{count} fewer than {before} (-{rate})")
CHANCE = Text("，差别可能只是偶然", ", which may be chance")
SAME = Text("与{before}相同", "as many as {before}")
NO_BEFORE = Text("{before}没有可比的数据", "nothing to compare with {before}")
NOT_OVER = Text("还没有结束，不与{before}比较", "it is not over, so it is not compared with {before}")
BEFORE = MappingProxyType(
    {"quarter": Text("上季度", "the quarter before"), "week": Text("上周", "the week before")}
)
YEAR_AGO = Text("去年同期", "a year ago")
AND_YEAR_AGO = Text("{before}和去年同期", "{before} and of a year ago")
AND = Text("；", "; ")
TOP = Text("反映最多的是{names}。", "Most frequent: {names}.")
NAMED = Text("{name}（{count} 件）", "{name} ({count})")
KEPT = Text(
    "办结达标率 {rate}（{met}/{counted}）{before}。",
    "Resolution attainment {rate} ({met}/{counted}){before}.",
)
KEPT_BEFORE = Text("，{before} {rate}", ", {before} {rate}")
NOT_KEPT = Text("没有可判时效的反馈。", "No time limit could be judged.")
ASKED = Text("满意度评价 {count} 份，满意率 {rate}。", "{count} satisfaction answers, {rate} satisfied.")
NOT_ASKED = Text("没有收到满意度评价。", "No satisfaction answers.")
OPEN = Text(
    "到 {moment} 还有 {count} 件未办结，其中 {overdue} 件逾期。",
    "At {moment} {count} are open, {overdue} of them overdue.",
)
NONE_OVERDUE = Text(
    "到 {moment} 还有 {count} 件未办结，没有逾期的。", "At {moment} {count} are open, none of them overdue."
)
NONE_OPEN = Text("到 {moment} 没有未办结的反馈。", "At {moment} nothing is open.")

NUMBERS_LEAD = Text(
    "点开数字可以看到公式，它只数“明细”表里的行；{before}的行不在本文件里，是同一口径算出的数值。",
    "Click a figure to see its formula over Detail; rows of {before} are not in this file, their figures were computed the same way.",
)
DETAIL = MappingProxyType(
    {
        "resolved_month": Text("办结月份", "Month resolved"),
        "response_month": Text("响应计入月份", "Month of response"),
        "resolution_month": Text("办结计入月份", "Month of resolution"),
        "answer_month": Text("评价月份", "Month answered"),
        "first_in_month": Text("当月首次客户", "First of customer in its month"),
        "open": Text("{month}月末未办结", "Open at end of {month}"),
        "overdue": Text("{month}月末逾期", "Overdue at end of {month}"),
    }
)
NOT_COMPARED = Text("较上期 –", "– on the period before")
NOT_COMPARED_YEAR = Text("较去年同期 –", "– on a year ago")
MONTHS_LEAD = Text(
    "三个月并排：哪一项在变，从哪个月起。", "Three months side by side: what moves, and since when."
)
MONTHS_RULES = Text(
    "各月和本季的数都是“明细”上的公式，算法与各月月报相同，按现在的台账；只有“上期”和“去年同期”是数值，它们的行不在本文件里。",
    "Every month and the quarter are formulas over Detail, counted as the monthly reports do, from the register as it is now; only what is before and a year ago are values, their rows are not in this file.",
)
ISSUES_LEAD = Text("{name}增加最多：从 {first} 件到 {last} 件。", "{name} grew most: from {first} to {last}.")
ISSUES_CALM = Text("没有哪一类问题从季初到季末增加。", "No issue grew from the first month to the last.")
ISSUES_TITLE = Text("各类问题按月（件）", "Issues by month (count)")
ISSUES_ALT = Text(
    "柱形图：主要问题类型三个月的件数；数字见表格。",
    "Columns: main issues in three months; the numbers are in the table.",
)

AGENDA_LEAD = Text(
    "跨部门会议议程：{count} 项，先定责任人和日期，再散会。",
    "Agenda of the meeting across departments: {count} items; name an owner and a date before you part.",
)
AGENDA_RULES = Text(
    "由本季数字和改进计划排出；可在表里改。",
    "Put together from the figures and the improvement plan; change it as you like.",
)
ITEMS = MappingProxyType(
    {
        "review": Text("看结论：升降是否超出正常波动", "Conclusions: is any change more than chance"),
        "issue": Text(
            "{issue}：本季 {count} 件，{change}；根因是什么，流程怎么改",
            "{issue}: {count} this quarter, {change}; what is the root cause, what has to change",
        ),
        "overdue": Text("逾期未办结 {count} 件：缺什么资源", "{count} overdue: which resources are missing"),
        "late": Text("逾期的措施：{task}（{issue}）", "Measure overdue: {task} ({issue})"),
        "missed": Text(
            "没有达标的措施：{task}，是加力还是换办法", "Goal not reached: {task}; more of it, or another way"
        ),
        "standard": Text("已有效果、待固化：{task}", "Worked, to be made a rule: {task}"),
        "goals": Text(
            "定下季目标：达标率、满意率、前三类问题的件数",
            "Goals for the next quarter: attainment, satisfaction, the first three issues",
        ),
    }
)
CHANGES = MappingProxyType(
    {
        "more": Text("比上季度多 {count}", "{count} more than the quarter before"),
        "fewer": Text("比上季度少 {count}", "{count} fewer than the quarter before"),
        "same": Text("与上季度相同", "as the quarter before"),
        "none": Text("上季度没有可比的数据", "nothing to compare with"),
    }
)
ALL = Text("全体", "all")
LEAD = Text("客服主管", "supervisor")

PAGES = MappingProxyType(
    {
        "numbers": Text("关键指标", "Key figures"), "months": Text("逐月对比", "By month"), "issue_months": Text("问题逐月", "Issues by month"),
        "agenda": Text("会议议程", "Agenda"),
    }
)  # fmt: skip
PROVES = MappingProxyType(
    {
        "numbers": Text("本期、上期和算法", "This period, the one before, and how"), "months": Text("三个月怎么变", "How three months moved"),
        "issue_months": Text("哪类问题在增加", "Which issues grow"), "agenda": Text("会上要定什么，谁来答", "What to decide, who answers"),
    }
)  # fmt: skip
HEADERS = MappingProxyType(
    {
        "now": Text("本期", "This period"), "last": Text("上期", "Before"), "change": Text("变化", "Change"), "year_ago": Text("去年同期", "A year ago"), "total": Text("本季", "Quarter"),
        "number": Text("序", "No."), "topic": Text("议题", "Topic"), "who": Text("谁来答", "Who answers"), "page": Text("见", "See"),
        "decision": Text("决定、责任人、日期", "Decision, owner, date"),
    }
)  # fmt: skip
