"""报告语句, 总体构成, 控制界限: how a report concludes and what it is held against, as rows of the settings workbook."""

from __future__ import annotations

from toolkit.schema import loop_choices as loop
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.schema.sheet import Sheet

SENTENCES = Sheet(
    "sentences", "报告语句", "Report sentences",
    (
        Column("sentence", "哪一句", "Sentence", Kind.CHOICE, choices=loop.SENTENCES, is_required=True, width=14),
        Column("text", "写法", "Text", Kind.LONG_TEXT, width=96,
               help_zh="双花括号里的名字会换成数字；可以用 if 和 else。删掉这一行就用原来的写法",
               help_en="Names in double braces become figures; if and else can be used. Delete the row for the text it came with"),
        Column("names", "可用的名字", "Names to use", Kind.LONG_TEXT, FilledBy.TOOLKIT, width=44),
    ),
    "报告语句表", help_zh="月报首页的句子，可以改写；只能填算好的数字，句子不会说得比数字多。",
    help_en="The sentences on the first page of the report; only figures can be filled in.",
)  # fmt: skip
POPULATION = Sheet(
    "population", "总体构成", "Population",
    (
        Column("dimension", "按什么", "By", Kind.CHOICE, choices=loop.POPULATION, is_required=True, width=14),
        Column("group", "类别", "Group", is_required=True, width=20,
               help_zh="和表格里的写法一样，如“高价值客户”“电话”；新老客户写“新客户”“老客户”",
               help_en="As written in the workbooks; new or known customers are called new and known"),
        Column("share", "占全部客户", "Of all customers", Kind.PERCENT, is_required=True, minimum=0, maximum=100, width=14),
        Column("note", "来源", "From", width=36),
    ),
    "总体构成表", help_zh="可以不填。填了，月报就检查哪些客户的声音偏多或偏少。",
    help_en="Optional. With it the report checks who spoke more or less than their part.",
)  # fmt: skip
BASELINES = Sheet(
    "baselines", "控制界限", "Control limits",
    (
        Column("metric", "看什么", "What", Kind.CHOICE, choices=loop.WATCHED, is_required=True, width=18),
        Column("since", "基线从", "Baseline from", Kind.DATE, is_required=True, width=14,
               help_zh="从这天起的整周定中心线和上下限", help_en="Whole weeks from this day on set centre and limits"),
        Column("until", "基线到", "Baseline to", Kind.DATE, is_required=True, width=14,
               help_zh="至少 8 个整周；之后不再重算", help_en="At least 8 whole weeks; nothing is computed anew afterwards"),
        Column("reason", "为什么", "Why", width=44, help_zh="同一项再加一行，就从那行的“基线从”起另用一套界限，请写明原因",
               help_en="Another row of the same thing begins limits of its own; say why"),
    ),
    "控制界限表", help_zh="可以不填：不填就由最早的 26 周定界限，措施生效后另起一段。填了，界限就按这里的时期，不会自己变。",
    help_en="Optional: without it the first 26 weeks set the limits, and a measure begins a stretch. With it limits are those of these weeks.",
)  # fmt: skip
