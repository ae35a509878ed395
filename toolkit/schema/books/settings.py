"""设置.xlsx: the team's rules as sheets, 常用 first."""

from __future__ import annotations

from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.loop import FOLLOW_UPS, MERITS, REPLIES, ROUTINES
from toolkit.schema.books.policies import MANY_EN, MANY_ZH, POLICIES
from toolkit.schema.books.reporting import BASELINES, POPULATION, SENTENCES
from toolkit.schema.column import Column, FilledBy, Kind, Personal
from toolkit.schema.sheet import Book, Sheet

_ALIASES = Column("aliases", "别名", "Other words", Kind.LONG_TEXT, width=34,
                  help_zh="同样意思的其他写法，用、隔开", help_en="Other ways to write it, separated by commas")  # fmt: skip
_KEYWORDS = Column("keywords", "关键词", "Keywords", Kind.LONG_TEXT, width=44,
                   help_zh="描述里出现这些词时给出建议，用、隔开", help_en="Words in a description that suggest it, separated by commas")  # fmt: skip

_CALENDAR_NAME = Column("calendar", "日历", "Calendar", width=14, group="advanced",
                        help_zh="空着：人人适用。写名字，如“夜班”：只给“时限策略”里日历写它的规则用",
                        help_en="Blank: for all. A name, such as night shift: only for time limits that name it")  # fmt: skip


def _answers(key: str, zh: str, en: str, help_zh: str, help_en: str) -> Sheet:
    """A sheet of questions with one answer each; what may be answered is in `toolkit.schema.answers`."""
    columns = (
        Column("item", "项目", "Item", width=26),
        Column("value", "取值", "Answer", width=34),
        Column("explanation", "说明", "What it does", Kind.LONG_TEXT, FilledBy.TOOLKIT, width=96),
    )
    return Sheet(key, zh, en, columns, f"{zh}表", help_zh=help_zh, help_en=help_en)


BASICS = _answers("basics", "常用", "Basics", "先看这一页就够用；其他页都有现成的默认值。",
                  "This page is enough to start; all others have defaults.")  # fmt: skip
REPORT_OPTIONS = _answers("report_options", "报告选项", "Report options", "报告怎么算、怎么写。",
                          "How reports are counted and written.")  # fmt: skip
IMPROVEMENT_OPTIONS = _answers("improvement_options", "改进选项", "Improvement options", "问题的先后怎么排、改进的效果怎么比。",
                               "How issues are weighed and effects compared.")  # fmt: skip

KINDS = Sheet(
    "kinds", "反馈类型", "Kinds",
    (
        Column("name", "反馈类型", "Kind", Kind.CHOICE, choices=lists.KINDS, is_required=True, width=14),
        Column("definition", "说明", "Meaning", Kind.LONG_TEXT, width=44),
        _ALIASES,
        _KEYWORDS,
    ),
    "反馈类型表", help_zh="四类是固定的；可以补充别名和关键词。", help_en="The four kinds are fixed; add other words and keywords.",
)  # fmt: skip
ISSUE_TYPES = Sheet(
    "issue_types", "问题类型", "Issue types",
    (
        Column("name", "问题类型", "Issue type", is_required=True, width=16, help_zh="出现在下拉列表里的名字", help_en="As drop-downs show it"),
        _ALIASES,
        _KEYWORDS,
        Column("default_kind", "默认反馈类型", "Usual kind", Kind.CHOICE, choices=lists.KINDS, width=14),
        Column("attribute", "问题属性", "Attribute", Kind.CHOICE, choices=lists.ATTRIBUTES, width=12,
               help_zh="这类问题通常是什么；“归类词”里没有词说得更准时，就这样建议", help_en="What it usually is; suggested where none of the words by class says otherwise"),
        Column("stage", "流程环节", "Process stage", Kind.CHOICE, choices=lists.PROCESS_STAGES, width=12, help_zh="通常出在哪一步，可空着", help_en="Where it usually goes wrong; may be blank"),
        Column("nature", "问题性质", "Nature", Kind.CHOICE, choices=lists.ISSUE_NATURES, width=12, help_zh="通常是哪一种，可空着", help_en="Of what nature it usually is; may be blank"),
        Column("department", "责任部门", "Department", width=14),
    ),
    "问题类型表", help_zh="你们自己的分类：可以增、删、改名，汇总表的下拉会跟着变。",
    help_en="Your own classes: add, delete or rename; drop-downs follow.",
)  # fmt: skip
CHANNELS = Sheet(
    "channels", "渠道", "Channels",
    (
        Column("name", "渠道", "Channel", is_required=True, width=16),
        _ALIASES,
        Column("group", "主动/被动", "Who starts", Kind.CHOICE, choices=rules.CHANNEL_GROUPS, width=13,
               help_zh="主动：我们去问；被动：客户来说", help_en="Whether we ask or they tell us"),
    ),
    "渠道表", help_zh="客户从哪里找到我们。", help_en="How customers reach us.",
)  # fmt: skip
URGENCIES = Sheet(
    "urgencies", "紧急程度", "Urgency",
    (
        Column("word", "紧急程度", "Urgency", Kind.CHOICE, choices=lists.URGENCIES, is_required=True, width=13),
        Column("kind", "反馈类型", "Kind", Kind.CHOICE, choices=lists.KINDS, width=13,
               help_zh="同一个词对不同类型级别不同时才填", help_en="Only where a word means another level for a kind"),
        Column("level", "统一级别", "Level", Kind.CHOICE, choices=lists.PRIORITIES, is_required=True, width=11),
        Column("definition", "含义", "Meaning", Kind.LONG_TEXT, width=44),
        _KEYWORDS,
    ),
    "紧急程度表", help_zh="几套说法对照成一套级别：1 级最急。", help_en="Several sets of words, one set of levels; level 1 is the most urgent.",
)  # fmt: skip
DUTIES = Sheet(
    "duties", "分工", "Duties",
    (
        Column("kind", "反馈类型", "Kind", Kind.CHOICE, choices=lists.KINDS, is_required=True, width=13),
        Column("level", "统一级别", "Level", width=11, help_zh=MANY_ZH, help_en=MANY_EN),
        Column("lead", "责任部门/牵头", "Lead", is_required=True, width=18),
        Column("follow_up", "跟进", "Followed up by", width=16),
        Column("co_departments", "协同部门", "Co-operating", width=30, help_zh="几个部门用、隔开", help_en="Separate by commas"),
        Column("optional_departments", "如需时协同", "If needed", width=18),
        Column("note", "备注", "Note", Kind.LONG_TEXT, width=36),
    ),
    "分工表", help_zh="什么样的反馈由谁牵头、谁跟进、谁协同。", help_en="Who leads, follows up and helps.",
)  # fmt: skip
CUSTOMER_TYPES = Sheet(
    "customer_types", "客户类型", "Customer types",
    (
        Column("name", "客户类型", "Customer type", is_required=True, width=16),
        _ALIASES,
        Column("is_important", "重要客户", "Important", Kind.CHOICE, choices=lists.YES_NO, width=12,
               help_zh="是：办结后主管电话确认", help_en="Yes: the supervisor calls after resolution"),
    ),
    "客户类型表", help_zh="你们怎么给客户分类。", help_en="How you class customers.",
)  # fmt: skip
PEOPLE = Sheet(
    "people", "人员", "People",
    (
        Column("name", "姓名", "Name", is_required=True, personal=Personal.NAME, width=14),
        Column("aliases", "别名", "Other names", width=20, personal=Personal.NAME, help_zh="表格里的其他写法，用、隔开",
               help_en="Other ways it is written, separated by commas"),
        Column("role", "角色", "Role", Kind.CHOICE, choices=rules.ROLES, width=13),
        Column("department", "部门", "Department", width=14),
        Column("deputy", "代理人", "Deputy", personal=Personal.NAME, width=14, help_zh="不在时谁接手", help_en="Who steps in"),
        Column("away_from", "请假起", "Away from", Kind.DATE, width=13),
        Column("away_until", "请假止", "Away until", Kind.DATE, width=13, help_zh="含当天", help_en="The day included"),
    ),
    "人员表", help_zh="可以不填。填了，工作清单能按人分，请假时转给代理人。",
    help_en="Optional. With it work lists go by person, and to a deputy in absence.",
)  # fmt: skip
WORKING_HOURS = Sheet(
    "working_hours", "工作时间", "Working hours",
    (
        Column("weekday", "星期", "Weekday", Kind.CHOICE, choices=rules.WEEKDAYS, is_required=True, width=12),
        Column("hours", "时段", "Hours", width=32, help_zh="例：09:00-12:00;13:00-18:00。写“休”就是不上班",
               help_en="E.g. 09:00-12:00; 13:00-18:00. Write off for a day off"),
        Column("note", "备注", "Note", width=32),
        _CALENDAR_NAME,
    ),
    "工作时间表", help_zh="只写和“常用”里默认工作时间不同的星期；没写的周六、周日休息。",
    help_en="Only weekdays that differ from the hours on Basics; Saturday and Sunday are off unless written here.",
)  # fmt: skip
CALENDAR = Sheet(
    "calendar", "工作日历", "Work calendar",
    (
        Column("day", "日期", "Date", Kind.DATE, is_required=True, width=14),
        Column("day_kind", "休/班/半天", "Off or open", Kind.CHOICE, choices=rules.DAY_KINDS, is_required=True, width=13),
        Column("hours", "时段", "Hours", width=28, help_zh="空着按平日；半天空着就是平日的上半场，平日只有一段的要填",
               help_en="Blank means the usual hours, for half a day those before the break; without a break say which"),
        Column("note", "说明", "Note", width=22),
        Column("source", "来源", "From", width=24),
        _CALENDAR_NAME,
    ),
    "工作日历表", help_zh="放假和调休。期限只看这张表；公司自己的假也加在这里。",
    help_en="Days off and make-up days. Deadlines read this sheet only; add your own days too.",
)  # fmt: skip
CLASS_WORDS = Sheet(
    "class_words", "归类词", "Words by class",
    (
        Column("name", "归类", "Class", Kind.CHOICE, choices=rules.ISSUE_CLASSES, is_required=True, width=16,
               help_zh="问题属性、流程环节或问题性质里的一个词", help_en="A word of the attributes, the process stages or the natures"),
        _KEYWORDS,
        Column("column", "填到哪一列", "Column filled", filled_by=FilledBy.TOOLKIT, width=16),
    ),
    "归类词表", help_zh="描述里出现这些词，就给出问题属性、流程环节、问题性质的建议；没有词时看“问题类型”里通常是什么。",
    help_en="Words that suggest attribute, process stage and nature of an issue; without any of them the issue type decides.",
)  # fmt: skip
TEXT_RULES = Sheet(
    "text_rules", "文本规则", "Text rules",
    (
        Column("keywords", "词语", "Words", Kind.LONG_TEXT, is_required=True, width=60, help_zh="一格可以写几个，用、隔开；按字面查找",
               help_en="Several in a cell separated by commas; found as they are written"),
        Column("use", "用途", "Use", Kind.CHOICE, choices=rules.WORD_USES, is_required=True, width=14,
               help_zh="词典：数词时不拆开；停用词：数词时不算；产品：写进“文中产品”",
               help_en="Dictionary: never cut when words are counted; stop word: not counted; product: named beside the row"),
        Column("note", "备注", "Note", Kind.LONG_TEXT, width=36),
    ),
    "文本规则表", help_zh="可以不填。你们自己的词、不想数的词、产品名单。",
    help_en="Optional. Your own words, words not to count, and your products.",
)  # fmt: skip
MAPPINGS = Sheet(
    "mappings", "导入映射", "Import mapping",
    (
        Column("file", "文件名", "File name", is_required=True, width=24, help_zh="可用 *，例：汽车投诉*.csv", help_en="With *, e.g. cars*.csv"),
        Column("sheet", "工作表", "Sheet", width=16, help_zh="空着就是所有", help_en="Blank means every sheet"),
        Column("header", "对方的列名", "Their header", is_required=True, width=22),
        Column("our_column", "我们的列", "Our column", Kind.CHOICE, choices=rules.OUR_COLUMNS, is_required=True, width=20),
        Column("values", "词的对照", "Their words", Kind.LONG_TEXT, width=40, help_zh="对方的词=我们的词，用；隔开，例：高=紧急；低=一般",
               help_en="Theirs=ours, separated by semicolons, e.g. high=urgent; low=normal"),
        Column("year", "年份", "Year", Kind.INTEGER, minimum=1990, maximum=2100, width=10,
               help_zh="日期没有写年份时用", help_en="For dates without a year"),
    ),
    "导入映射表", help_zh="别处来的表格：文件名对上了，就按这里的对照来读。",
    help_en="Workbooks from elsewhere: those whose name fits are read as written here.",
)  # fmt: skip

SETTINGS = Book(
    "settings", "设置", "Settings",
    (BASICS, KINDS, ISSUE_TYPES, CHANNELS, URGENCIES, POLICIES, DUTIES, FOLLOW_UPS, REPLIES, ROUTINES, CUSTOMER_TYPES,
     PEOPLE, WORKING_HOURS, CALENDAR, REPORT_OPTIONS, SENTENCES, POPULATION, BASELINES, IMPROVEMENT_OPTIONS, CLASS_WORDS, TEXT_RULES, MAPPINGS, MERITS),
)  # fmt: skip
