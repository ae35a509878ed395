"""Questions with one answer each: a row of 常用 or of 报告选项, found by its label and kept by its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.column import Column, Kind
from toolkit.words import Text

if TYPE_CHECKING:
    from toolkit.words import Language


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: what its answer may be (as a column says it) and what holds until somebody answers.

    default: as a person would type it; a choice by its key; None where only the team can know.
    """

    column: Column
    default: Text | str | float | None = None

    @property
    def key(self) -> str:
        return self.column.key

    def shown(self, lang: Language) -> str | float | None:
        """Return the default as a person sees it."""
        if isinstance(self.default, Text):
            return self.default(lang)
        if self.column.choices and isinstance(self.default, str):
            return self.column.choices.label_of(lang)[self.default]
        return self.default


def _ask(
    key: str,
    zh: str,
    en: str,
    help_zh: str,
    help_en: str,
    *,
    default: Text | str | float | None = None,
    **more: object,
) -> Answer:
    return Answer(Column(key, zh, en, help_zh=help_zh, help_en=help_en, **more), default)  # type: ignore[arg-type]


BASICS = (
    _ask("company", "公司名称", "Company", "写在报告封面上", "Stands on the cover of the report"),
    _ask("team", "团队", "Team", "写在报告上的落款", "Who made the report", default=Text("客户服务部", "Customer service")),
    _ask("language", "语言", "Language", "表格、报告和提示用哪种语言", "Of workbooks, reports and messages", default=Text("中文", "English"),
         kind=Kind.CHOICE, choices=rules.LANGUAGES),
    _ask("started_on", "启用日期", "In use since", "更早的反馈只统计、不考核时效", "Earlier feedback is counted, not judged",
         kind=Kind.DATE, is_required=True),
    _ask("working_hours", "默认工作时间", "Working hours", "周一至周五；某天不同就写在“工作时间”，放假调休写在“工作日历”",
         "Monday to Friday; other weekdays and holidays have their own sheets", default="09:00-12:00;13:00-18:00", is_required=True),
    _ask("open_groups", "打开的列组", "Open groups of columns",
         "汇总表里要展开的列组，名字见模板的填写说明，用、隔开",
         "Groups to unfold, named as on the guide sheet, e.g. Handling, On hold"),
    _ask("attainment_basis", "达标率口径", "Attainment basis", "到期口径：当月到期的都算，到期未办的算未达标",
         "By due moment: all that fell due count, and what is still open has failed", default="due", kind=Kind.CHOICE, choices=rules.BASES),
    _ask("follow_up_from_hours", "回访最早(小时)", "Follow up from (hours)", "办结后多少小时起回访；“时限策略”里问卷回访的行另写了数的，以那一行为准", "Hours after resolution; a questionnaire row of Time limits with numbers of its own wins", default=24,
         kind=Kind.NUMBER, minimum=0, maximum=720),
    _ask("follow_up_until_hours", "回访最晚(小时)", "Follow up by (hours)", "办结后多少小时内回访完；同上", "Hours after resolution; likewise", default=48,
         kind=Kind.NUMBER, minimum=1, maximum=1440),
    _ask("duplicate_days", "重复判断(天)", "Repeats within (days)", "同一客户在这么多天内说同一件事，提示疑似重复",
         "The same customer with the same matter within so many days may be a repeat", default=30,
         kind=Kind.INTEGER, minimum=0, maximum=366),
    _ask("close_after_days", "无回音关闭(天)", "Close after (days)", "办结后客户这么多天没有回音，就算关闭",
         "Resolved and no answer from the customer: closed after so many days", default=7,
         kind=Kind.INTEGER, minimum=1, maximum=366),
    _ask("reopened_owner", "重办负责", "Reopened goes to", "客户不满意时，由谁接手", "Who takes over when a customer is dissatisfied",
         default="supervisor", kind=Kind.CHOICE, choices=rules.ROLES),
    _ask("report_day", "月报提醒(日)", "Report reminder (day)", "每月几号提醒看上月的月报", "Day of the month to look at last month's report", default=3,
         kind=Kind.INTEGER, minimum=1, maximum=28),
    _ask("learns", "用本团队的数据学习", "Learn from our own rows", "从人填过或认可过的类型里学着给建议；只在这台电脑上，只用在比关键词准的地方",
         "Learns types from what people filled or confirmed; on this computer only, and only where it does better than the keywords",
         default="yes", kind=Kind.CHOICE, choices=lists.YES_NO),
    _ask("keep_months", "保存期限(月)", "Keep for (months)", "客户这么多个月没有新反馈，就从账本和归档里抹去他的信息，不能恢复，反馈仍计数；值守时每月自动做；空着就一直保留",
         "Customers of whom nothing came for so many months are blotted out of ledger and archive for good, their feedback still counts; done monthly by the guard; blank keeps all",
         kind=Kind.INTEGER, minimum=6, maximum=600),
)  # fmt: skip

REPORT = (
    _ask("top_count", "高频问题取前几名", "Frequent issues shown", "报告里重点写的问题类型个数", "Issue types that the report dwells on", default=3,
         kind=Kind.INTEGER, minimum=1, maximum=10),
    _ask("response_target", "响应达标率目标", "Target: first response", "百分比", "A share", default=95,
         kind=Kind.PERCENT, minimum=0, maximum=100),
    _ask("resolution_target", "办结达标率目标", "Target: resolution", "百分比", "A share", default=95,
         kind=Kind.PERCENT, minimum=0, maximum=100),
    _ask("satisfaction_target", "满意率目标", "Target: satisfaction", "百分比", "A share", default=90,
         kind=Kind.PERCENT, minimum=0, maximum=100),
    _ask("locked_until", "锁定至", "Locked until", "到这一天为止的月份都锁定：报告的数字记为事实，以后的改动写作更正；也可以用 voc lock",
         "Months up to this day are locked: what was reported becomes a fact, later changes become corrections; voc lock does the same",
         kind=Kind.DATE),
    _ask("few", "样本偏少", "Few answers", "少于这么多个回答时，比率变灰并注明", "Below so many answers a rate is greyed and says so", default=30,
         kind=Kind.INTEGER, minimum=1, maximum=1000),
    _ask("alert_count", "集中反馈(条)", "Many alike (count)", "同一问题类型多少条算集中出现，并提示可能紧急", "So many of one issue type are a signal, and may be urgent", default=20,
         kind=Kind.INTEGER, minimum=2, maximum=10000),
    _ask("alert_hours", "集中反馈(小时内)", "Many alike (within hours)", "在多少小时之内", "Within so many hours", default=24,
         kind=Kind.INTEGER, minimum=1, maximum=720),
    _ask("idle_days", "未落实(天)", "Idle (days)", "没有处理人，或这么多天没有动静，就列进“未落实”", "No owner, or nothing done for so many days: listed as idle", default=3,
         kind=Kind.INTEGER, minimum=1, maximum=366),
    _ask("progress_days", "建议进展告知(天)", "Tell progress every (days)", "建议提出后，或上次告知后这么多天还没有结果，就该告诉客户进展", "After so many days without a result customers are told how their suggestion stands", default=30,
         kind=Kind.INTEGER, minimum=1, maximum=366),
    _ask("quotes", "引用客户原话", "Quote customers", "隐去个人信息后，每个高频问题引一句", "One sentence for a frequent issue, masked", default="yes",
         kind=Kind.CHOICE, choices=lists.YES_NO),
    _ask("page_html", "同时出网页版", "Also as a web page", "方便手机上看", "For reading on a phone", default="yes",
         kind=Kind.CHOICE, choices=lists.YES_NO),
    _ask("accent", "主色", "Main colour", "标题和图表的颜色：深蓝、墨绿、绛红、绛紫、靛青、赭石、石墨，或 #RRGGBB", "Of headings and charts: Navy, Forest, Crimson, Purple, Teal, Sienna, Graphite, or #RRGGBB",
         default=Text("深蓝", "Navy")),
    _ask("merits", "奖罚统计", "Rewards and penalties", "是：按“奖罚规则”和汇总表的“考核”列统计，写到 voc.toml 里 merits 指的、工作文件夹以外的文件夹",
         "Yes: tallied by the sheet of that name and the folded columns of the same name, into the folder outside the workspace that merits in voc.toml names",
         default="no", kind=Kind.CHOICE, choices=lists.YES_NO),
    _ask("logo", "标志图片", "Logo", "放在封面右上角：工作区文件夹里的 PNG 或 JPEG，写相对位置，如 标志.png", "At the upper right of the cover: a PNG or JPEG in the workspace folder, by its place there, e.g. logo.png"),
)  # fmt: skip
"""How reports are made; by label on 报告选项."""


def _weight(key: str, zh: str, en: str, help_zh: str, help_en: str, *, default: float) -> Answer:
    """A question whose answer is a part of a hundred."""
    return _ask(key, zh, en, help_zh, help_en, default=default, kind=Kind.PERCENT, minimum=0, maximum=100)


IMPROVEMENT = (
    _weight("weight_reach", "影响范围的权重", "Weight of reach", "排序得分里占多少，三个权重按比例折算", "Part of the score; the three are taken in proportion", default=50),
    _weight("weight_value", "客户价值的权重", "Weight of value", "高价值客户的占比越高分越高", "More important customers, more points", default=30),
    _weight("weight_cost", "解决成本的权重", "Weight of cost", "成本越低分越高；成本由人在改进计划里填", "The cheaper the more points; people state the cost in the plan", default=20),
    _weight("reach_high", "影响范围：高", "Reach is high from", "涉及客户占全部客户的百分比，达到即为高", "Customers touched of all customers, in percent", default=20),
    _weight("reach_low", "影响范围：低", "Reach is low below", "低于这个百分比为低", "In percent", default=5),
    _weight("value_high", "客户价值：高", "Value is high from", "这类问题里重要客户的百分比，达到即为高", "Important customers among it, in percent", default=30),
    _weight("value_low", "客户价值：低", "Value is low below", "低于这个百分比为低", "In percent", default=10),
    _weight("influence_high", "影响程度：高", "Influence is high from", "这类问题里 1 级、大面积或不满意的百分比", "Level 1, wide or dissatisfied among it, in percent", default=30),
    _weight("influence_low", "影响程度：低", "Influence is low below", "低于这个百分比为低", "In percent", default=10),
    _weight("frequency_high", "发生频率：高", "Frequency is high from", "占全部反馈的百分比，达到即为高", "Of all feedback, in percent", default=20),
    _weight("frequency_low", "发生频率：低", "Frequency is low below", "低于这个百分比为低", "In percent", default=5),
    _ask("seed_least", "列入改进计划(条)", "Put up for a plan (count)", "近 30 天至少这么多条的问题类型，自动列进改进计划", "Issue types with so many within 30 days are put up", default=5,
         kind=Kind.INTEGER, minimum=1, maximum=100000),
    _ask("effect_days", "效果比较(天)", "Compare effects over (days)", "生效前后各取多少天来比", "So many days before and after a measure took effect", default=30,
         kind=Kind.INTEGER, minimum=1, maximum=366),
)  # fmt: skip
"""How issues are weighed and effects compared; by label on 改进选项."""
