"""What the improvement workbook says: tasks of the week, priorities, causes, effects, and what is kept of them."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("改进计划", "Improvement")
LINE = Text(
    "截至 {moment}。蓝色表头的列由你填，存盘关闭后就算交；已列出近30天的高频问题，只写问题名的行不算数。",
    "As of {moment}. Fill the columns with blue headers; saved and closed counts as dropped. Rows with an issue and nothing else do not count.",
)
EFFECTS_LINE = Text(
    "截至 {moment}。系统算的数值在右边折叠的列里，怎么算的见“改进效果”和“指标口径”。",
    'As of {moment}. What was counted is folded at the right; how, is on "Effects" and "Metrics".',
)
PAGES = MappingProxyType(
    {
        "tasks": Text("改进任务", "Tasks"),
        "priority": Text("优先级", "Priority"),
        "fishbone": Text("鱼骨图", "Fishbone"),
        "effects": Text("改进效果", "Effects"),
        "upkeep": Text("固化与复发", "Kept and back"),
        "knowledge": Text("知识库候选", "Knowledge"),
        "metrics": Text("指标口径", "Metrics"),
    }
)
HEADERS = MappingProxyType(
    {
        "timing": Text("进展", "Timing"), "issue": Text("问题", "Issue"), "task": Text("措施", "Measure"), "owner": Text("责任人", "Owner"),
        "department": Text("责任部门", "Department"), "due": Text("完成时间", "Due"), "days_left": Text("剩余(天)", "Days left"),
        "progress": Text("进度", "Progress"), "remark": Text("看什么", "What to look at"), "rank": Text("次序", "Rank"),
        "count": Text("近30天(条)", "30 days"), "share": Text("占比", "Share"), "customer_count": Text("客户数", "Customers"),
        "reach": Text("影响范围", "Reach"), "value": Text("客户价值", "Value"), "cost": Text("解决成本", "Cost"),
        "influence": Text("影响程度", "Influence"), "frequency": Text("发生频率", "Frequency"), "quadrant": Text("象限", "Quadrant"),
        "action": Text("矩阵建议", "By the matrix"), "score": Text("得分", "Score"), "note": Text("说明", "Note"),
        "month": Text("月份", "Month"), "first": Text("第1", "1st"), "second": Text("第2", "2nd"), "third": Text("第3", "3rd"),
        "high": Text("高", "High"), "medium": Text("中", "Medium"), "low": Text("低", "Low"), "side": Text("", ""),
        "measure": Text("措施", "Measure"), "metric": Text("指标", "Figure"), "windows": Text("比较的窗口", "Windows"),
        "before_typed": Text("填的改进前", "Before, typed"), "before": Text("系统算的改进前", "Before, counted"),
        "after_typed": Text("填的改进后", "After, typed"), "after": Text("系统算的改进后", "After, counted"),
        "goal": Text("目标", "Goal"), "achievement": Text("达成情况", "Reached"), "why": Text("依据和要看的", "Why, and what to look at"),
        "fixed_on": Text("完成日期", "Done on"), "before_count": Text("之前(件)", "Before"), "since_count": Text("之后(件)", "Since"),
        "state": Text("现状", "State"), "last_at": Text("最近一次", "Last"), "measures": Text("措施", "Measures"),
        "customer": Text("客户ID", "Customer"), "times": Text("次数", "Times"), "feedback_id": Text("最近的反馈", "Last feedback"),
        "question": Text("问题", "Question"), "answer": Text("解答", "Answer"), "cases": Text("案例号", "Cases"),
        "used": Text("用过(次)", "Used"), "satisfied": Text("满意(次)", "Satisfied"), "issue_type": Text("问题类型", "Issue type"),
        "name": Text("指标", "Figure"), "definition": Text("怎么算", "How it is counted"), "unit": Text("单位", "Unit"),
        "better": Text("方向", "Better"), "interval": Text("95%区间", "95 % interval"),
    }
)  # fmt: skip
TIMINGS = MappingProxyType(
    {
        "overdue": Text("逾期", "overdue"),
        "this_week": Text("7日内到期", "due within 7 days"),
        "later": Text("以后", "later"),
        "undated": Text("没有日期", "no date"),
        "paused": Text("暂缓", "paused"),
        "done": Text("完成", "done"),
    }
)
REMARKS = MappingProxyType(
    {
        "no_owner": Text("没有责任人", "no owner"),
        "shared": Text("责任人不止一个", "several owners"),
        "no_department": Text("没有责任部门", "no department"),
        "recent": Text("一周内有变动", "changed within a week"),
        "review": Text("{day} 复查", "look again on {day}"),
        "review_due": Text("该复查了（{day}）", "time to look again ({day})"),
        "no_review": Text("暂缓但没有复查日期", "paused without a day to look again"),
    }
)
TASKS_LEAD = Text(
    "到 {moment}，{open} 项措施在做：逾期 {overdue}，7 日内到期 {week}。周会从上往下过，一周内有变动的已注明。",
    "At {moment} {open} measures are under way: {overdue} overdue, {week} due within 7 days. Go through them from the top; what changed within a week says so.",
)
NO_TASKS = Text("到 {moment} 还没有改进措施。", "At {moment} there are no measures yet.")
PRIORITY_LEAD = Text(
    "近 30 天（{start} 至 {end}）{count} 条反馈。先做“高影响-高价值”，同一象限里得分高的在前。",
    "{count} feedbacks in 30 days ({start} to {end}). What is wide and valued comes first, then by score.",
)
PRIORITY_RULES = (
    Text("得分 = 影响范围、客户价值、成本低各按权重折算，满分 100；高记 1，中记 0.5，低记 0。权重和高低的界线在“设置·改进选项”。",
         "Score: reach, value and low cost by their weights, 100 at most; high is 1, medium 0.5, low 0. Weights and limits are in Settings."),
    Text("影响范围=涉及客户占比；客户价值=重要客户占比；影响程度=1级、大面积或不满意的占比；发生频率=占全部反馈的比例。改进计划里填了高中低的，以填的为准。",
         "Reach: customers touched; value: important ones; influence: level 1, wide or dissatisfied; frequency: of all feedback. What people chose in the plan wins."),
)  # fmt: skip
MATRIX_TITLE = Text("影响程度 × 发生频率（列为频率）", "Influence × frequency (columns)")
QUADRANT_TITLE = Text("影响范围 × 客户价值（列为价值）", "Reach × customer value (columns)")
HISTORY_TITLE = Text("每月的前三", "First three by month")
TYPED = Text("{degree}（人定）", "{degree} (typed)")
UNKNOWN_COST = Text("中（没填）", "medium (unknown)")
ONE_REGION = Text("{share} 在{region}，可能是当地的客观限制", "{share} in {region}: may be a matter of place")
FISHBONE_LEAD = Text(
    "按改进计划里的原因归类，词不准可以改那里的写法。",
    "Sorted from the causes in the plan by their words; change them there.",
)
CATEGORIES = MappingProxyType(
    {
        "people": Text("人员", "People"),
        "process": Text("流程制度", "Process"),
        "system": Text("系统", "System"),
        "partner": Text("合作方", "Partners"),
        "product": Text("产品物料", "Product"),
        "knowledge": Text("知识培训", "Knowledge"),
        "other": Text("其他", "Other"),
    }
)
FISHBONE_ALT = Text("{issue}的原因：{causes}", "Causes of {issue}: {causes}")
NO_CAUSES = Text("改进计划里还没有写原因。", "No causes are in the plan yet.")
EFFECTS_LEAD = Text(
    "生效日前后各 {days} 天来比；达标、未达标由数据判断，样本太少、窗口未满或系统没有这项数据写数据不足。",
    "So many days before and after it took effect: {days}. The data decide; with too few answers, an unfinished window or an unknown figure there is not enough data.",
)
NO_EFFECTS = Text("还没有填改进效果跟踪表。", "The effectiveness check is empty.")
WINDOWS = Text("{before}～{middle}，{middle}～{after}", "{before} to {middle}, {middle} to {after}")
COUNTED = Text("{value}（{count}）", "{value} ({count})")
COUNTED_BETWEEN = Text("{value}（{count}；{low}～{high}）", "{value} ({count}; {low} to {high})")
REASONS = MappingProxyType(
    {
        "measured": Text("按数据判断", "By the data"),
        "typed": Text("系统没有这项数据，按填的数值判断", "The ledger has no such figure; by what was typed"),
        "no_metric": Text("系统没有这项数据，也没有填改进后数值", "The ledger has no such figure, and none was typed"),
        "no_date": Text("不知道哪天生效：在改进计划填实际完成，或填生效日期", "Unknown since when: fill in the day it was done or took effect"),
        "no_goal": Text("没有可比的目标：改进目标里写上数值", "No goal to compare with: give it a figure"),
        "not_over": Text("窗口到 {end} 才满", "The window ends on {end}"),
        "too_few": Text("改进后只有 {count} 个，太少", "Only {count} afterwards, too few"),
    }
)  # fmt: skip
MAY_BE_CHANCE = Text("变化可能是偶然", "the change may be chance")
CLAIMS = MappingProxyType(
    {
        "borne_out": Text(
            "“{claim}”与数据相符（{before}→{after}）", '"{claim}" agrees with the data ({before} to {after})'
        ),
        "contradicted": Text(
            "“{claim}”与数据不符（{before}→{after}）",
            '"{claim}" disagrees with the data ({before} to {after})',
        ),
        "not_over": Text("“{claim}”要等窗口满了再看", '"{claim}" waits for its window'),
        "no_data": Text("“{claim}”系统没有数据可查", '"{claim}" cannot be looked up'),
    }
)
UPKEEP_LEAD = Text("已完成的改进：问题有没有回来，措施有没有写进制度，涉及的客户要不要回访。",
                   "Improvements that are done: whether the issue comes back, whether it became a rule, and whom to ask.")  # fmt: skip
RECURRENCE_TITLE = Text(
    "复发观察（去重；前后同样天数）", "Watch (without repeats; as many days before as after)"
)
STANDARD_TITLE = Text("待固化", "To be made a rule")
CUSTOMERS_TITLE = Text("改进涉及的客户（改进前 30 天）", "Customers touched (30 days before)")
PROVEN = Text("效果已达标", "its effect is proven")
NOT_PROVEN = Text("效果还没有证明", "its effect is not proven yet")
NONE = Text("没有。", "None.")
KNOWLEDGE_LEAD = Text(
    "已办结、没有重办、没有不满意的解答里，用过两次以上或客户满意的；写进知识库时请再核对一遍。",
    "Answers that were used twice or satisfied a customer, never reopened; check them again before they are kept.",
)
METRICS_LEAD = Text(
    "改进目标和目标指标里写这些词，系统就会从台账里算；别的指标只看填的数值。",
    "Name one of these in a goal or figure and it is counted from the ledger; others go by what was typed.",
)
BETTER = MappingProxyType({"lower": Text("越低越好", "lower"), "higher": Text("越高越好", "higher")})
