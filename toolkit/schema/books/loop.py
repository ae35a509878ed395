"""回访规则, 回复模板, 例行安排: how the loop is closed, as rows of the settings workbook."""

from __future__ import annotations

from toolkit.schema import choices as lists
from toolkit.schema import loop_choices as loop
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.policies import MANY_EN, MANY_ZH
from toolkit.schema.column import Column, Kind
from toolkit.schema.sheet import Sheet

_SOURCE = Column(
    "source",
    "依据",
    "Source",
    Kind.LONG_TEXT,
    width=44,
    help_zh="制度里怎么写的",
    help_en="What the policy paper says",
)
_KINDS = Column("kind", "反馈类型", "Kind", width=14, help_zh=MANY_ZH, help_en=MANY_EN)

FOLLOW_UPS = Sheet(
    "follow_ups", "回访规则", "Follow-up rules",
    (
        Column("name", "名称", "Name", is_required=True, width=26),
        _KINDS,
        Column("level", "统一级别", "Level", width=11, help_zh=MANY_ZH, help_en=MANY_EN),
        Column("is_important", "重要客户", "Important customer", Kind.CHOICE, choices=lists.YES_NO, width=12,
               help_zh="哪些算重要，写在“客户类型”", help_en="Which ones are is said on Customer types"),
        Column("is_marked", "需要回访", "Needs follow-up", Kind.CHOICE, choices=lists.YES_NO, width=12,
               help_zh="是：只管汇总表里标明“需要回访”的", help_en="Yes: only rows that say they need one"),
        Column("way", "方式", "Way", Kind.CHOICE, choices=loop.ASKING_WAYS, is_required=True, width=12),
        Column("by", "由谁", "By whom", Kind.CHOICE, choices=lists.ASKERS, is_required=True, width=12),
        Column("from_hours", "最早(小时)", "From (hours)", Kind.NUMBER, minimum=0, maximum=1440, width=12,
               help_zh="办结后多少小时起；空着按“时限策略”里回访的行和“常用”",
               help_en="Hours after resolution; blank follows Time limits and Basics"),
        Column("until_hours", "最晚(小时)", "Until (hours)", Kind.NUMBER, minimum=0, maximum=1440, width=12,
               help_zh="办结后多少小时内；同上", help_en="Hours after resolution; likewise"),
        _SOURCE,
    ),
    "回访规则表", help_zh="办结以后谁去问、怎么问：从上往下，第一条符合的算数。处理中和重办中的不回访，办结了再问。",
    help_en="Who asks after a resolution, and how: the first row that fits holds. Nobody is asked while work goes on.",
)  # fmt: skip
REPLIES = Sheet(
    "replies", "回复模板", "Reply texts",
    (
        Column("name", "名称", "Name", is_required=True, width=20),
        Column("use", "用在", "Used for", Kind.CHOICE, choices=loop.REPLY_USES, is_required=True, width=13),
        _KINDS,
        Column("way", "方式", "Way", width=14, help_zh="只用于这几种回访方式；空着就是全部", help_en="Only for these ways of asking; blank means all"),
        Column("text", "正文", "Text", Kind.LONG_TEXT, is_required=True, width=84,
               help_zh="可填：{{ 称呼 }} {{ 编号 }} {{ 问题 }} {{ 时限 }} {{ 响应期限 }} {{ 办结期限 }} {{ 方案 }} {{ 预防 }} {{ 进展 }} {{ 负责人 }} {{ 公司 }} {{ 要补充 }} {{ 关闭日 }}，选择用 {% if 小时 %}…{% else %}…{% endif %}",
               help_en="To fill in: {{ customer }} {{ number }} {{ issue }} {{ limit }} {{ respond_by }} {{ resolve_by }} {{ solution }} {{ prevention }} {{ progress }} {{ owner }} {{ company }} {{ missing }} {{ closes_on }}; choose with {% if hours %}…{% else %}…{% endif %}"),
        _SOURCE,
    ),
    "回复模板表", help_zh="工作清单里每一行的话术按这里填好，复制就能发。从上往下，第一条符合的算数。",
    help_en="Each row of the work lists has its text filled in from here, ready to paste. The first row that fits holds.",
)  # fmt: skip
ROUTINES = Sheet(
    "routines", "例行安排", "Routines",
    (
        Column("name", "事项", "What", is_required=True, width=30),
        Column("rhythm", "周期", "How often", Kind.CHOICE, choices=loop.RHYTHMS, is_required=True, width=11),
        Column("weekday", "星期", "Weekday", Kind.CHOICE, choices=rules.WEEKDAYS, width=11, help_zh="每周的才填", help_en="For weekly ones"),
        Column("day", "几号", "Day of month", Kind.INTEGER, minimum=1, maximum=31, width=10,
               help_zh="每月和每季的才填；空着按“常用”里的月报提醒", help_en="For monthly and quarterly ones; blank is the report reminder of Basics"),
        Column("time", "时刻", "Time", width=10, help_zh="例：09:00；空着就是当天", help_en="E.g. 09:00; blank is any time"),
        Column("shift", "遇休", "On a day off", Kind.CHOICE, choices=loop.SHIFTS, width=12, help_zh="空着就是顺延", help_en="Blank: the next working day"),
        Column("who", "谁", "Who", width=20),
        Column("about", "看哪张清单", "Which list", Kind.CHOICE, choices=loop.LISTS, width=15),
        Column("is_on", "启用", "In use", Kind.CHOICE, choices=lists.YES_NO, width=9, help_zh="空着就是启用", help_en="Blank means yes"),
        _SOURCE,
    ),
    "例行安排表", help_zh="每天、每周、每月要做的事：台账的“状态”页写着今天和接下来七天有哪些。",
    help_en="What recurs: the State page of the register tells what is due today and in the next seven days.",
)  # fmt: skip
MERITS = Sheet(
    "merits", "奖罚规则", "Rewards and penalties",
    (
        Column("name", "事项", "What", is_required=True, width=20),
        Column("sign", "奖/罚", "Reward or penalty", Kind.CHOICE, choices=loop.MERIT_KINDS, is_required=True, width=11),
        Column("role", "对象", "Whom", width=14),
        Column("percent", "每次绩效(%)", "Pay for each (%)", Kind.PERCENT, minimum=0, maximum=100, width=13,
               help_zh="当月绩效工资的百分之几；空着就只记次数", help_en="Of the month's performance pay; blank only counts"),
        Column("needs_effect", "要有后果", "Needs an effect", Kind.CHOICE, choices=lists.YES_NO, width=12,
               help_zh="是：“造成后果”空着的不计", help_en="Yes: not counted while what came of it is blank"),
        _SOURCE,
    ),
    "奖罚规则表", help_zh="默认不用；“报告选项”里把“奖罚统计”写成“是”才统计。",
    help_en="Off until the tally is switched on in Report options.",
)  # fmt: skip
