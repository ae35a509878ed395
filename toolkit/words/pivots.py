"""What a pivot says before Excel has refreshed it, in the words that Excel itself uses."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

ALL = Text("（全部）", "(All)")
SEVERAL = Text("（多项）", "(Multiple Items)")
BLANK = Text("（空白）", "(blank)")
TOTAL = Text("总计", "Grand Total")
SUBTOTAL = Text("{item} 汇总", "{item} Total")
VALUES = Text("数值", "Values")
TOTAL_OF = Text("{caption}汇总", "Total {caption}")
SLICER = Text(
    "切片器“{field}”：在 Excel 2010 或更高版本里可以点选；别处请用右边的筛选。",
    'Slicer "{field}": click in Excel 2010 or newer; elsewhere use the filter beside it.',
)

# The pages.
HEADINGS = MappingProxyType(
    {
        "pivot_kind": Text("反馈类型 × 受理月份", "Kind × month received"),
        "pivot_issue": Text("问题类型 × 反馈渠道", "Issue type × channel"),
        "pivot_verdict": Text("责任部门 × 办结判定", "Department × resolution verdict"),
    }
)
COUNT = Text("件数", "Count")
ROWS = Text("行数", "Rows")
LEADS = MappingProxyType(
    {
        "pivot_kind": Text(
            "明细共 {rows} 行：本月受理 {received} 件，其余是以前受理、本月办结、评价或到期末还没办结的。",
            "The detail has {rows} rows: {received} received this month, the others resolved, answered or still open in it.",
        ),
        "pivot_issue": Text(
            "本月受理 {rows} 件；最多的一格是{row}，来自{column}，{count} 件。",
            "{rows} received this month; the largest cell is {row} from {column}: {count}.",
        ),
        "pivot_verdict": Text(
            "判定计入本月的办结 {rows} 件；最多的一格是{row}，{column} {count} 件。",
            "{rows} resolutions count this month; the largest cell is {row}, {column}: {count}.",
        ),
    }
)
REGISTER_LEAD = Text(
    "台账里的 {rows} 行（全部未办结和近两个月），撤回的不数；改了台账，在透视表上点“刷新”。",
    "{rows} rows of the register (all that is open, and two months) without withdrawn ones; after a change, refresh the PivotTable.",
)
NOTHING = MappingProxyType(
    {
        "pivot_kind": Text("没有可数的行。", "There are no rows to count."),
        "pivot_issue": Text("没有受理的反馈。", "No feedback was received."),
        "pivot_verdict": Text("没有计入判定的办结。", "No resolution counts."),
    }
)
HOW = Text(
    "真正的数据透视表，数自“{table}”，打开文件时自动刷新：字段可以拖动；点左边的切片器，各张透视表一起变。",
    'A real PivotTable over "{table}", refreshed on opening: drag its fields; a click on a slicer at the left works on all pivots.',
)
FLAG = Text(
    "上面“{flag}”选了 1，只数计入的行；改成（全部）就数明细的每一行。",
    '"{flag}" is set to 1 above, so that only rows that count are counted; set it to (All) for every row of the detail.',
)
