"""Titles of charts, and what they show in words for those who cannot see them."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

BY = MappingProxyType(
    {
        "kind": Text("各反馈类型件数", "Feedback by kind"),
        "priority": Text("各统一级别件数", "Feedback by level"),
        "channel": Text("各反馈渠道件数", "Feedback by channel"),
    }
)
MIXED = MappingProxyType(
    {
        "kind": Text("近六个月反馈类型构成（件）", "Kinds in six months (count)"),
        "priority": Text("近六个月统一级别构成（件）", "Levels in six months (count)"),
        "channel": Text("近六个月反馈渠道构成（件）", "Channels in six months (count)"),
    }
)
MIXED_ALT = Text(
    "堆积柱形图：{title}，每根柱是一个月的受理量；数字见“历月数据”。",
    "Stacked columns: {title}, each column is what came in during a month; the numbers are under Months.",
)
BARS_ALT = Text(
    "条形图：{title}，数字见左侧表格。", "Bar chart: {title}; the numbers are in the table beside it."
)
PARETO = Text("各类问题出现频次与累计占比", "Issues by count, with the running share")
PARETO_FIRST = Text(
    "各类问题出现频次与累计占比（前 {count} 类）", "The {count} most frequent issues, with the running share"
)
PARETO_ALT = Text(
    "柏拉图：柱为出现频次，线为累计占比，虚线为 80%；数字见下方表格。",
    "Pareto chart: bars are counts, the line is the running share, the dashed line 80%; the numbers are in the table below.",
)
ATTAINMENT = Text("各级别达标率", "Attainment by level")
ATTAINMENT_ALT = Text(
    "柱形图：各级别的响应与办结达标率；数字见表格。",
    "Columns: response and resolution attainment by level; the numbers are in the table.",
)
ATTAINMENT_TREND = Text("近六个月达标率", "Attainment in six months")
ATTAINMENT_TREND_ALT = Text(
    "折线图：近六个月响应与办结达标率；数字见“历月数据”。",
    "Lines: response and resolution attainment over six months; the numbers are under Months.",
)
SATISFACTION = Text("近六个月满意率与评价数", "Satisfaction and number of answers in six months")
SATISFACTION_ALT = Text(
    "折线为满意率和含基本满意的满意率，柱为评价数；数字见下方表格。",
    "Lines are the rates with and without the fairly satisfied, columns the number of answers; the numbers are in the table below.",
)
FLOW = Text("近六个月受理、办结与期末未办结", "Received, resolved and open in six months")
FLOW_ALT = Text(
    "柱为受理与办结，线为期末未办结；数字见“历月数据”。",
    "Columns are received and resolved, the line is what was open at the end; the numbers are under Months.",
)
