"""What is said of change: inside normal variation, or which sign there is of more."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

NAMES = MappingProxyType(
    {
        "volume": Text("每天受理量", "Received a day"),
        "breach": Text("办结超期率", "Resolutions late"),
        "dissatisfied": Text("不满意率", "Dissatisfied"),
        "top": Text("{issue}占比", "Share of {issue}"),
    }
)
WITHIN = Text("在正常波动内", "within normal variation")
RULES = MappingProxyType(
    {
        "beyond": Text("{week} 那周{side}控制限", "the week of {week} lies {side} the control limit"),
        "two_of_three": Text(
            "到 {week} 那周，3 周里有 2 周明显{side}（超过 2 倍标准差）",
            "2 of 3 weeks up to that of {week} lie {side} two standard deviations",
        ),
        "four_of_five": Text(
            "到 {week} 那周，5 周里有 4 周{side}（超过 1 倍标准差）",
            "4 of 5 weeks up to that of {week} lie {side} one standard deviation",
        ),
        "eight_on_a_side": Text(
            "到 {week} 那周，连续 8 周都在中心线{side}",
            "8 weeks up to that of {week} lie {side} the centre line",
        ),
        "six_in_a_row": Text("到 {week} 那周，连续 6 周{side}", "6 weeks up to that of {week} go {side}"),
    }
)
SIDES = MappingProxyType(
    {
        "beyond": (Text("高于上", "above"), Text("低于下", "below")),
        "two_of_three": (Text("偏高", "above"), Text("偏低", "below")),
        "four_of_five": (Text("偏高", "above"), Text("偏低", "below")),
        "eight_on_a_side": (Text("上方", "above"), Text("下方", "below")),
        "six_in_a_row": (Text("上升", "up"), Text("下降", "down")),
    }
)
MORE_SIGNALS = Text("（共 {count} 处）", " ({count} signs in all)")
VERDICT = Text("{name}：{verdict}", "{name}: {verdict}")
JOIN = Text("；", "; ")
STOP = Text("。", ".")
LEAD_CALM = Text(
    "各项都在正常波动内：本月的升降不必逐个找原因。",
    "Everything is within normal variation: no single change needs a cause of its own.",
)
LEAD_SIGNAL = Text(
    "有不寻常的变化，值得找原因——{verdicts}。", "There are unusual changes worth a look: {verdicts}."
)
HOW = Text(
    "按周计。中心线和上下限由最早 {points} 周定下，之后不重算；措施生效后满 {least} 周另起一段；也可在“设置.xlsx”的“控制界限”里定下时期。计数分散得比偶然更大时，界限相应放宽（Laney）。连串判断规则要满 {runs} 周才用（西部电气 1956，尼尔森 1984）。",
    "By week. Centre and limits are set by the first {points} weeks and stay; a measure begins a stretch of its own after {least} weeks; Control limits in the settings can fix the weeks instead. Limits are widened where counts spread by more than chance (Laney). Run rules need {runs} weeks (Western Electric 1956, Nelson 1984).",
)
SINCE = Text("自 {day} 起：{measure}", "since {day}: {measure}")
HELD = Text("界限按设置：{start} 至 {end}", "limits by the settings: {start} to {end}")
CHART_ALT = Text(
    "控制图：{name}按周的数值、中心线和上下控制限，红圈是异常点；数字见“波动数据”。",
    "Control chart: {name} by week, centre and limits, rings are signs; the numbers are under Points.",
)
HEADERS = MappingProxyType(
    {
        "name": Text("看什么", "What"), "now": Text("最近一周", "Last week"), "centre": Text("中心线", "Centre"), "low": Text("下限", "Lower limit"),
        "high": Text("上限", "Upper limit"), "verdict": Text("判断", "Verdict"), "phase": Text("分段", "Stretch"), "points": Text("周数", "Weeks"),
        "year": Text("年", "Year"), "week": Text("周（起）", "Week of"), "count": Text("计数", "Count"), "size": Text("基数", "Out of"), "rate": Text("数值", "Value"),
        "spread": Text("放宽", "Widened"), "signal": Text("异常", "Sign"),
    }
)  # fmt: skip
POINTS_LEAD = Text(
    "控制图的数据：计数和基数由台账算出，数值、中心线和上下限是公式。",
    "The points of the control charts: counts come from the ledger; values, centres and limits are formulas.",
)
CHANCE = Text("与上月的差别可能只是偶然", "the difference from last month may be chance")
MORE_THAN_CHANCE = Text("超出了正常波动", "more than normal variation")
