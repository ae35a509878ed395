"""How the figures are computed that no formula of a workbook can compute."""

from __future__ import annotations

from toolkit.words.text import Text

COMPUTED = (
    (
        Text("以前各月的数", "Figures of earlier months"),
        Text(
            "“上月”“去年同月”和“历月数据”里以前各月的行不在本文件里，是做这份报告时按同一算法算好的数值；与它们的差由公式算出。",
            "Rows of earlier months are not in this file: last month, a year ago and Months hold values computed the same way when the report was made; differences from them are formulas.",
        ),
    ),
    (
        Text("用时的各种读法", "Readings of hours"),
        Text(
            "“明细”里的净用时、工作小时由系统按暂停记录和工作日历逐行算出；中位、P90、最长和分段由公式从这些列取得。",
            "Net and working hours in Detail come from holds and the work calendar, row by row; medians, P90, longest and buckets are formulas over them.",
        ),
    ),
    (
        Text("主要关键词", "Main words"),
        Text(
            "由系统分词后按出现的反馈数排序，取前五个；不是公式。",
            "Words of the texts by how many feedbacks have them, the first five; no formula.",
        ),
    ),
    (
        Text("波动判断", "Variation"),
        Text(
            "每周的计数由台账算出；中心线和上下限是公式；放宽倍数按相邻两周的平均极差（÷1.128），连串判断按西部电气规则，由系统判定。满 8 个整周才有这一页。",
            "Weekly counts come from the register; centre and limits are formulas; the widening is the mean moving range (÷1.128), run rules are Western Electric's, both judged by the toolkit. The page needs 8 whole weeks.",
        ),
    ),
    (
        Text("可能只是偶然", "May be chance"),
        Text(
            "两个比率之差的 95% 区间（Newcombe）含 0，或两个件数之比的 95% 区间含 1，就这样说；由系统算出。",
            "Said where the 95 % interval of the difference of two shares (Newcombe) holds 0, or that of the ratio of two counts holds 1; computed by the toolkit.",
        ),
    ),
    (
        Text("改进效果", "Effects"),
        Text(
            "前后数值和 95% 区间由系统从台账算：件数用泊松精确区间，比率用 Wilson 区间，均分用 t 区间，用时中位用次序统计量；差别的区间不含“没变”，才说不像偶然。",
            "Figures before and after and their 95 % intervals are computed from the ledger: counts by the exact Poisson interval, shares by Wilson's, means by t, medians of hours by order statistics; more than chance is said only where the interval of the change leaves no change out.",
        ),
    ),
    (
        Text("代表性", "Who spoke"),
        Text(
            "本月占比的 95% 区间（Wilson）不含总体占比，才说偏多或偏少。",
            "More or less is said only where the 95 % interval (Wilson) of the month's share leaves the population's out.",
        ),
    ),
)
SPLIT = (
    Text("明细分表", "Detail on several sheets"),
    Text(
        "行数超过 Excel 的上限，明细按上下半月分在 {sheets} 张表；公式把各表相加，中位和 P90 是数值，不附透视表。",
        "More rows than Excel holds: Detail is split by half-month over {sheets} sheets; formulas add them up, medians and P90 are values, and there are no pivots.",
    ),
)
