"""What the monthly report says: pages, headers, sentences, definitions."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("客户反馈月度报告", "Monthly feedback report")
SUBJECT = Text("{month} 客户反馈月度报告", "Monthly feedback report {month}")
MONTH = Text("{year}年{month}月", "{year}-{month:02}")
AS_OF = Text("截至 {moment}", "as of {moment}")
IN_PROGRESS = Text("（进行中）", " (in progress)")

PAGES = MappingProxyType(
    {
        "cover": Text("结论", "Summary"),
        "figures": Text("关键指标", "Key figures"),
        "mix": Text("类型分布", "What came in"),
        "top": Text("高频问题", "Frequent issues"),
        "cross": Text("交叉分析", "Crosses"),
        "time": Text("时效达标", "Time limits"),
        "hours": Text("处理用时", "Hours"),
        "backlog": Text("积压与账龄", "Backlog"),
        "control": Text("波动判断", "Variation"),
        "points": Text("波动数据", "Points"),
        "slopes": Text("效果数据", "Effect points"),
        "voices": Text("建议与表扬", "Suggestions and praise"),
        "plan": Text("根因与改进", "Improvement"),
        "overdue": Text("逾期清单", "Overdue"),
        "satisfaction": Text("满意度趋势", "Satisfaction"),
        "quality": Text("数据质量", "Data quality"),
        "basis": Text("口径说明", "How it is counted"),
        "history": Text("历月数据", "Months"),
        "pivot_kind": Text("透视·类型", "Pivot kinds"),
        "pivot_issue": Text("透视·问题", "Pivot issues"),
        "pivot_verdict": Text("透视·部门", "Pivot leads"),
        "detail": Text("明细", "Detail"),
    }
)
HEADINGS = MappingProxyType(
    {
        "cover": Text("客户反馈月度报告", "Monthly feedback report"),
        "figures": Text("关键指标", "Key figures"),
        "mix": Text("类型、级别与渠道", "Kinds, levels and channels"),
        "top": Text("高频问题 TOP{count} 与分类统计", "Top {count} issues and statistics"),
        "time": Text("时效达标情况", "How time limits were kept"),
        "overdue": Text("逾期未办结清单", "Open and overdue"),
        "satisfaction": Text("满意度趋势", "Satisfaction"),
        "quality": Text("数据质量", "Data quality"),
        "basis": Text("口径说明与行数核对", "Definitions and rows reconciled"),
        "history": Text("历月数据", "Figures by month"),
    }
)
PROVES = MappingProxyType(
    {
        "corrections": Text(
            "与已报告的不同之处，原来和现在", "What differs from what was reported, before and now"
        ),
        "figures": Text(
            "每个指标的本月、上月、去年同月和算法",
            "Every figure: this month, last, a year ago, and how it is computed",
        ),
        "mix": Text("来了什么、多紧急、从哪里来", "What came in, how urgent, from where"),
        "top": Text(
            "哪些问题最多，影响多少客户", "Which issues are most frequent, and how many customers they touch"
        ),
        "cross": Text("哪类问题从哪个渠道、哪个地区来", "Which issue through which channel and from where"),
        "time": Text("响应与办结是否守时", "Whether responses and resolutions were on time"),
        "hours": Text(
            "要多久，时间花在哪一段、哪个部门", "How long it took, and in which stage and department"
        ),
        "backlog": Text(
            "进出是否平衡，积了多久，哪些是以前留下的",
            "Whether in and out balance, how old the backlog is, what was left over",
        ),
        "control": Text("升降是正常波动，还是真有变化", "Whether a change is chance or real"),
        "points": Text("控制图的每一个点", "Every point of the control charts"),
        "slopes": Text("前后对比图的每一个点", "Every point of the charts before and after"),
        "voices": Text("转给谁，结果要告诉谁", "What to pass on, and whom to tell"),
        "plan": Text("先做什么，做得怎样，有没有效果", "What comes first, how it goes, whether it worked"),
        "overdue": Text("期末仍未办结且已过期限的反馈", "What is open past its due moment"),
        "satisfaction": Text(
            "客户怎么评价，近六个月怎么变", "What customers said, and how it moved in six months"
        ),
        "quality": Text("哪些字段缺失、哪些无法判定", "What is missing or undecidable"),
        "basis": Text("数字怎么数，行数对不对得上", "How it is counted, and whether the rows reconcile"),
        "history": Text("近十三个月的数字", "The figures of thirteen months"),
        "pivot_kind": Text(
            "明细全部的行，什么时候受理的，可拖动、可点选",
            "All rows of the detail by month of receipt, to drag and click",
        ),
        "pivot_issue": Text(
            "本月受理的，哪类问题从哪个渠道来", "What came in this month: which issue through which channel"
        ),
        "pivot_verdict": Text(
            "判定计入本月的办结，各部门是否守时",
            "Resolutions that count this month: which department kept its time limits",
        ),
        "detail": Text("数字背后的每一行", "Every row behind the figures"),
    }
)

# Labels that are not words of a list.
UNFILLED = Text("未填写", "Not filled")
OTHER = Text("其他", "Other")
REST = Text("其余 {count} 类", "{count} more types")
POINTS_FORMAT = Text('"▲ "0.0" 个百分点";"▼ "0.0" 个百分点";"±0.0"', '"▲ "0.0" pp";"▼ "0.0" pp";"±0.0"')
CARD_CHANGE_FORMAT = Text(
    '"较上月 ▲ "#,##0;"较上月 ▼ "#,##0;"与上月相同"',
    '"▲ "#,##0" on last month";"▼ "#,##0" on last month";"as last month"',
)
CARD_POINTS_FORMAT = Text(
    '"较上月 ▲ "0.0" 个百分点";"较上月 ▼ "0.0" 个百分点";"与上月相同"',
    '"▲ "0.0" pp on last month";"▼ "0.0" pp on last month";"as last month"',
)
CARD_CHANGE_YEAR_FORMAT = Text(
    '"较去年同月 ▲ "#,##0;"较去年同月 ▼ "#,##0;"与去年同月相同"',
    '"▲ "#,##0" on a year ago";"▼ "#,##0" on a year ago";"as a year ago"',
)
CARD_POINTS_YEAR_FORMAT = Text(
    '"较去年同月 ▲ "0.0" 个百分点";"较去年同月 ▼ "0.0" 个百分点";"与去年同月相同"',
    '"▲ "0.0" pp on a year ago";"▼ "0.0" pp on a year ago";"as a year ago"',
)
CARD_CHANGE_AGO_FORMAT = Text(
    '"较去年同期 ▲ "#,##0;"较去年同期 ▼ "#,##0;"与去年同期相同"',
    '"▲ "#,##0" on a year ago";"▼ "#,##0" on a year ago";"as a year ago"',
)
CARD_POINTS_AGO_FORMAT = Text(
    '"较去年同期 ▲ "0.0" 个百分点";"较去年同期 ▼ "0.0" 个百分点";"与去年同期相同"',
    '"▲ "0.0" pp on a year ago";"▼ "0.0" pp on a year ago";"as a year ago"',
)
CARD_CHANGE_BEFORE_FORMAT = Text(
    '"较上期 ▲ "#,##0;"较上期 ▼ "#,##0;"与上期相同"',
    '"▲ "#,##0" on the period before";"▼ "#,##0" on the period before";"as before"',
)
CARD_POINTS_BEFORE_FORMAT = Text(
    '"较上期 ▲ "0.0" 个百分点";"较上期 ▼ "0.0" 个百分点";"与上期相同"',
    '"▲ "0.0" pp on the period before";"▼ "0.0" pp on the period before";"as before"',
)
MORE_FILES = Text("另有 {count} 份文件", "{count} more files")
PENDING = Text("未到期", "Not due yet")
ANONYMOUS = Text("匿名", "Anonymous")
TO_THE_DAY = Text("日", "day")
TO_THE_MINUTE = Text("分", "minute")
TOTAL = Text("合计", "Total")
NONE = Text("–", "–")
AGREES = Text("✓ 一致", "✓ agrees")
DIFFERS = Text("✗ 不一致", "✗ differs")
FINE = Text("● 正常", "● fine")
LOOK = Text("▲ 请看", "▲ look")
ACT = Text("■ 要处理", "■ act")
CONTENTS = Text("目录", "Contents")
BACK = Text("← 回到“{page}”", '← Back to "{page}"')

HEADERS = MappingProxyType(
    {
        "page": Text("页", "Page"),
        "proves": Text("回答什么", "What it answers"),
        "light": Text("状态", "State"),
        "indicator": Text("指标", "Figure"),
        "now": Text("本月", "This month"),
        "numerator": Text("分子", "Numerator"),
        "denominator": Text("分母", "Denominator"),
        "last": Text("上月", "Last month"),
        "change": Text("较上月", "Change"),
        "year_ago": Text("去年同月", "A year ago"),
        "target": Text("目标", "Target"),
        "trend": Text("近六个月", "Six months"),
        "definition": Text("怎么算", "How it is computed"),
        "kind": Text("反馈类型", "Kind"),
        "priority": Text("统一级别", "Level"),
        "channel": Text("反馈渠道", "Channel"),
        "issue_type": Text("问题类型", "Issue type"),
        "count": Text("出现频次", "Count"),
        "items": Text("件数", "Count"),
        "share": Text("占比", "Share"),
        "running": Text("累计占比", "Running share"),
        "line": Text("80%线", "80% line"),
        "customer_count": Text("涉及客户数", "Customers"),
        "case_count": Text("件数(去重后)", "Cases without repeats"),
        "quote": Text("客户原话（一例）", "In a customer's words"),
        "keywords": Text("主要关键词", "Main words"),
        "met": Text("达标", "Met"),
        "breach": Text("超期", "Breach"),
        "undecidable": Text("无法判定", "Undecidable"),
        "response_counted": Text("响应应判", "Responses judged"),
        "response_met": Text("响应达标", "Responses met"),
        "response_rate": Text("响应达标率", "Response attainment"),
        "resolution_counted": Text("办结应判", "Resolutions judged"),
        "resolution_met": Text("办结达标", "Resolutions met"),
        "resolution_rate": Text("办结达标率", "Resolution attainment"),
        "median_hours": Text("办结中位(小时)", "Median resolution (h)"),
        "p90_hours": Text("办结P90(小时)", "P90 resolution (h)"),
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "received_at": Text("反馈时间", "Received at"),
        "owner": Text("处理人", "Owner"),
        "resolution_due": Text("办结期限", "Resolution due"),
        "days_over": Text("已超(天)", "Days over"),
        "status": Text("现状态", "Status now"),
        "cycle": Text("轮次", "Cycle"),
        "dissatisfied_reason": Text("不满意原因", "Why dissatisfied"),
        "month": Text("月份", "Month"),
        "satisfied": Text("满意", "Satisfied"),
        "fairly_satisfied": Text("基本满意", "Fairly satisfied"),
        "dissatisfied": Text("不满意", "Dissatisfied"),
        "answers": Text("评价数", "Answers"),
        "satisfaction_rate": Text("满意率", "Satisfied"),
        "with_fairly_rate": Text("含基本满意", "With fairly satisfied"),
        "rating": Text("回访评分", "Rating"),
        "rating_count": Text("评分数", "Ratings"),
        "nps": Text("NPS", "NPS"),
        "nps_count": Text("NPS数", "NPS answers"),
        "item": Text("项目", "Item"),
        "part": Text("占受理", "Of received"),
        "cure": Text("影响与做法", "What it means, what to do"),
        "term": Text("名词", "Term"),
        "meaning": Text("含义", "Meaning"),
        "file": Text("文件", "File"),
        "team": Text("团队", "Team"),
        "read": Text("读到", "Read"),
        "accepted": Text("收下", "Accepted"),
        "sent_back": Text("退回", "Sent back"),
        "check": Text("核对", "Check"),
        "check_item": Text("核对项", "What is compared"),
        "one": Text("一边", "One side"),
        "other": Text("另一边", "Other side"),
    }
)
