"""The lists of words that the settings workbook chooses from."""

from __future__ import annotations

from toolkit.schema import choices as lists
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.vocabulary import Choice, Vocabulary, words

LANGUAGES = words("language", ("zh", "中文", "Chinese"), ("en", "英文", "English"))
WEEKDAYS = words(
    "weekday",
    ("mon", "周一", "Mon", "星期一", "Monday"),
    ("tue", "周二", "Tue", "星期二", "Tuesday"),
    ("wed", "周三", "Wed", "星期三", "Wednesday"),
    ("thu", "周四", "Thu", "星期四", "Thursday"),
    ("fri", "周五", "Fri", "星期五", "Friday"),
    ("sat", "周六", "Sat", "星期六", "Saturday"),
    ("sun", "周日", "Sun", "星期日", "星期天", "Sunday"),
)
DAY_KINDS = words(
    "day_kind",
    ("off", "休", "off", "放假", "休息"),
    ("open", "班", "open", "上班", "调休上班", "make-up workday"),
    ("half", "半天", "half day", "半日"),
)
CHANNEL_GROUPS = words("channel_group", ("active", "主动", "we ask"), ("passive", "被动", "they tell us"))
WORD_USES = words(
    "word_use",
    ("dictionary", "词典", "dictionary", "字典", "自定义词"),
    ("stop", "停用词", "stop word", "忽略"),
    ("product", "产品", "product", "产品名", "商品"),
)
ISSUE_CLASSES = Vocabulary("class", tuple(choice for one in lists.CLASSES for choice in one.choices))

ROLES = words(
    "role",
    ("agent", "客服专员", "agent"),
    ("supervisor", "客服主管", "supervisor"),
    ("manager", "客服经理", "manager"),
    ("department", "协同部门", "department"),
    ("general_manager", "总经理", "general manager"),
)
BASES = words(
    "attainment_basis",
    ("due", "到期口径", "by due moment"),
    ("received", "受理口径", "by receipt"),
    ("resolved", "办结口径", "by resolution"),
)

CLOCKS = words(
    "clock",
    ("N", "自然小时", "hours", "N自然小时"),
    ("W", "工作小时", "working hours", "W工作小时"),
    ("ND", "自然日", "days", "ND自然日"),
    ("D", "工作日", "working days", "D工作日"),
    ("X", "指定日期", "typed date", "X指定日期"),
    ("C", "截点", "cut-off", "C截点"),
    ("I", "即时", "at once", "I即时"),
    ("B", "批次", "in batches", "B批次"),
)
STAGES = words(
    "stage",
    ("first_response", "首次响应", "first response", "响应"),
    ("resolution", "办结", "resolution"),
    ("follow_up", "问卷回访", "questionnaire"),
    ("supervisor_call", "主管电话确认", "call by the supervisor"),
    ("first_visit", "首访", "first visit"),
    ("answer", "解答", "answer"),
    ("digest", "汇总", "digest"),
    ("forward", "转发", "forward"),
    ("reply", "回复", "reply"),
    ("report", "上报", "report"),
    ("liability", "责任认定", "liability"),
    ("review", "复核", "review"),
    ("general_manager", "报总经理", "general manager"),
    ("accountability", "责任追究", "accountability"),
    ("handover", "转客户服务部", "handover"),
    ("call_back", "处理后回访", "call back"),
    ("leftovers", "未了事宜", "open matters"),
    ("dispatch", "发货", "dispatch"),
    ("voucher", "发货凭证", "proof of dispatch"),
    ("transit", "在途", "in transit"),
    ("question_list", "问题解答清单", "list of answers"),
    ("improvement", "改进措施", "improvement"),
)
CYCLES = words("cycle", ("first", "首办", "first"), ("reopened", "重办", "reopened"))
DAY_ENDS = words(
    "day_end",
    ("closing", "下班", "closing time"),
    ("same_time", "同一时刻", "same time"),
    ("midnight", "24:00", "midnight"),
)
PAUSES = words(
    "pause",
    ("customer", "等待客户", "waiting for the customer"),
    ("agreed_date", "客户约定日期", "date agreed with the customer"),
    ("partner", "等待协同部门", "waiting for a department"),
)
EXTENSIONS = words(
    "extension",
    ("complex", "复杂且已批准", "complex and approved"),
    ("unreachable", "联系不上", "customer unreachable"),
)
UPGRADES = words(
    "upgrade",
    ("earliest", "取早", "the earlier"),
    ("from_change", "自升级起", "from the change"),
    ("from_receipt", "自受理起", "from receipt"),
)
DOWNGRADES = words(
    "downgrade",
    ("with_approval", "批准后放宽", "relaxed once approved"),
    ("never", "不放宽", "never relaxed"),
)
REOPENINGS = words(
    "reopening",
    ("new_cycle", "新一轮", "a new cycle"),
    ("continue", "续计", "goes on"),
    ("not_judged", "不考核", "not judged"),
)
MISSING_TIMES = words(
    "missing_time",
    ("whole_day", "按整天", "the whole day"),
    ("opening", "按上班时刻", "opening time"),
    ("closing", "按下班时刻", "closing time"),
)

# Moments that a stage may start or end with and that are no column of the feedback sheet.
_STEPS = words(
    "event",
    ("digested_at", "汇总", "gathered"),
    ("service_ended_at", "服务结束", "service ended"),
    ("reported_at", "上报", "reported"),
    ("liability_decided_at", "责任认定", "liability decided"),
    ("general_manager_at", "报总经理", "general manager told"),
    ("accountability_at", "责任追究", "accountability settled"),
    ("handed_over_at", "转客户服务部", "handed over"),
    ("order_confirmed_at", "订单确认", "order confirmed"),
    ("voucher_at", "反馈凭证", "proof sent"),
    ("dispatched_at", "发货", "dispatched"),
    ("signed_for_at", "签收", "signed for"),
    ("meeting_ended_at", "会后", "meeting ended"),
    ("question_list_at", "清单输出", "list sent"),
    ("planned_at", "制定计划", "planned"),
    ("completed_at", "完成", "completed"),
)
_MOMENTS = tuple(Choice(column.key, column.zh, column.en) for column in FEEDBACK.columns if column.is_time)
EVENTS = Vocabulary("event", (*_MOMENTS, *_STEPS.choices))

OUR_COLUMNS = Vocabulary(
    "our_column",
    tuple(Choice(column.key, column.zh, column.en, column.aliases) for column in FEEDBACK.columns),
)
"""The columns that a foreign header may be mapped to."""
