"""The words of figures before and after a measure: how far they moved, and what that is worth."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

HOW = Text(
    "改进前后对比：每格一项措施，左点是生效前 {days} 天，右点是生效后 {days} 天；竖线是 95% 区间，虚线是目标。各格刻度不同，不要跨格比高低。{rest}",
    "Before and after: one measure a field, {days} days before it took effect at the left and {days} days after it at the right; upright lines are 95 % intervals, dashed ones goals. Each field has its own scale, so do not compare heights across fields. {rest}",
)
REST = Text(
    "共 {total} 项，画出看得最清楚的 {shown} 项，其余见表。",
    "{total} in all, the clearest {shown} are drawn, the rest is in the table.",
)
POINTS = MappingProxyType(
    {
        "before": Text("生效前 {days} 天", "{days} days before"),
        "after": Text("生效后 {days} 天", "{days} days after"),
        "before_typed": Text("改进前（填的）", "Before (as typed)"),
        "after_typed": Text("改进后（填的）", "After (as typed)"),
    }
)
RESTS_ON = Text("{point}（样本 {count}）", "{point} (n = {count})")
MOVES = MappingProxyType(
    {
        "share_of": Text("{sign} {size}%", "{sign} {size}%"),
        "count": Text("{sign} {size} 件", "{sign} {size}"),
        "points": Text("{sign} {size} 个百分点", "{sign} {size} points"),
        "mark": Text("{sign} {size} 分", "{sign} {size}"),
        "hours": Text("{sign} {size} 小时", "{sign} {size} h"),
        "plain": Text("{sign} {size}", "{sign} {size}"),
        "same": Text("没有变化", "no change"),
    }
)
"""How far a figure moved: a count in percent of what it was, all else as a difference."""
GOAL = Text("目标 {bound}", "goal {bound}")
CHANCE = MappingProxyType(
    {
        True: Text("变化可能是偶然", "the change may be chance"),
        False: Text("变化不像偶然", "more than chance"),
    }
)
STATES = MappingProxyType(
    {
        "reached": Text("达标", "reached"),
        "missed": Text("未达标", "missed"),
        "not_over": Text("观察中，{end} 满 {days} 天再比", "under watch until {end}, {days} days"),
        "no_goal": Text("没有可比的目标", "no goal to compare with"),
        "too_few": Text("样本太少，还不能下结论", "too few to tell"),
    }
)
TYPED = Text("按填的数值，系统没有这项数据", "as typed, the ledger has no such figure")
METRIC = Text("{issue} · {metric}", "{issue} · {metric}")
ALT = Text(
    "线图：{measure}，{metric}；前 {before}，后 {after}；{said}。",
    "Line: {measure}, {metric}; before {before}, after {after}; {said}.",
)
PAGE_LEAD = Text(
    "“根因与改进”页前后对比图所用的数。",
    "What the charts before and after on the page of improvement draw from.",
)
HEADERS = MappingProxyType(
    {
        "when": Text("时段", "When"), "count": Text("样本", "n"), "value": Text("数值", "Figure"),
        "low": Text("区间下限", "Lower end"), "high": Text("区间上限", "Upper end"), "below": Text("向下", "Down"),
        "above": Text("向上", "Up"), "goal": Text("目标", "Goal"),
    }
)  # fmt: skip
