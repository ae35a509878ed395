"""Sentences about working hours, deadlines and verdicts."""

from __future__ import annotations

from toolkit.words.text import Text

WEEKDAYS: tuple[Text, ...] = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)

# What a day is called when nobody wrote a note beside it.
DAY_OFF = Text("放假", "day off")
MAKE_UP_DAY = Text("调休上班", "make-up workday")
SPECIAL_HOURS = Text("当日另有作息", "own hours that day")

# Days that the law fixes to a date; they hold before a year's notice is published (R22).
NEW_YEAR = Text("元旦", "New Year's Day")
LABOUR_DAY = Text("劳动节", "Labour Day")
NATIONAL_DAY = Text("国庆节", "National Day")

# What makes working hours unusable.
NOT_A_TIME = Text(
    "“{value}”不是时间，请写成 09:00 这样的时和分（最晚 24:00）。",
    '"{value}" is not a time; write it like 09:00, at latest 24:00.',
)
NOT_A_PERIOD = Text(
    "“{value}”不是一个时段，请写明开始和结束，如 09:00 到 12:00。",
    '"{value}" is not a period; give a start and an end, such as 09:00 to 12:00.',
)
ENDS_BEFORE_START = Text(
    "时段 {value} 的结束不晚于开始；跨过零点的班次请分成两天填写。",
    "The period {value} does not end after its start; write a shift past midnight as two days.",
)
PERIODS_OVERLAP = Text(
    "时段 {first} 与 {second} 重叠，请改成不重叠。",
    "The periods {first} and {second} overlap; make them separate.",
)
NOT_A_DATE = Text(
    "“{value}”不是日期，请写成 2026-10-01。", '"{value}" is not a date; write it like 2026-10-01.'
)
NOT_A_MOMENT = Text(
    "“{value}”不是时刻，请写成 2026-03-10T14:00（北京时间，不带时区和秒）。",
    '"{value}" is not a moment; write it like 2026-03-10T14:00, local time without time zone or seconds.',
)
NOT_A_LIST = Text(
    "“{value}”不是列表，请用方括号列出，如 [...]。", '"{value}" is no list; put it in brackets, like [...].'
)
NOT_BY_NAME = Text(
    "“{value}”要按名称逐项写，请用花括号。", '"{value}" must be written by name, in curly brackets.'
)
NOT_A_BREAK = Text(
    "停工时段“{value}”请写成开始和结束两个时刻。",
    'The break "{value}" needs two moments, a start and an end.',
)
BREAK_REVERSED = Text(
    "停工时段的结束 {value} 不晚于开始 {first}。",
    "The break ends at {value}, not after its start at {first}.",
)
YEAR_OUTSIDE = Text(
    "“{value}”不在 {first} 至 {last} 年之间，请核对年份。",
    '"{value}" is not in the years {first} to {last}; please check the year.',
)
OPEN_WITHOUT_HOURS = Text(
    "{value} 列为调休上班，却没有任何时段可用，请写明这一天的时段。",
    "{value} is listed as a make-up workday, but no hours are known for it; give it hours.",
)
NOT_A_WEEKDAY = Text("“{value}”不是星期，请用 mon 到 sun。", '"{value}" is not a weekday; use mon to sun.')
UNKNOWN_SETTING = Text("工作日历里没有“{value}”这一项。", 'A work calendar has no setting "{value}".')
BOTH_OFF_AND_ON = Text(
    "{value} 既列为放假又列为上班，请只留一处。",
    "{value} is listed both as a day off and as a working day; keep one.",
)
DAY_TWICE = Text(
    "{value} 在工作日历里写了两次，请只留一行。", "{value} stands twice in the work calendar; keep one row."
)
NEVER_OPEN = Text(
    "工作日历里没有任何上班时间，无法计算期限。",
    "The work calendar has no working time at all, so no deadline can be computed.",
)
OUTSIDE_CALENDAR = Text(
    "时间超出日历范围（{first} 至 {last}），请核对年份。",
    "A moment lies outside the calendar ({first} to {last}); please check the year.",
)
YEAR_NOT_PUBLISHED = Text(
    "{value} 年的放假安排尚未收录，请在工作日历中自行填写。",
    "The official holidays of {value} are not known yet; please fill them into the work calendar yourself.",
)

# What makes a time limit unusable.
AMOUNT_NOT_POSITIVE = Text("时限“{value}”必须大于 0。", 'The time limit "{value}" must be more than 0.')
AMOUNT_ABSURD = Text(
    "时限“{value}”超过十年，请核对单位。",
    'The time limit "{value}" is over ten years; please check the unit.',
)
DAYS_NOT_WHOLE = Text(
    "按天计的时限“{value}”必须是整数。", 'A time limit in days must be a whole number, not "{value}".'
)
WINDOW_REVERSED = Text(
    "时限的下限 {first} 不小于上限 {value}。", "The window begins at {first}, not before its end at {value}."
)
CUT_OFF_MISSING = Text("口径为截点时必须写明截点时间。", "A cut-off limit needs its cut-off time.")
EXTENSION_SHORTER = Text(
    "延长后的时限 {value} 不大于原时限 {first}。",
    "The extended limit {value} is not longer than the limit {first}.",
)
VALIDITY_REVERSED = Text(
    "生效止 {value} 早于生效起 {first}。", "Valid to {value} is before valid from {first}."
)
ID_TWICE = Text("策略ID“{value}”重复。", 'The policy id "{value}" is given twice.')

# What a person should look at among the time limits.
POLICIES_OVERLAP = Text(
    "“{first}”与“{second}”顺序相同，又适用于同样的反馈，分不出先后；请改其中一个的顺序或条件。",
    '"{first}" and "{second}" have the same order and can mean the same feedback; change the order or condition of one.',
)
WORD_NOT_COVERED = Text(
    "紧急程度“{value}”没有对应的办结时限，这些反馈将不考核。",
    'No resolution limit covers the urgency "{value}"; such feedback is not judged.',
)
RESPONSE_AFTER_RESOLUTION = Text(
    "“{first}”的响应期限晚于“{second}”的办结期限，请核对。",
    'The response of "{first}" is due after the resolution of "{second}"; please check.',
)
POLICY_WORD_UNKNOWN = Text(
    "“{first}”的条件里有不认识的词“{value}”。", 'The condition of "{first}" has the unknown word "{value}".'
)
POLICY_UNFILLED = Text(
    "“{first}”的时限还没有填写，相关反馈无法判定。",
    'The limit of "{first}" is not filled in; its feedback is undecidable.',
)
CALENDAR_UNKNOWN = Text(
    "“{first}”用的日历“{value}”不存在，按主日历计算。",
    'The calendar "{value}" of "{first}" does not exist; the main one is used.',
)
NOT_A_REMINDER = Text(
    "“{value}”不是提醒点，请写成 50%、-30m、-2h、due 或 daily。",
    '"{value}" is not a reminder point; write 50%, -30m, -2h, due or daily.',
)
