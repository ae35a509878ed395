"""问题分类统计表, 根因分析及改进计划表, 改进效果跟踪表: the source's three further tables."""

from __future__ import annotations

from dataclasses import replace

from toolkit.schema import choices as lists
from toolkit.schema.column import Column, FilledBy, Kind, Personal
from toolkit.schema.sheet import Sheet

_OURS, _SUGGESTED = FilledBy.TOOLKIT, FilledBy.SUGGESTED


def _folded(group: str, *columns: Column) -> tuple[Column, ...]:
    """Columns of a group, folded away until somebody needs them."""
    return tuple(replace(column, group=group) for column in columns)


STATISTICS = Sheet(
    "statistics", "问题分类统计表", "Statistics",
    (
        Column("issue_type", "问题类型", "Issue type", Kind.CHOICE, _OURS, choices=lists.ISSUE_TYPES, width=18),
        Column("feedback_count", "出现频次", "Count", Kind.INTEGER, _OURS, width=10,
               help_zh="每条反馈都算，含重复", help_en="Every feedback, repeats included"),
        Column("share_rate", "占比(%)", "Share (%)", Kind.PERCENT, _OURS, width=10),
        Column("keywords", "主要问题描述关键词", "Main words", Kind.TEXT, _OURS, width=36),
        Column("customer_count", "涉及客户数", "Customers", Kind.INTEGER, _OURS, width=11,
               help_zh="不重复的客户；匿名不计", help_en="Distinct customers; anonymous ones are not counted"),
        Column("case_count", "件数(去重后)", "Cases without repeats", Kind.INTEGER, _OURS, width=13,
               help_zh="同一客户同一问题只算一件", help_en="The same customer with the same problem counts once"),
    ),
    "统计表", aliases=("客户反馈问题分类统计表",),
    help_zh="自动统计，不用填", help_en="Counted by itself; nothing to fill",
)  # fmt: skip

PLAN = Sheet(
    "plan", "根因分析及改进计划表", "Root causes and plan",
    (
        Column("issue", "高频问题", "Frequent issue", Kind.TEXT, _SUGGESTED, is_required=True, width=16, aliases=("问题", "问题类型"),
               help_zh="写问题类型的名字，才能和数据对上；空行里已列出当月的高频问题", help_en="The name of an issue type, so that data can be found; the month's are listed"),
        Column("root_cause", "根因分析(5Why)", "Root cause (5 whys)", Kind.LONG_TEXT, is_expected=True, width=38,
               aliases=("根因分析", "根因", "原因分析"),
               help_zh="①现象原因→②更深一层→③可以动手的原因", help_en="1 why → 2 why → 3 a cause we can act on"),
        Column("goal", "改进目标", "Goal", Kind.TEXT, is_expected=True, width=24,
               help_zh="指标 + 数值，例：3天内发货率提升至95%", help_en="A figure and its target, e.g. shipped within 3 days: 95%"),
        Column("measures", "具体措施", "Measures", Kind.LONG_TEXT, is_expected=True, width=38, aliases=("改进措施", "措施"),
               help_zh="①…；②…；某一项另有人、部门或日期就写在括号里，例：①补测试（李伟，技术部，10月20日前）",
               help_en="1 …; 2 …; put another owner, department or day in brackets: 1 more tests (Li Wei, Technology department, 2026-10-20)"),
        Column("owner", "责任人", "Owner", Kind.TEXT, is_expected=True, personal=Personal.NAME, width=12,
               aliases=("负责人",), help_zh="只写一个人", help_en="One person only"),
        Column("due_on", "完成时间", "Due on", Kind.DATE, is_expected=True, width=13, aliases=("完成时限", "计划完成时间")),
        Column("resources", "所需资源", "Resources", Kind.TEXT, width=18, help_zh="例：招聘预算2万，开发人力3人", help_en="E.g. budget 20000, developers 3"),
        Column("department", "责任部门", "Department", Kind.TEXT, width=12),
        Column("progress_rate", "进度", "Progress", Kind.PERCENT, minimum=0, maximum=100, width=9),
        Column("state", "落实情况", "State", Kind.CHOICE, choices=lists.PLAN_STATES, width=10),
        Column("plan_check", "校验结果", "Check result", Kind.TEXT, _OURS, width=28),
        *_folded(
            "outcome",
            Column("done_on", "实际完成", "Done on", Kind.DATE, width=13, aliases=("实际完成时间", "完成日期"),
                   help_zh="效果就从这一天前后来比", help_en="Before and after are counted from this day"),
            Column("standard", "固化文件", "Made a rule in", width=24, aliases=("固化措施", "标准化"),
                   help_zh="写进了哪个流程、制度或培训", help_en="Which procedure, rule or training holds it now"),
            Column("standardised_on", "固化日期", "Made a rule on", Kind.DATE, width=13),
        ),
        *_folded(
            "priority",
            Column("impact_degree", "影响程度", "Impact", Kind.CHOICE, choices=lists.DEGREES, width=10,
                   help_zh="空着就按数据算；填了以这里为准", help_en="Blank: from the data; what you choose wins"),
            Column("value_degree", "客户价值", "Customer value", Kind.CHOICE, choices=lists.DEGREES, width=10,
                   help_zh="空着就按重要客户的占比算", help_en="Blank: from the share of important customers"),
            Column("cost_degree", "解决成本", "Cost", Kind.CHOICE, choices=lists.DEGREES, width=10,
                   help_zh="只有人知道；空着按中算", help_en="Only people know; blank counts as medium"),
            Column("review_on", "复查日期", "Look again on", Kind.DATE, width=13,
                   help_zh="暂缓的写哪天再看", help_en="For what is paused: when to look again"),
        ),
    ),
    "改进计划表", aliases=("客户反馈根因分析及改进计划表", "客户反馈改进计划表", "改进计划表"),
    help_zh="每个高频问题一行：往下问为什么，再定措施", help_en="One row for a frequent issue: ask why, then decide",
)  # fmt: skip

EFFECTS = Sheet(
    "effects", "改进效果跟踪表", "Effectiveness check",
    (
        Column("measure", "改进措施", "Measure", Kind.TEXT, is_required=True, width=28),
        Column("metric", "目标指标", "Figure", Kind.TEXT, is_required=True, width=18),
        Column("before", "改进前数值", "Before", Kind.NUMBER, width=12, help_zh="百分比请写成 80%", help_en="Write shares as 80%"),
        Column("after", "改进后数值", "After", Kind.NUMBER, width=12),
        Column("achievement", "达成情况", "Reached", Kind.CHOICE, choices=lists.ACHIEVEMENTS, width=11),
        Column("rating", "客户回访满意度(1-5分)", "Rating at follow-up (1–5)", Kind.NUMBER, minimum=1, maximum=5, width=16,
               aliases=("客户回访满意度", "回访满意度")),
        Column("note", "备注", "Note", Kind.LONG_TEXT, width=28),
        Column("effect_check", "校验结果", "Check result", Kind.TEXT, _OURS, width=28),
        *_folded(
            "window",
            Column("effect_issue", "针对的问题", "About issue", width=16,
                   help_zh="问题类型的名字；空着按改进计划里同名措施找", help_en="The issue type; blank: found in the plan by its measure"),
            Column("effective_on", "生效日期", "In effect since", Kind.DATE, width=13,
                   help_zh="空着用改进计划的实际完成，没有就用完成时间", help_en="Blank: the plan's day of completion, or else its due day"),
        ),
    ),
    "效果跟踪表", aliases=("效果跟踪", "改进效果跟踪"),
    help_zh="措施落地后，指标动了没有", help_en="Did the figure move after the measure",
)  # fmt: skip
