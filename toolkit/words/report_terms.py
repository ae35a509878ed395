"""How every figure of the report is counted: columns of the detail, definitions, data quality."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

# Columns that only the detail table has; the others carry the headers of the feedback sheet.
DETAIL = MappingProxyType(
    {
        "issue_type": Text("问题类型", "Issue type"),
        "month": Text("受理月份", "Month received"),
        "year": Text("受理年份", "Year received"),
        "precision": Text("时间精度", "Precision"),
        "response_hours": Text("响应用时小时", "Hours to response"),
        "resolution_hours": Text("办结用时小时", "Hours to resolution"),
        "waiting_hours": Text("等客户小时", "Hours waited"),
        "net_hours": Text("办结净用时小时", "Net hours to resolution"),
        "handling_hours": Text("处理用时小时", "Hours handled"),
        "work_hours": Text("办结工作小时", "Working hours to resolution"),
        "work_net_hours": Text("办结净工作小时", "Net working hours to resolution"),
        "age_days": Text("已开天数", "Days open"),
        "answered_at": Text("评价时间", "Answered at"),
        "source_file": Text("来源文件", "File"),
        "team": Text("团队", "Team"),
        "in_received": Text("本月受理", "Received in month"),
        "is_case": Text("计件", "Is a case"),
        "first_customer": Text("首次客户", "First of customer"),
        "first_of_type": Text("首次出现", "First of customer and type"),
        "in_resolved": Text("本月办结", "Resolved in month"),
        "in_response": Text("响应计入", "Response counts"),
        "in_resolution": Text("办结计入", "Resolution counts"),
        "in_answers": Text("本月评价", "Answered in month"),
        "in_backlog": Text("期末未办结", "Open at end"),
        "in_overdue": Text("期末逾期", "Overdue at end"),
        "in_due_soon": Text("七天内到期", "Due in seven days"),
        "in_follow_up": Text("本月应回访", "To be asked in month"),
        "is_followed_up": Text("已回访", "Was asked"),
        "is_asked_in_time": Text("按时回访", "Asked in time"),
        "is_vague": Text("描述太笼统", "Description vague"),
        "is_reviewed": Text("初判已审核", "Reviewed"),
        "is_overturned": Text("改判", "Overturned"),
    }
)
DETAIL_TABLE = Text("明细", "Detail")
HALVES = (Text("上半月", "first half"), Text("下半月", "second half"))

INDICATORS = MappingProxyType(
    {
        "received": Text("受理量(件)", "Received"),
        "cases": Text("去重后件数(件)", "Cases without repeats"),
        "customers": Text("涉及客户(位)", "Customers"),
        "resolved": Text("办结量(件)", "Resolved"),
        "response_rate": Text("响应达标率", "Response attainment"),
        "resolution_rate": Text("办结达标率", "Resolution attainment"),
        "first_rate": Text("首办达标率", "First resolution attainment"),
        "response_median": Text("响应用时中位(小时)", "Median time to response (h)"),
        "resolution_median": Text("办结用时中位(小时)", "Median time to resolution (h)"),
        "resolution_p90": Text("办结用时P90(小时)", "P90 time to resolution (h)"),
        "satisfaction_rate": Text("满意率", "Satisfied"),
        "with_fairly_rate": Text("满意率(含基本满意)", "Satisfied, with fairly"),
        "rating": Text("回访评分(1–5)", "Rating (1–5)"),
        "nps": Text("NPS(-100–100)", "NPS (-100–100)"),
        "backlog": Text("期末未办结(件)", "Open at end"),
        "overdue": Text("期末逾期(件)", "Overdue at end"),
        "reopened_rate": Text("重办率", "Reopened"),
        "overturn_rate": Text("改判率", "Levels overturned"),
    }
)
DEFINITIONS = MappingProxyType(
    {
        "received": Text(
            "反馈时间在本月，每行一件，含重复", "Received in the month, one a row, repeats included"
        ),
        "cases": Text(
            "去掉已合并和疑似重复（已否认的除外）",
            "Without merged rows and possible repeats that nobody denied",
        ),
        "customers": Text("不同的客户ID；匿名不计", "Distinct customer ids; anonymous ones not counted"),
        "resolved": Text("办结时间在本月", "Resolved in the month"),
        "response_rate": Text("响应达标 ÷（达标+超期）", "Responses met ÷ (met + breach)"),
        "resolution_rate": Text(
            "办结达标 ÷（达标+超期）；重办的每一轮各算一次",
            "Resolutions met ÷ (met + breach); each cycle of reopened feedback counts",
        ),
        "first_rate": Text("同上，只算第 1 轮", "As above, first cycles only"),
        "response_median": Text(
            "本月受理；自然时间；只有日期的不计", "Received in the month; natural hours; bare dates left out"
        ),
        "resolution_median": Text(
            "本月办结；自然时间；只有日期的不计", "Resolved in the month; natural hours; bare dates left out"
        ),
        "resolution_p90": Text("九成在此时间内办结；同上", "Nine in ten were resolved within this; as above"),
        "satisfaction_rate": Text("满意 ÷ 本月评价数", "Satisfied ÷ answers in the month"),
        "with_fairly_rate": Text(
            "（满意+基本满意）÷ 本月评价数", "(Satisfied + fairly satisfied) ÷ answers in the month"
        ),
        "rating": Text("平均分；分母为评分数", "Mean; the denominator is the number of ratings"),
        "nps": Text("（9–10分 − 0–6分）÷ 回答数 × 100", "(9–10 less 0–6) ÷ answers × 100"),
        "backlog": Text("期末已受理、未给出解决方案", "Received and not resolved at the end"),
        "overdue": Text("期末未办结且已过办结期限", "Open at the end and past its resolution due"),
        "reopened_rate": Text(
            "本月办结中客户不满意、重新办的",
            "Of those resolved in the month, reopened by a dissatisfied customer",
        ),
        "overturn_rate": Text(
            "本月受理、初判经审核的，审核改成另一级的占比",
            "Of first judgements reviewed, received in the month: those found to be another level",
        ),
    }
)

TERMS = (
    (
        Text("统计月份", "Month"),
        Text(
            "{start} 0:00 至 {end} 24:00（北京时间）。{state}",
            "{start} 0:00 to {end} 24:00, local time. {state}",
        ),
    ),
    (
        Text("截至", "As of"),
        Text(
            "{as_of}。此后发生的事不在本报告里；“期末”指月末，进行中的月份指截至时刻。",
            "{as_of}. What happened later is not in this report. The end is the end of the month, or this moment while it runs.",
        ),
    ),
    (
        Text("时效口径", "Basis of attainment"),
        Text("{basis}。", "{basis}."),
    ),
    (
        Text("频次与件数", "Counts and cases"),
        Text(
            "频次是每一行都算（合并的也算）；件数去掉重复：同一客户同一问题只算一件。两种都给出。",
            "The count takes every row, merged ones too; cases leave out repeats: the same customer with the same problem counts once. Both are shown.",
        ),
    ),
    (
        Text("涉及客户数", "Customers"),
        Text(
            "不同客户ID的个数，匿名不计。用“首次客户”“首次出现”两列的 1 相加得到。",
            'Distinct customer ids, without anonymous ones: the sum of the 1s under "First of customer" and "First of customer and type".',
        ),
    ),
    (
        Text("无法判定", "Undecidable"),
        Text(
            "只有日期没有钟点，最早和最晚两种可能的结论不同；不进分母，在“数据质量”里列出。",
            "With a bare date the earliest and the latest possibility give different verdicts; left out of the rates, listed under data quality.",
        ),
    ),
    (
        Text("三种满意度", "Three scales"),
        Text(
            "满意度（三类）、回访评分（1–5）、NPS（0–10）各算各的，不互相换算，不合并平均。",
            "Satisfaction (three words), rating (1–5) and NPS (0–10) are kept apart: never converted, never averaged together.",
        ),
    ),
    (
        Text("评价归月", "Month of an answer"),
        Text(
            "按回访时间；没填时依次用不满意时间、关闭时间、办结时间、反馈时间。",
            "By the moment of follow-up; without one: dissatisfied, closed, resolved, received.",
        ),
    ),
    (
        Text("个人信息", "Personal data"),
        Text(
            "姓名、电话、邮箱、证件号已遮盖；完整内容只在台账里。",
            "Names, phones, mails and identity numbers are masked; only the register holds them in full.",
        ),
    ),
    (
        Text("投诉率", "Complaint rate"),
        Text(
            "需要订单量或接触量作分母，资料里没有，所以只报件数。",
            "It needs orders or contacts as a denominator, which are not known; only counts are reported.",
        ),
    ),
)
BASES = MappingProxyType(
    {
        "due": Text(
            "到期口径：期限落在本月的反馈；到期未办结算超期，未到期的不计",
            "By due moment: feedback due in the month; open past due counts as breach, not yet due is left out",
        ),
        "received": Text(
            "受理口径：本月受理的反馈；未到期的不计",
            "By receipt: feedback received in the month; not yet due is left out",
        ),
        "done": Text(
            "办结口径：本月响应或办结的反馈", "By completion: feedback answered or resolved in the month"
        ),
    }
)
NOT_OVER = Text("本月进行中，数字还会变。", "The month is running; figures will change.")
OVER = Text("本月已结束。", "The month is over.")

QUALITY = MappingProxyType(
    {
        "channel": Text("未填反馈渠道", "No channel"),
        "issue_type": Text("未填问题类型", "No issue type"),
        "kind": Text("未填反馈类型", "No kind"),
        "priority": Text("没有统一级别", "No level"),
        "customer": Text("匿名（无客户ID）", "Anonymous (no customer id)"),
        "bare_date": Text("反馈时间只有日期", "Received: a bare date"),
        "undecidable_response": Text("响应无法判定", "Response undecidable"),
        "undecidable_resolution": Text("办结无法判定", "Resolution undecidable"),
        "repeat": Text("重复或疑似重复", "Repeats and possible repeats"),
        "vague": Text("描述太笼统", "Too vague"),
        "suggested": Text("问题类型为系统建议、未确认", "Issue type suggested, not confirmed"),
    }
)
QUALITY_CURES = MappingProxyType(
    {
        "channel": Text("渠道分布少算；请在台账补填", "Missing from channels; fill it in the register"),
        "issue_type": Text(
            "排不进高频问题；请补填或认可建议", "Cannot rank among issues; fill it or accept the suggestion"
        ),
        "kind": Text("类型分布少算；请补填", "Missing from kinds; fill it"),
        "priority": Text("没有期限，不判时效；请填紧急程度", "No time limit, not judged; fill the urgency"),
        "customer": Text(
            "不计入涉及客户数；属实则不用改", "Not counted as a customer; nothing to do if it is so"
        ),
        "bare_date": Text(
            "时效可能无法判定；请补钟点", "Time limits may be undecidable; add the time of day"
        ),
        "undecidable_response": Text(
            "不在响应达标率的分母内；请补钟点", "Left out of response attainment; add the time of day"
        ),
        "undecidable_resolution": Text(
            "不在办结达标率的分母内；请补钟点", "Left out of resolution attainment; add the time of day"
        ),
        "repeat": Text(
            "计入频次，不计入件数；请在台账确认或否认",
            "In counts, not in cases; confirm or deny in the register",
        ),
        "vague": Text(
            "说不清发生了什么；请问客户时间、人员、经过", "Says too little; ask when, who and what happened"
        ),
        "suggested": Text(
            "统计按建议归类；写“是”认可或改成别的", "Counted as suggested; type yes to accept, or change it"
        ),
    }
)
CHECKS = MappingProxyType(
    {
        "received": Text("受理量 = 台账中本月受理的行", "Received = the register's rows of the month"),
        "kinds": Text("受理量 = 各反馈类型之和", "Received = sum over kinds"),
        "channels": Text("受理量 = 各反馈渠道之和", "Received = sum over channels"),
        "issues": Text("受理量 = 各问题类型频次之和", "Received = sum over issue types"),
        "rows": Text("读到的行 = 收下的行 + 退回的行", "Rows read = rows accepted + rows sent back"),
    }
)

RECONCILED = Text("行数核对", "Rows reconciled")
CHECKED = Text("数字互相核对", "Figures checked against each other")
DEFINED = Text("名词与口径", "Terms and definitions")
UNTIL = Text("期末时刻", "The end")
