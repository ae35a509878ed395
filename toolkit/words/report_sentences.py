"""The report's conclusions: sentences that state figures and never more than the figures."""

from __future__ import annotations

from toolkit.words.text import Text

NOTHING = Text("{month}没有受理反馈。", "No feedback was received in {month}.")
VOLUME = Text(
    "{month}受理反馈 {received} 件（去重后 {cases} 件），涉及 {customers} 位可识别的客户；{change}。",
    "{received} feedback came in during {month} ({cases} cases without repeats) from {customers} known customers; {change}.",
)
MORE = Text("比上月多 {count} 件（+{rate}）", "{count} more than last month (+{rate})")
FEWER = Text("比上月少 {count} 件（-{rate}）", "{count} fewer than last month (-{rate})")
SAME = Text("与上月相同", "the same as last month")
MORE_YEAR = Text("比去年同月多 {count} 件（+{rate}）", "{count} more than a year ago (+{rate})")
FEWER_YEAR = Text("比去年同月少 {count} 件（-{rate}）", "{count} fewer than a year ago (-{rate})")
SAME_YEAR = Text("与去年同月相同", "the same as a year ago")
NO_LAST = Text("上月没有可比的数据", "there is no last month to compare with")
NOT_OVER = Text(
    "本月尚未结束，不与上月整月比较", "the month is not over, so it is not compared with a whole one"
)

RESOLUTION = Text(
    "{basis}的反馈中，{counted} 件可判办结时效，{met} 件达标，办结达标率 {rate}{target}。",
    "Of the feedback {basis}, {counted} resolutions can be judged and {met} met their time limit: {rate}{target}.",
)
RESPONSE = Text(
    "响应达标率 {rate}（{met}/{counted}）{target}。", "Response attainment {rate} ({met}/{counted}){target}."
)
NOT_JUDGED = Text("本月没有可判时效的反馈。", "No time limit could be judged this month.")
ONLY_NOT_JUDGED = Text(
    "本月没有可判时效的反馈：{count} 件不考核（没有时限，或早于启用日期）。",
    "No time limit could be judged this month: {count} are not judged (no time limit, or before the start date).",
)
UNDECIDABLE = Text(
    "另有 {count} 件办结无法判定，不在分母内。", "{count} more resolutions are undecidable and left out."
)
BELOW = Text("，低于目标 {target}", ", below the target of {target}")
REACHED = Text("，达到目标 {target}", ", at the target of {target}")
BASES = {
    "due": Text("期限落在本月", "due this month"),
    "received": Text("本月受理", "received this month"),
    "done": Text("本月办结", "resolved this month"),
}

TOP = Text(
    "反映最多的是{name}：{count} 件，占 {share}，涉及 {customers} 位可识别的客户。",
    "The most frequent issue is {name}: {count}, {share}, from {customers} known customers.",
)
VITAL = Text(
    "前 {few} 类合计占 {share}，超过八成。", "The first {few} types make up {share}, more than four fifths."
)
VITAL_EXACT = Text(
    "前 {few} 类合计占 {share}，达到八成。", "The first {few} types make up {share}, four fifths."
)
ALL_ONE = Text("本月只有这一类问题。", "It is the only issue of the month.")
NO_TYPE = Text("本月的反馈都没有填问题类型。", "No feedback of the month names an issue type.")

SATISFACTION = Text(
    "收到满意度评价 {count} 份：满意率 {rate}，含基本满意 {wide}。",
    "{count} satisfaction answers: {rate} satisfied, {wide} with the fairly satisfied.",
)
FEW = Text("不足 {few} 份，仅供参考。", "Fewer than {few}: for orientation only.")
NO_ANSWERS = Text("本月没有收到满意度评价。", "No satisfaction answers this month.")
RATES_MOVED = Text("上月满意率 {rate}（{count} 份）。", "Last month {rate} were satisfied ({count} answers).")

NO_BACKLOG = Text("到 {moment} 没有未办结的反馈。", "At {moment} nothing is open.")

MIX_KIND = Text("{kind}最多：{count} 件，占 {share}。", "The most frequent kind is {kind}: {count}, {share}.")
MIX_CHANNEL = Text(
    "{channel}是最主要的渠道：{count} 件，占 {share}。", "{channel} is the main channel: {count}, {share}."
)
UP_MOST = Text("比上月增加最多的是{name}（+{count} 件）。", "{name} grew most against last month (+{count}).")
NEW_PHRASES = Text("客户的新说法：{phrases}。", "New in what customers write: {phrases}.")
RISING_PHRASES = Text("比上月说得多的：{phrases}。", "Said more than last month: {phrases}.")
PHRASE = Text("{words}（{count}）", "{words} ({count})")
COMMA = Text("、", ", ")
NO_OVERDUE = Text("到 {moment} 没有逾期未办结的反馈。", "At {moment} nothing is overdue.")
OVERDUE = Text(
    "到 {moment} 有 {count} 件逾期未办结，按超出时间从长到短排列。",
    "At {moment} {count} are overdue, the longest first.",
)
MORE_ROWS = Text(
    "另有 {count} 件，见“明细”中“期末逾期”为 1 的行。",
    'And {count} more: rows with 1 under "Overdue at end" in Detail.',
)
DISSATISFIED_LIST = Text("本月不满意的反馈：{count} 件", "Dissatisfied this month: {count}")
MORE_DISSATISFIED = Text("另有 {count} 件，见“明细”。", "And {count} more in Detail.")
CARD_OPEN = Text("本月进行中", "Month in progress")
CARD_NO_LAST = Text("上月没有可比数据", "No last month to compare")
CARD_NO_YEAR = Text("较去年同月 –", "– on a year ago")
FIGURES_LEAD = Text(
    "点开任一数字可以看到公式，它只数“明细”表里的行；点指标名，跳到“明细”里标 1 的那一列。",
    "Click any figure to see its formula; it counts nothing but rows of Detail. Its name leads to the column there that is 1 for them.",
)
QUALITY_LEAD = Text(
    "缺失和无法判定的行照样计入受理量，但会让占比和达标率不完整。",
    "Rows with gaps count as received; they leave shares and attainment incomplete.",
)
QUALITY_FINE = Text("本月受理的反馈没有发现缺失。", "No gaps were found in what was received this month.")
BASIS_LEAD = Text(
    "收件 {files} 份：读到 {read} 行 = 收下 {accepted} 行 + 退回 {sent_back} 行。",
    "{files} drops: {read} rows read = {accepted} accepted + {sent_back} sent back.",
)
BASIS_WRONG = Text(
    "行数对不上：读到 {read} 行，收下 {accepted} 行，退回 {sent_back} 行，请联系维护人员。",
    "The rows do not reconcile: {read} read, {accepted} accepted, {sent_back} sent back; tell the maintainer.",
)
WHICH_DROPS = Text(
    "列的是本月收到的文件、带来本月反馈的文件，以及下个月收到但一行都没有收下的文件（里面可能有本月的反馈）。同一行每交一次就数一次。",
    "Listed are the drops of this month, those that brought feedback of it, and those of the next month of which nothing was accepted, since their rows may be of this month. A row counts once for every time it is dropped.",
)
NO_DROPS = Text("本月没有收件记录。", "There are no drops on record for this month.")
HISTORY_LEAD = Text(
    "最后一行由公式从“明细”算出；此前各月的行不在本文件里，是当时口径下重算的数值。空白是那个月没有数据，图上就不画。",
    "The last row is computed by formulas from Detail; earlier months' rows are not in this file, their figures were computed when this report was made. Blanks are months without data, which charts leave out.",
)
RULES_TOP = Text(
    "频次含重复；并列时依次比涉及客户数、去重后件数、名称；“其他”和“未填写”排在最后。占比取一位小数，合计恰为 100%。",
    "Counts include repeats; ties go by customers, cases, name; other and not filled stand last. Shares have one decimal and add up to exactly 100%.",
)
RULES_RATE = Text(
    "达标率 = 达标 ÷（达标 + 超期）；到期未办结算超期；无法判定和不考核不在分母内。",
    "Attainment = met ÷ (met + breach); open past due counts as breach; undecidable and not judged are left out.",
)
RULES_ANSWERS = Text(
    "满意率 = 满意 ÷ 评价数；满意度、回访评分（1–5）与 NPS（-100 到 100）是三种尺度，不合并平均。少于 {few} 份的月份仅供参考。",
    "Satisfied ÷ answers; satisfaction, rating (1–5) and NPS (-100 to 100) are three scales and never averaged together. Months under {few} answers are for orientation only.",
)
