"""时限策略: one row a promise, with one column for each thing that may move it."""

from __future__ import annotations

from dataclasses import replace

from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.column import Column, Kind
from toolkit.schema.sheet import Sheet

MANY_ZH, MANY_EN = "几个词用、隔开；空着就是全部", "Separate words by commas; blank means all"

_MAIN = (
    Column("id", "策略编号", "Rule", Kind.ID, is_required=True, width=26, help_zh="自己起，不重复", help_en="Any name, once only"),
    Column("name", "名称", "Name", is_required=True, width=22),
    Column("stage", "阶段", "Stage", Kind.CHOICE, choices=rules.STAGES, is_required=True, width=14,
           help_zh="首次响应和办结对每条反馈判定", help_en="First response and resolution are judged for every feedback"),
    Column("kind", "反馈类型", "Kind", width=12, help_zh=MANY_ZH, help_en=MANY_EN),
    Column("urgency", "紧急程度", "Urgency", width=11, help_zh=MANY_ZH, help_en=MANY_EN),
    Column("priority", "统一级别", "Level", width=9, help_zh=MANY_ZH, help_en=MANY_EN),
    Column("is_complex", "复杂", "Complex", Kind.CHOICE, choices=lists.YES_NO, width=8),
    Column("amount", "时限数值", "Amount", Kind.NUMBER, minimum=0, width=10,
           help_zh="空着：还没有定，不会替你猜；问卷回访和主管电话确认空着就按“常用”里的回访最早和最晚",
           help_en="Blank: not decided yet, nothing is guessed; questionnaires and calls by the supervisor then follow Basics"),
    Column("clock", "口径", "Counted in", Kind.CHOICE, choices=rules.CLOCKS, width=11,
           help_zh="空着就是不考核", help_en="Blank means not judged"),
    Column("start_event", "起点", "From", Kind.CHOICE, choices=rules.EVENTS, width=13),
    Column("end_event", "终点", "To", Kind.CHOICE, choices=rules.EVENTS, width=13),
    Column("source", "依据", "Source", Kind.LONG_TEXT, width=36, help_zh="制度里怎么写的", help_en="What the policy paper says"),
    Column("note", "备注", "Note", Kind.LONG_TEXT, width=24),
)  # fmt: skip

_FURTHER = (
    Column("channel", "反馈渠道", "Channel", help_zh=MANY_ZH, help_en=MANY_EN),
    Column("customer_type", "客户类型", "Customer type", help_zh=MANY_ZH, help_en=MANY_EN),
    Column("department", "责任部门", "Department", help_zh=MANY_ZH, help_en=MANY_EN),
    Column("is_major", "重大", "Major", Kind.CHOICE, choices=lists.YES_NO, width=8),
    Column("match_cycle", "轮次", "Cycle", Kind.CHOICE, choices=rules.CYCLES, width=9),
    Column("also", "其他条件", "Further conditions", width=18, help_zh="列名=词，几个条件用；隔开，例：需要回访=是",
           help_en="Header=word, separated by semicolons, e.g. Needs follow-up=yes"),
    Column("order", "顺序", "Order", Kind.INTEGER, minimum=0, width=8, help_zh="几条都符合时，数字小的先用",
           help_en="The smallest goes first where several fit"),
    Column("valid_from", "生效起", "Valid from", Kind.DATE, width=12, help_zh="按反馈时间选用", help_en="Chosen by the moment of receipt"),
    Column("valid_to", "生效止", "Valid to", Kind.DATE, width=12),
    Column("amount_from", "窗口起", "Window opens", Kind.NUMBER, minimum=0, help_zh="例：24 到 48 小时之间，这里写 24",
           help_en="For 24 to 48 hours put 24 here"),
    Column("cut_off_at", "截点时刻", "Cut-off time", help_zh="例：17:00", help_en="E.g. 17:00"),
    Column("cut_off_before", "截点前到期", "Due when before", width=14, help_zh="例：次日 10:00", help_en="E.g. +1 10:00"),
    Column("cut_off_after", "截点后到期", "Due when after", width=14, help_zh="例：次日 15:00", help_en="E.g. +1 15:00"),
    Column("takes_cut_off", "正点算截点前", "Sharp is before", Kind.CHOICE, choices=lists.YES_NO),
    Column("month_day", "次月几日", "Day of next month", Kind.INTEGER, minimum=1, maximum=28),
    Column("counts_first_day", "起算日计入", "First day counts", Kind.CHOICE, choices=lists.YES_NO),
    Column("day_end", "到期时刻", "Runs out at", Kind.CHOICE, choices=rules.DAY_ENDS),
    Column("rolls_over_days_off", "遇休顺延", "Rolls over days off", Kind.CHOICE, choices=lists.YES_NO),
    Column("calendar", "日历", "Calendar", help_zh="空着就是主日历；别的名字先写在“工作时间”里",
           help_en="Blank means the main one; other names stand in Working hours first"),
    Column("is_due_included", "到点算达标", "Due moment included", Kind.CHOICE, choices=lists.YES_NO),
    Column("pauses_for", "可暂停", "Pauses for", width=18, help_zh="等谁时停钟，几个词用、隔开；空着就从不停",
           help_en="What stops the clock, words separated by commas; blank: nothing does"),
    Column("longest_pause", "暂停上限(小时)", "Longest pause (hours)", Kind.NUMBER, minimum=0,
           help_zh="一次最多算这么久", help_en="One hold counts no longer than this"),
    Column("longest_pauses", "累计暂停上限(小时)", "All pauses (hours)", Kind.NUMBER, minimum=0,
           help_zh="几次加起来最多算这么久", help_en="All together count no longer than this"),
    Column("pause_rounds_up", "暂停后到下班", "Pause rounds up", Kind.CHOICE, choices=lists.YES_NO),
    Column("extension_condition", "延长条件", "Extended when", Kind.CHOICE, choices=rules.EXTENSIONS, width=14),
    Column("extension_amount", "延长后时限", "Extended amount", Kind.NUMBER, minimum=0),
    Column("extension_approver", "批准人", "Approved by", Kind.CHOICE, choices=rules.ROLES),
    Column("extension_attempts", "最少联系次数", "Least attempts", Kind.INTEGER, minimum=1, maximum=20),
    Column("upgrade", "升级时", "When raised", Kind.CHOICE, choices=rules.UPGRADES),
    Column("downgrade", "降级时", "When lowered", Kind.CHOICE, choices=rules.DOWNGRADES),
    Column("reopening", "重办时", "When reopened", Kind.CHOICE, choices=rules.REOPENINGS),
    Column("counts_auto_receipt", "自动回执算响应", "Receipt is a response", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="是：回执时间也算首次响应，取较早的", help_en="Yes: the receipt counts as first response, whichever is earlier"),
    Column("missing_time", "只有日期时", "Bare dates", Kind.CHOICE, choices=rules.MISSING_TIMES),
    Column("reminders", "提醒点", "Reminders", width=24, help_zh="例：50%、80%、-30m、due、daily",
           help_en="E.g. 50%, 80%, -30m, due, daily"),
    Column("reminds", "提醒谁", "Reminds", width=14),
    Column("escalates_to", "升级给谁", "Escalates to", width=14),
    Column("reminds_in_working_time", "只在工作时间提醒", "Only in working time", Kind.CHOICE, choices=lists.YES_NO),
)  # fmt: skip

POLICIES = Sheet(
    "policies", "时限策略", "Time limits",
    _MAIN + tuple(replace(column, group="advanced") for column in _FURTHER), "时限策略表",
    help_zh="每行一个承诺：符合前面条件的反馈，从起点到终点不超过多少。点上方的 + 展开更多条件。",
    help_en="One promise a row: feedback that fits, from one moment to another. Click + above for further conditions.",
)  # fmt: skip
