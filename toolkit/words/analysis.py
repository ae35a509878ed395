"""What the pages of analysis in the monthly report say: hours, backlog, crosses, variation, voices, improvement."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

HOURS_LEAD = Text(
    "一半的反馈在 {median} 小时内办结，九成在 {p90} 小时内，最久的一件 {longest} 小时。",
    "Half of the feedback was resolved within {median} hours, nine in ten within {p90}; the longest took {longest}.",
)
WAITED = Text(
    "其中等客户的时间平均占 {share}。", "Waiting for the customer took {share} of the time on average."
)
LONGEST_STAGE = Text(
    "时间主要花在{stage}（平均 {hours} 小时）。", "Most of it went into {stage} ({hours} hours on average)."
)
NO_HOURS = Text("本月没有用时可算的办结。", "No resolution of the month has hours to count.")
HOURS_RULES = Text(
    "净用时去掉等客户和与客户约定的时间，等协同部门不去掉；工作时间按设置里的工作日历；只有日期的不计。",
    "Net hours leave out waiting for the customer or a day agreed on, not for our own departments; working hours follow the work calendar; bare dates are left out.",
)
SPREADS = Text("用时分布（小时）", "Hours, spread")
BUCKETS = Text("多久办完", "How soon")
STAGES = Text("时间花在哪一段（平均小时）", "Where the time went (mean hours)")
DEPARTMENTS = Text("各部门办了多少、是否守时", "What each department did, and whether in time")
STAGES_SHARE = Text("时间花在哪一段（占比）", "Where the time went (share)")
BUCKETS_CHART = Text("多久办完（件）", "How soon (count)")
AGES_CHART = Text("未办结的账龄（件）", "How old the open ones are (count)")
STAGES_ALT = Text(
    "条形图：各段平均用时所占的比例；数字见左侧表格。",
    "Bars: the share of each stage in the mean time; the numbers are in the table beside it.",
)
BUCKETS_ALT = Text(
    "柱形图：各时段内响应和办结的件数；数字见左侧表格。",
    "Columns: responses and resolutions by how soon; the numbers are in the table beside it.",
)
READINGS = MappingProxyType(
    {
        "response_hours": Text("首次响应（自然时间）", "First response (natural)"),
        "resolution_hours": Text("办结（自然时间）", "Resolution (natural)"),
        "net_hours": Text("办结（自然时间，去掉等客户）", "Resolution (natural, net of waiting)"),
        "work_hours": Text("办结（工作时间）", "Resolution (working hours)"),
        "work_net_hours": Text("办结（工作时间，去掉等客户）", "Resolution (working hours, net of waiting)"),
    }
)
STAGE_NAMES = MappingProxyType(
    {
        "response_hours": Text("等首次响应", "waiting for a first response"),
        "handling_hours": Text("处理", "handling"),
        "waiting_hours": Text("等客户", "waiting for the customer"),
    }
)
BUCKET_NAMES = (
    Text("1 小时内", "up to 1 h"), Text("1–4 小时", "1–4 h"), Text("4–8 小时", "4–8 h"), Text("8–24 小时", "8–24 h"),
    Text("超过 24 小时", "over 24 h"),
)  # fmt: skip
AGE_NAMES = (
    Text("1 天内", "up to 1 day"), Text("1–3 天", "1–3 days"), Text("3–7 天", "3–7 days"), Text("7–15 天", "7–15 days"),
    Text("15–30 天", "15–30 days"), Text("超过 30 天", "over 30 days"),
)  # fmt: skip

FLOW_LEAD = Text(
    "月初 {opening} 件未办结，新来 {received} 件，办结 {resolved} 件，期末 {closing} 件：{moved}。",
    "{opening} open at the start, {received} came in, {resolved} were resolved, {closing} open at the end: {moved}.",
)
FLOW_MORE = Text("积压多了 {count} 件", "{count} more in the backlog")
FLOW_LESS = Text("积压少了 {count} 件", "{count} fewer in the backlog")
FLOW_SAME = Text("积压没有变", "the backlog stayed as it was")
FLOW_OLD = Text("其中 {count} 件已超过 30 天。", "{count} of them are older than 30 days.")
FLOW_TITLE = Text("进出平衡", "In and out")
FLOW_ROWS = MappingProxyType(
    {
        "opening": Text("期初未办结", "Open at the start"),
        "received": Text("＋ 本月受理", "+ received"),
        "resolved": Text("－ 本月办结", "− resolved"),
        "others": Text(
            "＋ 其他（重办、撤销办结、无效、并入、仅记录）",
            "+ others (reopened, invalid, merged, merely recorded)",
        ),
        "closing": Text("＝ 期末未办结", "= open at the end"),
    }
)
AGES = Text("未办结的账龄", "How old the open ones are")
AGES_ALT = Text(
    "条形图：未办结反馈按账龄的件数；数字见左侧表格。",
    "Bars: open feedback by age; the numbers are in the table beside it.",
)
LEFTOVERS = Text(
    "未了事宜：以前受理、期末仍未办结的 {count} 件，最久的在前",
    "Left over: {count} received earlier and still open, the oldest first",
)
MORE_LEFT = Text(
    "另有 {count} 件，见“明细”中“期末未办结”为 1 的行。",
    'And {count} more: rows with 1 under "Open at end" in Detail.',
)

SOON = Text("未来七天到期：{count} 件", "Due in the next seven days: {count}")

CROSS_LEAD = Text(
    "最集中的一格：{row}，{column}，{count} 件（占受理 {share}）。",
    "The fullest cell: {row}, {column}: {count} ({share} of what came in).",
)
REGION_LEAD = Text(
    "{issue}有 {share} 来自{region}，可能是当地的客观条件所致，先看地区再定措施。",
    "{share} of {issue} came from {region}: it may be a matter of place, so look there before deciding what to do.",
)
CROSS_RULES = Text(
    "颜色越深件数越多。行和列按件数排列，列只列前 {count} 个。",
    "The darker the more. Rows and columns go by count; columns show the first {count}.",
)
CROSSES = MappingProxyType(
    {
        "issue_channel": Text("问题类型 × 渠道", "Issue by channel"),
        "kind_level": Text("反馈类型 × 级别", "Kind by level"),
        "issue_region": Text("问题类型 × 地区", "Issue by region"),
        "kind_customer": Text("反馈类型 × 客户类型", "Kind by customer type"),
        "stage_nature": Text("流程环节 × 问题性质", "Process stage by nature"),
    }
)
CLASSED = Text(
    "反馈分类清单：{count} 件，按环节和性质排列", "Feedback by class: {count}, by stage and nature"
)
MORE_CLASSED = Text("另有 {count} 件，见“明细”。", "And {count} more in Detail.")
REST_OF = Text("其余", "Others")

NEW = Text("本月新出现：{names}。", "New this month: {names}.")
GONE = Text("上月有、本月没有：{names}。", "Gone since last month: {names}.")

ASKED_TITLE = Text("回访完成情况（回访期限落在本月）", "Follow-up (due this month)")
ASKED_NONE = Text("本月没有到期的回访。", "No follow-up was due this month.")
ASKED_BLANK = Text("未定方式", "No way named")

VOICES_LEAD = Text(
    "收到建议 {suggestions} 条、表扬 {praises} 条；请按部门转发，并告诉提建议的客户结果。",
    "Suggestions: {suggestions}, praise: {praises}; pass them on by department, and tell customers what became of their suggestions.",
)
VOICES_NONE = Text("没有收到建议和表扬。", "No suggestions or praise.")
SUGGESTIONS = Text("建议：{count} 条", "Suggestions: {count}")
PRAISES = Text("表扬：{count} 条", "Praise: {count}")
MORE_VOICES = Text("另有 {count} 条，见“明细”。", "And {count} more in Detail.")
TOLD = Text("已告知 {day}", "told on {day}")
TO_TELL = Text("已有结果，待告知客户", "has a result, tell the customer")
WAITING = Text("等结果", "no result yet")
PASSED = Text("已转 {day}", "passed on {day}")
TO_PASS = Text("待转", "to be passed on")

PLAN_LEAD = Text(
    "改进措施 {total} 项：逾期 {overdue} 项，七天内到期 {week} 项，完成 {done} 项。",
    "{total} measures: {overdue} overdue, {week} due within seven days, {done} done.",
)
EFFECT_LEAD = Text(
    "效果跟踪 {total} 项：达标 {reached} 项，未达标 {missed} 项，其余数据不足或未到时候。",
    "{total} effects tracked: {reached} reached, {missed} missed, the rest have too little data or are not over.",
)
NO_PLAN = Text(
    "还没有改进计划：在“台账/改进计划.xlsx”里填。",
    "There is no improvement plan yet: fill in the improvement workbook beside the register.",
)
TASKS = Text("措施与进度", "Measures and progress")
WEIGHED = Text("各类问题的影响与价值", "Reach and value of the issues")
QUADRANT = Text(
    "四象限：影响范围 × 客户价值，形状为解决成本", "Four quadrants: reach by customer value, shapes by cost"
)
QUADRANT_ALT = Text(
    "散点图：横轴为涉及客户占比，纵轴为重要客户占比，虚线是“高”的起点，点的形状是解决成本；右上角先做，其中成本低的更先。数字见表格。",
    "Scatter: customers touched across, important customers up, dashed lines where high begins, shapes tell the cost; the upper right is done first, cheap ones before others. The numbers are in the table.",
)
COSTS = MappingProxyType(
    {
        "low": Text("成本低", "low cost"),
        "medium": Text("成本中", "medium cost"),
        "high": Text("成本高", "high cost"),
        "unknown": Text("成本没填", "cost not stated"),
    }
)
REACH_AXIS, VALUE_AXIS = (
    Text("涉及客户占比", "Customers touched"),
    Text("重要客户占比", "Important customers"),
)
MATRIX = Text("影响程度 × 发生频率", "Influence by frequency")
EFFECTS = Text("效果跟踪：填的与系统算的", "Effects: typed and counted")
SIDE = Text("影响＼频率", "Influence \\ frequency")
CASES = Text("{name} {count} 件", "{name} {count}")
WEIGHED_HEADERS = MappingProxyType(
    {
        "issue": Text("问题类型", "Issue"), "count": Text("件数", "Count"), "reach_share": Text("涉及客户占比", "Customers touched"),
        "value_share": Text("重要客户占比", "Important customers"), "severe_share": Text("严重占比", "Severe"),
        "cost": Text("解决成本", "Cost"), "quadrant": Text("象限", "Quadrant"), "action": Text("矩阵建议", "By the matrix"),
    }
)  # fmt: skip

SAMPLE_LEAD = Text(
    "与总体相比，{groups}的声音偏多或偏少，读比例时请留意。",
    "Compared with all customers, {groups} spoke more or less than their part; mind it when reading shares.",
)
SAMPLE_FINE = Text(
    "与给出的总体相比，没有发现哪一类客户的声音偏多或偏少。",
    "Against the population given, nobody spoke clearly more or less than their part.",
)
SAMPLE_UNKNOWN = Text(
    "没有给出总体构成，只能与前六个月相比；在“设置.xlsx”的“总体构成”里填上占比，就能检查代表性。",
    "No population is given, so only the six months before can be compared; fill in Population in the settings to check.",
)
SAMPLE = Text("代表性检查", "Who spoke")
GROUPS = MappingProxyType(
    {
        "newness": Text("新老客户", "New or known"),
        "customer_type": Text("客户类型", "Customer type"),
        "channel": Text("反馈渠道", "Channel"),
        "region": Text("地区", "Region"),
    }
)
NEWNESS = MappingProxyType(
    {"new": Text("新客户（以前没有反馈过）", "New (no feedback before)"), "known": Text("老客户", "Known")}
)
NEWNESS_WORDS = MappingProxyType(
    {"新客户": "new", "新客": "new", "new": "new", "老客户": "known", "老客": "known", "known": "known"}
)
"""What the settings may call them, as `normalise` leaves it."""
STANDS = MappingProxyType(
    {
        "within": Text("相符", "as expected"),
        "more": Text("▲ 偏多", "▲ more"),
        "less": Text("▼ 偏少", "▼ less"),
        "few": Text("样本偏少", "too few"),
    }
)

HEADERS = MappingProxyType(
    {
        "reading": Text("读法", "Reading"), "known": Text("件数", "Count"), "median": Text("中位", "Median"), "p90": Text("P90", "P90"),
        "longest": Text("最长", "Longest"), "bucket": Text("用时", "Hours"), "response_items": Text("响应(自然)", "Response"),
        "resolution_items": Text("办结(自然)", "Resolution"), "net_items": Text("办结(去等待)", "Net resolution"), "work_items": Text("办结(工作时间)", "Working hours"),
        "stage": Text("环节", "Stage"), "mean": Text("平均(小时)", "Mean (h)"), "part": Text("占比", "Share"),
        "department": Text("责任部门", "Department"), "lead_department": Text("责任部门", "Department"), "received": Text("受理", "Received"), "resolved": Text("办结", "Resolved"),
        "counted": Text("应判", "Judged"), "met": Text("达标", "Met"), "rate": Text("办结达标率", "Attainment"), "overdue": Text("期末逾期", "Overdue"),
        "median_hours": Text("办结中位(小时)", "Median (h)"), "move": Text("项目", "Item"), "items": Text("件数", "Count"), "age": Text("账龄", "Age"),
        "share": Text("占比", "Share"), "late": Text("其中逾期", "Overdue"), "age_days": Text("已开(天)", "Days open"),
        "days_left": Text("剩余(天)", "Days left"), "way": Text("应回访方式", "Way"), "asked": Text("应回访", "Due"), "done": Text("已回访", "Asked"),
        "in_time": Text("按时", "In time"), "done_rate": Text("完成率", "Asked, share"), "time_rate": Text("按时率", "In time, share"),
        "gist": Text("客户说了什么", "What was said"), "whom": Text("转给谁", "Pass on to"), "told": Text("告知与转发", "Told"),
        "customer": Text("告诉谁", "Tell whom"), "dimension": Text("按什么", "By"), "process_stage": Text("流程环节", "Process stage"), "issue_nature": Text("问题性质", "Issue nature"), "group": Text("类别", "Group"), "here": Text("本月", "Month"),
        "there": Text("总体", "Population"), "before": Text("前六个月", "Six months before"), "stand": Text("判断", "Verdict"),
    }
)  # fmt: skip
